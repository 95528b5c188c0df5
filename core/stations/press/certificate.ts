/**
 * The certificate of destruction, as canonical text to be signed. Its fields follow those
 * of the sample form in NIST SP 800-88; what software cannot promise is said, and has room to be done by hand.
 */
import type { Json } from '../../base/canonical.ts';
import { canonical } from '../../base/canonical.ts';
import { namesOf } from '../../people/person.ts';
import type { Mode } from '../../journal/event.ts';
import type { ShownRecord } from '../../journal/who.ts';
import type { StickerCounts, PressBatch } from './book.ts';

export interface CertificateFacts {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  readonly at: string;
  readonly batch: PressBatch;
  readonly stickers: StickerCounts;
  readonly withdrawn: number;
  /** The record by which two people have ordered it, and who they were; null where none is known. */
  readonly ordered: Pick<ShownRecord, 'seq' | 'who'> | null;
  /** Where the journal stood when it was written. */
  readonly journal: { readonly size: number; readonly hash: string };
}

const METHODS = {
  key: 'Cryptographic erase: the key of the batch, kept on a medium of its own, was overwritten with random bytes',
  seeds: 'Clear: the sealed seeds were overwritten with random bytes and removed',
  codes: 'Clear: the intermediate codes were overwritten with random bytes and removed',
  printer: 'Clear: queue cancelled, drawing memory and stored objects deleted, printer asked what it holds',
} as const;

/** What nobody should believe of this page. */
const LIMITS = [
  'Overwriting a file is no promise on flash (SSD, USB stick, memory card), nor on journaling or copying file systems: old blocks may survive. Those of the seeds are ciphertext without a key; those of the codes open nothing without a seed or a passphrase.',
  'Software cannot see copies of the key or of its medium. That there is none, the two people below vouch for.',
  'A thermal-transfer ribbon keeps a readable negative of every sticker. It is secret waste and not part of what software destroys.',
] as const;

/** With which roles they signed, in which record of the station's journal, and whether it holds there. */
const signaturesIn = ({ seq, who }: NonNullable<CertificateFacts['ordered']>): Json => ({
  record: seq,
  people: who.signers.map(({ name, roles }) => ({ name, roles: [...roles] })),
  verdict: who.signatures,
});

/** One line of canonical JSON. */
export function certificateText(facts: CertificateFacts): string {
  const { batch, stickers, journal, ordered } = facts;
  const { taken, destruction, returned, steps, fingerprint } = batch;
  const value: Json = {
    format: 'twofold-certificate',
    version: 2,
    program: facts.version,
    station: facts.station,
    mode: facts.mode,
    at: facts.at,
    batch: batch.batch,
    units: taken.count,
    firstSerial: batch.serials[0] ?? '',
    lastSerial: batch.serials.at(-1) ?? '',
    order: taken.order,
    return: returned === null ? null : { digest: returned.digest, count: returned.count, counted: returned.counted },
    stickers: { printed: stickers.printed, proven: stickers.proven, destroyed: stickers.destroyed },
    withdrawn: facts.withdrawn,
    keyFingerprint: fingerprint,
    files: destruction?.files ?? [],
    steps: steps.map(({ step, how }) => ({ step, method: METHODS[step], how })),
    limits: LIMITS,
    people: destruction === null ? [] : namesOf(destruction.signatures),
    signatures: ordered === null ? null : signaturesIn(ordered),
    journal: { records: journal.size, head: journal.hash },
  };
  return `${canonical(value)}\n`;
}
