/**
 * What was scanned or typed? Every station asks this before it does anything with a text, and asks `looksSecret`
 * before it shows, logs or journals a text that it did not expect.
 */
import type { ConfirmationCode, EncryptedKey, IntermediateCode } from '../bip38/layout.ts';
import { parseConfirmationCode, parseEncryptedKey, parseIntermediateCode } from '../bip38/layout.ts';
import type { Address, Coin } from '../coins/coins.ts';
import { addressInLink, BECH32_PREFIXES, readAddress } from '../coins/coins.ts';
import { decodeWif } from '../coins/wif.ts';
import { asciiBytes } from '../base/digest.ts';
import { isScalar } from '../base/secp256k1.ts';
import { wipe } from '../base/secret.ts';
import { isCardPassphrase } from '../card/passphrase.ts';
import { isSerial, resemblesPassphrase } from '../card/serial.ts';

export type Recognised =
  | { readonly kind: 'epk'; readonly key: EncryptedKey }
  | { readonly kind: 'confirmation-code'; readonly code: ConfirmationCode }
  | { readonly kind: 'intermediate-code'; readonly code: IntermediateCode }
  /** A private key in Wallet Import Format. It is not in the answer. */
  | { readonly kind: 'wif'; readonly compressed: boolean }
  /** 64 hex digits (with or without `0x`) that are a private key of the curve. They are not in the answer. */
  | { readonly kind: 'private-key' }
  /** The passphrase of a card. It is not in the answer. */
  | { readonly kind: 'passphrase' }
  | { readonly kind: 'address'; readonly address: Address; readonly coins: readonly [Coin, ...Coin[]] }
  | { readonly kind: 'serial' }
  | { readonly kind: 'none' };

export type RecognisedKind = Recognised['kind'];

/** No text we know is longer; longer ones are looked at for secrets only. */
const LONGEST = 200;

/** Names a text, exactly as it is: nothing is trimmed, no case is changed, every checksum is right. */
export function recognise(text: string): Recognised {
  if (text.length > LONGEST) return { kind: 'none' };
  const key = parseEncryptedKey(text);
  if (key.ok) return { kind: 'epk', key: key.value };
  const confirmation = parseConfirmationCode(text);
  if (confirmation.ok) return { kind: 'confirmation-code', code: confirmation.value };
  const intermediate = parseIntermediateCode(text);
  if (intermediate.ok) return { kind: 'intermediate-code', code: intermediate.value };
  const wif = decodeWif(text);
  if (wif.ok) {
    wif.value.privateKey.wipe();
    return { kind: 'wif', compressed: wif.value.compressed };
  }
  if (isHexKey(text)) return { kind: 'private-key' };
  const address = readAddress(text);
  if (address.ok) return { kind: 'address', ...address.value };
  // Before the serial: a passphrase in groups has the form of one, and must never be shown as one.
  if (isPassphrase(text) || resemblesPassphrase(text)) return { kind: 'passphrase' };
  return isSerial(text) ? { kind: 'serial' } : { kind: 'none' };
}

/** Kinds that no record, screen, label or log may repeat. */
export const isSecretKind = (kind: RecognisedKind): boolean =>
  kind === 'epk' || kind === 'wif' || kind === 'private-key' || kind === 'passphrase';

/**
 * Whether a text must be redacted: it holds an EPK, a private key or a card's passphrase, or anything that may have
 * been one before a scanner, a keyboard or a hand damaged it - wrong checksum, wrong case, cut short, glued to other
 * text, spread over spaces or lines.
 *
 * Deliberately broad: a wrong yes hides a harmless text, a wrong no writes a secret into a journal for ever. It still
 * says no to every address, confirmation code, intermediate code, public key and serial that reads well.
 */
export function looksSecret(text: string): boolean {
  const { kind } = recognise(text);
  if (kind !== 'none') return isSecretKind(kind);
  if (readAddress(addressInLink(text)).ok) return false;
  // Full-width and other look-alike forms become plain; then both as written and with all that may separate removed.
  const plain = text.normalize('NFKC');
  const joined = plain.replace(/[\s\p{C}\p{Pd}_.,:;|/\\'"]+/gu, '');
  if ([...runsOf(plain), ...runsOf(joined)].some(isSuspect)) return true;
  return (plain.match(/[0-9A-Za-z-]{22,}/g) ?? []).some((run) => isPassphrase(run.toUpperCase()));
}

/** A whole passphrase of a card, as it is etched. */
const isPassphrase = (text: string): boolean => /^[0-9A-Z-]+$/.test(text) && isCardPassphrase(asciiBytes(text));

/** Unbroken letters and digits. */
const runsOf = (text: string): readonly string[] => text.match(/[0-9A-Za-z]{20,}/g) ?? [];

/** How many characters of an EPK, from its first on, are enough to hide it: not quite half of it. */
const EPK_START = 25;

function isSuspect(run: string): boolean {
  if (isPublic(run)) return false;
  // An EPK, or its beginning, wherever it starts; and a whole one glued behind something else.
  if (/^6p/i.test(run) && run.length >= EPK_START) return true;
  if (/6p[0-9a-z]{40}/i.test(run)) return true;
  // The 64 hex digits of a private key, with or without 0x, a few of them wrong or missing, or more glued together.
  if (run.length >= 60 && run.replace(/[0-9a-f]/gi, '').length <= 4) return true;
  // A WIF of any coin has 51 or 52 characters; one may be lost or added. Its case may be.
  if (run.length >= 50 && run.length <= 53) return true;
  // Base58 of 40 and more characters in mixed case: the tail of an EPK, a WIF cut short, an extended private key.
  return run.length >= 40 && /[a-z]/.test(run) && /[A-Z]/.test(run) && /[0-9]/.test(run);
}

const BECH32 = new RegExp(`^(?:${BECH32_PREFIXES.join('|')})1[0-9a-z]{38,58}$`, 'i');

/** What has the length of a secret but never is one, even when it does not read well. */
function isPublic(run: string): boolean {
  // A public key, 33 or 65 bytes in hex.
  if (/^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/i.test(run)) return true;
  // An Ethereum address: 40 hex digits, too few for a key.
  if (/^0x[0-9a-f]{40}$/i.test(run)) return true;
  // Our own codes, damaged: no longer than whole ones, so that nothing can be glued behind them.
  if (/^cfrm38[0-9a-z]{1,69}$/i.test(run) || /^passphrase[0-9a-z]{1,62}$/i.test(run)) return true;
  // Bech32, damaged: one case, a known prefix, the length of an address.
  const oneCase = run === run.toLowerCase() || run === run.toUpperCase();
  return oneCase && BECH32.test(run);
}

function isHexKey(text: string): boolean {
  const [, digits] = /^(?:0x)?([0-9a-fA-F]{64})$/.exec(text) ?? [];
  if (digits === undefined) return false;
  const bytes = Uint8Array.from({ length: 32 }, (_, at) => Number.parseInt(digits.slice(2 * at, 2 * at + 2), 16));
  const valid = isScalar(bytes);
  wipe(bytes);
  return valid;
}
