/** Random walks through the machine: it allows what it draws, and whatever happens, stickers never go missing. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { balance } from '../../../core/stations/press/closing.ts';
import { createPressBook, type PressBook } from '../../../core/stations/press/book.ts';
import { pressLife, type PressStep, type PressUnitState } from '../../../core/life/press-life.ts';

const SERIALS = ['C-1', 'C-2', 'C-3'];
const batch = 'B';

function begun(): PressBook {
  const book = createPressBook();
  SERIALS.forEach((serial, i) => book.apply({ kind: 'unit-ordered', batch, serial, owner: `${i}`, point: `p${i}` }));
  book.apply({ kind: 'order-taken', batch, count: 3, order: '', origin: '', coins: ['BTC'], deposit: 'BTC' });
  return book;
}

const EVENTS: readonly ((about: { batch: string; serial: string; sticker: string }) => JournalEvent)[] = [
  ({ serial }) => ({ kind: 'unit-keyed', batch, serial, address: `a${serial}`, publicKey: 'k', confirmation: 'c' }),
  (about) => ({ kind: 'sticker-intended', ...about }),
  (about) => ({ kind: 'sticker-unsent', ...about, reason: 'r' }),
  (about) => ({ kind: 'sticker-printed', ...about, evidence: 'e' }),
  (about) => ({ kind: 'sticker-in-doubt', ...about, reason: 'r' }),
  (about) => ({ kind: 'unit-proven', ...about }),
  (about) => ({ kind: 'sticker-applied', ...about }),
  (about) => ({ kind: 'sticker-spoilt', ...about, reason: 'r', by: { name: 's' } }),
  (about) => ({ kind: 'sticker-destroyed', ...about, by: { name: 'p' } }),
  (about) => ({ kind: 'sticker-absent', ...about, signatures: [{ name: 'a' }, { name: 'b' }] }),
  ({ serial }) => ({ kind: 'unit-withdrawn', batch, serial, reason: 'r', by: { name: 's' } }),
];

/** The machine once more, written down by hand. */
const MAY: Readonly<Record<PressStep['kind'], readonly PressUnitState[]>> = {
  'unit-keyed': ['keying'],
  'sticker-intended': ['keyed'],
  'sticker-unsent': ['printing'],
  'sticker-printed': ['printing'],
  'sticker-in-doubt': ['printing'],
  'unit-proven': ['printed', 'in-doubt'],
  'sticker-applied': ['proven'],
  'sticker-spoilt': ['printed', 'in-doubt', 'proven', 'applied'],
  'sticker-destroyed': ['spoilt'],
  'sticker-absent': ['in-doubt'],
  'unit-withdrawn': ['ordered', 'keyed'],
};

const step = fc.record({
  serial: fc.constantFrom(...SERIALS),
  event: fc.integer({ min: 0, max: EVENTS.length - 1 }),
  range: fc.boolean(),
});

test('printed = good + destroyed + in hand, at every moment; balanced exactly when all is over (property)', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const book = begun();
      for (const { serial, event, range } of steps) {
        if (range) book.apply({ kind: 'keying-intended', batch, from: 0, count: 3 });
        const unit = book.unit(serial);
        if (unit === null) throw new Error('lost a unit');
        const sticker = unit.state === 'keyed' ? `S${book.nextSticker}` : (unit.sticker ?? '');
        const record = EVENTS[event]?.({ batch, serial, sticker });
        if (record === undefined || !pressLife.isStep(record)) throw new Error('not a step');
        const before = book.unit(serial)?.state;
        const allowed = MAY[record.kind].includes(unit.state);
        if (allowed) book.apply(record);
        else expect(() => book.apply(record)).toThrow();
        if (!allowed) expect(book.unit(serial)?.state).toBe(before);

        const { printed, proven, destroyed } = book.stickers(batch);
        const counts = book.counts(batch);
        const inHand = counts.printing + counts.printed + counts['in-doubt'];
        expect(printed).toBe(proven + destroyed + inHand + counts.spoilt);
        expect(book.inHand(batch)).toHaveLength(inHand);
        expect(book.applied(batch)).toBe(counts.applied);
        const over = counts.proven + counts.applied + counts.withdrawn === 3;
        expect(balance({ batch }, book).ok).toBe(over);
      }
    }),
  );
});

test('a record of another sticker than the one in hand is none of ours', () => {
  const book = begun();
  book.apply({ kind: 'keying-intended', batch, from: 0, count: 1 });
  const about = { batch, serial: 'C-1', sticker: 'S1' };
  book.apply({ kind: 'unit-keyed', batch, serial: 'C-1', address: 'a', publicKey: 'k', confirmation: 'c' });
  book.apply({ kind: 'sticker-intended', ...about });
  expect(() => book.apply({ kind: 'sticker-printed', ...about, sticker: 'S2', evidence: 'e' })).toThrow(
    'another sticker',
  );
});

test('what may not be done is said in a sentence', () => {
  const unit = begun().unit('C-1');
  if (unit === null) throw new Error('no unit');
  expect(pressLife.allow(unit, 'sticker-printed')).toMatchObject({
    error: { kind: 'not-now', facts: { state: 'ordered' } },
  });
  const states: PressUnitState[] = ['printed', 'spoilt', 'returned'];
  for (const state of states) {
    const refused = pressLife.allow({ ...unit, state }, 'sticker-intended');
    expect(refused.ok ? '' : refused.error.message).toMatch(/^C-1 is .+: it cannot be printed now\.$/);
  }
});
