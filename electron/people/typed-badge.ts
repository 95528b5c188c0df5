/**
 * A scanner that is set as a keyboard types a badge into whatever is in front. It is known by its beginning and its first
 * letters, which say the number of the badge and nothing of its secret: what follows reaches no page, and the field is
 * emptied.
 */
import type { WebContents } from 'electron';
import { badgeNumber } from '../../core/scan/badge.ts';
import type { KeyStroke } from './pin-pad.ts';

/** Behind these come the letters; what a keyboard of another country has for the colon is no letter and no digit. */
const BEGINNING: readonly RegExp[] = [/^t$/i, /^f$/i, /^3$/, /^[^0-9A-Za-z\s]$/];
/** What tells a badge: fewer are what somebody has typed. */
const FIRST = 8;
/** The rest of its letters. */
const REST = 40;
/** Milliseconds: no scanner waits so long between two keys. */
const PAUSE = 500;
/** Keys that a scanner holds or puts between, and that type nothing. */
const SILENT: readonly string[] = ['Shift', 'CapsLock', 'NumLock'];

/** What is typed into one window, of which no more is kept than what may be the beginning of a badge. */
export class TypedBadge {
  readonly #now: () => number;
  readonly #found: (number: string) => void;
  #beginning = 0;
  #first = '';
  /** Letters that may still be of the badge, and then the key that a scanner puts behind it; null: none. */
  #rest: number | null = null;
  #last = Number.NEGATIVE_INFINITY;

  /** @param now monotonic milliseconds @param found told of the number that stands on the badge */
  constructor(now: () => number, found: (number: string) => void) {
    [this.#now, this.#found] = [now, found];
  }

  /** Whether a stroke is of a badge, and not for the page. */
  stroke({ type, key }: Pick<KeyStroke, 'type' | 'key'>): boolean {
    if (this.#now() - this.#last > PAUSE) this.#rest = null;
    if (type !== 'keyDown' || SILENT.includes(key)) return this.#rest !== null;
    this.#last = this.#now();
    return this.#rest === null ? this.#begins(key) : this.#goesOn(key, this.#rest);
  }

  #goesOn(key: string, rest: number): boolean {
    const letter = [...key].length === 1;
    this.#rest = letter && rest > 0 ? rest - 1 : null;
    return letter && rest === 0 ? this.#begins(key) : true;
  }

  #begins(key: string): boolean {
    if (this.#beginning < BEGINNING.length) {
      if (BEGINNING[this.#beginning]?.test(key) === true) this.#beginning += 1;
      else this.#beginning = /^t$/i.test(key) ? 1 : 0;
      return false;
    }
    if (!/^[A-Z2-7]$/i.test(key)) {
      [this.#beginning, this.#first] = [/^t$/i.test(key) ? 1 : 0, ''];
      return false;
    }
    this.#first += key;
    if (this.#first.length < FIRST) return false;
    const number = badgeNumber(`TF3:${this.#first}`);
    [this.#beginning, this.#first, this.#rest] = [0, '', REST];
    this.#found(number ?? '');
    return true;
  }
}

/** Keeps badges that are typed out of a page, and empties the field that the first letters of one are in. */
export function keepOutTyped(contents: WebContents, now: () => number, found: (number: string) => void): void {
  const typed = new TypedBadge(now, (number) => {
    contents.selectAll();
    contents.delete();
    contents.unselect();
    found(number);
  });
  contents.on('before-input-event', (event, stroke) => {
    if (typed.stroke(stroke)) event.preventDefault();
  });
}
