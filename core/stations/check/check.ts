/**
 * Check: what a customer asks once in a card's life. Does this address depend on my passphrase? And, when the day has
 * come, what are my keys? It keeps nothing, asks nobody, and guesses nothing.
 */
import { anyAddressIfHash } from '../../bip38/address.ts';
import { confirm, type Confirmed } from '../../bip38/confirm.ts';
import { decrypt, type Decrypted } from '../../bip38/decrypt.ts';
import {
  readConfirmationCode,
  readEncryptedKey,
  type ConfirmationCode,
  type EncryptedKey,
} from '../../bip38/layout.ts';
import { sameEntropy, type ReportedLot } from '../../bip38/lot.ts';
import type { Passphrase } from '../../bip38/passphrase.ts';
import { addressesOf, coinsWith, readAddress, type Addresses, type Coin, type ReadAddress } from '../../coins/coins.ts';
import type { ProvenCard } from '../../finder/finder.ts';
import type { DeriveOptions, KeyDerivation } from '../../base/ports.ts';
import { failIn, must, ok, type Failed, type Result } from '../../base/result.ts';
import { parsePoint, pointBytes } from '../../base/secp256k1.ts';
import { sameBytes, type Secret } from '../../base/secret.ts';

const fail = failIn('check');

/** What lies on the table: a confirmation code or an EPK at the least. */
export interface CheckQuestion {
  readonly confirmation: ConfirmationCode | null;
  readonly key: EncryptedKey | null;
  /** The address on the card, of any coin. */
  readonly address: ReadAddress | null;
  /** The card as the maker has published it; its confirmation code serves where none was given. */
  readonly proof: ProvenCard | null;
}

/**
 * - `nothing-to-check`: neither a confirmation code nor an EPK was given;
 * - `codes-differ`: they are of two cards;
 * - `other-unit`: what was given contradicts the maker's file;
 * - `damaged-key`: the confirmation code is right and the EPK does not open: it was misprinted or misread;
 * - `damaged-code`: the other way round;
 * - `other-address`: all belongs together, but the address given is another key's;
 * - `other-form`: the address given is of the same key, written the other way: compressed or not.
 */
export type CheckKind =
  | 'nothing-to-check'
  | 'codes-differ'
  | 'other-unit'
  | 'wrong-passphrase'
  | 'damaged-key'
  | 'damaged-code'
  | 'other-address'
  | 'other-form';

export interface Checked extends ReportedLot, Disposable {
  /** Bitcoin P2PKH: what the BIP's sentence names. */
  readonly address: string;
  /** SEC 1: 33 bytes if compressed, else 65. */
  readonly publicKey: Uint8Array;
  readonly compressed: boolean;
  readonly addresses: Addresses;
  /** The coins whose address is the one given; `null` if none was given, so that people have to compare. */
  readonly matched: readonly Coin[] | null;
  readonly shownBy: 'confirmation-code' | 'epk' | 'both';
  /** Where an EPK was opened: 32 bytes. Disposing wipes it. */
  readonly privateKey: Secret | null;
  /** The address whose hash the EPK carries, where that is not the one BIP38 wants. */
  readonly hashedOther: string | null;
}

/** Answers the question. One heavy scrypt, two where both an EPK and a code are given. `passphrase` is not wiped. */
export async function checkCard(
  question: CheckQuestion,
  passphrase: Passphrase,
  derivation: KeyDerivation,
  options?: DeriveOptions,
): Promise<Result<Checked, CheckKind>> {
  const confirmation = question.confirmation ?? question.proof?.confirmation ?? null;
  const contradiction = contradictionIn(question, confirmation);
  if (contradiction !== null) return contradiction;
  const confirmed = confirmation === null ? null : await confirm(confirmation, passphrase, derivation, options);
  const opened =
    question.key === null ? null : await decrypt(question.key, passphrase, derivation, options, anyAddressIfHash);
  const found = together(confirmed, opened);
  if (!found.ok) return found;
  const checked = judge(question, found.value, confirmed !== null);
  if (!checked.ok && opened?.ok === true) opened.value.privateKey.wipe();
  return checked;
}

