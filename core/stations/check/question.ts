/** What lies on Check's table, and what is asked of it: pure, whoever puts it there and whatever shows the answer. */
import type { Attestation } from '../../attest/attestation.ts';
import type { ConfirmationCode, EncryptedKey } from '../../bip38/layout.ts';
import type { Passphrase } from '../../bip38/passphrase.ts';
import type { KeyDerivation } from '../../base/ports.ts';
import { failIn, type Result } from '../../base/result.ts';
import type { ReadAddress } from '../../coins/coins.ts';
import type { FoundCard, ProvenCard } from '../../finder/finder.ts';
import type { RecallList } from '../../finder/recalls.ts';
import type { LoadedProof } from '../../peers/signed-proof.ts';
import { checkCard, type Checked } from './check.ts';
import type { Remark, TypedPassphrase } from './passphrase.ts';
import type { ProofBook } from './proof.ts';

const fail = failIn('check');

export interface Laid {
  readonly confirmation: { readonly text: string; readonly code: ConfirmationCode } | null;
  readonly key: EncryptedKey | null;
  readonly address: ReadAddress | null;
  readonly serial: string | null;
  readonly proof: LoadedProof | null;
  /** The statement on the packing. */
  readonly attestation: Attestation | null;
  /** What the maker has called back. */
  readonly recalls: RecallList | null;
  /** The card of this serial or address, as the maker's site has it. */
  readonly found: FoundCard | null;
}

export const NOTHING: Laid = {
  confirmation: null,
  key: null,
  address: null,
  serial: null,
  proof: null,
  attestation: null,
  recalls: null,
  found: null,
};

/** The maker's file and what lies on the table, as they were when the passphrase was given. */
export interface Question {
  readonly laid: Laid;
  readonly book: ProofBook | null;
  readonly derivation: KeyDerivation;
}

export interface Tried {
  readonly result: Result<Checked>;
  readonly remarks: readonly Remark[];
}

/** A card as its maker has published it, and where that was found. */
export interface Published {
  readonly card: ProvenCard;
  readonly by: 'file' | 'site';
}

/** By the serial on the table or by the address; the maker's file before the site. */
export function unitAsked({ laid, book }: Pick<Question, 'laid' | 'book'>): Published | null {
  const text = laid.serial ?? laid.address?.address ?? null;
  const filed = text === null ? undefined : book?.find(text);
  if (filed?.ok === true) return { card: filed.value, by: 'file' };
  return laid.found === null ? null : { card: laid.found, by: 'site' };
}

/** A card that its maker has called back. */
export interface Recalled {
  readonly serial: string;
  readonly reason: string;
}

/** Whether any card that lies here, by whatever names it, is called back. */
export function recalledIn(asked: Pick<Question, 'laid' | 'book'>): Recalled | null {
  const { found, recalls, serial, attestation } = asked.laid;
  if (found !== null && found.recalled !== null) return { serial: found.serial, reason: found.recalled };
  for (const one of [serial, unitAsked(asked)?.card.serial, attestation?.statement.serial]) {
    const reason = recalls?.reasons.get(one ?? '');
    if (one != null && reason !== undefined) return { serial: one, reason };
  }
  return null;
}

/** As typed, and where that is wrong, as a card would spell it. Both spellings are wiped. */
export async function tryPassphrase(question: Question, typed: TypedPassphrase): Promise<Tried> {
  const { passphrase, respelled, remarks } = typed;
  try {
    const result = await answer(question, passphrase);
    if (result.ok || result.error.kind !== 'wrong-passphrase' || respelled === null) return { result, remarks };
    const again = await answer(question, respelled);
    return again.ok ? { result: again, remarks: [...remarks, 'other-spelling'] } : { result, remarks };
  } finally {
    passphrase.wipe();
    respelled?.wipe();
  }
}

async function answer(question: Question, passphrase: Passphrase): Promise<Result<Checked>> {
  const proof = unitAsked(question)?.card ?? null;
  const { confirmation, key, address, serial } = question.laid;
  const { book } = question;
  if (serial !== null && proof === null) {
    if (book !== null) return notInFile(serial);
    if (confirmation === null && key === null) return NO_FILE;
  }
  if (book !== null && address !== null && proof === null && confirmation === null && key === null) {
    return notInFile(address.address);
  }
  const cards = { confirmation: confirmation?.code ?? null, key, address, proof };
  return checkCard(cards, passphrase, question.derivation);
}

const notInFile = (serial: string) =>
  fail('not-in-proof', `${serial} is not in the maker's file. Check the serial, and that the file is of its batch.`, {
    serial,
  });
const NO_FILE = fail(
  'nothing-to-check',
  "A serial alone says nothing: open the maker's file, or give the confirmation code of the card.",
);
