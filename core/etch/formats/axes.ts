/** How formats count: what a fixture becomes in a file. */
import { NO_FIXTURE, UPRIGHT, type Fixture } from '../fixture.ts';

/** Files whose numbers are those of the laser's field; from the bottom left corner upwards where there is no fixture. */
export const asTheLaser = (fixture: Fixture | undefined): Fixture => fixture ?? UPRIGHT;

/** Pictures, whose y always grows downwards: they look as the cards lie, and whoever imports them turns y round. */
export function asPicture(fixture: Fixture | undefined): Fixture {
  if (fixture === undefined) return NO_FIXTURE;
  const { offset, up } = fixture;
  return up ? { ...fixture, up: false, offset: { x: offset.x, y: -offset.y } } : fixture;
}
