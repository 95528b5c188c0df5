/** What was scanned or typed? Every station asks this before it does anything with a text. */
import { sha256 } from '@noble/hashes/sha2.js';
import type { ConfirmationCode, EncryptedKey, IntermediateCode } from '../bip38/layout.ts';
import { parseConfirmationCode, parseEncryptedKey, parseIntermediateCode } from '../bip38/layout.ts';
import type { Address, Coin } from '../coins/coins.ts';
import { readAddress } from '../coins/coins.ts';
import { decodeWif } from '../coins/wif.ts';
import { asciiBytes } from '../base/digest.ts';
import { isScalar } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import { isCardPassphrase } from '../card/passphrase.ts';
import { isBadge } from './badge.ts';
import { isSerial, mayBePassphrase, resemblesPassphrase } from '../card/serial.ts';

export type Recognised =
  /** A person's badge. It is not in the answer. */
  | { readonly kind: 'badge' }
  | { readonly kind: 'epk'; readonly key: EncryptedKey }
  | { readonly kind: 'confirmation-code'; readonly code: ConfirmationCode }
  | { readonly kind: 'intermediate-code'; readonly code: IntermediateCode }
  /** A private key in Wallet Import Format. It is not in the answer. */
  | { readonly kind: 'wif'; readonly compressed: boolean }
  /** 64 hex digits (with or without `0x`) of the curve, or a mini private key. It is not in the answer. */
  | { readonly kind: 'private-key' }
  /** The passphrase of a card. It is not in the answer. */
  | { readonly kind: 'passphrase' }
  | { readonly kind: 'address'; readonly address: Address; readonly coins: readonly [Coin, ...Coin[]] }
  | { readonly kind: 'serial' }
  | { readonly kind: 'none' };

export type RecognisedKind = Recognised['kind'];

/** No text we know is longer; longer ones are looked at for secrets only. */
const LONGEST = 200;

/** Whether a card of this serial is known where it is asked. */
export type IsOurs = (serial: string) => boolean;

/**
 * Names a text, exactly as it is: nothing is trimmed, no case is changed, every checksum is right.
 *
 * @param isOurs told apart by it alone are a serial and a passphrase without its hyphens, whose forms are the same.
 */
export function recognise(text: string, isOurs: IsOurs = () => false): Recognised {
  if (text.length > LONGEST) return { kind: 'none' };
  if (isBadge(text)) return { kind: 'badge' };
  const checked = text.length < SHORTEST_CHECKED ? null : withChecksum(text);
  if (checked !== null) return checked;
  if (isHexKey(text) || isMiniKey(text)) return { kind: 'private-key' };
  const address = readAddress(text);
  if (address.ok) return { kind: 'address', ...address.value };
  // Before the serial: a passphrase in groups has the form of one, and must never be shown as one.
  if (isPassphrase(text) || resemblesPassphrase(text)) return { kind: 'passphrase' };
  if (!isSerial(text)) return { kind: 'none' };
  return mayBePassphrase(text) && !isOurs(text) ? { kind: 'passphrase' } : { kind: 'serial' };
}

/**
 * A WIF, the shortest of what has a checksum of Base58, has 51 characters. Each that is tried costs a decoding, and every
 * text of every record is asked.
 */
const SHORTEST_CHECKED = 51;

function withChecksum(text: string): Recognised | null {
  const key = parseEncryptedKey(text);
  if (key.ok) return { kind: 'epk', key: key.value };
  const confirmation = parseConfirmationCode(text);
  if (confirmation.ok) return { kind: 'confirmation-code', code: confirmation.value };
  const intermediate = parseIntermediateCode(text);
  if (intermediate.ok) return { kind: 'intermediate-code', code: intermediate.value };
  const wif = decodeWif(text);
  if (!wif.ok) return null;
  wif.value.privateKey.wipe();
  return { kind: 'wif', compressed: wif.value.compressed };
}

/** Kinds that no record, screen, label or log may repeat. */
export const isSecretKind = (kind: RecognisedKind): boolean =>
  kind === 'badge' || kind === 'epk' || kind === 'wif' || kind === 'private-key' || kind === 'passphrase';

/** A whole passphrase of a card, as it is etched. */
const isPassphrase = (text: string): boolean => /^[0-9A-Z-]+$/.test(text) && isCardPassphrase(asciiBytes(text));

/** Casascius' mini private key: S, 21 to 29 symbols of Base58, and SHA-256 of it and a question mark begins with 0. */
export function isMiniKey(text: string): boolean {
  if (!/^S[1-9A-HJ-NP-Za-km-z]{21,29}$/.test(text) || ![22, 26, 30].includes(text.length)) return false;
  return sha256(asciiBytes(`${text}?`))[0] === 0;
}

function isHexKey(text: string): boolean {
  const [, digits] = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
  const valid = isScalar(bytes);
  wipe(bytes);
  return valid;
}
