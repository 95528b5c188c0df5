import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { sameBytes } from '../../../core/base/secret.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { readStation } from '../../../electron/station/gate.ts';
import { openStationFile } from '../../../electron/keys/station-file.ts';
import {
  cheapGate,
  eventsOf,
  introduce,
  newTrio,
  openStation,
  PASSPHRASE,
  secretOf,
  takeIn,
  type TestStation,
  type Trio,
} from '../../fakes/commissioned.ts';
import { goodUnits } from '../../fakes/transfers.ts';

const UNITS = goodUnits(5);
let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

let batches = 0;
const nextBatch = (): string => `BATCH-${++batches}`;

async function send<K extends TransferKind>(from: TestStation, kind: K, to: string | null, batch: string) {
  return must(await from.courier.send(kind, to, { batch, units: UNITS[kind] }, await trio.medium()));
}

/** A station's sealing key as `age -i` wants it: text, which nothing but this test makes of it. */
async function ageKeyFileOf({ directory }: TestStation): Promise<string> {
  const file = must(await readStation(directory));
  const secrets = await openStationFile(file, secretOf(PASSPHRASE), cheapGate());
  const text = secrets?.sealing.use((bytes) => bech32.encodeFromBytes('age-secret-key-', bytes)) ?? '';
  const path = join(await trio.medium(), 'key.txt');
  await writeFile(path, text.toUpperCase());
  return path;
}

describe('a round', () => {
  test('carries every kind to its station, and both journals tell of it', async () => {
    const { origin, press, bench } = trio;
    const batch = nextBatch();
    const order = await send(origin, 'order', 'Press B', batch);
    const vault = await send(origin, 'vault', 'Bench A', batch);
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
    const returned = await send(press, 'return', 'Bench A', batch);
    expect(await takeIn(bench, 'return', returned.file)).toBe('taken');

    const received = must(await bench.courier.receive('vault', vault.file));
    const same = received.transfer.units.map(({ passphrase }, i) =>
      passphrase.use((bytes) => UNITS.vault[i]?.passphrase.use((own) => sameBytes(bytes, own))),
    );
    expect(same).toEqual(Array(5).fill(true));
    must(await bench.courier.accept([received], [{ kind: 'settings-changed', what: 'test', to: 'x' }]));
    received[Symbol.dispose]();
    expect(received.transfer.units.every(({ passphrase }) => passphrase.wiped)).toBe(true);

    expect(eventsOf(bench).slice(-2)).toMatchObject([
      { kind: 'transfer-received', transfer: 'vault', batch, count: 5, from: 'Origin A', digest: vault.digest },
      { kind: 'settings-changed' },
    ]);
    expect(eventsOf(origin).slice(-2)).toMatchObject([
      { kind: 'transfer-prepared', transfer: 'vault', to: 'Bench A', sequence: vault.sequence, digest: vault.digest },
      { kind: 'transfer-sent', transfer: 'vault', sequence: vault.sequence, digest: vault.digest },
    ]);
    expect(must(await verifyJournal(join(bench.directory, 'journal.jsonl'))).firstBad).toBeNull();
  });

  test('is verified by minisign and opened by age, with the keys in the public identities', async () => {
    const { origin, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A', nextBatch());
    const key = await ageKeyFileOf(bench);
    const open = vault.file.slice(0, -'.age'.length);
    execFileSync('age', ['-d', '-i', key, '-o', open, vault.file]);
    execFileSync('age', ['-d', '-i', key, '-o', `${open}.minisig`, vault.signature]);
    const said = execFileSync('minisign', ['-Vm', open, '-P', origin.identity.signing]).toString();
    expect(said).toContain(`twofold vault ${vault.sequence} from Origin A to Bench A`);
    expect((await readFile(open, 'latin1')).split('\n')).toHaveLength(7);
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
  });

  test('takes what age has sealed', async () => {
    const { origin, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A', nextBatch());
    const key = await ageKeyFileOf(bench);
    for (const path of [vault.file, vault.signature]) {
      const open = execFileSync('age', ['-d', '-i', key, path]);
      await writeFile(path, execFileSync('age', ['-r', bench.identity.sealing], { input: open }));
    }
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
  });

  test('of proofs is for anyone, in any order and as often as one likes', async () => {
    const { bench } = trio;
    const check = await trio.add('check', 'Check C');
    await introduce(check, bench);
    const first = await send(bench, 'proof', null, nextBatch());
    const second = await send(bench, 'proof', null, nextBatch());
    for (const { file } of [second, first, first]) expect(await takeIn(check, 'proof', file)).toBe('taken');
    expect([first.sequence, second.sequence]).toEqual([1, 2]);
  });

  test('of training stations works alike, and never with those of production', async () => {
    const trainee = await trio.add('origin', 'Training origin', 'training');
    const bench = await trio.add('bench', 'Training bench', 'training');
    await introduce(trainee, bench);
    const vault = await send(trainee, 'vault', 'Training bench', nextBatch());
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
    expect(await takeIn(trio.bench, 'vault', vault.file)).toBe('sealed-to-another');
  });
});

test('numbers go on after a restart, from the journal alone', async () => {
  const origin = await trio.add('origin', 'Origin R');
  const press = await trio.add('press', 'Press R');
  await introduce(origin, press);
  await send(origin, 'order', 'Press R', nextBatch());
  const second = await send(origin, 'order', 'Press R', nextBatch());
  await origin.close();
  const again = await openStation(origin.directory);
  const third = await send(again, 'order', 'Press R', nextBatch());
  expect([second.sequence, third.sequence]).toEqual([2, 3]);
  expect(JSON.parse((await readFile(third.file, 'latin1')).split('\n')[0] ?? '')).toMatchObject({
    previous: second.digest,
    recipient: press.identity.fingerprint,
    to: 'Press R',
  });
  await again.close();
});

test('what is on the medium has names of our making and no part of a passphrase', async () => {
  const medium = await trio.medium();
  const batch = nextBatch();
  must(await trio.origin.courier.send('vault', 'Bench A', { batch, units: UNITS.vault }, medium));
  must(await trio.origin.courier.send('order', 'Press B', { batch, units: UNITS.order }, medium));
  const files = await readdir(medium);
  expect(files.map((file) => file.replace(/-\d{4}-/, '-N-')).sort()).toEqual(
    [
      `order-N-${batch}-from-Origin_A.jsonl`,
      `order-N-${batch}-from-Origin_A.jsonl.minisig`,
      `vault-N-${batch}-from-Origin_A.jsonl.age`,
      `vault-N-${batch}-from-Origin_A.jsonl.minisig.age`,
    ].sort(),
  );
  const places = [...files.map((file) => join(medium, file)), join(trio.origin.directory, 'journal.jsonl')];
  const contents = await Promise.all(places.map((path) => readFile(path, 'latin1')));
  const groups = UNITS.vault.flatMap(({ passphrase }) =>
    passphrase.use((bytes) => [Buffer.from(bytes).toString(), Buffer.from(bytes).toString().slice(0, 9)]),
  );
  expect(groups.filter((group) => contents.some((content) => content.includes(group)))).toEqual([]);
});
