/** Why bytes are not lines of a transfer. */
export type LineTrouble =
  'byte-order-mark' | 'utf-16' | 'carriage-return' | 'not-ascii' | 'binary' | 'empty-line' | 'too-long';

export interface ByteLines {
  /**
   * Gives every finished line to `take`, without its line feed, as a view that must not be kept; stops when `take`
   * says `false`. `null` unless the bytes themselves are at fault, in row {@link ByteLines.row}.
   */
  push(bytes: Uint8Array, take: (line: Uint8Array, row: number) => boolean): LineTrouble | null;
  /** The row that is being read, from 1. */
  readonly row: number;
  /** Whether a line has begun and not ended. */
  readonly unfinished: boolean;
  /** Overwrites what is kept of a line cut by the end of a piece. */
  wipe(): void;
}

const LINE_FEED = 0x0a;

/** Cuts bytes into lines of printable ASCII of at most `longest` bytes. Holds one line at most. */
export function createLines(longest: number): ByteLines {
  const kept = new Uint8Array(new ArrayBuffer(longest));
  let length = 0;
  let row = 1;
  /** The file's first two bytes, which name most of what is not text. */
  const start: number[] = [];

  return {
    get row() {
      return row;
    },
    get unfinished() {
      return length > 0;
    },

    push(bytes, take) {
      for (const byte of bytes.subarray(0, 2 - start.length)) start.push(byte);
      let from = 0;
      for (let at = 0; at < bytes.length; at++) {
        const byte = bytes[at] as number;
        if (byte >= 0x20 && byte <= 0x7e) {
          if (length + at - from >= longest) return 'too-long';
          continue;
        }
        if (byte !== LINE_FEED) return nameByte(byte, row === 1 ? start : []);
        let line = bytes.subarray(from, at);
        if (length > 0) {
          kept.set(line, length);
          line = kept.subarray(0, length + line.length);
        }
        if (line.length === 0) return 'empty-line';
        const more = take(line, row);
        kept.fill(0, 0, length);
        length = 0;
        from = at + 1;
        if (!more) return null;
        row++;
      }
      kept.set(bytes.subarray(from), length);
      length += bytes.length - from;
      return null;
    },

    wipe() {
      kept.fill(0);
    },
  };
}

function nameByte(byte: number, [first, second]: readonly number[]): LineTrouble {
  if (first === 0xef && second === 0xbb) return 'byte-order-mark';
  if (first === 0xff || first === 0xfe || first === 0 || second === 0) return 'utf-16';
  if (byte === 0x0d) return 'carriage-return';
  return byte >= 0x80 ? 'not-ascii' : 'binary';
}
