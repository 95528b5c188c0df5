/**
 * Each product that ships, played from Origin's plan to Bench's proof from the command line, each in another format of
 * the laser; and a station that was given another file than the plan's.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { intermediateCodeOf } from '../../../core/bip38/intermediate.ts';
import { freshOwnerEntropy } from '../../../core/bip38/lot.ts';
import { deriveOwner } from '../../../core/bip38/owner.ts';
import { passphraseFromBytes } from '../../../core/bip38/passphrase.ts';
import { must } from '../../../core/base/result.ts';
import { productHash } from '../../../core/product/product.ts';
import type { Product } from '../../../core/product/schema.ts';
import { SHIPPED } from '../../../electron/products/shelf.ts';
import { READERS } from '../../fakes/etch-readers.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { chainOf } from '../../fakes/outside.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { commandLine } from './run.ts';

const twofold = commandLine();
const PEOPLE = ['--person', 'Ada', '--person', 'Grace'];
const COUNT = 2;
const MINUTES = 600_000;

let home = '';
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-products-'))));
afterAll(() => rmSync(home, { recursive: true }));

async function well(...args: readonly string[]) {
  const { code, said, answers } = await twofold.run([...args, '--json']);
  expect([args.slice(0, 2), code, code === 0 ? '' : answers]).toEqual([args.slice(0, 2), 0, '']);
  return said;
}

async function refused(...args: readonly string[]) {
  const { code, answers } = await twofold.run([...args, '--json']);
  expect(code).not.toBe(0);
  return (answers.at(-1) as { error?: { area: string; kind: string } }).error;
}

/** Three stations of training and their media, in a folder of their own. */
async function round(name: string) {
  const at = (...names: readonly string[]): string => join(home, name, ...names);
  for (const folder of ['stick', 'vault-stick', 'medium']) mkdirSync(at(folder), { recursive: true });
  const station = (role: string): readonly string[] => ['--station', at(role)];
  for (const role of ['origin', 'press', 'bench']) await well('station', 'create', '--training', '--role', role, ...station(role)); // prettier-ignore
  const onStick = (kind: string): string => {
    const folder = at(kind === 'vault' || kind === 'supplied' ? 'vault-stick' : 'stick');
    return join(folder, readdirSync(folder).find((file) => file.startsWith(`${kind}-`)) ?? `no ${kind}`);
  };
  const linesOf = (kind: string) => readFileSync(onStick(kind), 'latin1').split('\n').slice(0, -1).map((line) => JSON.parse(line) as Record<string, never>); // prettier-ignore
  const key = ['--key', at('medium'), '--same-disk'];
  return {
    at,
    station,
    onStick,
    linesOf,
    async export() {
      const ways = [['order', 'Ada', 'stick'], ['vault', 'Grace', 'vault-stick']] as const; // prettier-ignore
      for (const [transfer, carrier, to] of ways)
        await well('origin', 'export', ...station('origin'), '--batch', 'T-1', '--transfer', transfer, '--carrier', carrier, '--out', at(to)); // prettier-ignore
    },
    async press() {
      await well('press', 'import', ...station('press'), '--order', onStick('order'), '--coins', 'ETH');
      await well('press', 'make', ...station('press'), ...key, '--workers', '2');
      await well('press', 'print', ...station('press'), ...key, '--simulate');
      await well('press', 'return', ...station('press'), '--counted', String(COUNT), '--to', at('stick'));
    },
  };
}

type Round = Awaited<ReturnType<typeof round>>;

/** What a customer's program would make of a passphrase that the customer keeps. */
async function codesOf(path: string): Promise<void> {
  const lines: string[] = [];
  for (const n of [1, 2]) {
    using passphrase = must(passphraseFromBytes(new Uint8Array(Buffer.from(`a customer's own words ${n}`))));
    const owner = must({ ok: true, value: await deriveOwner(passphrase, freshOwnerEntropy(platformRandom, null), realDerivation(), { priority: 'scan' }) }); // prettier-ignore
    if (owner === null) throw new Error('no owner');
    lines.push(`PRO-00000${n},${intermediateCodeOf(owner)}\n`);
  }
  writeFileSync(path, lines.join(''));
}

async function plan({ at, station }: Round, product: Product): Promise<void> {
  const of = ['--batch', 'T-1', '--product', product.name];
  if (product.etched === 'passphrase') {
    await well('origin', 'new', ...station('origin'), ...of, '--count', String(COUNT), '--workers', '2');
    return;
  }
  await codesOf(at('codes.csv'));
  await well('origin', 'import', ...station('origin'), ...of, '--codes', at('codes.csv'));
}

interface Returned {
  readonly serial: string;
  readonly confirmation: string;
  readonly deposit: string;
  readonly addresses: Readonly<Record<string, string>>;
}

