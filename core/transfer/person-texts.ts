/** What of a person is not plain ASCII, as a transfer writes it. */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { base64urlnopad } from '@scure/base';
import { isSpelledName } from '../people/person.ts';

/** Percent-encoding (RFC 3986, 2.1) of a name that a record has. */
export const writtenName = (name: string): string => encodeURIComponent(name);

/** The name that was written so; `null` for what is no name, or is written in another way. */
export function nameIn(text: string): string | null {
  try {
    const name = decodeURIComponent(text);
    return isSpelledName(name) && writtenName(name) === text ? name : null;
  } catch {
    // Half of a character.
    return null;
  }
}

/** Of a key in hexadecimal. */
export const keyText = (key: string): string => base64urlnopad.encode(hexToBytes(key));

/** The key in hexadecimal; `null` for what is none, or is written in another way. */
export function keyIn(text: string): string | null {
  try {
    const bytes = base64urlnopad.decode(text);
    return bytes.length === 32 ? bytesToHex(bytes) : null;
  } catch {
    // Bits that no byte has.
    return null;
  }
}
