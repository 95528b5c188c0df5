/**
 * From the bytes of a serial scanner to whole codes. Pure: the caller brings the time.
 *
 * A scanner's frame is `[prefix] [STX] [AIM id] code [ETX] [CR] [LF]`, and USB cuts it anywhere (bulk packets of 64
 * bytes; one read may hold half a code or two). What the usual line parsers get wrong, and this does not: half a code
 * is never glued to the next one, memory is bounded, and a wrong byte is refused instead of replaced.
 *
 * A scan may hold a private key: the buffer is wiped when a frame leaves it, and a code's bytes belong to the
 * receiver, who wipes them.
 */
import { concat } from '../base/digest.ts';
import { FRAME_RULES, STX, TERMINATORS, type FrameRules } from './frame-rules.ts';
import { unwrap, type Unwrapped } from './unwrap.ts';
import { sameBytes } from '../base/secret.ts';

export type FrameRefusal = 'incomplete-scan' | 'overlong-scan' | 'garbled-scan' | 'framed-scan';

export type ScanFrame =
  /** A whole code. `aim` is the AIM symbology identifier it came with, e.g. `]Q1`. The receiver wipes `bytes`. */
  | { readonly kind: 'code'; readonly bytes: Uint8Array; readonly aim: string | null }
  /** The last code once more, still under the scanner. */
  | { readonly kind: 'repeat' }
  /**
   * Something that is not a code; `length` bytes of it had arrived when it was given up. They are here to be looked at
   * for a private key, together with those that broke off before them, and the receiver wipes them.
   */
  | {
      readonly kind: 'refused';
      readonly reason: FrameRefusal;
      readonly length: number;
      readonly bytes: Uint8Array;
    };

export interface Framer {
  /** Takes bytes as they arrive; `now` is in milliseconds of a clock that never goes back. Keeps no reference. */
  push(bytes: Uint8Array, now: number): ScanFrame[];
  /** Takes the passing of time; to be called at {@link Framer.deadline}. */
  tick(now: number): ScanFrame[];
  /** A question was answered in between: the same code again is a new scan. */
  forget(): void;
  /** When time alone will change something, or null. */
  deadline(): number | null;
  /** The line is gone: what had begun is cut off, and everything is wiped. */
  end(): ScanFrame[];
}

export const createFramer = (rules: FrameRules = FRAME_RULES): Framer => new LineFramer(rules);

class LineFramer implements Framer {
  readonly #rules: FrameRules;
  readonly #buffer: Uint8Array;
  #length = 0;
  /** The rest of a refused frame, up to its end, is dropped; `flood` drops until the line is idle. */
  #skipping: 'no' | 'frame' | 'flood' = 'no';
  #lastByte = -Infinity;
  #inBurst = 0;
  readonly #last = keep();
  readonly #head = keep();

  constructor(rules: FrameRules) {
    this.#rules = rules;
    this.#buffer = new Uint8Array(rules.longest);
  }

