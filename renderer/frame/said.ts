/** What the windows with a scanner make of what was scanned last. */
import type { Failure } from '../../core/base/result.ts';

/** The serial of the card or sticker in hand, if a step is about one. */
export const serialOf = (step: { readonly at: string; readonly serial?: string }): string | null => step.serial ?? null;

interface Said {
  readonly notice: Failure | null;
}

/**
 * How many times in a row the same thing was said, `after` included.
 *
 * @param so how many times it was before
 * @param anew whether `after` was said by a scan, and does not only stand there still
 */
export function timesSaid(before: Said, after: Said, so: number, anew: boolean): number {
  if (after.notice === null) return 0;
  if (!anew) return so;
  return before.notice?.kind === after.notice.kind ? so + 1 : 1;
}
