/**
 * A passphrase as somebody typed it. It is taken as it is: a wrong letter is for the person to find. Taken off is only
 * the line break that a scanner or a file ends with; whatever else is odd is pointed out.
 */
import { passphraseFromBytes, type Passphrase } from '../../bip38/passphrase.ts';
import { ok, type Result } from '../../base/result.ts';
import { sameBytes, wipe } from '../../base/secret.ts';
import { groupingOf } from '../../card/passphrase.ts';

/**
 * What may be wrong with it, and was not changed:
 * - `space-before`, `space-after`: a space is part of it;
 * - `small-letters`: with capitals it would have the form of a card's;
 * - `no-hyphens`: as many symbols as a card's, and nothing between them;
 * - `other-dashes`, `spaces-for-hyphens`: where the card has hyphens;
 * - `invisible`: a character that shows nothing;
 * - `full-width`: letters or digits as Chinese and Japanese keyboards type them;
 * - `marks`: around the passphrase of a card, or between its groups, something that no card has: quotes, a word in front;
 * - `empty`: there is none;
 * - `other-spelling`: it was wrong as typed, and right as a card spells it.
 */
export type Remark =
  | 'space-before'
  | 'space-after'
  | 'small-letters'
  | 'no-hyphens'
  | 'other-dashes'
  | 'spaces-for-hyphens'
  | 'invisible'
  | 'full-width'
  | 'marks'
  | 'empty'
  | 'other-spelling';

export interface TypedPassphrase {
  /** The caller wipes it. */
  readonly passphrase: Passphrase;
  /** As a card would spell it, where that is another spelling; the caller wipes it too. */
  readonly respelled: Passphrase | null;
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
  const { spelled, odd } = respell(bare);
  const isOther = spelled !== null && !sameBytes(spelled, bare);
  const respelled = isOther ? passphraseFromBytes(spelled) : null;
  const unwrapped = bare.length < typed.length;
  if (spelled !== null) wipe(spelled);
  return ok({
    passphrase: passphrase.value,
    respelled: respelled?.ok === true ? respelled.value : null,
    remarks: [...remarksOn(bare), ...odd],
    unwrapped,
  });
}

/**
 * The spelling of cards, in capitals with hyphens, where what was typed can be read as a card's passphrase; and what is
 * odd about it. A passphrase that is ASCII never becomes a string.
 *
 * @param bytes well-formed UTF-8.
 */
function respell(bytes: Uint8Array): { readonly spelled: Uint8Array | null; readonly odd: readonly Remark[] } {
  const odd = new Set<Remark>();
  const plain = new Uint8Array(bytes.length);
  let length = 0;
  for (const point of codePoints(bytes)) {
    const letter = plainLetter(point, odd);
    if (letter !== 0) plain[length++] = letter;
  }
  const written = plain.subarray(0, length);
  const spelled = written.includes(MARK) ? besideMarks(written, odd) : grouped(written, odd);
  wipe(plain);
  return { spelled, odd: [...odd] };
}

/** The one piece between marks that is a card's passphrase, or all of it with the marks for hyphens. */
function besideMarks(written: Uint8Array, odd: Set<Remark>): Uint8Array | null {
  const found = piecesOf(written).flatMap((piece) => grouped(piece, odd) ?? []);
  const [first, ...others] = found;
  for (const other of others) wipe(other);
  if (first !== undefined && others.length > 0) wipe(first);
  const spelled =
    first !== undefined && others.length === 0 ? first : first === undefined ? joined(written, odd) : null;
  if (spelled !== null) odd.add('marks');
  return spelled;
}

/** What stands between marks, as parts of the same bytes, without the hyphens and blanks at its ends. */
function piecesOf(written: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let from = 0;
  for (let at = 0; at <= written.length; at++) {
    if (at < written.length && written[at] !== MARK) continue;
    pieces.push(trimmed(written.subarray(from, at)));
    from = at + 1;
  }
  return pieces;
}