  push(bytes: Uint8Array, now: number): ScanFrame[] {
    const frames = this.tick(now);
    for (const byte of bytes) frames.push(...this.#next(byte, now));
    this.#lastByte = now;
    return frames;
  }

  tick(now: number): ScanFrame[] {
    const { idle, end, tail } = this.#rules;
    if (now >= this.#last.until()) this.#last.forget();
    if (now >= this.#head.until()) this.#head.forget();
    const silent = this.#lastByte + idle;
    if (now < silent) return [];
    this.#lastByte = -Infinity;
    const ended = end === 'silence' ? this.#close(now) : this.#length > 0 ? [this.#breakOff(silent + tail)] : [];
    if (now >= this.#head.until()) this.#head.forget();
    this.#skipping = 'no';
    this.#inBurst = 0;
    return ended;
  }

  forget(): void {
    this.#last.forget();
  }

  deadline(): number | null {
    const idle = this.#lastByte === -Infinity ? Infinity : this.#lastByte + this.#rules.idle;
    const first = Math.min(idle, this.#last.until(), this.#head.until());
    return first === Infinity ? null : first;
  }

  end(): ScanFrame[] {
    const cut = this.#length > 0 ? [this.#refuse('incomplete-scan')] : [];
    this.#last.forget();
    this.#head.forget();
    this.#skipping = 'no';
    this.#lastByte = -Infinity;
    this.#inBurst = 0;
    return cut;
  }

  #next(byte: number, now: number): ScanFrame[] {
    if (this.#skipping === 'flood') return [];
    if (TERMINATORS.includes(byte)) {
      if (this.#skipping === 'no') return this.#close(now);
      this.#skipping = 'no';
      return [];
    }
    if (byte === STX) {
      // A new frame begins, so the one before has lost its end (or was given up already).
      const cut = this.#length > 0 ? [this.#refuse('incomplete-scan')] : [];
      this.#head.forget();
      this.#skipping = 'no';
      return cut;
    }
    if (this.#skipping === 'frame') return [];
    const trouble = this.#troubleOf(byte);
    if (trouble !== null) {
      this.#skipping = 'frame';
      return [this.#refuse(trouble)];
    }
    this.#buffer[this.#length++] = byte;
    return [];
  }

  #troubleOf(byte: number): FrameRefusal | null {
    if (this.#length === this.#buffer.length) return 'overlong-scan';
    return isText(byte, this.#length, this.#rules) ? null : 'garbled-scan';
  }

  /** The frame in the buffer has ended as it should: what is it? Nothing, if there was none. */
  #close(now: number): ScanFrame[] {
    if (this.#length === 0) {
      this.#head.forget();
      return [];
    }
    const code = unwrap(this.#buffer.subarray(0, this.#length), this.#rules);
    const begins = code !== null && (this.#rules.prefix.length > 0 || code.aim !== null);
    if (begins) this.#head.forget();
    if (code === null || this.#head.bytes() !== null) return [this.#refuse('incomplete-scan')];
    this.#inBurst += 1;
    if (this.#inBurst > this.#rules.burst) {
      this.#skipping = 'flood';
      return [this.#refuse('overlong-scan')];
    }
    const frame = this.#take(code, now);
    this.#clear();
    return [frame];
  }

  #take(code: Unwrapped, now: number): ScanFrame {
    const before = this.#last.bytes();
    const again = before !== null && sameBytes(before, code.bytes);
    if (this.#rules.repeat > 0) this.#last.put(code.bytes, now + this.#rules.repeat);
    return again ? { kind: 'repeat' } : { kind: 'code', bytes: code.bytes.slice(), aim: code.aim };
  }

  #refuse(reason: FrameRefusal): Extract<ScanFrame, { kind: 'refused' }> {
    const bytes = concat(this.#head.bytes() ?? NOTHING, this.#buffer.subarray(0, this.#length));
    this.#clear();
    this.#head.forget();
    return { kind: 'refused', reason, length: bytes.length, bytes };
  }

  /** The line fell silent in the middle of a code. */
  #breakOff(until: number): ScanFrame {
    const refused = this.#refuse('incomplete-scan');
    this.#head.put(refused.bytes.subarray(0, this.#rules.longest), until);
    return refused;
  }

  #clear(): void {
    this.#buffer.fill(0, 0, this.#length);
    this.#length = 0;
  }
}

const NOTHING = new Uint8Array(0);

/**
 * 0x20 to 0x7E. No code of ours holds a space, but other people's do, and "that is not one of our codes" helps a person
 * more than "garbled". Everything outside is line noise, a wrong speed, or a scanner's own protocol. What is
 * configured to stand around a code may be any byte.
 */
const isText = (byte: number, at: number, { prefix, suffix }: FrameRules): boolean =>
  (byte >= 0x20 && byte <= 0x7e) || prefix[at] === byte || suffix.includes(byte);

interface Kept {
  bytes(): Uint8Array | null;
  /** When it is to be forgotten; never, if there is nothing. */
  until(): number;
  put(bytes: Uint8Array, until: number): void;
  forget(): void;
}

/** Bytes that are kept for a while as a copy, and wiped. */
function keep(): Kept {
  let kept: { readonly bytes: Uint8Array; readonly until: number } | null = null;
  function forget(): void {
    kept?.bytes.fill(0);
    kept = null;
  }
  return {
    bytes: () => kept?.bytes ?? null,
    until: () => kept?.until ?? Infinity,
    put(bytes, until) {
      const copy = bytes.slice();
      forget();
      kept = { bytes: copy, until };
    },
    forget,
  };
}
