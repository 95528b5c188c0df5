/**
 * A passphrase as somebody typed it. It is taken as it is: a wrong letter is for the person to find. Taken off is only
 * the line break that a scanner or a file ends with; whatever else is odd is pointed out.
 */
import { passphraseFromBytes, type Passphrase } from '../../bip38/passphrase.ts';
import { ok, type Result } from '../../base/result.ts';
import { groupingOf } from '../../card/passphrase.ts';

/**
 * What may be wrong with it, and was not changed:
 * - `space-before`, `space-after`: a space is part of it;
 * - `small-letters`: with capitals it would have the form of a card's;
 * - `no-hyphens`: as many symbols as a card's, and nothing between them;
 * - `empty`: there is none.
 */
export type Remark = 'space-before' | 'space-after' | 'small-letters' | 'no-hyphens' | 'empty';

export interface TypedPassphrase {
  /** The caller wipes it. */
  readonly passphrase: Passphrase;
  readonly remarks: readonly Remark[];
  /** Whether line breaks around it were taken off. */
  readonly unwrapped: boolean;
}

/** @param typed UTF-8, read and not kept. */
export function takePassphrase(typed: Uint8Array): Result<TypedPassphrase, 'not-utf8'> {
  let [from, to] = [0, typed.length];
  while (from < to && isLineBreak(typed[from])) from++;
  while (to > from && isLineBreak(typed[to - 1])) to--;
  const bare = typed.subarray(from, to);
  const passphrase = passphraseFromBytes(bare);
  if (!passphrase.ok) return passphrase;
  return ok({ passphrase: passphrase.value, remarks: remarksOn(bare), unwrapped: bare.length < typed.length });
}

function remarksOn(bytes: Uint8Array): readonly Remark[] {
  if (bytes.length === 0) return ['empty'];
  const remarks: Remark[] = [];
  if (startsWithSpace(bytes)) remarks.push('space-before');
  if (endsWithSpace(bytes)) remarks.push('space-after');
  const capitals = bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte));
  if (groupingOf(bytes) === null && groupingOf(capitals) !== null) remarks.push('small-letters');
  if (capitals.length === 20 && capitals.every(isSymbol)) remarks.push('no-hyphens');
  capitals.fill(0);
  return remarks;
}

const isLineBreak = (byte: number | undefined): boolean => byte === 0x0a || byte === 0x0d;
const isSymbol = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a);

/** Space and tab; U+00A0 and U+FEFF as UTF-8 has them. */
const SPACES: readonly (readonly number[])[] = [[0x20], [0x09], [0xc2, 0xa0], [0xef, 0xbb, 0xbf]];

const startsWithSpace = (bytes: Uint8Array): boolean =>
  SPACES.some((space) => space.every((byte, i) => bytes[i] === byte));
const endsWithSpace = (bytes: Uint8Array): boolean =>
  SPACES.some((space) => space.every((byte, i) => bytes[bytes.length - space.length + i] === byte));
