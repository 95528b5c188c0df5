/**
 * A person's badge: the one code that says who somebody is, and half of what proves it. Whoever copies it has that half,
 * so it is a secret: taken as bytes, wiped, and never shown or kept.
 *
 * `TF3:` and 48 letters of base32 (RFC 4648) of 30 bytes: the version, an id of 8 bytes, 16 random bytes, and a checksum
 * of 5. All of it is in the alphanumeric mode of QR codes; a colon is in no serial, no passphrase,
 * no address and no key.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import { asciiBytes, concat } from '../base/digest.ts';
import type { Random } from '../base/ports.ts';
import { sameBytes, Secret, wipe } from '../base/secret.ts';
import type { ScanFrame } from './frame.ts';

export interface Badge {
  /** 16 hexadecimal digits: names the badge, not the person. Public. */
  readonly id: string;
  /** 16 random bytes. Whoever holds the badge disposes of them. */
  readonly secret: Secret;
}

const BEGINNING = asciiBytes('TF3:');
const ALPHABET = asciiBytes('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const VERSION = 1;
const [ID, SECRET, CHECKSUM] = [8, 16, 5];
const BYTES = 1 + ID + SECRET + CHECKSUM;
const LETTERS = (BYTES * 8) / 5;
/** Whole, in letters. */
export const BADGE_LENGTH = BEGINNING.length + LETTERS;
const DOMAIN = asciiBytes('twofold badge\n');

/** A badge that nobody has yet. */
export function makeBadge(random: Random): Badge {
  return { id: bytesToHex(random.bytes(ID)), secret: new Secret(random.bytes(SECRET)) };
}

/** What the code of a badge says. A string cannot be wiped: only what prints a badge asks for it. */
export function badgeText({ id, secret }: Badge): string {
  const bytes = secret.use((own) => concat(Uint8Array.of(VERSION), hexToBytes(id), own));
  const whole = concat(bytes, checksum(bytes));
  const letters = toLetters(whole);
  wipe(bytes, whole);
  return String.fromCharCode(...BEGINNING, ...letters);
}

/** The badge that these bytes are, exactly; `null` for anything else. The bytes are read, and left to their owner. */
export function readBadge(code: Uint8Array): Badge | null {
  if (code.length !== BADGE_LENGTH || !begins(code)) return null;
  const whole = fromLetters(code.subarray(BEGINNING.length));
  if (whole === null) return null;
  const said = whole.subarray(0, BYTES - CHECKSUM);
  const good = whole[0] === VERSION && sameBytes(checksum(said), whole.subarray(BYTES - CHECKSUM));
  const badge = good
    ? { id: bytesToHex(said.subarray(1, 1 + ID)), secret: Secret.copyOf(said.subarray(1 + ID)) }
    : null;
  wipe(whole);
  return badge;
}

/** The badge in a frame of the scanner, which is wiped then; `null` for any other, which is left as it is. */
export function badgeIn(frame: Exclude<ScanFrame, { readonly kind: 'repeat' }>): Badge | null {
  if (frame.kind !== 'code') return null;
  const badge = readBadge(frame.bytes);
  if (badge !== null) wipe(frame.bytes);
  return badge;
}

/** Letters behind the beginning that say the number of a badge, and nothing of its secret. */
const NUMBER_LETTERS = 8;

/** The number that stands on a badge, as its code begins; null for what does not begin so, or is shorter. */
export function badgeNumber(start: string): string | null {
  const [, letters] = new RegExp(`^TF3:([A-Z2-7]{${NUMBER_LETTERS}})`, 'i').exec(start) ?? [];
  const bytes = letters === undefined ? null : fromLetters(asciiBytes(letters.toUpperCase()));
  return bytes === null ? null : bytesToHex(bytes.subarray(1));
}

/** Whether a text is a whole badge. */
export function isBadge(text: string): boolean {
  if (text.length !== BADGE_LENGTH || !/^TF3:[A-Z2-7]+$/.test(text)) return false;
  const bytes = asciiBytes(text);
  const badge = readBadge(bytes);
  wipe(bytes);
  badge?.secret.wipe();
  return badge !== null;
}

/** What a badge may have been before it was cut, glued to other text, or typed in another case. */
export function holdsBadge(text: string): boolean {
  if (/TF3\s*:\s*[A-Z2-7]{8}/i.test(text)) return true;
  // Without its beginning: letters and digits of base32 alone, in one case and more in a row than anything of ours has.
  const runs = text.match(/(?<![0-9A-Z])[A-Z2-7]{40,48}(?![0-9A-Z])|(?<![0-9a-z])[a-z2-7]{40,48}(?![0-9a-z])/g) ?? [];
  return runs.some((run) => /[2-7]/.test(run) && /[a-z]/i.test(run));
}

/**
 * What is left without a badge, in one piece or torn: with its beginning, one is as long as a private key, and what is
 * behind a tear may begin as an EPK does. No whole key is as short.
 */
export const withoutBadge = (text: string): string =>
  text.replace(/[Tt][Ff]3\s*:\s*(?:(?:[0-9A-Z_]\s?){8,49}|(?:[0-9a-z_]\s?){8,49})(?![0-9A-Za-z])/g, ' ');

const begins = (code: Uint8Array): boolean => BEGINNING.every((byte, at) => code[at] === byte);

const checksum = (bytes: Uint8Array): Uint8Array => sha256(concat(DOMAIN, bytes)).subarray(0, CHECKSUM);

/** Five bits a letter, the first bit first. The number of bits is a whole number of letters. */
function toLetters(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: LETTERS }, (_, letter) => {
    let value = 0;
    for (let bit = 5 * letter; bit < 5 * letter + 5; bit++) {
      value = 2 * value + (((bytes[bit >> 3] as number) >> (7 - (bit & 7))) & 1);
    }
    return ALPHABET[value] as number;
  });
}

function fromLetters(letters: Uint8Array): Uint8Array | null {
  const bytes = new Uint8Array((letters.length * 5) / 8);
  for (const [at, letter] of letters.entries()) {
    const value = ALPHABET.indexOf(letter);
    if (value === -1) {
      wipe(bytes);
      return null;
    }
    for (let bit = 0; bit < 5; bit++) {
      const to = 5 * at + bit;
      if ((value >> (4 - bit)) & 1) bytes[to >> 3] = (bytes[to >> 3] as number) | (0x80 >> (to & 7));
    }
  }
  return bytes;
}
