/**
 * May a text be a secret, or hold one? Asked before anything that was not expected is shown, logged or journalled.
 *
 * Deliberately broad: a wrong yes hides a harmless text, a wrong no writes a secret into a journal for ever. It still
 * says no to every address, confirmation code, intermediate code, public key and serial that reads well, and to what
 * hangs on the walls of a factory: links, Wi-Fi codes, order texts.
 */
import { asciiBytes } from '../base/digest.ts';
import { parseEncryptedKey } from '../bip38/layout.ts';
import { isCardPassphrase } from '../card/passphrase.ts';
import { mayBePassphrase, resemblesPassphrase } from '../card/serial.ts';
import { addressInLink, BECH32_PREFIXES, readAddress } from '../coins/coins.ts';
import { holdsBadge, withoutBadge } from './badge.ts';
import { isMiniKey, isSecretKind, recognise } from './recognise.ts';
import { isRecoveryWords } from './recovery-words.ts';

/** `key`: coins can be had with it, or with it and a passphrase. `badge`: half of what proves who somebody is. */
export type SecretKind = 'key' | 'passphrase' | 'badge';

/** Whether a text must be redacted. */
export const looksSecret = (text: string): boolean => secretIn(text) !== null;

/** Whether a scan may be a private key. The bytes are read, and left to their owner. */
export function mayBeKey(code: Uint8Array): boolean {
  // It may be a secret and cannot be wiped: this string lives until the function returns and goes nowhere else.
  return secretIn(String.fromCharCode(...code)) === 'key';
}

/**
 * What secret a text holds, or what it may have held before a scanner, a keyboard or a hand damaged it: wrong checksum,
 * wrong case, cut short, glued to other text, spread over spaces or lines.
 */
export function secretIn(text: string): SecretKind | null {
  const { kind } = recognise(text);
  if (kind === 'passphrase' || kind === 'badge') return kind;
  if (kind !== 'none') return isSecretKind(kind) ? 'key' : null;
  // Full-width and other look-alike forms become plain, and what cannot be seen goes.
  const plain = besidesAddress(text)
    .normalize('NFKC')
    .replace(/\p{Cf}+/gu, '')
    .replace(DASH, '-')
    .replace(UUID, ' ');
  if (isRecoveryWords(plain) || holdsKey(withoutBadge(plain), LINK.test(plain) ? isSuspectInLink : isSuspect)) {
    return 'key';
  }
  if (holdsBadge(plain)) return 'badge';
  return holdsPassphrase(plain) ? 'passphrase' : null;
}

/** A payment link says more than its address: what, is looked at without it. In any link, what is escaped separates. */
function besidesAddress(text: string): string {
  const inner = addressInLink(text);
  const rest = inner === text || !readAddress(inner).ok ? text : text.slice(text.search(/[?@]|$/));
  return rest === text && !LINK.test(text) ? text : rest.replace(/%[0-9a-f]{2}/gi, ' ');
}

/** How the codes on the walls of a factory begin: pages, forms, meetings, mail, the Wi-Fi. */
const LINK = /^\s*(?:https?:\/\/|www\.|mailto:|tel:|geo:|weixin:|wifi:)/i;

/** The number of a device, a document or a folder, which has groups as a passphrase has. */
const UUID = /(?<![0-9a-z-])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z-])/gi;

