/**
 * How the serials of a batch are written: a prefix, a number of fixed length, and a check character if wanted.
 * `TF-000042` `TF-000042C`
 *
 * A serial is a number made visible, one to one, so batches whose ranges of numbers do not meet share no serial.
 */
import { asciiBytes } from '../base/digest.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { checkCharacter } from './check-character.ts';
import { isCardPassphrase } from './passphrase.ts';
import { LEAST_PERMUTED_DIGITS, type Permutation } from './permutation.ts';
import { isSerial, type Serial } from './serial.ts';

const fail = failIn('card');

export interface SerialScheme {
  /** Capital letters, digits and single hyphens; may be empty, may end in a hyphen. */
  readonly prefix: string;
  readonly digits: number;
  /** Whether ISO 7064 MOD 37,36 follows. */
  readonly check: boolean;
  /** `permuted`: the numbers come in an order that only this station knows, so that a serial tells nothing. */
  readonly order: 'sequential' | 'permuted';
}

/** The numbers a batch takes of its scheme. */
export interface SerialRange extends SerialScheme {
  readonly start: number;
  readonly count: number;
}

export type SchemeFailure = 'bad-scheme' | 'numbers-taken';

const MOST_DIGITS = 12;
const PREFIX = /^[A-Z0-9-]*$/;

/** Whether a range can be written as serials at all, each of which other stations will take. */
export function checkRange(range: SerialRange): Result<SerialRange, SchemeFailure> {
  const { prefix, digits, check, order, start, count } = range;
  if (!PREFIX.test(prefix)) {
    return fail('bad-scheme', 'A prefix has capital letters, digits and single hyphens only.');
  }
  const least = order === 'permuted' ? LEAST_PERMUTED_DIGITS : 1;
  if (!Number.isInteger(digits) || digits < least || digits > MOST_DIGITS) {
    return fail('bad-scheme', `The numbers of ${order} serials have ${least} to ${MOST_DIGITS} digits.`, { digits });
  }
  const sample = written(range, 0);
  if (!isSerial(sample)) {
    const long = prefix.length + digits + (check ? 1 : 0);
    return fail(
      'bad-scheme',
      `These serials would have ${long} characters or stray hyphens. A serial has 4 to 24 characters, hyphens stand alone between others.`,
      { long },
    );
  }
  if (isCardPassphrase(asciiBytes(sample))) {
    return fail('bad-scheme', 'These serials would look like passphrases. Choose another prefix.');
  }
  if (Number.isInteger(start) && start >= 0 && Number.isInteger(count) && count > 0 && start + count <= 10 ** digits) {
    return ok(range);
  }
  return fail(
    'numbers-taken',
    `${digits} digits end at ${10 ** digits - 1}: ${count} numbers from ${start} do not fit. Take more digits or another start.`,
    { digits, start, count },
  );
}

/** The serials of a scheme and their numbers. */
export interface Serials {
  /** The serial of a number from 0; of a permuted scheme, of its place in the order. */
  at(number: number): Serial;
  /** The inverse; `null` for what is no serial of this scheme, a wrong check character included. */
  numberOf(text: string): number | null;
}

/** The serials of a range, which of a permuted scheme only its station can write. */
export type SerialsOf = (range: SerialRange) => Serials;

/** @param permutation of as many digits as the scheme's numbers; `null` for a sequential one. */
export function createSerials(scheme: SerialScheme, permutation: Permutation | null): Serials {
  if ((scheme.order === 'permuted') !== (permutation !== null)) {
    throw new TypeError('"permutation" expected for a permuted scheme, and for no other');
  }
  const { prefix, digits } = scheme;
  const grammar = new RegExp(`^${prefix}(\\d{${digits}})${scheme.check ? '[A-Z0-9]' : ''}$`);
  return {
    at: (number) => written(scheme, permutation?.forward(number) ?? number) as Serial,
    numberOf(text) {
      const found = grammar.exec(text)?.[1];
      if (found === undefined || written(scheme, Number(found)) !== text) return null;
      return permutation?.backward(Number(found)) ?? Number(found);
    },
  };
}

function written({ prefix, digits, check }: SerialScheme, number: number): string {
  const text = `${prefix}${String(number).padStart(digits, '0')}`;
  return check ? text + checkCharacter(text) : text;
}

/**
 * Whether two ranges could have a serial in common. Of one scheme: if their numbers meet. Of two: if any serial could
 * be read as either, whatever the numbers, because who reads it off a card does not know the scheme.
 */
export function mayMeet(a: SerialRange, b: SerialRange): boolean {
  const same = a.prefix === b.prefix && a.digits === b.digits && a.check === b.check && a.order === b.order;
  return same ? a.start < b.start + b.count && b.start < a.start + a.count : lookAlike(a, b);
}

/** What may stand at each place of a serial: a character of the prefix, any digit (`d`), any symbol (`s`). */
const places = ({ prefix, digits, check }: SerialScheme): string => prefix + 'd'.repeat(digits) + (check ? 's' : '');

/** Prefixes have no small letters, so `d` and `s` cannot be mistaken for characters of one. */
function lookAlike(a: SerialScheme, b: SerialScheme): boolean {
  const [x, y] = [places(a), places(b)];
  return (
    x.length === y.length && [...x].every((place, i) => overlap(place, y.charAt(i)) || overlap(y.charAt(i), place))
  );
}

function overlap(place: string, other: string): boolean {
  if (place === other) return true;
  if (place === 's') return other !== '-';
  return place === 'd' && /\d/.test(other);
}
