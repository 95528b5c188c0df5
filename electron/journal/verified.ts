/** Reading a journal's file: all of it once, verified, and any part of it again. */
import { MAX_LINE, type ChainRecord, type LineMac } from '../../core/journal/chain.ts';
import type { EventOf } from '../../core/journal/event.ts';
import { createVerifier, type ChainChecks, type ChainPlace, type ChainReport } from '../../core/journal/verify.ts';
import { isRare, type RareRecord } from '../../core/journal/frequent.ts';
import { createLinesHash, digestOfLine, type LinesHash } from './digest.ts';
import { checkSignature } from './identity.ts';
import { beginsWith, readPrefix, type Prefix } from './prefix.ts';
import { chunks, chunksNow } from './read.ts';
import type { JournalHandle } from './writer.ts';

export interface Verified {
  readonly report: ChainReport;
  /** A place every so many bytes, so that reading can start near any record. */
  readonly marks: ChainPlace[];
  /** Whose it says it is, verified or not. */
  readonly claimed: EventOf<'journal-begun'> | null;
  /** All records that are not of one card, in order. */
  readonly rare: RareRecord[];
  /** Of all whole lines. */
  readonly hash: LinesHash;
}

const checksOf = (mac: LineMac): ChainChecks => ({ signature: checkSignature, mac, digest: digestOfLine });

export interface Verifying {
  readonly file: JournalHandle;
  /** Bytes. */
  readonly size: number;
  readonly mac: LineMac;
  readonly onProgress: ((done: number, total: number) => void) | undefined;
}

/** Verifies all of a file, line by line; `each` is told of every good record. */
export async function verifyAll(verifying: Verifying, each: (record: ChainRecord) => void): Promise<Verified> {
  return verifyFrom(verifying, null, createLinesHash(), each);
}

/** The same of one that this station has noted something of: what it closed with is known by its bytes, the rest is verified. */
export async function verifyNew(verifying: Verifying, journal: string): Promise<Verified> {
  const { file, size, mac, onProgress } = verifying;
  const nobody = (): void => undefined;
  const noted = await readPrefix(journal, mac);
  if (noted === null || noted.length > size) return verifyAll(verifying, nobody);
  const hash = createLinesHash();
  const same = await beginsWith(file, noted, hash, (done) => onProgress?.(done, size));
  const verified = same ? await verifyFrom(verifying, noted, hash, nobody) : null;
  // What is bad is said by whoever has seen all that stands before it.
  return verified?.report.firstBad === null ? verified : verifyAll(verifying, nobody);
}

async function verifyFrom(
  { file, size, mac, onProgress }: Verifying,
  noted: Prefix | null,
  hash: LinesHash,
  each: (record: ChainRecord) => void,
): Promise<Verified> {
  const rare = [...(noted?.rare ?? [])];
  const past = rare.map(({ event }) => event);
  const verifier = createVerifier(checksOf(mac), noted === null ? undefined : { ...noted, past });
  const marks = [...(noted?.marks ?? [])];
  let done = noted?.length ?? 0;
  for await (const chunk of chunks(file, done, size)) {
    hash.take(chunk);
    for (const record of verifier.feed(chunk)) {
      each(record);
      if (isRare(record)) rare.push({ event: record.event, at: record.at, seq: record.seq });
    }
    marks.push(verifier.place);
    done += chunk.length;
    onProgress?.(done, size);
  }
  const report = verifier.finish();
  return { report, marks, claimed: report.begun ?? (await claimOf(file)), rare, hash };
}

/** Whose journal the first line says it is, whoever wrote it: what says "another's" better than "damaged" does. */
async function claimOf(file: JournalHandle): Promise<EventOf<'journal-begun'> | null> {
  const verifier = createVerifier({ signature: checkSignature, mac: null });
  for await (const chunk of chunks(file, 0, MAX_LINE)) verifier.feed(chunk);
  return verifier.finish().begun;
}

export interface Readable {
  readonly fd: number;
  readonly begun: EventOf<'journal-begun'>;
  readonly marks: readonly ChainPlace[];
  readonly mac: LineMac;
}

/** The records from number `from` up to the byte `end`, verified again. */
export function* readRecords(
  { fd, begun, marks, mac }: Readable,
  from: number,
  end: number,
): Generator<readonly ChainRecord[], void, undefined> {
  const mark = marks.findLast(({ head }) => head.size > 0 && head.size <= from);
  const verifier = createVerifier(checksOf(mac), mark && { ...mark, begun });
  for (const chunk of chunksNow(fd, mark?.length ?? 0, end)) {
    const records = verifier.feed(chunk).filter(({ seq }) => seq >= from);
    if (records.length > 0) yield records;
  }
  const { firstBad } = verifier.finish();
  if (firstBad !== null) throw new Error(`record ${firstBad.seq} changed under our hands: ${firstBad.why}`);
}
