/**
 * Of the views of a card that follow one another in one breath, the window gets the last. A code that says serial and
 * address opens a card and begins to derive in the same moment: a frame drawn of the first of the two would take the
 * workers' cores while somebody waits for them.
 */
import type { StationUpdate } from './contract.ts';

type Tell = (update: StationUpdate) => void;

/** Tells what `tell` is to be told: all of it in its order, but of views in one breath the last, and those that say something. */
export function lastOfABreath(tell: Tell): Tell {
  let held: Extract<StationUpdate, { readonly type: 'bench' }> | null = null;

  function letGo(): void {
    const update = held;
    held = null;
    if (update !== null) tell(update);
  }

  return (update) => {
    // What is said to a person is neither skipped nor overtaken.
    if (update.type !== 'bench' || held?.bench.notice != null) letGo();
    if (update.type !== 'bench') return tell(update);
    if (held === null) setImmediate(letGo);
    held = update;
  };
}
