/** A passphrase in sight of two people: thirty seconds, and gone the moment anybody could look away from it. */
import type { Unmasked } from '../../../electron/roles/origin/contract.ts';

export const SIGHT_SECONDS = 30;

export interface Seen {
  readonly serial: string;
  readonly drawing: Unmasked;
}

export class Sight {
  #ticking: ReturnType<typeof setInterval> | null = null;

  seen: Seen | null = $state.raw(null);
  left: number = $state(0);
  /** The serial of what was in sight last. */
  past: string | null = $state(null);

  show(seen: Seen): void {
    this.hide();
    this.seen = seen;
    this.left = SIGHT_SECONDS;
    this.#ticking = setInterval(() => {
      this.left -= 1;
      if (this.left <= 0) this.hide();
    }, 1000);
  }

  /** Gives whether there was anything to hide. */
  readonly hide = (): boolean => {
    if (this.#ticking !== null) clearInterval(this.#ticking);
    this.#ticking = null;
    if (this.seen === null) return false;
    this.past = this.seen.serial;
    this.seen = null;
    return true;
  };
}
