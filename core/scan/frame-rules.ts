/** What a framer goes by: how scanners are set, and how long their silences are. */

export const STX = 0x02;
const ETX = 0x03;
const LF = 0x0a;
const CR = 0x0d;
const TAB = 0x09;

/** What scanners are set to end a code with; no code of ours holds any of them. */
export const TERMINATORS: readonly number[] = [CR, LF, ETX, TAB];

export interface FrameRules {
  /** What the scanner ends a code with. `silence` is for scanners that send no suffix: the idle time ends a code. */
  readonly end: 'terminator' | 'silence';
  /** Milliseconds without a byte after which a code that has begun counts as cut off (or, with `silence`, ended). */
  readonly idle: number;
  /**
   * Milliseconds after a code was cut off within which what comes is its tail (a wireless base, a busy hub), and no code
   * of its own: a hand needs longer to aim again.
   */
  readonly tail: number;
  /** Longest code, in bytes, AIM id and prefix included. */
  readonly longest: number;
  /** The same code again within this many milliseconds of its last sight is one code held under the scanner. */
  readonly repeat: number;
  /** Codes in a row without an idle time between them. A hand cannot do this; a long text with line ends can. */
  readonly burst: number;
  /** What the scanner is set to send before every code: a frame without it lost its beginning. */
  readonly prefix: readonly number[];
  /** What it is set to send after every code, before its end: a frame without it lost its end. */
  readonly suffix: readonly number[];
  /** How many letters name the kind of code beside it, by the maker's own table. They are taken off unread. */
  readonly codeId: number;
  /** Whether every code must carry its AIM id (`]Q1` for QR): a frame without it lost its beginning. */
  readonly aim: 'optional' | 'required';
}

export const FRAME_RULES: FrameRules = {
  end: 'terminator',
  idle: 150,
  tail: 1000,
  longest: 512,
  repeat: 1200,
  burst: 8,
  prefix: [],
  suffix: [],
  codeId: 0,
  aim: 'optional',
};
