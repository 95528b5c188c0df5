/** The first line of a transfer: what it is, from whom and for whom. */
import * as v from 'valibot';
import { ok } from '../base/result.ts';
import { findPassphrase } from '../card/forbidden.ts';
import { BatchName, MOST_UNITS, ProductName, Sha256, StationName, whole } from './fields.ts';
import { isCanonical, nameIssue, NOT_CANONICAL } from './forms.ts';
import { parseJson } from '../base/json.ts';
import { MOST_SHARES, ShareMap } from './shares.ts';
import { TRANSFER_KINDS, transferName, TRANSFERS, type TransferKind } from './kinds.ts';
import { CALL, transferTrouble, type Parsed } from './trouble.ts';

export const TRANSFER_FORMAT = 'twofold-transfer';
/** 2: what the sender has heard of its recipient, and receipts. */
export const TRANSFER_VERSION = 2;

/** How long it may be, with a map of as many shares as there may be; bytes. */
export const MANIFEST_LINE = 1024 + MOST_SHARES * 128;

/** The first transfer to a recipient has none before it. */
export const NO_PREVIOUS = '0'.repeat(64);

const ManifestSchema = v.strictObject({
  batch: BatchName,
  /** How many units follow, exactly. */
  count: whole(1, MOST_UNITS),
  format: v.literal(TRANSFER_FORMAT),
  from: StationName,
  /**
   * The head of the recipient's journal as the sender heard of it last, and how many records that had: a recipient that
   * has no such record is an old copy of itself. Both or neither; a sender that has heard nothing leaves them out.
   */
  heard: v.exactOptional(Sha256),
  heardRecords: v.exactOptional(whole(1, Number.MAX_SAFE_INTEGER)),
  /** The head of the sender's journal when it wrote this. */
  journal: Sha256,
  kind: v.picklist(TRANSFER_KINDS),
  mode: v.picklist(['training', 'production']),
  /** Of a receipt, and of nothing else: the digest of the transfer that was taken in. */
  of: v.exactOptional(Sha256),
  /** Of a kind that goes in parts: which one for this batch, from 1. */
  part: v.exactOptional(whole(1, MOST_UNITS)),
  /** SHA-256 of the sender's transfer before this to the same recipient, {@link NO_PREVIOUS} for the first. */
  previous: Sha256,
  /** Which product the cards are of, by name and hash; what was planned before there were products has none. */
  product: v.exactOptional(v.strictObject({ hash: Sha256, name: ProductName })),
  /** The fingerprint of the recipient's identity. Training may leave it out; a proof, which is for anyone, does. */
  recipient: v.exactOptional(Sha256),
  /** How many records the sender's journal had. Training may leave it out. */
  records: v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
  /** Of a vault: the second of a share whose bench is no more, and which bench that was. */
  reissued: v.exactOptional(StationName),
  /** 1 for the sender's first transfer to this recipient, then one more each time. */
  sequence: whole(1, Number.MAX_SAFE_INTEGER),
  /** Whose units are whose, where a batch is divided over benches. */
  shares: v.exactOptional(ShareMap),
  to: StationName,
  version: v.literal(TRANSFER_VERSION),
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** The first line, for a reader that expects `wanted`. */
export function parseManifest(line: Uint8Array, wanted: TransferKind): Parsed<Manifest> {
  if (findPassphrase(line)) {
    return transferTrouble('secret-in-transfer', 'the manifest holds what looks like a passphrase', CALL);
  }
  const text = String.fromCharCode(...line);
  const value = parseJson(text);
  const claim = v.safeParse(v.object({ format: v.literal(TRANSFER_FORMAT), version: v.unknown() }), value);
  if (!claim.success) return transferTrouble('not-a-transfer', nameStranger(text), 'Choose another file.');
  if (claim.output.version !== TRANSFER_VERSION) {
    return transferTrouble(
      'wrong-version',
      `it is of another version of the format than ${TRANSFER_VERSION}, the one this station reads`,
      'Bring both stations to the same release.',
    );
  }
  const manifest = v.safeParse(ManifestSchema, value);
  if (!manifest.success)
    return transferTrouble('bad-line', `the manifest ${nameIssue(manifest.issues[0], ManifestSchema)}`);
  const { kind, sequence, previous, heard, heardRecords, of, part, shares, reissued } = manifest.output;
  if (kind !== wanted) {
    return transferTrouble(
      'wrong-kind',
      `this is ${transferName(kind)}, and ${transferName(wanted)} is wanted here`,
      `Choose ${transferName(wanted)}.`,
    );
  }
  if (!isCanonical(manifest.output, text)) return transferTrouble('bad-line', NOT_CANONICAL);
  if ((sequence === 1) !== (previous === NO_PREVIOUS)) {
    return transferTrouble('bad-line', 'the manifest contradicts itself: only transfer number 1 has none before it');
  }
  if ((of === undefined) !== (TRANSFERS[kind].receiptOf === undefined)) {
    return transferTrouble(
      'bad-line',
      'the manifest contradicts itself: a receipt, and nothing else, names another transfer',
    );
  }
  if ((part !== undefined) !== (TRANSFERS[kind].parts === true)) {
    return transferTrouble(
      'bad-line',
      'the manifest contradicts itself: what goes in parts, and nothing else, is numbered',
    );
  }
  if ((shares !== undefined || reissued !== undefined) && TRANSFERS[kind].divided !== true) {
    return transferTrouble('bad-line', 'the manifest contradicts itself: a transfer of this kind is not divided');
  }
  if (reissued !== undefined && shares === undefined) {
    return transferTrouble('bad-line', 'the manifest contradicts itself: what is reissued is the share of a bench');
  }
  if ((heard === undefined) !== (heardRecords === undefined)) {
    return transferTrouble('bad-line', 'the manifest contradicts itself: what was heard is a head and its records');
  }
  return ok(manifest.output);
}

/** What a first line is that is no manifest. */
function nameStranger(text: string): string {
  if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE')) {
    return 'this is a file sealed with age, which must be opened first';
  }
  if (text.startsWith('untrusted comment:')) return 'this is a minisign signature, not the file it signs';
  return 'this is not a transfer between stations';
}
