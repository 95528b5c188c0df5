/** Reading a journal's file: all of it once, verified, and any part of it again. */
import { MAX_LINE, type ChainRecord, type LineMac } from '../../core/journal/chain.ts';
import type { EventOf } from '../../core/journal/event.ts';
import { createVerifier, type ChainChecks, type ChainPlace, type ChainReport } from '../../core/journal/verify.ts';
import { checkSignature } from './identity.ts';
import { chunks, chunksNow } from './read.ts';
import type { JournalHandle } from './writer.ts';

export interface Verified {
  readonly report: ChainReport;
  /** A place every so many bytes, so that reading can start near any record. */
  readonly marks: ChainPlace[];
  /** Whose it says it is, verified or not. */
  readonly claimed: EventOf<'journal-begun'> | null;
}

const checksOf = (mac: LineMac): ChainChecks => ({ signature: checkSignature, mac });

/** Verifies `size` bytes of the file; `each` is told of every good record. */
export async function verifyAll(
  file: JournalHandle,
  size: number,
  mac: LineMac,
  each: (record: ChainRecord) => void,
  onProgress?: (done: number, total: number) => void,
): Promise<Verified> {
  const verifier = createVerifier(checksOf(mac));
  const marks: ChainPlace[] = [];
  let done = 0;
  for await (const chunk of chunks(file, 0, size)) {
    for (const record of verifier.feed(chunk)) each(record);
    marks.push(verifier.place);
    done += chunk.length;
    onProgress?.(done, size);
  }
  const report = verifier.finish();
  return { report, marks, claimed: report.begun ?? (await claimOf(file)) };
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
