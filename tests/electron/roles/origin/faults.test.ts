import { mkdirSync } from 'node:fs';
import { open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Random } from '../../../../core/base/ports.ts';
import { must } from '../../../../core/base/result.ts';
import { discard } from '../../../../core/transfer/transfer.ts';
import type { UnitHandle } from '../../../../electron/vault/unit-appender.ts';
import { PoolFailure } from '../../../../electron/workers/refusals.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';
import {
  newDirectory,
  openOrigin,
  readOut,
  request,
  tryOrigin,
  turningBad,
  type Bend,
  type TestOrigin,
} from '../../../fakes/origin.ts';
import { platformRandom, steadyRandom } from '../../../fakes/streams.ts';

let directory = '';
let origin: TestOrigin | null = null;

beforeEach(async () => {
  directory = await newDirectory();
});
afterEach(async () => {
  await origin?.close();
  origin = null;
  await rm(directory, { recursive: true });
});

async function reopen(bend: Bend = {}): Promise<TestOrigin> {
  await origin?.close();
  origin = await openOrigin(directory, bend);
  return origin;
}

const errno = (code: string): Error => Object.assign(new Error(code), { code });
const kindsOf = (station: TestOrigin): readonly string[] => station.events().map(({ kind }) => kind);

/** Passphrases by serial, as Bench would get them. */
async function passphrases(station: TestOrigin, batch = 'B-1'): Promise<ReadonlyMap<string, string>> {
  const out = join(directory, `out-${batch}`);
  mkdirSync(out, { recursive: true });
  must(await station.export(batch, out));
  const vault = await readOut(out, 'vault');
  const found = new Map(
    vault.units.map(({ serial, passphrase }) => [serial, passphrase.use((b) => Buffer.from(b).toString())]),
  );
  discard(vault);
  return found;
}

describe('a generator that fails in the middle of a batch', () => {
  const fill = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);
  const few = steadyRandom('few');
  const answer = platformRandom.bytes(4096);
  test.each<[string, (length: number) => Uint8Array, string]>([
    ['zeros', fill(0), 'repetition-count'],
    ['few values', (length) => few.bytes(length).map((byte) => byte & 7), 'adaptive-proportion'],
    ['one answer', (length) => answer.slice(0, length), 'repeated-block'],
    [
      'nothing',
      () => {
        throw new Error('no entropy');
      },
      'no-answer',
    ],
    ['too little', (length) => platformRandom.bytes(length - 1), 'no-answer'],
  ])('and gives %s stops it for good and voids it', async (_, bad, fault) => {
    const station = await reopen({ random: turningBad(8000, bad) });
    must(await station.plan(request({ count: 100 })));
    const failed = { ok: false, error: { kind: 'random-failed', facts: { fault } } };
    expect(await station.make('B-1')).toMatchObject(failed);
    expect(kindsOf(station).slice(-3)).toEqual(['incident', 'batch-voided', 'coding-stopped']);
    expect(station.batches()[0]?.coded).toBeLessThan(100);
    // Every errand is refused, and none of it is held against another batch.
    expect(await station.make('B-1')).toMatchObject(failed);
    expect(await station.plan(request({ batch: 'B-2' }))).toMatchObject(failed);
    expect(await station.export('B-1', directory)).toMatchObject(failed);

    const again = await reopen();
    const voided = { ok: false, error: { kind: 'batch-void' } };
    expect(await again.make('B-1')).toMatchObject(voided);
    expect(await again.export('B-1', directory)).toMatchObject(voided);
    expect((await readdir(directory)).filter((name) => name.endsWith('.jsonl'))).toEqual(['journal.jsonl']);
    must(await again.plan(request({ batch: 'B-2' })));
    expect(again.batches()[1]?.source).toMatchObject({ range: { start: 101 } });
    must(await again.make('B-2'));
  });

  test('keeps the station from starting', async () => {
    await (await reopen()).close();
    origin = null;
    expect(await tryOrigin(directory, { random: { bytes: fill(0) } })).toMatchObject({
      ok: false,
      error: { kind: 'random-failed' },
    });
    expect(kindsOf(await reopen())).toContain('incident');
  });

  /** Passes every test of bytes, but draws the same as in the run before, as a cloned machine would. */
  function cloned(length: number): Random {
    const same = steadyRandom('clone');
    return { bytes: (asked) => (asked === length ? same.bytes(length) : platformRandom.bytes(asked)) };
  }

  test.each([
    ['a passphrase', 29, { shape: { alphabet: 'legible', groups: 5, size: 5 } }],
    ['an owner entropy', 8, {}],
  ] as const)('and draws %s of an earlier batch again, after a restart', async (_, length, over) => {
    const first = await reopen({ random: cloned(length) });
    must(await first.plan(request({ count: 3, ...over })));
    must(await first.make('B-1'));
    const second = await reopen({ random: cloned(length) });
    must(await second.plan(request({ count: 3, batch: 'B-2', ...over })));
    expect(await second.make('B-2')).toMatchObject({
      ok: false,
      error: { kind: 'random-failed', facts: { fault: 'seen-before' } },
    });
    expect(second.batches().map(({ voided, coded }) => [voided, coded])).toEqual([
      [null, 3],
      ['random generator: seen-before', 0],
    ]);
    expect((await passphrases(await reopen())).size).toBe(3);
  });
});

