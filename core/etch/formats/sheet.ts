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

/** The farthest that a stroke may lie from the frame's corner: three digits of millimetres. */
const FARTHEST = 999_999;

export class Sheet {
  readonly #pad: Padding;
  readonly #least: number;
  #bytes: Uint8Array;
  #length = 0;

  /** @param cards how many are drawn on it */
  constructor(pad: Padding, cards: number) {
    this.#pad = pad;
    this.#least = pad.block * cards;
    this.#bytes = new Uint8Array(this.#least);
  }

  text(ascii: string): void {
    for (let i = 0; i < ascii.length; i++) this.#put(ascii.charCodeAt(i));
  }

  /** Whole micrometres (in the frame, so never negative) as millimetres: `12.345`, always with three decimals. */
  millimetres(micrometres: number): void {
    if (micrometres < 0 || micrometres > FARTHEST) throw new RangeError('a stroke leaves the frame');
    for (let power = 100_000; power >= 1; power /= 10) {
      if (micrometres >= power || power <= 1000) this.#put(ZERO + (Math.floor(micrometres / power) % 10));
      if (power === 1000) this.#put(POINT);
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
