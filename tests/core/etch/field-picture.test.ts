import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD } from '../../../core/etch/card.ts';
import { drawField } from '../../../core/etch/field-picture.ts';
import { CORNERS, createFieldMap, NO_FIXTURE, ROTATIONS, UPRIGHT, type Fixture } from '../../../core/etch/fixture.ts';
import { ONE_CARD, trayField, type TrayForm } from '../../../core/etch/tray.ts';

const TRAY: TrayForm = { rows: 2, columns: 3, pitch: { x: 92, y: 60 }, margin: 10, order: 'raster', skip: [6] };

const fixtures = fc.record<Fixture>({
  corner: fc.constantFrom(...CORNERS),
  offset: fc.record({ x: fc.integer({ min: -200, max: 200 }), y: fc.integer({ min: -200, max: 200 }) }),
  rotation: fc.constantFrom(...ROTATIONS),
  mirror: fc.boolean(),
  scale: fc.record({ x: fc.constantFrom(0.98, 1, 1.02), y: fc.constantFrom(0.98, 1, 1.02) }),
  up: fc.boolean(),
});

describe('how cards lie in the field', () => {
  test('one by one: the card is the frame, and has no index mark', () => {
    const { frame, mark, pockets } = drawField(NO_FIXTURE, ONE_CARD, CARD);
    expect({ frame, mark, pockets }).toEqual({
      frame: { width: 86, height: 54 },
      mark: [],
      pockets: [{ pocket: 1, at: { x: 0, y: 0 }, leftOut: false }],
    });
  });

  test('a tray: every pocket, those that are left out among them, and its mark', () => {
    const { pockets, mark } = drawField(UPRIGHT, TRAY, CARD);
    expect(pockets.map(({ pocket, leftOut }) => [pocket, leftOut])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, false],
      [6, true],
    ]);
    expect(pockets[4]?.at).toEqual({ x: 102, y: 70 });
    expect(mark.length).toBeGreaterThan(2);
  });

  test('an upright laser looks like one that counts as the job is drawn', () => {
    const [a, b, c, d] = drawField(UPRIGHT, TRAY, CARD).matrix;
    expect([a, b, c, d]).toEqual([1, 0, 0, 1]);
  });

  test('a mirrored fixture mirrors the picture; no other does', () => {
    const turnedOver = (fixture: Fixture): boolean => {
      const [a, b, c, d] = drawField(fixture, TRAY, CARD).matrix;
      return a * d - b * c < 0;
    };
    for (const rotation of ROTATIONS) {
      expect(turnedOver({ ...UPRIGHT, rotation })).toBe(false);
      expect(turnedOver({ ...UPRIGHT, rotation, mirror: true })).toBe(true);
    }
  });

  test('any point of the frame lies where the job puts it, and is in the picture', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fixtures, share, share, (fixture, across, down) => {
        const field = drawField(fixture, TRAY, CARD);
        const [a, b, c, d, e, f] = field.matrix;
        const frame = trayField(TRAY, CARD);
        const [x, y] = [across * frame.width, down * frame.height];
        const [shownX, shownY] = [a * x + c * y + e, b * x + d * y + f];
        const map = createFieldMap(fixture, frame);
        const up = fixture.up ? -1 : 1;
        // A micrometre of rounding at either end of the frame, and one here.
        expect(Math.abs(shownX - map.x(x * 1000, y * 1000) / 1000)).toBeLessThan(0.004);
        expect(Math.abs(shownY - (up * map.y(x * 1000, y * 1000)) / 1000)).toBeLessThan(0.004);
        expect(shownX).toBeGreaterThan(field.shown.x);
        expect(shownX).toBeLessThan(field.shown.x + field.shown.width);
        expect(shownY).toBeGreaterThan(field.shown.y);
        expect(shownY).toBeLessThan(field.shown.y + field.shown.height);
      }),
    );
  });
});
