/**
 * Invariant 2: no two units share a serial, passphrase, code, EPK, public key or address, across all batches. Origin
 * and Bench are asked for it here; of codes and EPKs at Press tells one-key-a-code.
 */
import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { discard } from '../../core/transfer/transfer.ts';
import { startBench, type BenchStation } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../fakes/cards.ts';
import { newDirectory, openOrigin, readOut, request, type TestOrigin } from '../fakes/origin.ts';
import { steadyRandom } from '../fakes/streams.ts';

describe('at Origin', () => {
  let origin: TestOrigin | null = null;
  afterEach(async () => {
    await origin?.close();
    if (origin !== null) await rm(origin.directory, { recursive: true });
    origin = null;
  });

  async function restart(directory: string): Promise<TestOrigin> {
    await origin?.close();
    return (origin = await openOrigin(directory));
  }

  const scheme = (prefix: string, digits = 6) => ({ prefix, digits, check: false, order: 'sequential' as const });

  test.each([
    ['the very same serials', request({ batch: 'B-2', start: 1 })],
    ['one serial of them', request({ batch: 'B-2', start: 12 })],
    ['the same in another order', request({ batch: 'B-2', start: 1, scheme: { ...scheme('TF-'), order: 'permuted' } })],
    ['serials that read the same', request({ batch: 'B-2', start: 1, scheme: scheme('TF-0', 5) })],
    ['the same batch again', request({ start: 100 })],
  ])('a second batch with %s is not planned, now or after a restart', async (_, second) => {
    const station = await restart(await newDirectory());
    must(await station.plan(request()));
    expect(await station.plan(second)).toMatchObject({ ok: false });
    const again = await restart(station.directory);
    expect(await again.plan(second)).toMatchObject({ ok: false });
    expect(again.batches()).toHaveLength(1);
  });

  test('many batches share no serial, no passphrase and no code', async () => {
    const station = await restart(await newDirectory());
    const seen = { serials: new Set<string>(), passphrases: new Set<string>(), codes: new Set<string>() };
    for (let n = 1; n <= 4; n++) {
      const batch = `B-${n}`;
      const order = n % 2 === 0 ? ('permuted' as const) : ('sequential' as const);
      const now = n === 3 ? await restart(station.directory) : (origin as TestOrigin);
      must(await now.plan(request({ batch, count: 25, scheme: { ...scheme(n % 2 === 0 ? 'P-' : 'TF-'), order } })));
      must(await now.make(batch));
      const out = join(station.directory, 'out', batch);
      mkdirSync(out, { recursive: true });
      must(await now.export(batch, out));
      const vault = await readOut(out, 'vault');
      for (const { serial, passphrase } of vault.units) {
        seen.serials.add(serial);
        seen.passphrases.add(passphrase.use((bytes) => Buffer.from(bytes).toString()));
      }
      discard(vault);
      for (const { code } of (await readOut(out, 'order')).units) seen.codes.add(code);
    }
    expect([seen.serials.size, seen.passphrases.size, seen.codes.size]).toEqual([100, 100, 100]);
  });

  test('a generator that comes round again is found out, whatever batch it does it in', async () => {
    const directory = await newDirectory();
    // A cloned machine draws everything a second time.
    const first = await openOrigin(directory, { random: steadyRandom('clone') });
    must(await first.plan(request({ count: 3 })));
    must(await first.make('B-1'));
    await first.close();
    origin = await openOrigin(directory, { random: steadyRandom('clone') });
    must(await origin.plan(request({ count: 3, batch: 'B-2' })));
    const made = await origin.make('B-2');
    const sealed = await readFile(join(directory, 'origin', 'B-2.units'), 'latin1');
    expect(made).toMatchObject({ ok: false, error: { kind: 'random-failed', facts: { fault: 'seen-before' } } });
    expect(sealed.split('\n').filter((line) => line.includes('"serial"'))).toHaveLength(0);
  });
});

describe('at Bench', () => {
  let bench: BenchStation | null = null;
  afterEach(() => bench?.close());

  /** Two batches, the second changed; gives what becomes of it, right away and after a restart. */
  async function second(cards: readonly TestCard[], change: (fresh: TestCard, old: TestCard) => TestCard) {
    const [old, fresh] = [cards.slice(0, 2), cards.slice(2)];
    const home = await scratch();
    bench = await startBench(await openParts(home), null);
    must(await bench.open(await batchFiles(await scratch(), old)));
    const changed = fresh.map((card, i) => (i === 0 ? change(card, old[0] as TestCard) : card));
    const files = await batchFiles(await scratch(), changed, { batch: 'BATCH-2' });
    const answers = [await bench.open(files)];
    await bench.close();
    bench = await startBench(await openParts(home), null);
    answers.push(await bench.open(files));
    expect(bench.parts.index.batches()).toHaveLength(1);
    return answers.map((answer) => (answer.ok ? 'opened' : answer.error.kind));
  }

  test.each<[string, (fresh: TestCard, old: TestCard) => TestCard]>([
    ['serial', (fresh, { serial }) => ({ ...fresh, serial })],
    [
      'public key, and with it the address',
      (fresh, { publicKey, confirmation, address }) => ({ ...fresh, publicKey, confirmation, address }),
    ],
    ['everything but its serial', ({ serial }, old) => ({ ...old, serial })],
  ])('a second batch that shares a %s with the first is refused whole', async (_, change) => {
    expect(await second(await makeCards(4), change)).toEqual(['unit-known', 'unit-known']);
  });

  test.each<[string, (one: TestCard, two: TestCard) => TestCard]>([
    ['serial', ({ serial }, two) => ({ ...two, serial })],
    ['passphrase', ({ passphrase }, two) => ({ ...two, passphrase })],
    ['public key', ({ publicKey, confirmation, address }, two) => ({ ...two, publicKey, confirmation, address })],
    ['sticker', ({ sticker }, two) => ({ ...two, sticker })],
  ])('a batch two of whose units share a %s is refused whole', async (what, change) => {
    const [one, two] = (await makeCards(2)) as readonly [TestCard, TestCard];
    const twin = change(one, two);
    const files = await batchFiles(await scratch(), [one, two]);
    // Written by somebody who checks nothing.
    const swap = async (path: string, pairs: readonly (readonly [string, string])[]) => {
      const text = await readFile(path, 'latin1');
      await writeFile(
        path,
        pairs.reduce((changed, [from, to]) => changed.replaceAll(from, to), text),
        'latin1',
      );
    };
    await swap(files.vault, [
      [two.serial, twin.serial],
      [two.passphrase, twin.passphrase],
    ]);
    await swap(files.returned, [
      [two.serial, twin.serial],
      [two.sticker, twin.sticker],
      [two.publicKey, twin.publicKey],
      [two.confirmation, twin.confirmation],
      [two.address, twin.address],
    ]);
    bench = await startBench(await openParts(await scratch()), null);
    const opened = await bench.open(files);
    expect([what, opened.ok]).toEqual([what, false]);
    expect(bench.parts.index.batches()).toEqual([]);
  });
});
