/**
 * Reading jobs back, without a string of any coordinate: they are as secret as the passphrase. Readers know their format's
 * description and nothing of our writers; what they cannot read is a {@link Misread}.
 */
import type { JobLayer } from '../../pens.ts';

/** A line of the laser as it was read: on which layer, and x and y in turn, whole micrometres of the file's own axes. */
export interface ReadStroke {
  readonly layer: JobLayer;
  readonly points: Int32Array;
}

/** A job that is not as its format must be. Says nothing of what stands in it. */
export class Misread extends Error {
  override readonly name = 'Misread';
}

const SPACE = 0x20;
const [ZERO, NINE, POINT, MINUS, PLUS] = [0x30, 0x39, 0x2e, 0x2d, 0x2b];

export class Bytes {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The byte that comes next, -1 at the end. */
  get next(): number {
    return this.#bytes[this.#at] ?? -1;
  }

  skip(): void {
    this.#at++;
  }

  /** Passes over `text` if it comes next. */
  take(text: string): boolean {
    for (let i = 0; i < text.length; i++) if (this.#bytes[this.#at + i] !== text.charCodeAt(i)) return false;
    this.#at += text.length;
    return true;
  }

  expect(text: string): void {
    if (!this.take(text)) throw new Misread(`${text.trim()} expected`);
  }

  /** Passes over blanks, line ends and whatever else is in `also`. */
  blanks(also = ''): void {
    while (!this.done && (this.next <= SPACE || also.includes(String.fromCharCode(this.next)))) this.#at++;
  }

  /** Goes behind the next `text`; false, and to the end, where there is none. */
  behind(text: string): boolean {
    const first = text.charCodeAt(0);
    for (;;) {
      const found = this.#bytes.indexOf(first, this.#at);
      if (found === -1) break;
      this.#at = found;
      if (this.take(text)) return true;
      this.#at++;
    }
    this.#at = this.#bytes.length;
    return false;
  }

  /** What stands before the next `end`, which is passed over: names, never coordinates. */
  upTo(end: string): string {
    const from = this.#at;
    if (!this.behind(end)) throw new Misread('an end is missing');
    const length = this.#at - end.length - from;
    if (length > 80) throw new Misread('a name is too long');
    return String.fromCharCode(...this.#bytes.subarray(from, from + length));
  }

  /** A decimal number times ten to the `decimals`; what stands beyond them must be noughts. */
  number(decimals: number): number {
    const negative = this.next === MINUS;
    if (negative || this.next === PLUS) this.#at++;
    let [value, digits, behind] = [0, 0, -1];
    for (; ; this.#at++) {
      const byte = this.next;
      if (byte === POINT && behind < 0) behind = 0;
      else if (byte < ZERO || byte > NINE) break;
      else if (behind === decimals) {
        if (byte !== ZERO) throw new Misread('a number is finer than a micrometre');
      } else {
        value = value * 10 + (byte - ZERO);
        digits++;
        if (behind >= 0) behind++;
      }
    }
    if (digits === 0 || digits > 12) throw new Misread('a number expected');
    for (let missing = Math.max(0, behind); missing < decimals; missing++) value *= 10;
    return negative ? -value : value;
  }
}

/** Collects points without knowing how many there will be; wiped when it is read. */
export class Points {
  #points = new Int32Array(128);
  #length = 0;

  push(x: number, y: number): void {
    if (this.#length + 2 > this.#points.length) {
      const larger = new Int32Array(this.#points.length * 2);
      larger.set(this.#points);
      this.#points.fill(0);
      this.#points = larger;
    }
    this.#points[this.#length++] = x;
    this.#points[this.#length++] = y;
  }

  get count(): number {
    return this.#length / 2;
  }

  at(index: number): readonly [number, number] {
    if (!(index >= 0 && index < this.count)) throw new Misread('a point is missing');
    return [this.#points[2 * index] as number, this.#points[2 * index + 1] as number];
  }

  /** What was collected; from here on it is empty. */
  take(): Int32Array {
    const taken = this.#points.slice(0, this.#length);
    this.#points.fill(0, 0, this.#length);
    this.#length = 0;
    return taken;
  }
}