/** What can be seen to be wrong without a passphrase. */
function contradictionIn(
  { key, confirmation: given, proof }: CheckQuestion,
  confirmation: ConfirmationCode | null,
): Failed<CheckKind> | null {
  if (key === null && confirmation === null) return nothingToCheck();
  if (given !== null && proof !== null && given !== proof.confirmation) {
    return fail(
      'other-unit',
      `The maker's file has another confirmation code for ${proof.serial}. Check that code and serial are of one card.`,
      { serial: proof.serial },
    );
  }
  return key === null || confirmation === null || sameHeading(key, confirmation) ? null : codesDiffer();
}

/** An EPK and a confirmation code carry flag, address hash and owner entropy in clear: equal, or of two cards. */
function sameHeading(key: EncryptedKey, confirmation: ConfirmationCode): boolean {
  const epk = readEncryptedKey(key);
  const code = readConfirmationCode(confirmation);
  return (
    epk.ecMultiplied &&
    epk.compressed === code.compressed &&
    sameBytes(epk.addressHash, code.addressHash) &&
    sameEntropy(epk.entropy, code.entropy)
  );
}

/** Both must agree where both were asked; a passphrase that only one of them knows is right, and the other damaged. */
function together(
  confirmed: Result<Confirmed, 'wrong-passphrase'> | null,
  opened: Result<Decrypted, 'wrong-passphrase'> | null,
): Result<Confirmed | Decrypted, CheckKind> {
  if (opened === null) return confirmed ?? nothingToCheck();
  if (confirmed === null || (!confirmed.ok && !opened.ok)) return opened;
  if (!opened.ok) {
    return fail(
      'damaged-key',
      'The passphrase is right, but it does not open this encrypted key: the key is damaged or of another card. Do not use the card; ask its maker.',
    );
  }
  if (confirmed.ok && sameBytes(confirmed.value.publicKey, opened.value.publicKey)) return opened;
  opened.value.privateKey.wipe();
  return confirmed.ok
    ? codesDiffer()
    : fail(
        'damaged-code',
        'The passphrase opens the encrypted key, but the confirmation code does not belong to it: the code is damaged or of another card.',
      );
}

/** The key is known; is it the one that was meant? */
function judge(
  { address, proof }: CheckQuestion,
  found: Confirmed | Decrypted,
  confirmed: boolean,
): Result<Checked, CheckKind> {
  const { publicKey, compressed, lot, sequence } = found;
  const addresses = must(addressesOf(publicKey));
  const published = proof === null ? null : readAddress(proof.address);
  if (published?.ok === true && coinsWith(addresses, published.value).length === 0) {
    return fail(
      'other-unit',
      `The maker's file has another address for ${proof?.serial ?? ''}. Ask the maker; do not use the card.`,
      { serial: proof?.serial ?? '', address: found.address },
    );
  }
  const matched = address === null ? null : coinsWith(addresses, address);
  if (matched?.length === 0 && address !== null) {
    if (coinsWith(otherForm(publicKey), address).length > 0) {
      return fail(
        'other-form',
        `The address you gave is of the same key in its other form (${compressed ? 'uncompressed' : 'compressed'}). The passphrase is right for Bitcoin address ${found.address}; wallets keep the two apart.`,
        { address: found.address },
      );
    }
    return fail(
      'other-address',
      `This passphrase is right for Bitcoin address ${found.address}, not for the address you gave. Do not pay to that one; ask the maker.`,
      { address: found.address },
    );
  }
  const privateKey = 'privateKey' in found ? found.privateKey : null;
  return ok({
    address: found.address,
    publicKey,
    compressed,
    lot,
    sequence,
    addresses,
    matched,
    shownBy: privateKey === null ? 'confirmation-code' : confirmed ? 'both' : 'epk',
    privateKey,
    hashedOther: 'hashedOther' in found ? found.hashedOther : null,
    [Symbol.dispose]: () => privateKey?.wipe(),
  });
}

/** The addresses of the same key, compressed where it was not, and the other way round. */
function otherForm(publicKey: Uint8Array): Addresses {
  const point = parsePoint(publicKey);
  return point === null ? {} : must(addressesOf(pointBytes(point, publicKey.length !== 33)));
}

const nothingToCheck = (): Failed<'nothing-to-check'> =>
  fail('nothing-to-check', 'Give the confirmation code or the encrypted key of the card.');

const codesDiffer = (): Failed<'codes-differ'> =>
  fail('codes-differ', 'The encrypted key and the confirmation code are of two different cards. Check which is which.');
