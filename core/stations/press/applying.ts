/**
 * Lay-together: once every sticker is printed and proven, both layers of each are laid on their card, and the upper
 * one, which can still be read, is scanned again. What was laid is counted; where it has begun, all of it is done
 * before anything leaves. A site that lays them on elsewhere never begins.
 */
import { failIn, type Failed } from '../../base/result.ts';
import { PRESS_STATES, type PressUnit, type PressUnitState } from '../../life/press-life.ts';
import type { PressBook } from './book.ts';
import type { PressScan } from './press-code.ts';

const fail = failIn('press');

/** The proven unit whose upper layer was scanned on its card; null where the scan is of something else. */
export function laidOn(
  scan: PressScan,
  batch: string,
  book: Pick<PressBook, 'unit' | 'unitByAddress' | 'counts'>,
): PressUnit | null {
  const unit = unitOf(scan, book);
  if (unit?.batch !== batch || unit.state !== 'proven' || !allProven(batch, book)) return null;
  return unit;
}

/** A link says both, and both must be the same unit's. */
function unitOf(scan: PressScan, book: Pick<PressBook, 'unit' | 'unitByAddress'>): PressUnit | null {
  if (scan.what === 'serial') return book.unit(scan.serial);
  if (scan.what !== 'address') return null;
  const unit = book.unitByAddress(scan.address);
  return scan.serial === null || scan.serial === unit?.serial ? unit : null;
}

const allProven = (batch: string, book: Pick<PressBook, 'counts'>): boolean =>
  Object.entries(book.counts(batch)).every(
    ([state, count]) => count === 0 || PRESS_STATES[state as PressUnitState].over === true,
  );

/** Why the batch must not leave yet: some of its stickers are on their cards, and some are not. */
export function halfLaid(batch: string, book: Pick<PressBook, 'counts'>): Failed<'half-applied'> | null {
  const { applied, proven } = book.counts(batch);
  if (applied === 0 || proven === 0) return null;
  return fail(
    'half-applied',
    `${applied} stickers of batch ${batch} are on their cards and ${proven} are not. Lay these on theirs and scan them, or spoil them.`,
    { batch, applied, proven },
  );
}
