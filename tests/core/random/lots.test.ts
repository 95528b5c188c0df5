import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawLots } from '../../../core/random/lots.ts';
import { platformRandom, steadyRandom } from '../../fakes/streams.ts';

const all = Array.from({ length: 12 }, (_, i) => i);

test('draws as many as are asked for, each once, in their order', () => {
  fc.assert(
    fc.property(fc.nat({ max: 40 }), fc.nat({ max: 40 }), (size, wanted) => {
      const from = Array.from({ length: size }, (_, i) => i);
      const count = Math.min(size, wanted);
      const drawn = drawLots(from, count, platformRandom);
      expect(drawn).toHaveLength(count);
      expect(new Set(drawn).size).toBe(count);
      expect([...drawn].sort((a, b) => a - b)).toEqual(drawn);
    }),
  );
  expect(drawLots(all, all.length, platformRandom)).toEqual(all);
});

test('gives every one the same chance', () => {
  const random = steadyRandom('lots');
  const often = all.map(() => 0);
  const rounds = 4000;
  for (let round = 0; round < rounds; round++)
    for (const one of drawLots(all, 3, random)) often[one] = (often[one] ?? 0) + 1;
  // Each is expected 1,000 times, with a standard deviation of some 27: a draw with a bias shows.
  for (const times of often) expect(Math.abs(times - 1000)).toBeLessThan(140);
});

test('draws no more than there are', () => {
  expect(() => drawLots(all, 13, platformRandom)).toThrow(RangeError);
  expect(() => drawLots(all, -1, platformRandom)).toThrow(RangeError);
});
