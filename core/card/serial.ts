import { failIn, ok, type Result } from '../base/result.ts';
import { groupSizesOf } from './passphrase.ts';

const fail = failIn('card');

/** A card's serial number: what every record, screen and file of ours is keyed by. Made only by {@link parseSerial}. */
export type Serial = string & { readonly __brand: 'Serial' };

export type SerialFailure = 'bad-serial';

/** 4 to 24 of A-Z, 0-9 and single inner hyphens, with at least one digit: fits a label line and a QR of version 2. */
const GRAMMAR = /^(?=.{4,24}$)(?=.*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*$/;

/**
 * Whether a text has the form of a card's passphrase, whole or with some symbols lost in reading: four groups or more,
 * 17 symbols or more. No serial may have it, so that nobody's screen or record ever shows one for the other.
 */
export const resemblesPassphrase = (text: string): boolean =>
  /^(?:[0-9A-Z]+-){3,}[0-9A-Z]+$/.test(text) && text.replaceAll('-', '').length >= 17;

/**
 * Whether a text may be a card's passphrase that lost all or some of its hyphens: as many capitals and digits as one of
 * any legal shape, hyphens nowhere but between its groups. Serials may have this form, so that only who knows the
 * serials in question can tell; all digits are a number, and as a passphrase less likely than one in a billion.
 */
export function mayBePassphrase(text: string): boolean {
  if (!/^(?=.*[A-Z])[0-9A-Z]+(?:-[0-9A-Z]+)*$/.test(text)) return false;
  const sizes = text.split('-').map((group) => group.length);
  const symbols = sizes.reduce((sum, size) => sum + size, 0);
  return groupSizesOf(symbols).some((size) => sizes.every((length) => length % size === 0));
}

/**
 * Reads a serial exactly as printed: nothing is trimmed and no letter changes case, so that one card has one name.
 */
export function parseSerial(text: string): Result<Serial, SerialFailure> {
  if (isSerial(text)) return ok(text as Serial);
  return fail(
    'bad-serial',
    'A serial has 4 to 24 characters: capital letters, digits and single hyphens, one digit at least, and not the form of a passphrase.',
  );
}

export const isSerial = (text: string): text is Serial => GRAMMAR.test(text) && !resemblesPassphrase(text);
