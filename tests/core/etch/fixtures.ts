import fc from 'fast-check';
import { CORNERS, ROTATIONS, type Fixture } from '../../../core/etch/fixture.ts';

/** Every fixture there can be. */
export const fixtures: fc.Arbitrary<Fixture> = fc.record({
  corner: fc.constantFrom(...CORNERS),
  offset: fc
    .record({ x: fc.integer({ min: -400_000, max: 400_000 }), y: fc.integer({ min: -400_000, max: 400_000 }) })
    .map(({ x, y }) => ({ x: x / 1000, y: y / 1000 })),
  rotation: fc.constantFrom(...ROTATIONS),
  mirror: fc.boolean(),
  scale: fc
    .record({ x: fc.integer({ min: 900, max: 1100 }), y: fc.integer({ min: 900, max: 1100 }) })
    .map(({ x, y }) => ({ x: x / 1000, y: y / 1000 })),
  up: fc.boolean(),
});
