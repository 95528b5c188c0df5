/**
 * The whole round of training from the command line, from Origin's plan to Bench's proof, with as many cards as
 * TWOFOLD_ROUND_CARDS says. Some of them are made again by a second BIP38; and after every command all files are
 * searched for everything that is secret.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { generateFrom } from '../../../core/bip38/generate.ts';
import { parseIntermediateCode, readIntermediateCode } from '../../../core/bip38/layout.ts';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { openSeeds } from '../../../electron/vault/seeds.ts';
import { address, base58check, encode, multiply, owner, REAL_COST } from '../../core/bip38/oracle.ts';
import { find, holdsEncryptedKey, holdsPrivateKey, placesBelow, textCanary, type Canary } from '../../fakes/canary.ts';
import { bundle, THE_LINE } from '../../fakes/cli-bundle.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { envelopeOf, envelopesOf, saidOf } from '../../fakes/envelopes.ts';
import { chainOf } from '../../fakes/outside.ts';
import { platformRandom } from '../../fakes/streams.ts';

const COUNT = Number(process.env['TWOFOLD_ROUND_CARDS'] ?? 40);
/** Cards that are made again from outside, and whose secrets are searched for; each costs a heavy scrypt or two. */
const SAMPLE = 4;
const SEARCHED = 20;
const PEOPLE = ['--person', 'Ada', '--person', 'Grace'] as const;
const LONG = 120_000 + COUNT * 2_000;

let cli = '';
let home = '';
let said = '';
const secrets: Canary[] = [];
const at = (...names: readonly string[]): string => join(home, ...names);
const station = (role: string): readonly string[] => ['--station', at(role)];
const KEY = () => ['--key', at('medium'), '--same-disk'] as const;
/** The vault travels on a medium of its own. */
const mediumOf = (kind: string): string => at(kind === 'vault' ? 'vault-stick' : 'stick');
const onStick = (kind: string): string =>
  join(mediumOf(kind), readdirSync(mediumOf(kind)).find((name) => name.startsWith(`${kind}-`)) ?? `no ${kind}`);
const unitsOn = <T>(kind: string): readonly T[] =>
  readFileSync(onStick(kind), 'latin1')
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as T);

beforeAll(async () => {
  cli = join(await bundle(THE_LINE), 'cli.cjs');
  home = mkdtempSync(join(tmpdir(), 'twofold-training-'));
  for (const name of ['stick', 'vault-stick', 'medium', 'tmp', 'home']) mkdirSync(at(name));
}, 60_000);
afterAll(() => {
  rmSync(home, { recursive: true });
  rmSync(dirname(cli), { recursive: true });
});

