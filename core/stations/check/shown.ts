/** What of the table is shown: no private key, no EPK and no passphrase. */
import type { Coin } from '../../coins/coins.ts';
import { eightWords } from '../../base/eight-words.ts';
import type { RecallList } from '../../finder/recalls.ts';
import type { PublicIdentity } from '../../peers/identity.ts';
import type { LoadedProof } from '../../peers/signed-proof.ts';
import type { VerifySignature } from '../../peers/minisign.ts';
import { inspect } from '../../scan/inspect.ts';
import { attestedView } from './attested.ts';
import type { Checked } from './check.ts';
import { recalledIn, unitAsked, type Question } from './question.ts';
import type { MakerView, OutcomeView, ProofView, RecallsView, TableView } from './view.ts';

/** Whose word counts here, and how a signature is checked. */
export interface Trust {
  /** Whose identity a person has given. */
  readonly maker: PublicIdentity | null;
  /** Those on record. */
  readonly makers: readonly PublicIdentity[];
  readonly verify: VerifySignature;
  /** `2026-11-27`. */
  readonly today: string;
}

export function tableView(
  asked: Pick<Question, 'laid' | 'book'>,
  { maker, makers, verify, today }: Trust,
  outcome: OutcomeView | null,
): TableView {
  const { confirmation, key, address, serial, proof, attestation, recalls } = asked.laid;
  const known = knownMakers(maker, makers);
  const found = unitAsked(asked);
  return {
    confirmation: confirmation === null ? null : { text: confirmation.text, facts: inspect(confirmation.text) },
    key: key === null ? null : inspect(key),
    address: address === null ? null : { text: address.address, coins: address.coins },
    serial,
    proof: proof === null ? null : proofView(proof),
    attestation: attestation === null ? null : attestedView(attestation, asked.laid, known, verify, today),
    recalls: recalls === null ? null : recallsView(recalls),
    recalled: recalledIn(asked),
    maker: maker === null ? null : makerView(maker),
    unit: found === null ? null : { serial: found.card.serial, address: found.card.address, by: found.by },
    outcome,
  };
}

/** Whose word counts: the one that a person gave before those on record. */
export const knownMakers = (
  maker: PublicIdentity | null,
  makers: readonly PublicIdentity[],
): readonly PublicIdentity[] => (maker === null ? makers : [maker, ...makers]);

/** A yes, without what is odd about the passphrase. */
export function rightView(checked: Checked): Extract<OutcomeView, { ok: true }> {
  const { address, addresses, matched, lot, sequence, compressed, shownBy, privateKey, hashedOther } = checked;
  const rows = Object.entries(addresses).map(([coin, text]) => ({ coin: coin as Coin, address: text }));
  const keys = privateKey === null ? 'none' : 'held';
  return {
    ok: true,
    address,
    hashedOther,
    addresses: rows,
    matched,
    lot,
    sequence,
    compressed,
    shownBy,
    keys,
    remarks: [],
    unwrapped: false,
  };
}

const proofView = ({ transfer: { file, manifest }, signer }: LoadedProof): ProofView => ({
  file,
  batch: manifest.batch,
  count: manifest.count,
  mode: manifest.mode,
  signer: signer === null ? null : makerView(signer),
});

const recallsView = ({ reasons, expires, maker }: RecallList): RecallsView => ({
  count: reasons.size,
  expires,
  signer: makerView(maker),
});

const makerView = ({ name, mode, fingerprint }: PublicIdentity): MakerView => ({
  name,
  mode,
  words: eightWords(fingerprint),
});
