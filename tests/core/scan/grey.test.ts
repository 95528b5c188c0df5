import { describe, expect, it } from 'vitest';
import { crop, enlarge, reduce, turn, type Grey } from '../../../core/scan/grey.ts';

const grey = (width: number, ...values: readonly number[]): Grey => ({
  width,
  height: values.length / width,
  values: Uint8ClampedArray.from(values),
});
const flat = (side: number, value: number): Grey => grey(side, ...Array.from({ length: side * side }, () => value));

describe('grey pictures', () => {
  it('are reduced to means, and a rest is left out', () => {
    expect(reduce(grey(3, 0, 100, 9, 200, 100, 9), 2)).toEqual(grey(1, 100));
  });

  it('are enlarged smoothly, their edges kept', () => {
    expect(enlarge(grey(2, 0, 160))).toEqual(grey(4, 0, 40, 120, 160, 0, 40, 120, 160));
    expect(enlarge(flat(3, 77))).toEqual(flat(6, 77));
  });

  it('are cut', () => {
    expect(crop(grey(3, 1, 2, 3, 4, 5, 6, 7, 8, 9), { left: 1, top: 1, width: 2, height: 2 })).toEqual(
      grey(2, 5, 6, 8, 9),
    );
  });

  it('are turned onto white, their middle kept', () => {
    const turned = turn(flat(8, 0));
    expect(turned.width).toBe(12);
    expect(turned.values[0]).toBe(255);
    expect(turned.values[6 * 12 + 6]).toBe(0);
  });

  it('are copied whatever is done, so that each can be wiped', () => {
    const picture = flat(4, 9);
    for (const copy of [reduce(picture, 1), enlarge(picture), turn(picture)]) copy.values.fill(0);
    expect(picture).toEqual(flat(4, 9));
  });
});