function start(...args: readonly string[]) {
  const env = { ...process.env, TMPDIR: at('tmp'), HOME: at('home') };
  const child = spawn(process.execPath, [cli, ...args, '--json'], {
    cwd: at('home'),
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('latin1').on('data', (text: string) => (said += text));
  child.stdin.on('error', () => undefined);
  return child;
}

/** Runs a command that must go well; gives its answers. */
async function well(...args: readonly string[]): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const from = said.length;
  const child = start(...args);
  child.stdin.end();
  const [code] = (await once(child, 'close')) as [number | null];
  const words = said.slice(from);
  expect([args.slice(0, 2), code, code === 0 ? '' : words]).toEqual([args.slice(0, 2), 0, '']);
  expectSilence();
  return envelopesOf(words).map(saidOf);
}

/** What training hands over in clear, because there it has no value. */
const isVault = (path: string): boolean => path.startsWith(at('vault-stick', 'vault-'));

function expectSilence(): void {
  const places = [...placesBelow(home), { path: 'what was said', text: said }].filter(({ path }) => !isVault(path));
  expect(find(secrets, places)).toEqual([]);
  // Nothing that has the form of one either: an EPK, a passphrase, a key in wallet import format.
  const holdsPassphrase = (text: string): boolean => /\b[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}\b/.test(text);
  const holds = [holdsEncryptedKey, holdsPrivateKey, holdsPassphrase];
  expect(places.filter(({ text }) => holds.some((one) => one(text))).map(({ path }) => path)).toEqual([]);
  expect([readdirSync(at('tmp')), readdirSync(at('home'))]).toEqual([[], []]);
}

interface Vaulted {
  readonly serial: string;
  readonly passphrase: string;
}
interface Returned {
  readonly serial: string;
  readonly confirmation: string;
  readonly publicKey: string;
  readonly addresses: Readonly<Record<string, string>>;
}
interface Ordered {
  readonly serial: string;
  readonly code: string;
}

test(
  'Origin plans, makes and exports',
  async () => {
    const batch = [
      '--batch',
      'T-1',
      '--count',
      String(COUNT),
      '--prefix',
      'TF-',
      '--digits',
      '6',
      '--permuted',
      '--check',
    ];
    for (const role of ['origin', 'press', 'bench']) {
      await well('station', 'create', '--training', '--role', role, ...station(role));
    }
    await well('origin', 'new', ...station('origin'), ...batch, '--workers', '2');
    for (const [transfer, carrier] of [
      ['order', 'Ada'],
      ['vault', 'Grace'],
    ] as const) {
      const by = ['--transfer', transfer, '--carrier', carrier, '--out', mediumOf(transfer)];
      await well('origin', 'export', ...station('origin'), '--batch', 'T-1', ...by);
    }
    const vault = unitsOn<Vaulted>('vault');
    for (const { serial, passphrase } of vault.slice(0, SEARCHED)) {
      secrets.push(textCanary(`passphrase of ${serial}`, passphrase));
      secrets.push(textCanary(`passphrase of ${serial}, without hyphens`, passphrase.replaceAll('-', '')));
    }
    expect(new Set(vault.map(({ serial }) => serial)).size).toBe(COUNT);
    expect(new Set(vault.map(({ passphrase }) => passphrase)).size).toBe(COUNT);
    expect(new Set(unitsOn<Ordered>('order').map(({ code }) => code)).size).toBe(COUNT);
    expectSilence();
  },
  LONG,
);

const seeds = new Map<string, Buffer>();

/** The seeds as they are sealed now, opened on a copy with a copy of the key. */
async function learnSeeds(): Promise<void> {
  const copy = mkdtempSync(join(tmpdir(), 'twofold-learnt-'));
  cpSync(at('press', 'press', 'T-1.seeds'), join(copy, 'seeds'));
  const key = readFileSync(at('medium', 'T-1.key'));
  const file = must(
    await openSeeds({
      ...{ path: join(copy, 'seeds'), station: 'Training Press', batch: 'T-1', random: platformRandom },
      key: Secret.copyOf(key),
    }),
  );
  for (const { serial, code } of unitsOn<Ordered>('order').slice(0, SEARCHED)) {
    using seed = must(file.seed(serial));
    const bytes = seed.use((inside) => Buffer.from(inside));
    seeds.set(serial, bytes);
    const made = await generateFrom(must(parseIntermediateCode(code)), true, bytes, realDerivation());
    secrets.push({ what: `seed of ${serial}`, bytes }, textCanary(`EPK of ${serial}`, made.key));
  }
  await file.close();
  rmSync(copy, { recursive: true });
}

test(
  'Press makes the keys, prints and proves them',
  async () => {
    await well('press', 'import', ...station('press'), '--order', onStick('order'), '--coins', 'BTC,ETH');
    await well('press', 'make', ...station('press'), ...KEY(), '--workers', '2');
    await learnSeeds();
    expectSilence();
    const printed = await well('press', 'print', ...station('press'), ...KEY(), '--simulate');
    expect(printed.filter((line) => 'proven' in line)).toHaveLength(COUNT);
  },
  LONG,
);

test(
  'Press returns, destroys, and nothing is left',
  async () => {
    const key = readFileSync(at('medium', 'T-1.key'));
    await well('press', 'return', ...station('press'), '--counted', String(COUNT), '--to', at('stick'));
    const cards = ['--batch', 'T-1', '--package', 'SEAL-1=1', '--package', `SEAL-2=${COUNT - 1}`, '--person', 'Li Wei'];
    const [sent] = await well('press', 'ship', ...station('press'), ...cards, '--to', at('stick'));
    expect(sent).toMatchObject({ part: 1 });
    const waived = ['--unreceived', 'the bench is in the next room'];
    await well('press', 'destroy', ...station('press'), ...KEY(), '--simulate', ...PEOPLE, ...waived);
    secrets.push({ what: 'the batch key', bytes: key });
    expect([readdirSync(at('medium')), readdirSync(at('press', 'press'))]).toEqual([[], []]);
    expectSilence();
    const [closed] = chainOf(at('press', 'journal.jsonl')).filter(({ kind }) => kind === 'press-batch-closed');
    expect(closed).toMatchObject({ printed: COUNT, proven: COUNT, destroyed: 0, withdrawn: 0 });
  },
  LONG,
);

test(
  'a second BIP38 makes the same of the same passphrases and seeds, and every address is of its key',
  () => {
    const vault = new Map(unitsOn<Vaulted>('vault').map(({ serial, passphrase }) => [serial, passphrase]));
    const order = new Map(unitsOn<Ordered>('order').map(({ serial, code }) => [serial, code]));
    const returned = unitsOn<Returned>('return');
    expect(returned).toHaveLength(COUNT);
    for (const { publicKey, addresses } of returned)
      expect(addresses['BTC']).toBe(address(Buffer.from(publicKey, 'hex')));
    expect(new Set(returned.map(({ publicKey }) => publicKey)).size).toBe(COUNT);
    for (const { serial, confirmation, publicKey, addresses } of returned
      .filter(({ serial }) => seeds.has(serial))
      .slice(0, SAMPLE)) {
      const code = order.get(serial) ?? '';
      const salt = Buffer.from(readIntermediateCode(must(parseIntermediateCode(code))).entropy.bytes);
      const theirs = owner({ passphrase: vault.get(serial) ?? '', salt, numbers: null }, REAL_COST);
      expect(theirs.code).toBe(code);
      const seed = seeds.get(serial) ?? Buffer.alloc(0);
      const made = encode(theirs, seed, true);
      expect([made.confirmation, made.address]).toEqual([confirmation, addresses['BTC']]);
      expect(secrets.some(({ bytes }) => Buffer.from(bytes).equals(Buffer.from(made.key)))).toBe(true);
      const { privateKey, publicKey: point } = multiply(theirs, seed, true);
      expect(point.toString('hex')).toBe(publicKey);
      const wif = base58check(Buffer.concat([Buffer.of(0x80), privateKey, Buffer.of(1)]));
      secrets.push({ what: `private key of ${serial}`, bytes: privateKey }, textCanary(`WIF of ${serial}`, wif));
    }
    expectSilence();
  },
  LONG,
);

test(
  'Bench takes every card from its sticker to the box',
  async () => {
    const files = ['--vault', onStick('vault'), '--return', onStick('return')] as const;
    const [opened] = await well('bench', 'open', ...station('bench'), ...files, '--workers', '2');
    expect(opened).toEqual({ checked: COUNT, of: COUNT, failed: 0 });
    const found = ['--package', `SEAL-2=${COUNT - 1}`, '--package', 'SEAL-1=1', '--person', 'Ada'];
    const [arrived] = await well('bench', 'arrival', ...station('bench'), '--shipment', onStick('shipment'), ...found);
    expect(arrived).toEqual({ batch: 'T-1', cards: COUNT, differing: [] });
    const vault = new Map(unitsOn<Vaulted>('vault').map(({ serial, passphrase }) => [serial, passphrase]));
    const child = start('bench', 'finish', ...station('bench'), '--scans', '-', '--person', 'Ada', '--workers', '2');
    const ended = once(child, 'close') as Promise<[number | null]>;
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    async function say(line: string): Promise<Readonly<Record<string, unknown>>> {
      child.stdin.write(`${line}\n`);
      return saidOf(envelopeOf(String((await lines.next()).value)));
    }
    for (const { serial, addresses } of unitsOn<Returned>('return')) {
      expect(await say(serial)).toMatchObject({ ask: 'address' });
      expect(await say(addresses['BTC'] ?? '')).toMatchObject({ outcome: 'PASS', state: 'sent' });
      expect(await say(serial)).toMatchObject({ ask: 'marking' });
      const { positions } = (await say('! yes')) as { positions: readonly number[] };
      const symbols = (vault.get(serial) ?? '').replaceAll('-', '');
      const read = positions.map((position) => symbols[position - 1]).join('');
      expect(await say(`! ${read}`)).toMatchObject({ outcome: 'PASS', state: 'read-back' });
      for (const state of ['covered', 'sealed', 'finished']) {
        expect(await say(serial)).toMatchObject({ serial });
        expect(await say('! yes')).toMatchObject({ outcome: 'PASS', state });
      }
    }
    child.stdin.end();
    expect((await ended)[0]).toBe(0);
    expectSilence();
  },
  LONG,
);

test(
  'Bench closes and proves, Origin destroys: with the medium gone no secret is anywhere',
  async () => {
    await well('bench', 'close', ...station('bench'), '--labels-destroyed', '0', ...PEOPLE);
    await well('bench', 'proof', ...station('bench'), '--to', at('stick'));
    const proof = unitsOn<{ serial: string; address: string; confirmation: string }>('proof');
    const returned = unitsOn<Returned>('return');
    const said = (units: readonly { serial: string; address: string; confirmation: string }[]) =>
      units.map(({ serial, address, confirmation }) => `${serial} ${address} ${confirmation}`).sort();
    expect(said(proof)).toEqual(said(returned.map((unit) => ({ ...unit, address: unit.addresses['BTC'] ?? '' }))));
    const told = ['--batch', 'T-1', '--for', 'origin', '--to', at('stick')];
    await well('bench', 'receipt', ...station('bench'), ...told);
    await well('origin', 'receipt', ...station('origin'), '--receipt', onStick('vault-receipt'));
    await well('origin', 'destroy', ...station('origin'), '--batch', 'T-1', ...PEOPLE);
    for (const role of ['origin', 'press', 'bench']) {
      const kinds = chainOf(at(role, 'journal.jsonl')).map(({ kind }) => kind);
      expect([role, kinds.includes('incident')]).toEqual([role, false]);
    }
    rmSync(onStick('vault'));
    expectSilence();
  },
  LONG,
);
