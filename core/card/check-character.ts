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
