/**
 * What a person pastes is seldom exactly what was printed. Repaired is what cannot change a meaning: white space and
 * invisible characters that no code has. Never a letter, never its case, and never a passphrase.
 */
import { addressInLink } from '../../coins/coins.ts';
import { recognise, type Recognised } from '../../scan/recognise.ts';
import { looksSecret } from '../../scan/secret.ts';

/**
 * - `space`: white space or line breaks around it;
 * - `byte-order-mark`, `invisible`: characters of no width, from a file or a web page;
 * - `line-break`, `inner-space`: within a code that was wrapped or printed in groups;
 * - `link`: a payment link, or that of a page about one address, of which only the address counts;
 * - `label`: what the text is called, in front of it: "Confirmation code:", "BTC:";
 * - `punctuation`: quotes and brackets around it, a comma or full stop behind it;
 * - `hyphens`: hyphens that cut it into groups;
 * - `full-width`: letters and digits as Chinese and Japanese keyboards type them.
 */
export type Repair =
  | 'space'
  | 'byte-order-mark'
  | 'invisible'
  | 'line-break'
  | 'inner-space'
  | 'link'
  | 'label'
  | 'punctuation'
  | 'hyphens'
  | 'full-width';

export interface Repaired {
  readonly text: string;
  readonly found: Recognised;
  /** What was done to get there; empty if the text was good as it came. */
  readonly repairs: readonly Repair[];
}

/** Longer than anything that could be a code with all that may have got into it. */
const LONGEST = 2000;

const BYTE_ORDER_MARK = /\ufeff/g;
/** Soft hyphen, zero-width characters, marks of direction, word joiners: they show nothing and belong to no code. */
const INVISIBLE = /[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f]/g;
const LINE_BREAK = /[\r\n\u0085\u2028\u2029]+/g;
const INNER_SPACE = /\s+/g;

/** A name and a colon with a blank behind it, or a coin's short name: no link, whose scheme has small letters. */
const LABEL =
  /^(?:[\p{L}\p{N} .#()/-]{1,40}(?:[:\uff1a]\s+|\s*=\s*)|[A-Z]{2,6}[:\uff1a]|\p{Script=Han}[\p{Script=Han}A-Za-z ]{1,20}[:\uff1a]|S\/?N\b[ .:]*|No\b[ .:]*)/u;
const PUNCTUATION = /^["'\u2018-\u201f\u00ab\u300c(<[]+|["'\u2018-\u201f\u00bb\u300d)>\].,;:!?\u3002\uff0c\uff1b]+$/g;
const HYPHENS = /[\p{Pd}\u2212]/gu;
const FULL_WIDTH = /[\uff01-\uff5e]/g;
const plainWidth = (letter: string): string => String.fromCharCode(letter.charCodeAt(0) - 0xfee0);

/** One repair: gives the text without it, or as it was. */
type Step = readonly [repair: Repair, mend: (text: string) => string];

const STEPS: readonly Step[] = [
  ['byte-order-mark', (text) => text.replace(BYTE_ORDER_MARK, '')],
  ['invisible', (text) => text.replace(INVISIBLE, '')],
  ['space', (text) => text.trim()],
  ['link', (text) => addressOnPage(addressInLink(text))],
  ['label', (text) => text.replace(LABEL, '').trim()],
  ['punctuation', (text) => text.replace(PUNCTUATION, '')],
  ['full-width', (text) => text.replace(FULL_WIDTH, plainWidth)],
];

/** Only for what has a checksum that shows the pieces to belong together. */
const JOINING: readonly Step[] = [
  ['line-break', (text) => text.replace(LINE_BREAK, '')],
  ['inner-space', (text) => text.replace(INNER_SPACE, '')],
  ['hyphens', (text) => text.replace(HYPHENS, '')],
  ['link', addressInLink],
];

/** The address that a page of an explorer is about, where its link names one and hides nothing; else all of it. */
function addressOnPage(text: string): string {
  if (!/^https?:\/\//i.test(text) || text.length > LONGEST_LINK || looksSecret(text)) return text;
  const found = text.split(/[^0-9A-Za-z]+/).filter((part) => part.length > 24 && recognise(part).kind === 'address');
  return found.length === 1 ? (found[0] ?? text) : text;
}
const LONGEST_LINK = 200;

/** The one code with a checksum among words, which say what it is; not where the words are texts of their own. */
function amongWords(text: string): string {
  if (isSeveral(linesOf(text))) return text;
  const pieces = text.split(/\s+/);
  if (pieces.length < 2 || pieces.length > MOST_WORDS) return text;
  const found = pieces.filter((piece) => piece.length > 24 && isChecked(recognise(piece)));
  const [code = text] = found;
  return found.length === 1 ? code : text;
}
const MOST_WORDS = 8;

/** Repairs that take letters away: worth nothing unless they lead to a name. */
const CUTTING: readonly Repair[] = ['label', 'punctuation', 'hyphens'];

/** Names a text, with as few repairs as it needs; what stays nameless comes back without what surrounded it. */
export function repairText(given: string): Repaired {
  const whole: Repaired = { text: given, found: recognise(given), repairs: [] };
  if (whole.found.kind !== 'none' || given.length > LONGEST) return whole;
  const trimmed = mended(whole, STEPS);
  if (trimmed.found.kind !== 'none') return trimmed;
  const joined = mended(trimmed, JOINING);
  if (isChecked(joined.found)) return joined;
  const among = mended(trimmed, [['label', amongWords]]);
  return isChecked(among.found) ? among : trimmed;
}

/** More lines than a person has codes are some other text. */
const MOST_LINES = 12;

/** The texts that were pasted as one: its lines, where each of them can be named by itself; otherwise all of it. */
export function textsIn(given: string): readonly string[] {
  const lines = linesOf(given);
  return lines.length <= MOST_LINES && repairText(given).found.kind === 'none' && isSeveral(lines) ? lines : [given];
}

const linesOf = (text: string): readonly string[] => text.split(LINE_BREAK).filter((line) => line.trim() !== '');

const isSeveral = (lines: readonly string[]): boolean =>
  lines.length > 1 && lines.every((line) => repairText(line).found.kind !== 'none');

/** Takes the steps one by one until the text can be named. */
function mended(start: Repaired, steps: readonly Step[]): Repaired {
  let now = start;
  /** With what was cut off, which is given back unless it leads to a name. */
  let kept = start;
  for (const [repair, mend] of steps) {
    const text = mend(now.text);
    if (text === now.text) continue;
    const found = recognise(text);
    // Of any other link nothing may be cut off.
    if (repair === 'link' && found.kind !== 'address') continue;
    now = { text, found, repairs: [...now.repairs, repair] };
    if (found.kind !== 'none') return now;
    if (!now.repairs.some((done) => CUTTING.includes(done))) kept = now;
  }
  return kept;
}

/** Words that only happen to stand side by side make serials and passphrases, but no checksum. */
function isChecked({ kind }: Recognised): boolean {
  return kind !== 'none' && kind !== 'serial' && kind !== 'passphrase' && kind !== 'private-key';
}
