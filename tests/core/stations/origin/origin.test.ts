import { describe, expect, test } from 'vitest';
import { confirm } from '../../../../core/bip38/confirm.ts';
import { generate } from '../../../../core/bip38/generate.ts';
import { passphraseFromBytes } from '../../../../core/bip38/passphrase.ts';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { createHealthyRandom } from '../../../../core/random/healthy.ts';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import { Secret } from '../../../../core/base/secret.ts';
import { createMarks } from '../../../../core/stations/origin/marks.ts';
import {
  codeUnits,
  groupSize,
  type CodedUnit,
  type CodingTask,
  type CodingView,
  type OriginPorts,
} from '../../../../core/stations/origin/origin.ts';
import { CARD_SHAPE } from '../../../../core/card/passphrase.ts';
import { createSerials } from '../../../../core/card/serial-scheme.ts';
import { cheapDerivation } from '../../../fakes/derivation.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { platformRandom } from '../../../fakes/streams.ts';

const serials = createSerials({ prefix: 'TF-', digits: 6, check: false, order: 'sequential' }, null);
const task = (count: number, coded = 0): CodingTask => ({
  ...{ batch: 'B-1', count, coded, shape: CARD_SHAPE, lots: null },
  serialAt: (place) => serials.at(place + 1),
});

/** Ports that remember: what was sealed, with the passphrases as text, and what was shown. */
function ports(over: Partial<OriginPorts> = {}) {
  const sealed: (Omit<CodedUnit, 'passphrase'> & { readonly text: string })[] = [];
  const lent: Secret[] = [];
  const shown: CodingView[] = [];
  const order: string[] = [];
  const journal = memoryJournal();
  const random = createHealthyRandom(platformRandom);
  let ticks = 0;
  const all: OriginPorts = {
    journal: {
      append: (events) => {
        order.push('recorded');
        return journal.append(events);
      },
    },
    units: {
      async append(units) {
        order.push('sealed');
        for (const { passphrase, ...unit } of units) {
          const text = passphrase?.use((bytes) => Buffer.from(bytes).toString()) ?? '';
          sealed.push({ ...unit, text });
          if (passphrase !== null) lent.push(passphrase);
        }
        await new Promise((resolve) => setImmediate(resolve));
        return ok('ab'.repeat(32));
      },
    },
    marks: createMarks(new Secret(new Uint8Array(32))),
    random,
    condemn: random.condemn,
    derivation: cheapDerivation(),
    width: 5,
    ticks: () => (ticks += 100),
    progress: (view) => shown.push(view),
    ...over,
  };
  return { all, sealed, lent, shown, order, journal };
}

const never = new AbortController().signal;

