/** The check character of a serial: ISO 7064 (ISO/IEC 7064:2003), hybrid system MOD 37,36. */

const SYMBOLS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/**
 * The character to put behind `text`, which has capital letters, digits and hyphens; hyphens do not count. It catches
 * every single wrong character, and all but a few swaps of neighbours.
 *
 * @throws RangeError for any other character.
 */
export function checkCharacter(text: string): string {
  let p = 36;
  for (const character of text) {
    if (character === '-') continue;
    const value = SYMBOLS.indexOf(character);
    if (value === -1) throw new RangeError('"text" expected capital letters, digits and hyphens');
    p = (2 * ((p + value) % 36 || 36)) % 37;
  }
  return SYMBOLS.charAt((37 - p) % 36);
}

/** Whether the last character of a serial is the check character of those before it. */
export const endsInCheck = (serial: string): boolean =>
  /^[0-9A-Z-]+[0-9A-Z]$/.test(serial) && checkCharacter(serial.slice(0, -1)) === serial.slice(-1);

/** By chance one serial in 36 ends so: of so many, none in a million and a half. */
const LEAST_SERIALS = 4;

/**
 * Whether these serials, all of a batch, have check characters. The scheme itself stays at Origin; of a batch too small
 * to tell, the answer is no.
 */
export function haveChecks(serials: Iterable<string>): boolean {
  let count = 0;
  for (const serial of serials) {
    if (!endsInCheck(serial)) return false;
    count++;
  }
  return count >= LEAST_SERIALS;
}
