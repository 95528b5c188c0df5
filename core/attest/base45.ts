/** Base45 (RFC 9285): bytes in the alphabet for which QR codes have a mode of their own, two bytes in three letters. */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function encodeBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const [first = 0, second] = bytes.subarray(at, at + 2);
    const value = second === undefined ? first : 256 * first + second;
    text += `${letter(value % 45)}${letter(Math.floor(value / 45) % 45)}`;
    if (second !== undefined) text += letter(Math.floor(value / 2025));
  }
  return text;
}

const letter = (value: number): string => ALPHABET.charAt(value);

/** `null` for whatever {@link encodeBase45} did not write. */
export function decodeBase45(text: string): Uint8Array | null {
  if (text.length % 3 === 1) return null;
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((one) => ALPHABET.indexOf(one));
    if (digits.includes(-1)) return null;
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0);
    if (value > (digits.length === 3 ? 0xffff : 0xff)) return null;
    if (digits.length === 3) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}
