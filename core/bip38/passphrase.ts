/**
 * A passphrase as BIP38 hashes it: UTF-8 of its Unicode Normalization Form C.
 *
 * It may be empty and may contain U+0000. Nothing is trimmed, no case is changed, hyphens are part of it.
 */
import type { Result } from '../base/result.ts';
import { failIn, ok } from '../base/result.ts';
import { Secret, wipe } from '../base/secret.ts';

const fail = failIn('bip38');

declare const brand: unique symbol;

/** Normalised passphrase bytes. Made only here, so that no path can forget to normalise. The holder wipes it. */
export type Passphrase = Secret & { readonly [brand]: 'Passphrase' };

/** From text. Refused: a lone surrogate, because UTF-8 has no bytes for it and replacing it would lose a key. */
export function passphraseFromText(text: string): Result<Passphrase, 'lone-surrogate'> {
  const bytes = encode(text.normalize('NFC'));
  return bytes === null
    ? fail('lone-surrogate', 'The passphrase contains half of a character; type it again.')
    : ok(new Secret(bytes) as Passphrase);
}

/** From UTF-8 bytes, which are read and not kept. Refused: anything that is not well-formed UTF-8. */
export function passphraseFromBytes(bytes: Uint8Array): Result<Passphrase, 'not-utf8'> {
  // ASCII is its own normal form: the passphrases of cards never become a string, which could not be wiped.
  if (bytes.every((byte) => byte < 0x80)) return ok(Secret.copyOf(bytes) as Passphrase);
  const text = decode(bytes);
  const normal = text === null ? null : encode(text.normalize('NFC'));
  return normal === null
    ? fail('not-utf8', 'The passphrase is not UTF-8 text; check where it comes from.')
    : ok(new Secret(normal) as Passphrase);
}

/** Strict UTF-8 (RFC 3629). `null` on a lone surrogate. Core has no TextEncoder, and that one would replace it. */
function encode(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length * 3);
  let at = 0;
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    if (point >= 0xd800 && point <= 0xdfff) {
      wipe(bytes);
      return null;
    }
    if (point < 0x80) {
      bytes[at++] = point;
      continue;
    }
    const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    // The lead byte carries one set bit a byte of the sequence: C0, E0 or F0.
    bytes[at++] = ((0xf0 << (3 - more)) & 0xff) | (point >> (6 * more));
    for (let i = more - 1; i >= 0; i--) bytes[at++] = 0x80 | ((point >> (6 * i)) & 0x3f);
  }
  const exact = bytes.slice(0, at);
  wipe(bytes);
  return exact;
}

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF, nothing cut short. */
function decode(bytes: Uint8Array): string | null {
  let text = '';
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at++] as number;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const more =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more === 0) return null;
    let point = lead & (0x3f >> more);
    for (let i = 0; i < more; i++) {
      const next = bytes[at++] ?? 0;
      if ((next & 0xc0) !== 0x80) return null;
      point = (point << 6) | (next & 0x3f);
    }
    const least = more === 1 ? 0x80 : more === 2 ? 0x800 : 0x10000;
    if (point < least || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return null;
    text += String.fromCodePoint(point);
  }
  return text;
}