/** Takes every card from its sticker to the box; gives the jobs as they lay with the laser. */
async function finish(
  { at, station, linesOf }: Round,
  product: Product,
  format: string,
): Promise<readonly Uint8Array[]> {
  const units = linesOf('return').slice(1) as unknown as readonly Returned[];
  const secret = product.etched === 'passphrase' ? (linesOf('vault').slice(1) as unknown as readonly { serial: string; passphrase: string }[]) : []; // prettier-ignore
  const jobs: Uint8Array[] = [];
  const conversation = twofold.start(['bench', 'finish', ...station('bench'), '--scans', '-', '--person', 'Ada', '--format', format, '--workers', '2', '--json']); // prettier-ignore
  const lines = conversation.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let text = '';
  async function say(line: string): Promise<Readonly<Record<string, unknown>>> {
    conversation.stdin.write(`${line}\n`);
    while (!text.includes('\n')) text += String((await lines.next()).value);
    const [first = '', ...rest] = text.split('\n');
    text = rest.join('\n');
    return (JSON.parse(first) as { result: Record<string, unknown> }).result;
  }
  for (const { serial, deposit, addresses, confirmation } of units) {
    await say(serial);
    expect(await say(addresses[deposit] ?? '')).toMatchObject({ outcome: 'PASS', state: 'sent' });
    jobs.push(...readdirSync(at('bench', 'etch')).map((file) => readFileSync(at('bench', 'etch', file))));
    await say(serial);
    const { positions } = (await say('! yes')) as { positions: readonly number[] };
    const etched = secret.find((unit) => unit.serial === serial)?.passphrase ?? confirmation;
    const read = positions.map((position) => etched.replaceAll('-', '')[position - 1]).join('');
    expect(await say(`! ${read}`)).toMatchObject({ outcome: 'PASS', state: 'read-back' });
    for (const state of ['covered', 'sealed', 'finished']) {
      await say(serial);
      expect(await say('! yes')).toMatchObject({ outcome: 'PASS', state });
    }
  }
  expect((await conversation.end()).code).toBe(0);
  return jobs;
}

describe.each([
  ['real', 'svg'],
  ['pure', 'gcode'],
  ['pro', 'dxf'],
  ['coin', 'lightburn'],
] as const)('%s', (name, format) => {
  const product = SHIPPED.find((one) => one.name === name) as Product;
  const ref = { name, hash: productHash(product) };

  test(
    `is planned, pressed, verified, etched as ${format} and proven`,
    async () => {
      const here = await round(name);
      await plan(here, product);
      await here.export();
      await here.press();
      const kinds = [...(product.etched === 'passphrase' ? ['vault'] : ['supplied']), 'order', 'return'];
      for (const kind of kinds) expect([kind, here.linesOf(kind)[0]?.['product']]).toEqual([kind, ref]);
      for (const unit of here.linesOf('return').slice(1) as unknown as readonly Returned[])
        expect([Object.keys(unit.addresses), unit.deposit]).toEqual([product.coins, product.deposit]);
      const vault = here.onStick(product.etched === 'passphrase' ? 'vault' : 'supplied');
      await well('bench', 'open', ...here.station('bench'), '--vault', vault, '--return', here.onStick('return'));
      const jobs = await finish(here, product, format);
      await well('bench', 'close', ...here.station('bench'), '--labels-destroyed', '0', ...PEOPLE);
      await well('bench', 'proof', ...here.station('bench'), '--to', here.at('stick'));
      expect(here.linesOf('proof')).toHaveLength(1 + COUNT);

      const events = (role: string) => chainOf(here.at(role, 'journal.jsonl'));
      const of = (role: string, kind: string) => events(role).filter((event) => event['kind'] === kind);
      expect(of('origin', product.etched === 'passphrase' ? 'batch-planned' : 'codes-supplied')).toMatchObject([{ product: ref }]); // prettier-ignore
      expect(of('press', 'order-taken')).toMatchObject([
        { product: ref, coins: product.coins, deposit: product.deposit },
      ]);
      expect(of('bench', 'batch-opened')).toMatchObject([{ product: ref }]);
      const intents = of('bench', 'etch-intended');
      expect(intents).toHaveLength(COUNT);
      for (const intent of intents) expect(intent).toMatchObject({ product: ref, layout: `${name}/1`, format });
      for (const role of ['origin', 'press', 'bench']) expect([role, of(role, 'incident')]).toEqual([role, []]);

      const layers = jobs.map((job) => [...new Set(READERS[format](job).map(({ layer }) => layer))].sort());
      const expected = ['serial', product.etched, 'watermark', ...(product.zones.date === undefined ? [] : ['date'])];
      expect(layers).toEqual([expected.sort(), expected.sort()]);
    },
    MINUTES,
  );
});

test(
  'a station that was given another file of that name refuses the batch by name, and takes it with the right one',
  async () => {
    const here = await round('edited');
    const [path] = (await well('product', 'new', '--product', 'real', '--name', 'gold', '--out', here.at('stick'))) as readonly { written: string }[]; // prettier-ignore
    const file = path?.written ?? '';
    await well('product', 'check', '--file', file);
    await well('product', 'add', ...here.station('origin'), '--file', file);
    await plan(here, { ...(SHIPPED[0] as Product), name: 'gold' });
    await here.export();
    const order = ['press', 'import', ...here.station('press'), '--order', here.onStick('order'), '--coins', 'BTC'];
    expect(await refused(...order)).toMatchObject({ area: 'product', kind: 'unknown-product' });
    const right = readFileSync(file, 'utf8');
    writeFileSync(file, right.replace('"y": 23.6', '"y": 23.7'));
    await well('product', 'add', ...here.station('press'), '--file', file);
    expect(await refused(...order)).toMatchObject({ area: 'product', kind: 'another-product' });
    writeFileSync(file, right.replace('"y": 23.6', '"y": 3.6'));
    expect(await refused('product', 'check', '--file', file)).toMatchObject({ area: 'product' });
    writeFileSync(file, right);
    rmSync(here.at('press', 'products'), { recursive: true });
    await well('product', 'add', ...here.station('press'), '--file', file);
    await well(...order);
  },
  MINUTES,
);