describe('making a batch', () => {
  test('seals first, then records; in order, whichever derivation ends first', async () => {
    const { derive } = cheapDerivation();
    let job = 0;
    const uneven: KeyDerivation = {
      async derive(...given) {
        const turns = [9, 1, 5, 0, 13][job++ % 5] ?? 0;
        for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve));
        return derive(...given);
      },
    };
    const { all, sealed, lent, order, journal } = ports({ derivation: uneven });
    expect(await codeUnits(task(30), all, never)).toEqual(ok('done'));
    expect(sealed.map(({ serial }) => serial)).toEqual(Array.from({ length: 30 }, (_, i) => serials.at(i + 1)));
    expect(order).toEqual(Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 'sealed' : 'recorded')));
    expect(journal.of('units-coded').map(({ from, count }) => [from, count])).toEqual(sealed.map((_, i) => [i, 1]));
    expect(lent.every(({ wiped }) => wiped)).toBe(true);
  });

  test('makes codes that belong to their passphrases', async () => {
    const { all, sealed } = ports();
    must(await codeUnits(task(3), all, never));
    for (const { code, text } of sealed) {
      const made = await generate(code, true, platformRandom, all.derivation);
      using passphrase = must(passphraseFromBytes(new Uint8Array(Buffer.from(text))));
      expect(must(await confirm(made.confirmation, passphrase, all.derivation)).address).toBe(made.address);
    }
  });

  test('shows what is on record, how fast it goes and how long it will take', async () => {
    const { all, shown } = ports();
    must(await codeUnits(task(10, 4), all, never));
    expect(shown[0]).toEqual({ running: true, done: 4, total: 10, rate: 0, left: null });
    expect(shown.map(({ done }) => done)).toEqual([4, 5, 6, 7, 8, 9, 10, 10]);
    expect(shown[3]).toEqual({ running: true, done: 7, total: 10, rate: 10, left: 0.3 });
    expect(shown.at(-1)).toMatchObject({ running: false, left: 0 });
  });

  test('groups what is large, and is never far ahead of the disk', async () => {
    expect([1, 12, 100, 101, 1000, 6400, 100_000].map(groupSize)).toEqual([1, 1, 1, 2, 10, 64, 64]);
    const waiting: number[] = [];
    let drawn = 0;
    const { derive } = cheapDerivation();
    const { all, sealed } = ports({
      derivation: {
        derive(...given) {
          waiting.push(++drawn - sealed.length);
          // The very first takes as long as all that may be drawn before it is done.
          return drawn === 1 ? heldUntil(() => waiting.length >= 11).then(() => derive(...given)) : derive(...given);
        },
      },
    });
    must(await codeUnits(task(200), all, never));
    expect(sealed.length).toBe(200);
    expect(Math.max(...waiting)).toBeLessThanOrEqual(16);
  });
});

async function heldUntil(done: () => boolean): Promise<void> {
  for (let turn = 0; !done() && turn < 2000; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe('stopping', () => {
  test('by hand keeps what is whole and in order', async () => {
    const abort = new AbortController();
    const { all, sealed, journal } = ports({ progress: ({ done }) => void (done >= 5 && abort.abort()) });
    expect(await codeUnits(task(40), all, abort.signal)).toEqual(ok('cancelled'));
    const recorded = journal.of('units-coded').reduce((sum, { count }) => sum + count, 0);
    expect(recorded).toBe(sealed.length);
    expect(recorded).toBeGreaterThanOrEqual(5);
    expect(recorded).toBeLessThan(40);
  });

  test('before it began makes nothing', async () => {
    const abort = new AbortController();
    abort.abort();
    const { all, sealed } = ports();
    expect(await codeUnits(task(5), all, abort.signal)).toEqual(ok('cancelled'));
    expect(sealed).toEqual([]);
  });

  test('for a disk that is full answers, and records nothing of what was not sealed', async () => {
    let appends = 0;
    const full = failIn('file')('disk', 'The disk is full.');
    const { all, journal } = ports();
    const units = { append: async () => (++appends > 3 ? full : ok('ab'.repeat(32))) };
    expect(await codeUnits(task(20), { ...all, units }, never)).toEqual(full);
    expect(appends).toBe(4);
    expect(journal.of('units-coded')).toHaveLength(3);
  });

  test('for a journal that has stopped throws, and seals nothing more', async () => {
    const { all, sealed, journal } = ports();
    journal.failFrom(3);
    await expect(codeUnits(task(20), all, never)).rejects.toThrow('the journal cannot be written');
    expect(sealed).toHaveLength(3);
    expect(journal.of('units-coded')).toHaveLength(2);
  });

  test('for a passphrase that was drawn before condemns the generator', async () => {
    const random = createHealthyRandom(platformRandom);
    const marks = createMarks(new Secret(new Uint8Array(32)));
    let claims = 0;
    const { all } = ports({
      random,
      condemn: random.condemn,
      marks: { ...marks, claim: (what, value) => (++claims > 9 ? null : marks.claim(what, value)) },
    });
    await expect(codeUnits(task(20), all, never)).rejects.toThrow('seen-before');
    expect(random.fault).toBe('seen-before');
  });
});
