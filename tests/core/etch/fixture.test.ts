import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkFixture,
  correctionOf,
  createFieldMap,
  NO_FIXTURE,
  UPRIGHT,
  warningsOf,
  type Fixture,
} from '../../../core/etch/fixture.ts';
import { fixtures } from './fixtures.ts';

const CARD = { width: 86, height: 54 };
const at = (fixture: Fixture, x: number, y: number): readonly number[] => {
  const map = createFieldMap(fixture, CARD);
  return [map.x(x, y), map.y(x, y)];
};

describe('the fixture', () => {
  test('a point of the frame comes back to within a micrometre, whatever the fixture', () => {
    const points = { x: fc.integer({ min: 0, max: 300_000 }), y: fc.integer({ min: 0, max: 200_000 }) };
    const frame = fc.record({ width: fc.integer({ min: 20, max: 300 }), height: fc.integer({ min: 20, max: 300 }) });
    fc.assert(
      fc.property(fixtures, frame, fc.record(points), (fixture, size, { x, y }) => {
        const map = createFieldMap(fixture, size);
        const back = map.back(map.x(x, y), map.y(x, y));
        return Math.abs(back.x - x) <= 1 && Math.abs(back.y - y) <= 1;
      }),
    );
  });

  test('lengths change by the correction alone, and mirroring alone changes the sense of rotation', () => {
    fc.assert(
      fc.property(fixtures, (fixture) => {
        const map = createFieldMap({ ...fixture, scale: { x: 1, y: 1 } }, CARD);
        const point = (x: number, y: number) => ({ x: map.x(x, y), y: map.y(x, y) });
        const [zero, right, down] = [point(0, 0), point(30_000, 0), point(0, 40_000)];
        const sides = [right, down].map(({ x, y }) => Math.hypot(x - zero.x, y - zero.y));
        const sense = (right.x - zero.x) * (down.y - zero.y) - (right.y - zero.y) * (down.x - zero.x);
        // As drawn, y grows downwards: so does the field's, unless it grows upwards or the picture is mirrored.
        const expected = (fixture.up ? -1 : 1) * (fixture.mirror ? -1 : 1);
        return Math.abs((sides[0] ?? 0) - 30_000) < 2 && Math.abs((sides[1] ?? 0) - 40_000) < 2 && Math.sign(sense) === expected; // prettier-ignore
      }),
    );
  });

  test.each<[string, Fixture, readonly number[]]>([
    ['none', NO_FIXTURE, [1000, 2000]],
    ['y upwards from the bottom left corner', UPRIGHT, [1000, 52_000]],
    ['the zero in the middle', { ...NO_FIXTURE, corner: 'centre' }, [-42_000, -25_000]],
    ['turned by a quarter clockwise', { ...NO_FIXTURE, rotation: 90 }, [52_000, 1000]],
    ['turned by 180 degrees', { ...NO_FIXTURE, rotation: 180 }, [85_000, 52_000]],
    ['turned by three quarters', { ...NO_FIXTURE, rotation: 270 }, [2000, 85_000]],
    ['mirrored', { ...NO_FIXTURE, mirror: true }, [85_000, 2000]],
    ['moved', { ...NO_FIXTURE, offset: { x: 10, y: -5 } }, [11_000, -3000]],
    ['a lens that draws too short', { ...NO_FIXTURE, scale: { x: 1.01, y: 1 } }, [1010, 2000]],
  ])('%s', (_, fixture, expected) => {
    expect(at(fixture, 1000, 2000)).toEqual(expected);
  });

  test('the frame lies in the field where it says', () => {
    const fixture = { ...UPRIGHT, rotation: 90, offset: { x: 10, y: 20 } } as const;
    expect(createFieldMap(fixture, CARD).extent).toEqual({ x: 10, y: 20, width: 54, height: 86 });
  });

  test('what mirrors text, or turns the card over, is said', () => {
    expect(warningsOf({ ...UPRIGHT, mirror: true, rotation: 180 })).toEqual(['mirrors', 'turned']);
    expect(warningsOf(UPRIGHT)).toEqual([]);
  });

  test('a ruler of 80 mm that measures 79.2 is corrected by what is missing', () => {
    expect(correctionOf(80, 79.2, 1)).toBe(1.0101);
    expect(correctionOf(80, 80, 1.0101)).toBe(1.0101);
  });

  test.each<[string, Partial<Fixture>, string]>([
    ['an offset out of the field', { offset: { x: 401, y: 0 } }, 'offset'],
    ['no offset', { offset: { x: NaN, y: 0 } }, 'offset'],
    ['a lens that cannot be', { scale: { x: 1, y: 1.2 } }, 'scale'],
    ['no lens', { scale: { x: 0, y: 1 } }, 'scale'],
  ])('%s is refused', (_, change, field) => {
    expect(checkFixture({ ...UPRIGHT, ...change })).toMatchObject({ error: { kind: 'bad-fixture', facts: { field } } });
  });
});
