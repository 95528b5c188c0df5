import { describe, expect, test } from 'vitest';
import { mayHoldCode } from '../../../core/scan/swings.ts';
import type { Grey } from '../../../core/scan/grey.ts';
import { photograph, type Shot } from '../../fakes/pictures.ts';

const whole = ({ width, height }: Grey) => ({ left: 0, top: 0, width, height });

describe('a part of a picture', () => {
  test.each<[string, Shot]>([
    ['clean', {}],
    ['of a dot a module', { module: 1, margin: 0 }],
    ['turned', { angle: 45 }],
    ['soft', { blur: 2, module: 6 }],
    ['in a deep shadow', { shadow: 0.8, module: 6 }],
    ['white on black', { inverted: true }],
  ])('may hold a code that is %s', (_, shot) => {
    const picture = photograph(['a'], shot);
    expect(mayHoldCode(picture, whole(picture))).toBe(true);
  });

  test('holds none where it is plain, a slope or an edge, and none beside a code', () => {
    const [width, height] = [200, 100];
    const made = (grey: (x: number, y: number) => number): Grey => ({
      ...{ width, height },
      values: Uint8ClampedArray.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width))),
    });
    for (const picture of [made(() => 255), made((x) => x), made((x, y) => (x > 50 && y > 20 ? 0 : 255))]) {
      expect(mayHoldCode(picture, whole(picture))).toBe(false);
    }
    const beside = photograph(['a'], { margin: 100 });
    expect(mayHoldCode(beside, { ...whole(beside), width: 90 })).toBe(false);
  });
});
