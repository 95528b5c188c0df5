import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inside } from '../../../core/etch/card.ts';
import { CARD } from '../../../core/etch/card.ts';
import {
  checkTray,
  trayField,
  isTray,
  liesApart,
  MOST_POCKETS,
  ONE_CARD,
  placeOf,
  pocketsOf,
  readTrayName,
  pocketCount,
  trayName,
  TRAY_ORDERS,
  turnedPocket,
  type TrayForm,
} from '../../../core/etch/tray.ts';

/** Any tray that a person may type, whether it can be used or not. */
const anyTray: fc.Arbitrary<TrayForm> = fc.record({
  rows: fc.integer({ min: 1, max: 12 }),
  columns: fc.integer({ min: 1, max: 12 }),
  pitch: fc.record({ x: fc.integer({ min: 60, max: 140 }), y: fc.integer({ min: 40, max: 140 }) }),
  margin: fc.integer({ min: 0, max: 20 }),
  order: fc.constantFrom(...TRAY_ORDERS),
  skip: fc.uniqueArray(fc.integer({ min: 1, max: 144 }), { maxLength: 6 }),
});

const usable = anyTray.filter((tray) => isTray(tray) && checkTray(tray, CARD).ok);

test('what is accepted holds its cards apart, in the field, and clear of the index mark', () => {
  fc.assert(
    fc.property(usable, (tray) => {
      expect(liesApart(tray, CARD)).toBe(true);
    }),
  );
});

test('what would lay cards over each other, or has no pocket, is refused with its reason', () => {
  fc.assert(
    fc.property(anyTray.filter(isTray), (tray) => {
      const checked = checkTray(tray, CARD);
      const narrow = tray.pitch.x < CARD.width || tray.pitch.y < CARD.height;
      if (narrow || pocketsOf(tray).length === 0 || pocketCount(tray) > MOST_POCKETS) expect(checked.ok).toBe(false);
      if (!checked.ok) expect(checked.error.facts?.['why']).toMatch(/^(size|pitch|margin|field|skip|empty)$/);
    }),
  );
});

test('every pocket that is not left out is filled once, whatever the order', () => {
  fc.assert(
    fc.property(usable, (tray) => {
      const all = Array.from({ length: pocketCount(tray) }, (_, i) => i + 1).filter((one) => !tray.skip.includes(one));
      expect([...pocketsOf(tray)].sort((a, b) => a - b)).toEqual(all);
    }),
  );
});

test('to and fro, the hand goes to a neighbour and never back across the tray', () => {
  fc.assert(
    fc.property(usable, (tray) => {
      const path = pocketsOf({ ...tray, order: 'serpentine', skip: [] }).map((one) => placeOf(tray, one));
      path.slice(1).forEach(({ x, y }, i) => {
        const [before] = path.slice(i);
        const steps = Math.abs(x - (before?.x ?? 0)) / tray.pitch.x + Math.abs(y - (before?.y ?? 0)) / tray.pitch.y;
        expect(Math.round(steps * 1e6) / 1e6).toBe(1);
      });
    }),
  );
});

test('a tray that is turned by half lays each card where its opposite was, and turned again as it was', () => {
  fc.assert(
    fc.property(usable, fc.nat(), (tray, n) => {
      const pocket = (n % pocketCount(tray)) + 1;
      const field = trayField(tray, CARD);
      const at = placeOf(tray, pocket);
      const there = placeOf(tray, turnedPocket(tray, pocket));
      expect(there.x).toBeCloseTo(field.width - at.x - CARD.width, 9);
      expect(there.y).toBeCloseTo(field.height - at.y - CARD.height, 9);
      expect(turnedPocket(tray, turnedPocket(tray, pocket))).toBe(pocket);
      expect(inside({ ...at, width: CARD.width, height: CARD.height }, { x: 0, y: 0, ...field })).toBe(true);
    }),
  );
});

test('its name in the records says rows and columns, and reads back', () => {
  fc.assert(
    fc.property(usable, ({ rows, columns }) => {
      expect(readTrayName(trayName({ rows, columns }))).toEqual({ rows, columns });
    }),
  );
  for (const other of ['', '0x3', '3x', 'x', '3x4 ', '-1x4', '100x1']) expect(readTrayName(other)).toBeNull();
});

test('one by one is no tray, and is always taken', () => {
  expect(isTray(ONE_CARD)).toBe(false);
  expect(checkTray(ONE_CARD, { width: 400, height: 400 }).ok).toBe(true);
});