/** Whatever looks like a hyphen. */
const DASH = /[\p{Pd}\u2043\u2212]/gu;
/** What people and programs put between the pieces of one text. */
const SEPARATORS = /[\s\p{C}\p{Pd}_.,:;|/\\'"\u00b7]+/gu;

/** A passphrase among other text: as etched, in small letters, without its hyphens, or with something else for them. */
function holdsPassphrase(plain: string): boolean {
  const runs = plain.match(/[0-9A-Za-z-]{17,}/g) ?? [];
  return runs.some(isPassphraseRun) || hasGroups(plain.split(PASSPHRASE_SEPARATORS));
}

const PASSPHRASE_SEPARATORS = /[^0-9A-Za-z]+/;

function isPassphraseRun(run: string): boolean {
  const capitals = run.toUpperCase();
  if (isCardPassphrase(asciiBytes(capitals)) || resemblesPassphrase(run)) return true;
  if (!isOneCase(run) || isPublic(run) || !mayBePassphrase(capitals)) return false;
  // A long word in small letters is no passphrase: without a digit, and with letters that cards do not have.
  return run === capitals || /[0-9]/.test(run) || !/[ilou]/.test(run);
}

/** Groups of one size in a row, as many as a passphrase has at least. */
function hasGroups(pieces: readonly string[]): boolean {
  return sameSized(pieces).some((groups) => {
    const text = groups.join('');
    const [{ length: size } = ''] = groups;
    if (size < 3 || size > 8 || text.length < LEAST_SYMBOLS || /^[0-9]*$/.test(text)) return false;
    // Five small words of four letters and a year are no passphrase: of a random one, a group mixes letters and digits.
    return text === text.toUpperCase() || groups.some((group) => /[0-9][A-Za-z]|[A-Za-z][0-9]/.test(group));
  });
}

const LEAST_SYMBOLS = 20;

/** The longest stretches of pieces of one length. */
function sameSized(pieces: readonly string[]): readonly (readonly string[])[] {
  const stretches: string[][] = [];
  for (const piece of pieces) {
    const last = stretches.at(-1);
    if (piece === '') continue;
    if (last?.[0]?.length === piece.length) last.push(piece);
    else stretches.push([piece]);
  }
  return stretches;
}

/** Whether unbroken letters and digits may be a private key, or a part of one. */
type Suspicion = (run: string) => boolean;

/** A private key, in one piece or in several. */
function holdsKey(plain: string, suspect: Suspicion): boolean {
  if (runsOf(plain).some((run) => suspect(run) || isMiniKey(run))) return true;
  if (holdsWholeKey(plain.replace(SEPARATORS, ''))) return true;
  return plain.split(/[^0-9A-Za-z\s\p{C}\p{Pd}_.,:;|/\\'"\u00b7]+/u).some((part) => isKeyInPieces(part, suspect));
}

/** An EPK with a right checksum, whatever separated its symbols. */
function holdsWholeKey(joined: string): boolean {
  const found = joined.matchAll(/6P(?=[1-9A-HJ-NP-Za-km-z]{56})/g);
  for (const [at, { index }] of [...found].slice(0, MOST_TRIES).entries()) {
    if (at < MOST_TRIES && parseEncryptedKey(joined.slice(index, index + 58)).ok) return true;
  }
  return false;
}

/** A checksum costs two hashes: a text made of beginnings alone must not cost minutes. */
const MOST_TRIES = 64;

/** Without a right checksum, only what may be one secret in pieces: not the words and numbers of a link or an order. */
function isKeyInPieces(part: string, suspect: Suspicion): boolean {
  // Reading an address costs a checksum: only pieces of its length are asked.
  const pieces = part
    .split(SEPARATORS)
    .filter((piece) => piece !== '' && !(piece.length >= 25 && piece.length <= 64 && readAddress(piece).ok));
  const isSuspectJoined = (joined: readonly string[]): boolean => runsOf(joined.join('')).some(suspect);
  if (isSuspectJoined(pieces) && mostlyMixed(pieces)) return true;
  // In groups: of one size, and the last of them may be shorter.
  const stretches = sameSized(pieces);
  return stretches.some((groups, at) => {
    const rest = stretches[at + 1]?.[0] ?? '';
    return groups.length > 1 && isSuspectJoined(rest.length < (groups[0]?.length ?? 0) ? [...groups, rest] : groups);
  });
}

/** More of it is neither a word nor a number. */
function mostlyMixed(pieces: readonly string[]): boolean {
  const words = pieces.filter((piece) => /^(?:[A-Z]?[a-z]+|[A-Z]+|[0-9]+)$/.test(piece)).length;
  return words * 2 <= pieces.length;
}

/** Unbroken letters and digits. */
const runsOf = (text: string): readonly string[] => text.match(/[0-9A-Za-z]{20,}/g) ?? [];

/** How many characters of an EPK, from its first on, are enough to hide it: not quite half of it. */
const EPK_START = 25;

function isSuspect(run: string): boolean {
  if (isPublic(run)) return false;
  if (beginsAsKey(run)) return true;
  // Base58 of 40 and more characters in mixed case: the tail of an EPK, a WIF cut short, an extended private key.
  if (run.length < 40 || !/[a-z]/.test(run) || !/[A-Z]/.test(run) || !/[0-9]/.test(run)) return false;
  return !hasAddressAtAnEnd(run);
}

function beginsAsKey(run: string): boolean {
  // An EPK, or its beginning, wherever it starts; and a whole one glued behind something else.
  if (/^6p/i.test(run) && run.length >= EPK_START) return true;
  if (/6p[0-9a-z]{40}/i.test(run)) return true;
  // The 64 hex digits of a private key, with or without 0x, a few of them wrong or missing, or more glued together.
  if (run.length >= 60 && run.replace(/[0-9a-f]/gi, '').length <= 4) return true;
  // A WIF of any coin has 51 or 52 characters; one may be lost or added. Its case may be.
  return run.length >= 50 && run.length <= 53;
}

/**
 * A link that begins as one has its beginning, and so has what stands in it: forms, documents, meetings and Wi-Fi have
 * words of forty and more random symbols, which are the tail of no key. What begins as a key stays one, also cut short.
 */
function isSuspectInLink(run: string): boolean {
  if (isPublic(run)) return false;
  return (
    beginsAsKey(run) || /[a-z]prv[1-9A-HJ-NP-Za-km-z]{36}/i.test(run) || /^[5KLc9][1-9A-HJ-NP-Za-km-z]{39,}$/.test(run)
  );
}

/** A serial or a scanner's command glued to a whole address: too little is left for a key. */
const hasAddressAtAnEnd = (run: string): boolean =>
  run.length < 50 &&
  [33, 34, 35].some((length) => readAddress(run.slice(-length)).ok || readAddress(run.slice(0, length)).ok);

const isOneCase = (run: string): boolean => run === run.toLowerCase() || run === run.toUpperCase();

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
  return isOneCase(run) && BECH32.test(run);
}
