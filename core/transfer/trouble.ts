/** What is wrong with a transfer. No sentence repeats what a line holds. */
import { never } from '../base/result.ts';
import type { LineTrouble } from './byte-lines.ts';

export type TransferFailure =
  /** Bytes that no transfer has: binary, UTF-16, a byte order mark, Windows line ends. */
  | 'not-text'
  /** Text, but the first line is no manifest of ours. */
  | 'not-a-transfer'
  | 'wrong-version'
  /** A good transfer in another's place. */
  | 'wrong-kind'
  | 'bad-line'
  /** Cut short: fewer units than announced, or half a last line. */
  | 'truncated'
  /** More units than announced. */
  | 'surplus'
  | 'too-large'
  | 'duplicate'
  /** A private key, an EPK or a passphrase where none may be. The sentence never repeats it. */
  | 'secret-in-transfer'
  /** Of the right form, but the parts do not belong together. */
  | 'wrong-unit';

/** Half a sentence that says what is wrong, and a whole one that says what to do where the usual one does not fit. */
export interface Trouble {
  readonly kind: TransferFailure;
  readonly what: string;
  readonly todo?: string;
}

export type Parsed<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly trouble: Trouble };

export const transferTrouble = (kind: TransferFailure, what: string, todo?: string): Parsed<never> => ({
  ok: false,
  trouble: todo === undefined ? { kind, what } : { kind, what, todo },
});

/** What to do about a secret where none may be. */
export const CALL =
  'Nothing was taken from it and nothing of it is kept: do not pass the file on, call your supervisor.';

export function lineTrouble(why: LineTrouble, longest: number): Trouble {
  switch (why) {
    case 'byte-order-mark':
      return {
        kind: 'not-text',
        what: 'it begins with a byte order mark (BOM), which an editor has put there',
      };
    case 'utf-16':
      return { kind: 'not-text', what: 'it is binary, or text in UTF-16; a transfer is plain ASCII text' };
    case 'carriage-return':
      return {
        kind: 'not-text',
        what: 'it has Windows line ends (CR LF), so something has changed it on its way',
      };
    case 'not-ascii':
      return { kind: 'not-text', what: 'it holds a character outside ASCII' };
    case 'binary':
      return { kind: 'not-text', what: 'it holds control characters: this is not text' };
    case 'empty-line':
      return { kind: 'bad-line', what: 'it is empty' };
    case 'too-long':
      return { kind: 'bad-line', what: `it is longer than ${longest} characters` };
    default:
      return never(why);
  }
}

export const duplicateTrouble = (what: string, row: number): Trouble => ({
  kind: 'duplicate',
  what: `it has the same ${what} as line ${row}`,
});

/** Why a file that has ended is not whole. */
export function cutShort(size: number, announced: number, units: number, unfinished: boolean): Trouble {
  if (size === 0) return { kind: 'truncated', what: 'the file is empty' };
  if (unfinished) return { kind: 'truncated', what: 'the file ends in the middle of this line' };
  return {
    kind: 'truncated',
    what: `the file ends after ${units} of the ${announced} units its first line announces`,
  };
}
