/** M14: a transfer with secrets is read in a process of its own, which has ended when the transfer is here. */
import { fork, spawn } from 'node:child_process';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { must } from '../../../core/base/result.ts';
import { sameBytes } from '../../../core/base/secret.ts';
import { startByNode } from '../../../electron/apart/running.ts';
import { createApart, type Apart, type ReadingProcess } from '../../../electron/courier/apart/start.ts';
import { createCourier, type Courier } from '../../../electron/courier/courier.ts';
import { plainIntake } from '../../../electron/station/intake.ts';
import { bundle } from '../../fakes/cli-bundle.ts';
import { eventsOf, introduce, newTrio, PEOPLE, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { textsInMemory } from '../../fakes/process-memory.ts';
import { MINUTES } from '../../fakes/production.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { goodUnits } from '../../fakes/transfers.ts';

const COUNT = 12;
const UNITS = goodUnits(COUNT);
const SAMPLE = join(import.meta.dirname, '../../../resources/sample/sample.vault.jsonl');

let bundles: string;
let trio: Trio;
beforeAll(async () => {
  bundles = await bundle({
    apart: 'electron/courier/apart/process.ts',
    checking: 'electron/roles/bench/checking/process.ts',
    station: 'tests/fakes/reading-station.ts',
  });
  trio = await newTrio();
}, MINUTES);
afterAll(async () => {
  await trio.close();
  await rm(bundles, { recursive: true });
});

/** Every process that was started, and whether it has ended. */
const started: { readonly process: ReadingProcess; ended: boolean }[] = [];

function startAt(path: string): ReadingProcess {
  const process: ReadingProcess = startByNode(path);
  const one = { process, ended: false };
  void process.ended.then(() => (one.ended = true));
  started.push(one);
  return process;
}

const apartAt = (path = join(bundles, 'apart.cjs')): Apart => createApart(() => startAt(path), platformRandom);

const courierOf = (station: TestStation, apart = apartAt()): Courier =>
  createCourier({ ...station, self: station.identity, apart });

let origins = 0;
/** An Origin that nobody has taken anything of, and its first vaults. */
async function sendVaults(count: number) {
  const origin = await trio.add('origin', `Origin ${++origins}`);
  await introduce(origin, trio.bench);
  const sent = [];
  for (let n = 1; n <= count; n++) {
    const batch = { batch: `APART-${origins}-${n}`, units: UNITS.vault };
    sent.push(must(await origin.courier.send('vault', 'Bench A', batch, await trio.medium())));
  }
  return sent;
}

async function sendVault() {
  const [sent] = await sendVaults(1);
  if (sent === undefined) throw new TypeError('nothing was sent');
  return sent;
}

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

describe('M14: what is read apart', () => {
  test('is what would have been read here, and its process has ended', async () => {
    const vault = await sendVault();
    const here = must(await trio.bench.courier.receive('vault', vault.file));
    const before = started.length;
    const steps: string[] = [];
    const received = must(
      await courierOf(trio.bench).receive('vault', vault.file, { onProgress: ({ step }) => steps.push(step) }),
    );
    expect(started.slice(before).map(({ ended }) => ended)).toEqual([true]);
    expect(new Set(steps)).toEqual(new Set(['reading', 'checking']));
    const { units, ...transfer } = received.transfer;
    expect({ ...transfer, units: units.map(({ serial }) => serial) }).toEqual({
      ...here.transfer,
      units: here.transfer.units.map(({ serial }) => serial),
    });
    expect([received.sender, received.receipt, received.heard]).toEqual([here.sender, here.receipt, here.heard]);
    const same = units.map(({ passphrase }, i) =>
      passphrase.use((bytes) => here.transfer.units[i]?.passphrase.use((own) => sameBytes(bytes, own))),
    );
    expect(same).toEqual(Array(COUNT).fill(true));
    received[Symbol.dispose]();
    here[Symbol.dispose]();
    expect(units.map(({ passphrase }) => passphrase.wiped)).toEqual(Array(COUNT).fill(true));
    expect(() => units[0]?.passphrase.use(textOf)).toThrow('wiped');
  });

  test('may be units that another bench hands over, with all that is public of them', async () => {
    const other = await trio.add('bench', 'Bench Z');
    await introduce(trio.bench, other);
    const batch = { batch: 'APART-H', units: UNITS.handover, says: { part: 1 } };
    const sent = must(await trio.bench.courier.send('handover', 'Bench Z', batch, await trio.medium()));
    using received = must(await courierOf(other).receive('handover', sent.file));
    const open = (units: readonly (typeof UNITS.handover)[number][]) =>
      units.map(({ passphrase, ...unit }) => ({ ...unit, passphrase: passphrase.use(textOf) }));
    expect(open(received.transfer.units)).toEqual(open(UNITS.handover));
  });

  test('is refused, and on record, as it would be here', async () => {
    const vault = await sendVault();
    const bytes = await readFile(vault.file);
    const spoilt = join(await trio.medium(), 'vault-9999-SPOILT.jsonl.age');
    await copyFile(vault.signature, `${spoilt.slice(0, -'.age'.length)}.minisig.age`);
    // The 60th byte is a letter of the key's share: another one, and none that is a letter at all.
    const changes = [0, 60, bytes.length >> 1, bytes.length - 1].map((at) => [at, (bytes[at] ?? 0) ^ 1] as const);
    for (const [at, byte] of [...changes, [60, 0x2a] as const]) {
      const other = Uint8Array.from(bytes);
      other[at] = byte;
      await writeFile(spoilt, other);
      const said = [];
      const recorded: JournalEvent[][] = [];
      for (const courier of [trio.bench.courier, courierOf(trio.bench)]) {
        const records = eventsOf(trio.bench).length;
        said.push(await courier.receive('vault', spoilt));
        recorded.push(eventsOf(trio.bench).slice(records));
      }
      expect(said[0]).toMatchObject({ ok: false, error: { area: 'transfer' } });
      expect([said[1], recorded[1]]).toEqual([said[0], recorded[0]]);
    }
  });

  test('is asked about at home: a station that it is not for, and one whose turn it is not, refuse it', async () => {
    const [first, second] = await sendVaults(2);
    if (first === undefined || second === undefined) throw new TypeError('nothing was sent');
    const stranger = await trio.add('bench', 'Bench Y');
    const unknown = await courierOf(stranger).receive('vault', first.file);
    expect(unknown).toMatchObject({ ok: false, error: { kind: 'sealed-to-another' } });
    expect(await courierOf(trio.bench).receive('vault', second.file)).toMatchObject({
      ok: false,
      error: { kind: 'gap' },
    });
  });

  test('may be set aside unread', async () => {
    const { file, sequence, digest } = await sendVault();
    const event = must(await courierOf(trio.bench).setAside('vault', file, { reason: 'of no use', people: PEOPLE }));
    expect(event).toMatchObject({ kind: 'transfer-set-aside', transfer: 'vault', sequence, digest });
  });

  test('of training is read so as well', async () => {
    const recorded: JournalEvent[] = [];
    const intake = plainIntake({ append: async (events) => (recorded.push(...events), []) }, apartAt());
    const before = started.length;
    using incoming = must(await intake.read('vault', SAMPLE));
    expect(started.length).toBe(before + 1);
    const lines = (await readFile(SAMPLE, 'latin1')).split('\n').slice(1, -1);
    expect(incoming.transfer.units.map(({ serial, passphrase }) => [serial, passphrase.use(textOf)])).toEqual(
      lines
        .map((line) => JSON.parse(line) as { serial: string; passphrase: string })
        .map((u) => [u.serial, u.passphrase]),
    );
    const none = await intake.read('vault', join(bundles, 'apart.cjs'));
    expect(none).toMatchObject({ ok: false, error: { area: 'transfer' } });
    expect(recorded).toMatchObject([{ kind: 'transfer-refused', transfer: 'vault', from: null }]);
  });
});

describe('M14: a process that does not come to its end', () => {
  test('takes nothing with it: it died, or was never there', async () => {
    const vault = await sendVault();
    const dir = await mkdtemp(join(tmpdir(), 'twofold-apart-'));
    const dead = join(dir, 'dead.cjs');
    await writeFile(dead, "process.on('message', () => process.exit(7));\n");
    for (const path of [dead, join(dir, 'none.cjs')]) {
      const refused = await courierOf(trio.bench, apartAt(path)).receive('vault', vault.file);
      expect(refused).toMatchObject({ ok: false, error: { kind: 'ended-early' } });
      expect(eventsOf(trio.bench).at(-1)).toMatchObject({ kind: 'transfer-refused', reason: 'ended-early' });
    }
    await rm(dir, { recursive: true });
  });

  test('is ended by whoever stops it, before it has begun or in the middle', async () => {
    const vault = await sendVault();
    const early = await courierOf(trio.bench).receive('vault', vault.file, { signal: AbortSignal.abort() });
    expect(early).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    const stop = new AbortController();
    const middle = await courierOf(trio.bench).receive('vault', vault.file, {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    expect(middle).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(started.slice(-2).map(({ ended }) => ended)).toEqual([true, true]);
  });
});

describe('M14: a process beside a station that can not go on', () => {
  test('is ended where the station could not answer it', async () => {
    const { file } = await sendVault();
    const before = started.length;
    const onProgress = (): void => {
      throw new Error('no screen');
    };
    await expect(courierOf(trio.bench).receive('vault', file, { onProgress })).rejects.toThrow('no screen');
    expect(started.slice(before).map(({ ended }) => ended)).toEqual([true]);
  });

  test.each(['apart', 'checking'])(
    'ends by itself where its runtime only warns of what nobody caught: %s',
    async (name) => {
      const child = fork(join(bundles, `${name}.cjs`), [], {
        execArgv: ['--unhandled-rejections=warn'],
        serialization: 'advanced',
        silent: true,
      });
      const code = new Promise((resolve) => void child.once('exit', resolve));
      child.send({ is: 'answer', answer: null });
      expect(await code).toBe(1);
    },
  );
});

describe('M14: the memory of a station that has read a vault', () => {
  /** Which of the passphrases lie in the memory of a station that has read them, and says how long each of them is. */
  async function found(...apart: readonly string[]): Promise<{ readonly read: number; readonly used: number }> {
    const origin = await trio.add('origin', `Origin M${apart.length}`);
    const bench = await trio.add('bench', `Bench M${apart.length}`);
    await introduce(origin, bench);
    const batch = { batch: 'MEMORY', units: UNITS.vault };
    const vault = must(await origin.courier.send('vault', bench.identity.name, batch, await trio.medium()));
    await bench.close();
    const args = [join(bundles, 'station.cjs'), bench.directory, vault.file, ...apart];
    const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => void (said += text));
    const ended = new Promise((resolve) => void child.on('close', resolve));
    const secrets = UNITS.vault.map(({ passphrase }) => passphrase.use(textOf));
    const search = () => textsInMemory(child.pid ?? 0, secrets).length;
    await vi.waitFor(() => expect(said).toContain(`read ${COUNT}`), MINUTES);
    const read = search();
    child.stdin.write('lengths\n');
    await vi.waitFor(() => expect(said).toMatch(/lengths .*\n/), MINUTES);
    const used = search();
    child.stdin.end();
    await ended;
    return { read, used };
  }

  test(
    'holds all of them where it has read them itself, and none where a process of its own has',
    async () => {
      // That they are found is what makes it worth something that they are not.
      expect(await found()).toEqual({ read: COUNT, used: COUNT });
      expect(await found(join(bundles, 'apart.cjs'))).toEqual({ read: 0, used: 0 });
    },
    MINUTES,
  );
});
