/**
 * How a scanner is set, found from one scan of a code whose text is known: what it sends before the code (a prefix, a
 * letter for the kind of code, the AIM id, the word for the character set), what after it, and with what it ends. Pure.
 *
 * Vendors put these in different orders (Datalogic: prefix, label id, AIM id, code, suffix; Honeywell and Newland: prefix,
 * code id or AIM id, code, suffix), so what is found is told by what it is, not by where it stands.
 */
import { concat } from '../base/digest.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { FRAME_RULES, STX, TERMINATORS, type FrameRules } from './frame-rules.ts';
import { aimOf, eciOf } from './unwrap.ts';
import { recognise } from './recognise.ts';
import { addressInLink } from '../coins/coins.ts';

const fail = failIn('port');

/** What the code on the screen says: nothing else begins so, and every kind of symbol is in it. */
export const TEST_TEXT = 'TWOFOLD-TEST-0123456789';

/** What differs from scanner to scanner, and is kept by a station. */
export type ScannerHabits = Pick<FrameRules, 'end' | 'idle' | 'prefix' | 'suffix' | 'codeId'>;

export const DEFAULT_HABITS: ScannerHabits = {
  end: FRAME_RULES.end,
  idle: FRAME_RULES.idle,
  prefix: FRAME_RULES.prefix,
  suffix: FRAME_RULES.suffix,
  codeId: FRAME_RULES.codeId,
};

/** What a framer goes by at a station whose scanner is set so. */
export const withHabits = (rules: FrameRules, habits: ScannerHabits): FrameRules => ({
  ...rules,
  ...habits,
  // What nobody found out is left to the rules.
  idle: habits.idle === DEFAULT_HABITS.idle ? rules.idle : habits.idle,
});

/** Some bytes as they came; `at` in milliseconds of a clock that never goes back. */
export interface Chunk {
  readonly bytes: Uint8Array;
  readonly at: number;
}

export type HeardPart = 'start' | 'prefix' | 'code-id' | 'aim' | 'eci' | 'code' | 'suffix' | 'end';

export interface Heard {
  readonly habits: ScannerHabits;
  /** Everything that came, in order; pieces of no length are left out. */
  readonly parts: readonly { readonly part: HeardPart; readonly bytes: readonly number[] }[];
}

export type HearingFailure = 'nothing-heard' | 'other-code-heard' | 'part-heard' | 'letters-changed';

/** Milliseconds a scanner may stop in the middle of a code, at the least and at the most, whatever was seen. */
const [LEAST_IDLE, MOST_IDLE] = [FRAME_RULES.idle, 600];

/** So much of the text, and it was the test that was scanned. */
const TELLING = 8;

/** @param chunks of one scan of {@link TEST_TEXT}, in the order in which they came. */
export function learnHabits(chunks: readonly Chunk[]): Result<Heard, HearingFailure> {
  const all = concat(...chunks.map(({ bytes }) => bytes));
  const text = String.fromCharCode(...all);
  const at = text.indexOf(TEST_TEXT);
  if (at === -1) return notTheTest(text);
  const before = readBefore(all.subarray(0, at));
  const after = readAfter(all.subarray(at + TEST_TEXT.length));
  const habits: ScannerHabits = {
    end: after.end.length > 0 ? 'terminator' : 'silence',
    idle: idleOf(chunks),
    prefix: before.prefix,
    suffix: after.suffix,
    codeId: before.codeId.length,
  };
  const aim = { part: 'aim', bytes: before.aim } as const;
  const named = [
    { part: 'prefix', bytes: before.prefix },
    { part: 'code-id', bytes: before.codeId },
  ] as const;
  const parts: Heard['parts'] = [
    { part: 'start', bytes: before.start },
    ...(before.aimFirst ? [aim, ...named] : [...named, aim]),
    { part: 'eci', bytes: before.eci },
    { part: 'code', bytes: [...all.subarray(at, at + TEST_TEXT.length)] },
    { part: 'suffix', bytes: after.suffix },
    { part: 'end', bytes: after.end },
  ];
  return ok({ habits, parts: parts.filter(({ bytes }) => bytes.length > 0) });
}

/** Of what was scanned instead nothing is said but its length: it may be a secret. */
function notTheTest(text: string): Result<never, HearingFailure> {
  const { length } = text;
  if (length === 0) {
    return fail(
      'nothing-heard',
      'Nothing came. If the scanner beeped, it is set as a keyboard: set it to COM mode with its maker\u2019s code, and choose its port.',
    );
  }
  if (text.toUpperCase().includes(TEST_TEXT)) {
    return fail(
      'letters-changed',
      'The scanner changes capital letters to small ones. Set it to send codes as they are.',
    );
  }
  if (text.includes(TEST_TEXT.slice(0, TELLING)) || text.includes(TEST_TEXT.slice(-TELLING))) {
    return fail(
      'part-heard',
      'Only part of the code came. Look at the cable and the speed of the port; then try again.',
    );
  }
  return fail('other-code-heard', `Another code came, of ${length} bytes. Scan the code on this screen.`, { length });
}

function readBefore(bytes: Uint8Array) {
  const start = bytes[0] === STX ? [STX] : [];
  let rest = bytes.subarray(start.length);
  const eci = eciOf(rest.subarray(-7)) ? [...rest.subarray(-7)] : [];
  rest = rest.subarray(0, rest.length - eci.length);
  let aim: number[] = [];
  let aimFirst = false;
  for (let at = rest.length - 3; at >= 0 && aim.length === 0; at--) {
    if (aimOf(rest.subarray(at)) === null) continue;
    aim = [...rest.subarray(at, at + 3)];
    aimFirst = at === 0;
    rest = concat(rest.subarray(0, at), rest.subarray(at + 3));
  }
  // One letter is the maker's word for the kind of code, and another for other kinds; more is what somebody has set.
  const isId = rest.length === 1 && /[A-Za-z]/.test(String.fromCharCode(...rest));
  return { start, eci, aim, aimFirst, prefix: isId ? [] : [...rest], codeId: isId ? [...rest] : [] };
}

function readAfter(bytes: Uint8Array) {
  const first = bytes.findIndex((byte) => TERMINATORS.includes(byte));
  const at = first === -1 ? bytes.length : first;
  return { suffix: [...bytes.subarray(0, at)], end: [...bytes.subarray(at)] };
}

/** Three times the longest silence within the scan. */
function idleOf(chunks: readonly Chunk[]): number {
  const gaps = chunks.slice(1).map(({ at }, i) => at - (chunks[i]?.at ?? at));
  return Math.min(MOST_IDLE, Math.max(LEAST_IDLE, Math.ceil(3 * Math.max(0, ...gaps))));
}

/** How many symbols a scanner may add, for {@link looksFramed}. */
const MOST_ADDED = 4;

/**
 * Whether a text that is no code of ours becomes one without a few symbols at its beginning or end: then the scanner adds
 * them, and nothing is wrong with what was scanned.
 */
export function looksFramed(text: string): boolean {
  for (let cut = 1; cut <= MOST_ADDED && cut < text.length; cut++) {
    if (isCode(text.slice(cut)) || isCode(text.slice(0, -cut))) return true;
  }
  return /^[a-z][A-Z0-9]+-[A-Z0-9-]*[0-9][A-Z0-9-]*$/.test(text);
}

/** A code that has a sum of its own; a serial has none. */
function isCode(text: string): boolean {
  const { kind } = recognise(addressInLink(text), () => false);
  return kind === 'address' || kind === 'epk' || kind === 'confirmation-code';
}