/** With one hyphen for whatever stands between two symbols. */
function joined(written: Uint8Array, odd: Set<Remark>): Uint8Array | null {
  const plain = new Uint8Array(written.length);
  let length = 0;
  for (const byte of written) {
    if (isSymbol(byte)) plain[length++] = byte;
    else if (length > 0 && plain[length - 1] !== HYPHEN) plain[length++] = HYPHEN;
  }
  const spelled = grouped(trimmed(plain.subarray(0, length)), odd);
  wipe(plain);
  return spelled;
}

function trimmed(bytes: Uint8Array): Uint8Array {
  const isEdge = (byte: number | undefined): boolean => byte === HYPHEN || byte === SPACE;
  let [from, to] = [0, bytes.length];
  while (from < to && isEdge(bytes[from])) from++;
  while (to > from && isEdge(bytes[to - 1])) to--;
  return bytes.subarray(from, to);
}

/** ASCII in capitals; 0 for what cannot be seen, {@link MARK} for what no card has. */
function plainLetter(point: number, odd: Set<Remark>): number {
  if (DASHES.includes(point)) {
    odd.add('other-dashes');
    return HYPHEN;
  }
  if (INVISIBLE.some(([from, to]) => point >= from && point <= to)) {
    odd.add('invisible');
    return 0;
  }
  if (BLANKS.includes(point)) return SPACE;
  const isFullWidth = point >= 0xff01 && point <= 0xff5e;
  if (isFullWidth) odd.add('full-width');
  const letter = isFullWidth ? point - 0xfee0 : point;
  const capital = letter >= 0x61 && letter <= 0x7a ? letter - 0x20 : letter;
  return capital === HYPHEN || isSymbol(capital) ? capital : MARK;
}

const HYPHEN = 0x2d;
const SPACE = 0x20;
const MARK = 0x01;
/** Hyphens, dashes and the minus sign. */
const DASHES: readonly number[] = [0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2015, 0x2043, 0x2212, 0xfe58, 0xfe63];
/** A byte order mark at an end counts as one. */
const BLANKS: readonly number[] = [0x09, 0x20, 0xa0, 0x3000, 0xfeff];
/** Soft hyphen, zero-width characters, marks of direction, joiners. */
const INVISIBLE: readonly (readonly [from: number, to: number])[] = [
  [0xad, 0xad],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x202a, 0x202e],
  [0x2060, 0x2064],
  [0x2066, 0x206f],
];

/** With a hyphen for every blank within; 20 symbols without any are in the usual groups. */
function grouped(plain: Uint8Array, odd: Set<Remark>): Uint8Array | null {
  let [from, to] = [0, plain.length];
  while (from < to && plain[from] === SPACE) from++;
  while (to > from && plain[to - 1] === SPACE) to--;
  const inner = plain.subarray(from, to);
  const hasBlanks = inner.includes(SPACE);
  const spelled = inner.every(isSymbol) && inner.length === 20 ? inFours(inner) : inner.slice();
  for (let at = 0; at < spelled.length; at++) if (spelled[at] === SPACE) spelled[at] = HYPHEN;
  if (groupingOf(spelled) === null) {
    wipe(spelled);
    return null;
  }
  if (hasBlanks) odd.add('spaces-for-hyphens');
  return spelled;
}

const inFours = (symbols: Uint8Array): Uint8Array =>
  Uint8Array.from({ length: 24 }, (_, at) => (at % 5 === 4 ? HYPHEN : (symbols[at - Math.floor(at / 5)] as number)));

/** Of well-formed UTF-8. */
function* codePoints(bytes: Uint8Array): Generator<number> {
  for (let at = 0; at < bytes.length;) {
    const first = bytes[at++] as number;
    const more = first < 0x80 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    let point = more === 0 ? first : first & (0x3f >> more);
    for (let i = 0; i < more; i++) point = (point << 6) | ((bytes[at++] as number) & 0x3f);
    yield point;
  }
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
