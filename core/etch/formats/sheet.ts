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

export class Sheet {
  readonly #pad: Padding;
  readonly #least: number;
  #bytes: Uint8Array;
  #length = 0;

  /** @param cards how many are drawn on it */
  constructor(pad: Padding, cards: number) {
    this.#pad = pad;
    this.#least = pad.block * cards;
    this.#bytes = new Uint8Array(Math.max(256, this.#least));
  }

  text(ascii: string): void {
    for (let i = 0; i < ascii.length; i++) this.#put(ascii.charCodeAt(i));
  }

  /** Bytes of a secret, as they are. */
  bytes(ascii: Uint8Array): void {
    for (const byte of ascii) this.#put(byte);
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
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#length * 2);
      larger.set(this.#bytes);
      this.#bytes.fill(0);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = byte;
  }
}
