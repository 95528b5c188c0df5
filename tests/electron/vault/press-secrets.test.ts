/** Key, seeds and codes of a Press batch at rest: each alone worthless, each damaged refused, none lost by a torn write. */
import {
  appendFileSync,
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import {
  buryBatchKey,
  checkMedium,
  closeToOthers,
  fingerprintOf,
  makeBatchKey,
  openBatchKey,
  removeTombstone,
} from '../../../electron/keys/batch-key.ts';
import { keepCodes, openCodes } from '../../../electron/vault/codes.ts';
import { readTransfer } from '../../../electron/courier/transfer-files.ts';
import { openSeeds, type SeedFile } from '../../../electron/vault/seeds.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { orderUnit, textOf } from '../../fakes/transfers.ts';

const fresh = () => mkdtempSync(join(tmpdir(), 'twofold-secrets-'));
const seedOf = (n: number) => Secret.copyOf(new Uint8Array(24).fill(n));
const hexOf = (secret: Secret) => secret.use((bytes) => Buffer.from(bytes).toString('hex'));

test('a key is made, found again by its fingerprint, buried, and only then removed', async () => {
  const place = { directory: fresh(), station: 'Press', batch: 'B-1' };
  const path = join(place.directory, 'B-1.key');
  using key = must(await makeBatchKey(place, platformRandom));
  const fingerprint = fingerprintOf(key, place);
  expect(hexOf(must(await openBatchKey(place, fingerprint)))).toBe(hexOf(key));
  expect(await openBatchKey({ ...place, station: 'Other' }, fingerprint)).toMatchObject({
    error: { kind: 'wrong-key' },
  });
  expect(await removeTombstone(place)).toMatchObject({ error: { kind: 'wrong-key' } });

  must(await buryBatchKey(place, fingerprint, platformRandom));
  expect(existsSync(path)).toBe(false);
  expect(await openBatchKey(place, fingerprint)).toMatchObject({ error: { kind: 'key-destroyed' } });
  expect(must(await buryBatchKey(place, fingerprint, platformRandom))).toBe('found overwritten and removed');
  must(await removeTombstone(place));
  must(await removeTombstone(place));
  expect(readdirSync(place.directory)).toEqual([]);
  expect(await buryBatchKey(place, fingerprint, platformRandom)).toMatchObject({ error: { kind: 'key-missing' } });
});

test('low: a key file that others may read is closed to them, and that is said once', async () => {
  const place = { directory: fresh(), station: 'Press', batch: 'B-1' };
  const path = join(place.directory, 'B-1.key');
  expect(must(await closeToOthers(place))).toBe(false);
  must(await makeBatchKey(place, platformRandom)).wipe();
  expect(must(await closeToOthers(place))).toBe(false);
  for (const mode of [0o644, 0o640, 0o602, 0o777]) {
    chmodSync(path, mode);
    expect([mode, must(await closeToOthers(place)), statSync(path).mode & 0o777]).toEqual([mode, true, 0o600]);
    expect(must(await closeToOthers(place))).toBe(false);
  }
});

test.each<readonly [string, (path: string) => void]>([
  ['cut short', (path) => truncateSync(path, 31)],
  ['grown', (path) => appendFileSync(path, 'x')],
  ['of another batch', (path) => writeFileSync(path, Buffer.alloc(32, 1))],
])('a key file that is %s is not this key, and is not overwritten', async (_, spoil) => {
  const place = { directory: fresh(), station: 'Press', batch: 'B-1' };
  using key = must(await makeBatchKey(place, platformRandom));
  const fingerprint = fingerprintOf(key, place);
  const path = join(place.directory, 'B-1.key');
  spoil(path);
  const before = readFileSync(path);
  expect(await openBatchKey(place, fingerprint)).toMatchObject({ error: { kind: 'wrong-key' } });
  expect(await buryBatchKey(place, fingerprint, platformRandom)).toMatchObject({ error: { kind: 'wrong-key' } });
  expect(readFileSync(path)).toEqual(before);
});

test('a link in the place of a key is not followed', async () => {
  const place = { directory: fresh(), station: 'Press', batch: 'B-1' };
  const target = join(fresh(), 'target');
  writeFileSync(target, 'precious');
  symlinkSync(target, join(place.directory, 'B-1.key'));
  expect((await makeBatchKey(place, platformRandom)).ok).toBe(false);
  expect(readFileSync(target, 'utf8')).toBe('precious');
});

test('the key beside what it seals is refused, unless somebody insists', async () => {
  const directory = fresh();
  expect(await checkMedium(directory, directory, false)).toMatchObject({ error: { kind: 'same-disk' } });
  expect(await checkMedium(directory, directory, true)).toEqual({ ok: true, value: null });
  expect(await checkMedium(join(directory, 'no'), directory, true)).toMatchObject({ error: { kind: 'no-medium' } });
});

const opened: SeedFile[] = [];
afterEach(() => Promise.all(opened.splice(0).map((file) => file.close().catch(() => undefined))));

async function seedsIn(directory: string, key: Uint8Array, batch = 'B-1', station = 'Press') {
  const path = join(directory, 'B-1.seeds');
  const seeds = await openSeeds({ path, station, batch, key: Secret.copyOf(key), random: platformRandom });
  if (seeds.ok) opened.push(seeds.value);
  return seeds;
}
const KEY = new Uint8Array(32).fill(5);

test('seeds come back, from the file as well; none is replaced; none stands in it', async () => {
  const directory = fresh();
  const seeds = must(await seedsIn(directory, KEY));
  must(
    await seeds.put(
      new Map([
        ['C-1', seedOf(1)],
        ['C-2', seedOf(2)],
      ]),
    ),
  );
  await expect(seeds.put(new Map([['C-1', seedOf(9)]]))).rejects.toThrow('has a seed already');
  await seeds.close();
  const again = must(await seedsIn(directory, KEY));
  expect(hexOf(must(again.seed('C-1')))).toBe('01'.repeat(24));
  expect([again.has('C-2'), again.has('C-3')]).toEqual([true, false]);
  expect(again.seed('C-3')).toMatchObject({ error: { kind: 'seed-missing' } });
  await again.close();
  const file = readFileSync(join(directory, 'B-1.seeds'), 'latin1');
  expect(file).not.toMatch(/(?:01){8}|(?:02){8}/);
});

test('half a line is what a power cut leaves: it is cut off, and the rest stands', async () => {
  const directory = fresh();
  const path = join(directory, 'B-1.seeds');
  const seeds = must(await seedsIn(directory, KEY));
  must(
    await seeds.put(
      new Map([
        ['C-1', seedOf(1)],
        ['C-2', seedOf(2)],
      ]),
    ),
  );
  await seeds.close();
  truncateSync(path, readFileSync(path).length - 5);
  const again = must(await seedsIn(directory, KEY));
  expect([again.has('C-1'), again.has('C-2')]).toEqual([true, false]);
  must(await again.put(new Map([['C-2', seedOf(3)]])));
  await again.close();
  expect(hexOf(must(must(await seedsIn(directory, KEY)).seed('C-2')))).toBe('03'.repeat(24));
});

test('a seed opens in its own place alone: station, batch, serial, and every bit as written', async () => {
  const directory = fresh();
  const path = join(directory, 'B-1.seeds');
  const seeds = must(await seedsIn(directory, KEY));
  must(await seeds.put(new Map([['C-1', seedOf(1)]])));
  await seeds.close();
  const damaged = { ok: false, error: { kind: 'seeds-damaged' } };
  expect(must(await seedsIn(directory, KEY, 'B-2')).seed('C-1')).toMatchObject(damaged);
  expect(must(await seedsIn(directory, KEY, 'B-1', 'Other')).seed('C-1')).toMatchObject(damaged);
  expect(must(await seedsIn(directory, new Uint8Array(32))).seed('C-1')).toMatchObject(damaged);
  const whole = readFileSync(path, 'latin1');
  writeFileSync(path, whole.replace('C-1', 'C-2'));
  expect(must(await seedsIn(directory, KEY)).seed('C-2')).toMatchObject(damaged);
  writeFileSync(
    path,
    whole.replace(/"sealed":"(.)/, (_, digit: string) => `"sealed":"${digit === '0' ? '1' : '0'}`),
  );
  expect(must(await seedsIn(directory, KEY)).seed('C-1')).toMatchObject(damaged);
  writeFileSync(path, whole + whole);
  expect(await seedsIn(directory, KEY)).toMatchObject(damaged);
});

test('codes come back by serial, and only from the order that was taken', async () => {
  const directory = fresh();
  const from = join(directory, 'order.jsonl');
  writeFileSync(from, textOf('order', [orderUnit(1), orderUnit(2)]));
  const order = must(await readTransfer({ kind: 'order', path: from }));
  const path = join(directory, 'B.order');
  must(await keepCodes(path, order));
  expect(readFileSync(path)).toEqual(readFileSync(from));
  expect(must(await openCodes(path, order.digest)).code('CARD-0002')).toBe(orderUnit(2).code);
  writeFileSync(path, readFileSync(path, 'latin1').replace(orderUnit(1).code, orderUnit(3).code));
  expect(await openCodes(path, order.digest)).toMatchObject({ error: { kind: 'codes-damaged' } });
});