describe('a disk that fails', () => {
  /** The real file, whose `nth` call of a method is bent. */
  function bending(method: 'write' | 'datasync', nth: number, bend: (handle: UnitHandle) => Promise<never>): Bend {
    let calls = 0;
    return {
      openFile: async (path, flags, mode) => {
        const handle = await open(path, flags, mode);
        const real = handle[method].bind(handle) as (...given: unknown[]) => Promise<unknown>;
        const bent = (...given: unknown[]): Promise<unknown> => (++calls === nth ? bend(handle) : real(...given));
        return Object.assign(handle, { [method]: bent });
      },
    };
  }
  const full = async (): Promise<never> => {
    throw errno('ENOSPC');
  };
  const fullInTheMiddle = async (handle: UnitHandle): Promise<never> => {
    const { size } = await handle.stat();
    await open(join(directory, 'origin', 'B-1.units'), 'a').then(async (other) => {
      await other.writeFile('{"code":"0011');
      await other.close();
    });
    expect((await handle.stat()).size).toBe(size + 13);
    throw errno('ENOSPC');
  };

  test.each([
    ['is full', bending('write', 4, full), 3],
    ['is full in the middle of a line', bending('write', 4, fullInTheMiddle), 3],
    // The first of all is that of the opening.
    [
      'loses a write',
      bending('datasync', 5, async () => {
        throw errno('EIO');
      }),
      3,
    ],
  ])('because it %s stops the batch, and loses nothing', async (_, bend, coded) => {
    const station = await reopen(bend);
    must(await station.plan(request({ count: 10 })));
    expect(await station.make('B-1')).toMatchObject({ ok: false, error: { kind: 'disk' } });
    expect(station.batches()[0]?.coded).toBe(coded);
    expect(station.events().at(-1)).toMatchObject({
      kind: 'coding-stopped',
      because: 'station-fault',
      left: 10 - coded,
    });
    const before = await readFile(join(directory, 'origin', 'B-1.units'), 'latin1');
    const lines = before.split('\n').slice(0, coded + 1);
    const again = await reopen();
    must(await again.make('B-1'));
    const after = (await readFile(join(directory, 'origin', 'B-1.units'), 'latin1')).split('\n');
    expect(after.slice(0, coded + 1)).toEqual(lines);
    expect(new Set((await passphrases(again)).values()).size).toBe(10);
  });

  test('under the journal stops the station; what was sealed is taken over', async () => {
    let writes = 0;
    const station = await reopen({
      openJournalFile: async (path, flags, mode) => {
        const handle = await open(path, flags, mode);
        const real = handle.write.bind(handle) as (...given: unknown[]) => Promise<unknown>;
        const write = (...given: unknown[]): Promise<unknown> =>
          ++writes > 8 ? Promise.reject(errno('EIO')) : real(...given);
        return Object.assign(handle, { write });
      },
    });
    must(await station.plan(request({ count: 10 })));
    expect(await station.make('B-1')).toMatchObject({ ok: false, error: { kind: 'journal-failed' } });
    const coded = station.batches()[0]?.coded ?? 0;
    expect(coded).toBeLessThan(10);
    const again = await reopen();
    must(await again.make('B-1'));
    const started = again.events().findLast(({ kind }) => kind === 'coding-started');
    expect(started).toMatchObject({ adopted: 1, left: 9 - coded });
    expect((await passphrases(again)).size).toBe(10);
  });
});

test('a derivation that fails stops the batch and nothing else', async () => {
  let jobs = 0;
  const { derive } = cheapDerivation();
  const failing = {
    derive: (...given: Parameters<typeof derive>) =>
      ++jobs > 12 ? Promise.reject(new PoolFailure('no workers')) : derive(...given),
  };
  const station = await reopen({ derivation: failing });
  must(await station.plan(request({ count: 30 })));
  expect(await station.make('B-1')).toMatchObject({ ok: false, error: { kind: 'derivation-failed' } });
  expect(station.batches()[0]).toMatchObject({ voided: null });
  const again = await reopen();
  must(await again.make('B-1'));
  expect((await passphrases(again)).size).toBe(30);
});
