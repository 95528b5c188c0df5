/** Numbers out of a file's bytes, one after the other. Source of the forms: W3C, *WOFF File Format 2.0*, 4. */
export class TableReading {
  #at: number;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  /** @throws past the end: a typeface is a file of ours, and one that is cut short is none. */
  byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new Error('the typeface ends too early');
    return byte;
  }

  skip(bytes: number): void {
    this.#at += bytes;
  }

  /** Two bytes, the higher one first. */
  word(): number {
    return this.byte() * 0x100 + this.byte();
  }

  long(): number {
    return this.word() * 0x10000 + this.word();
  }

  text(length: number): string {
    return String.fromCharCode(...Array.from({ length }, () => this.byte()));
  }

  /** `UIntBase128`: seven bits a byte, the highest first. */
  base128(): number {
    for (let number = 0; ;) {
      const byte = this.byte();
      number = number * 0x80 + (byte & 0x7f);
      if (byte < 0x80) return number;
    }
  }

  /** `255UInt16`: small numbers in one byte. */
  small(): number {
    const byte = this.byte();
    if (byte === 253) return this.word();
    if (byte === 254) return this.byte() + 506;
    return byte === 255 ? this.byte() + 253 : byte;
  }

  /** What follows, as a reading of its own; this one goes on behind it. */
  part(length: number): TableReading {
    const from = this.#at;
    this.#at += length;
    return new TableReading(this.#bytes.subarray(from, this.#at));
  }
}
