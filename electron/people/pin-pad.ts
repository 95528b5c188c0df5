/**
 * What is typed of a PIN, with a number block or with big buttons. The digits are bytes of this process: no page ever
 * has more of them than the one that is touched, and none is shown.
 */
import { Secret } from '../../core/base/secret.ts';
import { PIN_MOST } from '../../core/people/pin.ts';
import type { PadKey, PadTrouble } from '../bridge/people-window.ts';

/** A key of a keyboard, as `before-input-event` tells of it. */
export interface KeyStroke {
  readonly type: string;
  /** As `KeyboardEvent.key`. */
  readonly key: string;
  readonly isAutoRepeat: boolean;
}

/** Repeats of a key that lies there: a finger has long left it. */
const STUCK = 5;

const NAMED: Readonly<Record<string, PadKey>> = { Enter: 'enter', Backspace: 'back', Delete: 'back', Escape: 'cancel' };

export class PinPad {
  readonly #digits = new Uint8Array(PIN_MOST);
  #count = 0;
  #repeats = 0;
  /** The key that lies there; nothing is taken until it is up. */
  #stuck: string | null = null;
  trouble: PadTrouble | null = null;

  /** How many digits there are: all that anybody is shown. */
  get count(): number {
    return this.#count;
  }

  /** Forgets what was typed. */
  clear(): void {
    this.#digits.fill(0);
    this.#count = 0;
  }

  /** What was typed; the receiver wipes it. The pad is empty from then on. */
  take(): Secret {
    const pin = Secret.copyOf(this.#digits.subarray(0, this.#count));
    this.clear();
    this.trouble = null;
    return pin;
  }

  /** A button was touched, or its key struck. Gives what is left to be done by whoever asked: to end, or to leave. */
  press(key: PadKey): 'enter' | 'cancel' | null {
    if (key === 'enter' || key === 'cancel') return key;
    this.trouble = null;
    if (key === 'back') this.#erase();
    else if (this.#count < PIN_MOST) this.#digits[this.#count++] = key.charCodeAt(0);
    return null;
  }

  /** A stroke of the keyboard. Gives null for what the page may have (Tab and the blank move between its buttons). */
  stroke({ type, key, isAutoRepeat }: KeyStroke): 'enter' | 'cancel' | 'taken' | null {
    if (key === 'Tab' || key === 'Shift' || key === ' ') return null;
    if (type === 'keyUp') {
      if (key === this.#stuck) this.#stuck = null;
      this.#repeats = 0;
      return 'taken';
    }
    if (type !== 'keyDown' || this.#stuck !== null) return 'taken';
    if (isAutoRepeat) return this.#repeat(key);
    this.#repeats = 0;
    const meant = NAMED[key] ?? (/^[0-9]$/.test(key) ? (key as PadKey) : null);
    if (meant !== null) return this.press(meant) ?? 'taken';
    // A scanner that types like a keyboard, or Num Lock: whatever it was, it is no part of a PIN.
    this.clear();
    if ([...key].length === 1) this.trouble = 'letters';
    else if (NUM_LOCK.includes(key)) this.trouble = 'num-lock';
    return 'taken';
  }

  #repeat(key: string): 'taken' {
    if (++this.#repeats < STUCK) return 'taken';
    this.clear();
    [this.#stuck, this.trouble] = [key, 'stuck'];
    return 'taken';
  }

  #erase(): void {
    if (this.#count === 0) return;
    this.#digits[--this.#count] = 0;
  }
}

/** What the digits of a number block are while Num Lock is off. */
const NUM_LOCK: readonly string[] = [
  ...['Insert', 'Home', 'End', 'PageUp', 'PageDown', 'Clear'],
  ...['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'],
];
