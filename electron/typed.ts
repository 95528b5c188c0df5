/** What is looked for, grown key by key: pure, so that it can be tried without a window. */

/** More than anybody looks for. */
const LONGEST = 40;

/**
 * What is looked for after `key` (a name as `KeyboardEvent.key` has it): the same text for *Enter*, which goes on to the
 * next place; empty after *Escape*.
 *
 * @returns null for a key that looks for nothing, and is left to the page
 */
export function typed(sought: string, key: string): string | null {
  if (key === 'Escape') return '';
  if (key === 'Backspace') return sought === '' ? null : [...sought].slice(0, -1).join('');
  if (key === 'Enter') return sought === '' ? null : sought;
  // A blank by itself scrolls, as on any page.
  if ([...key].length !== 1 || (key === ' ' && sought === '')) return null;
  return [...sought].length < LONGEST ? sought + key : sought;
}
