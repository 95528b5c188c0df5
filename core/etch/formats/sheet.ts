/** ASCII straight into bytes: coordinates of a passphrase never become strings, which nobody can overwrite. */

/**
 * How a format is filled up to whole blocks: drawn symbols differ in length, and the size of a job (on record, and
 * visible to anyone who lists a folder) would otherwise tell some ten bits of its passphrase.
 */
export interface Padding {
  /** Bytes of a block: the longest card there is fits one, so that a job has one for each of its cards. */
  readonly block: number;
  /** Exactly `room` characters that a reader of the format passes over; `null` where it has none of this length. */
  fill(room: number): string | null;
}

const ZERO = 0x30;
const POINT = 0x2e;
const MINUS = 0x2d;

/** The farthest that a stroke may lie from the laser's zero: three digits of millimetres. */
const FARTHEST = 999_999;
/** HP-GL's numbers end at 32767 units. */
const FARTHEST_PLOTTER = 819_000;

/** Which texts are worth keeping as bytes. */
const LONGEST_WORD = 256;
const MOST_WORDS = 500;

export class Sheet {
  readonly #pad: Padding;
  readonly #least: number;
  #bytes: Uint8Array;
  readonly #words = new Map<string, Uint8Array>();
  #length = 0;

  /** @param cards how many are drawn on it */
  constructor(pad: Padding, cards: number) {
    this.#pad = pad;
    this.#least = pad.block * cards;
    this.#bytes = new Uint8Array(Math.max(256, this.#least));
  }

  /** Words of the format, which repeat by the thousand; never a secret. */
  text(ascii: string): void {
    const known = this.#words.get(ascii);
    if (known !== undefined) return this.bytes(known);
    while (this.#length + ascii.length > this.#bytes.length) this.#grow();
    const from = this.#length;
    for (let i = 0; i < ascii.length; i++) this.#bytes[this.#length++] = ascii.charCodeAt(i);
    if (ascii.length <= LONGEST_WORD && this.#words.size < MOST_WORDS)
      this.#words.set(ascii, this.#bytes.slice(from, this.#length));
  }

  /** Bytes of a secret, as they are. */
  bytes(ascii: Uint8Array): void {
    while (this.#length + ascii.length > this.#bytes.length) this.#grow();
    this.#bytes.set(ascii, this.#length);
    this.#length += ascii.length;
  }

  /** Whole micrometres as millimetres: `12.345`, always with three decimals. */
  millimetres(micrometres: number): void {
    if (!(Math.abs(micrometres) <= FARTHEST)) throw new RangeError('a stroke leaves the field');
    this.#fixed(micrometres, 1000);
  }

  /** Whole micrometres as plotter units of 25 micrometres: `493.80`, which two decimals say exactly. */
  plotterUnits(micrometres: number): void {
    if (!(Math.abs(micrometres) <= FARTHEST_PLOTTER)) throw new RangeError('a stroke leaves the field');
    this.#fixed(micrometres * 4, 100);
  }

  /** @param unit what is one before the point: 1000 for three decimals */
  #fixed(value: number, unit: number): void {
    const whole = Math.abs(value);
    if (value < 0) this.#put(MINUS);
    for (let power = 1_000_000; power >= 1; power /= 10) {
      if (whole >= power || power <= unit) this.#put(ZERO + (Math.floor(whole / power) % 10));
      if (power === unit) this.#put(POINT);
    }
  }

  /** Ends with `tail` at the end of a block. */
  close(tail: string): Uint8Array {
    const { block, fill } = this.#pad;
    const written = this.#length + tail.length;
    let size = Math.max(this.#least, Math.ceil(written / block) * block);
    let filling = fill(size - written);
    while (filling === null) {
      size += block;
      filling = fill(size - written);
    }
    this.text(filling);
    this.text(tail);
    return this.#bytes.subarray(0, size);
  }

  #put(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow();
    this.#bytes[this.#length++] = byte;
  }

  #grow(): void {
    const larger = new Uint8Array(this.#bytes.length * 2);
    larger.set(this.#bytes);
    this.#bytes.fill(0);
    this.#bytes = larger;
  }
}
