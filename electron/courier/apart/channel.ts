/** What a station and its reading process say to each other. Secrets cross only sealed (`electron/apart/agreement.ts`). */
import type { Failed } from '../../../core/base/result.ts';
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import type { Manifest } from '../../../core/transfer/manifest.ts';
import type { SealedPlace } from '../../vault/envelope.ts';
import type { SealBroken } from '../age.ts';
import type { ReadRequest } from '../reading.ts';
import type { TransferProgress } from '../transfer-files.ts';

/** What the station asks for: a signed transfer, or one of training, which nobody has signed. */
export type Wanted =
  | (ReadRequest<TransferKind> & { readonly signed: true })
  | { readonly signed: false; readonly kind: TransferKind; readonly path: string };

/** To the process: what it is to read, then an answer to each of its questions. */
export type ToProcess =
  | { readonly is: 'wanted'; readonly share: Uint8Array; readonly wanted: Wanted }
  | { readonly is: 'answer'; readonly answer: Failed | null }
  | { readonly is: 'file-key'; readonly sealed: Uint8Array | null; readonly broken: SealBroken['kind'] | null };

/** A line of a header of age. */
export interface AgeStanza {
  readonly args: readonly string[];
  readonly body: Uint8Array;
}

/** A unit without its secret, and that sealed, hex: text takes less room than many small arrays. */
export interface SealedUnit {
  readonly unit: Readonly<Record<string, unknown>>;
  readonly sealed: string;
}

/** From the process: its share first, questions, and what it has read. */
export type FromProcess =
  | { readonly is: 'ready'; readonly share: Uint8Array }
  | { readonly is: 'open'; readonly stanzas: readonly AgeStanza[] }
  | { readonly is: 'signed'; readonly sender: PublicIdentity }
  | { readonly is: 'admit'; readonly manifest: Manifest }
  | { readonly is: 'progress'; readonly progress: TransferProgress }
  | { readonly is: 'refused'; readonly failure: Failed }
  | {
      readonly is: 'read';
      readonly file: string;
      readonly manifest: Manifest;
      readonly digest: string;
      /** What the secrets are sealed under; sealed itself. */
      readonly key: Uint8Array;
      readonly units: readonly SealedUnit[];
    };

/** Where a passphrase on its way from the process belongs. */
export const placeApart = (batch: string, serial: string): SealedPlace => ({
  station: '',
  batch,
  serial,
  field: 'passphrase',
});
