/** What a window shows of Check's table. No private key, no EPK and no passphrase is in it. */
import type { KeyText } from '../../coins/key-texts.ts';
import { makeQr, type CodeGrid } from '../../sticker/qr.ts';
import type { NamedText } from '../../scan/inspect.ts';
import type { Coin } from '../../coins/coins.ts';
import type { Mode } from '../../journal/event.ts';
import type { Failure } from '../../base/result.ts';
import type { AttestedView } from './attested.ts';
import type { Named } from './naming.ts';
import type { Remark } from './passphrase.ts';
import type { Checked } from './check.ts';
import type { Published, Recalled } from './question.ts';

/** What may lie on the table, one of each. */
export type Slot = 'confirmation' | 'key' | 'address' | 'serial' | 'proof' | 'attestation' | 'recalls';

export interface TableView {
  readonly confirmation: { readonly text: string; readonly facts: NamedText } | null;
  /** Of an EPK only what it says in clear. */
  readonly key: NamedText | null;
  readonly address: { readonly text: string; readonly coins: readonly Coin[] } | null;
  readonly serial: string | null;
  readonly proof: ProofView | null;
  readonly attestation: AttestedView | null;
  readonly recalls: RecallsView | null;
  /** To be said before anything else. */
  readonly recalled: Recalled | null;
  /** Whose signature a proof file must bear, where this station has nobody on record. */
  readonly maker: MakerView | null;
  /** The card as its maker has published it, by serial or address; `null` if it is not looked up or not there. */
  readonly unit: { readonly serial: string; readonly address: string; readonly by: Published['by'] } | null;
  readonly outcome: OutcomeView | null;
}

export interface ProofView {
  readonly file: string;
  readonly batch: string;
  readonly count: number;
  readonly mode: Mode;
  /** `null`: unsigned, which only training is. */
  readonly signer: MakerView | null;
}

export interface RecallsView {
  readonly count: number;
  /** The last day on which it is good. */
  readonly expires: string;
  readonly signer: MakerView;
}

export interface MakerView {
  readonly name: string;
  readonly mode: Mode;
  /** Eight, to compare with those the maker has published. */
  readonly words: readonly string[];
}

export type OutcomeView = {
  /** What is odd about the passphrase; nothing of it was changed but line breaks around it. */
  readonly remarks: readonly Remark[];
  readonly unwrapped: boolean;
} & (
  | { readonly ok: false; readonly failure: Failure }
  | {
      readonly ok: true;
      readonly address: string;
      readonly addresses: readonly { readonly coin: Coin; readonly address: string }[];
      readonly matched: readonly Coin[] | null;
      readonly lot: number | null;
      readonly sequence: number | null;
      readonly compressed: boolean;
      /** The address whose hash the EPK carries, where another wallet hashed not the one BIP38 wants. */
      readonly hashedOther: string | null;
      readonly shownBy: Checked['shownBy'];
      /** Whether keys can be shown now; `gone` when they were put away. */
      readonly keys: 'none' | 'held' | 'gone';
    }
);

/** A private key as it leaves Check: to be read, and to be swept by a wallet that scans it. */
export interface KeyView extends KeyText {
  readonly code: CodeGrid;
}

export const keyView = (key: KeyText): KeyView => ({ ...key, code: makeQr(key.text, 'M') });

/** What became of a text: its name, and where it lies; `null` where Check has no use for it. */
export interface TakenFile {
  readonly named: Named;
  readonly place: Slot | null;
}
