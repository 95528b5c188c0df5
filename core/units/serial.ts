import { fail, ok, type Result } from '../result.ts';

/** A card's serial number: what every record, screen and file of ours is keyed by. Made only by {@link parseSerial}. */
export type Serial = string & { readonly __brand: 'Serial' };

export type SerialFailure = 'bad-serial';

/** 4 to 24 of A-Z, 0-9 and single inner hyphens, with at least one digit: fits a label line and a QR of version 2. */
const GRAMMAR = /^(?=.{4,24}$)(?=.*[0-9])[A-Z0-9]+(?:-[A-Z0-9]+)*$/;

/**
 * Reads a serial exactly as printed: nothing is trimmed and no letter changes case, so that one card has one name.
 */
export function parseSerial(text: string): Result<Serial, SerialFailure> {
  if (GRAMMAR.test(text)) return ok(text as Serial);
  return fail(
    'bad-serial',
    'A serial has 4 to 24 characters: capital letters, digits and single hyphens, one digit at least.',
  );
}

export const isSerial = (text: string): text is Serial => GRAMMAR.test(text);
