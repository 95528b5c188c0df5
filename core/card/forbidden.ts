import { groupingOf } from './passphrase.ts';

export type Forbidden = 'an encrypted private key' | 'a private key' | 'a passphrase';

const SHAPES: readonly { readonly what: Forbidden; readonly grammar: RegExp }[] = [
  { what: 'an encrypted private key', grammar: /^6P[1-9A-HJ-NP-Za-km-z]{56}$/ },
  // Wallet import format of any coin: 51 or 52 characters of Base58, as nothing else in a transfer has.
  { what: 'a private key', grammar: /^[1-9A-HJ-NP-Za-km-z]{51,52}$/ },
  // BIP32 extended private keys of any coin: xprv, yprv, zprv, tprv, dgpv ..
  { what: 'a private key', grammar: /^(?:[a-zA-Z]prv|dgpv|[lL]tpv|drkv)[1-9A-HJ-NP-Za-km-z]{107}$/ },
  { what: 'a private key', grammar: /^(?:0x)?[0-9a-fA-F]{64}$/ },
];
const LEAST = 51;
const MOST = 111;

/**
 * Whether a line of a transfer holds something that is shaped like a secret, and what. By shape and not by checksum,
 * because a key with one wrong character is still a secret. Bytes of a passphrase never become text here.
 *
 * Not for manifests (they hold hashes, which look like keys), nor for a vault's own passphrase.
 */
export function findForbidden(line: Uint8Array): Forbidden | null {
  return findKey(line) ?? (findPassphrase(line) ? 'a passphrase' : null);
}

/** As {@link findForbidden}, keys alone. */
export function findKey(line: Uint8Array): Forbidden | null {
  for (const run of runs(line, isAlphanumeric)) {
    if (run.length < LEAST || run.length > MOST) continue;
    const text = String.fromCharCode(...run);
    const found = SHAPES.find(({ grammar }) => grammar.test(text));
    if (found !== undefined) return found.what;
  }
  return null;
}

/** Whether a card's passphrase stands in the line. */
export function findPassphrase(line: Uint8Array): boolean {
  for (const run of runs(line, isOfPassphrase)) if (groupingOf(run) !== null) return true;
  return false;
}

/** The longest stretches of bytes that `belongs` takes, as views. */
function* runs(line: Uint8Array, belongs: (byte: number) => boolean): Generator<Uint8Array> {
  let from = 0;
  for (let at = 0; at <= line.length; at++) {
    if (at < line.length && belongs(line[at] as number)) continue;
    if (at > from) yield line.subarray(from, at);
    from = at + 1;
  }
}

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isCapital = (byte: number): boolean => byte >= 0x41 && byte <= 0x5a;
const isAlphanumeric = (byte: number): boolean => isDigit(byte) || isCapital(byte) || (byte >= 0x61 && byte <= 0x7a);
const isOfPassphrase = (byte: number): boolean => isDigit(byte) || isCapital(byte) || byte === 0x2d;
