/** Takes off a frame what a scanner is set to put around every code. */
import type { FrameRules } from './frame-rules.ts';

/** A code without what the scanner put around it. A view, not a copy. */
export interface Unwrapped {
  readonly bytes: Uint8Array;
  readonly aim: string | null;
}

/** Takes prefix, suffix, AIM id and the maker's own id off, in either order of the two; null when what must be there is not, or when no code is left. */
export function unwrap(frame: Uint8Array, rules: FrameRules): Unwrapped | null {
  const { prefix, suffix, codeId } = rules;
  // Some put the AIM id in front of the prefix.
  const lead = beginsWith(frame, prefix) || aimOf(frame) === null ? 0 : 3;
  if (!beginsWith(frame.subarray(lead), prefix)) return null;
  const end = frame.length - suffix.length;
  if (suffix.some((byte, i) => frame[end + i] !== byte)) return null;
  const rest = frame.subarray(lead + prefix.length, Math.max(lead + prefix.length, end));
  const first = aimOf(lead > 0 ? frame : rest);
  const named = rest.subarray((first === null || lead > 0 ? 0 : 3) + codeId);
  const aim = first ?? (codeId > 0 ? aimOf(named) : null);
  if (aim === null && rules.aim === 'required') return null;
  const code = first === null && aim !== null ? named.subarray(3) : named;
  const bytes = eciOf(code) ? code.subarray(7) : code;
  return bytes.length === 0 ? null : { bytes, aim };
}

/** The AIM symbology identifier (ISO/IEC 15424): `]`, a letter for the symbology, a digit or letter for its options. */
export function aimOf(code: Uint8Array): string | null {
  const [bracket, symbology, modifier] = code;
  if (bracket !== 0x5d || symbology === undefined || modifier === undefined) return null;
  const text = String.fromCharCode(bracket, symbology, modifier);
  return /^\][A-Za-z][0-9A-Za-z]$/.test(text) ? text : null;
}

/** Whether it begins with `\000026`, a backslash and six digits: the reader's word for the character set (AIM ITS/04-001), UTF-8 as a rule. */
export function eciOf(code: Uint8Array): boolean {
  const digits = code.subarray(1, 7);
  return code[0] === 0x5c && digits.length === 6 && digits.every((byte) => byte >= 0x30 && byte <= 0x39);
}

const beginsWith = (code: Uint8Array, prefix: readonly number[]): boolean =>
  prefix.every((byte, i) => code[i] === byte);
