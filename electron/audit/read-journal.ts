/** Reads one journal for an audit: as a stream, once, in memory that does not grow with it. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { createJournalAudit, type JournalFacts } from '../../core/audit/journal-audit.ts';
import { openPlain } from '../files/plain.ts';
import { digestOfLine } from '../journal/digest.ts';
import { checkSignature } from '../journal/identity.ts';
import { chunksNow } from '../journal/read.ts';
import { openParquet } from './parquet.ts';

export interface ReadJournal {
  readonly facts: JournalFacts;
  /** SHA-256 of all bytes that were read, hex: by which an audit that goes on knows it again. */
  readonly digest: string;
}

export interface JournalReading {
  readonly path: string;
  /** Bytes that were read since it was called last. */
  readonly onBytes: (bytes: number) => void;
  /** A folder for its columns; `null` for none. */
  readonly parquet: string | null;
  readonly stopped: () => boolean;
}

/** Bytes between two words of progress. */
const TOLD = 1 << 22;

/** Gives `null` where it was stopped on the way. Throws what the disk answers. */
export async function readJournal(reading: JournalReading): Promise<ReadJournal | null> {
  const { path, onBytes, parquet, stopped } = reading;
  const file = await openPlain(path);
  try {
    const { size } = await file.stat();
    const audit = createJournalAudit(path, checkSignature, digestOfLine);
    const hash = createHash('sha256');
    const columns = parquet === null ? null : openParquet(parquet, path);
    let untold = 0;
    // Whoever waits for the disk a hundred kilobytes at a time waits longer for its turn than for the disk.
    for (const chunk of chunksNow(file.fd, 0, size)) {
      hash.update(chunk);
      // Behind a bad record nothing is read, but the file is still known by all its bytes.
      const records = audit.decided ? [] : audit.feed(chunk);
      if (records.length > 0) columns?.take(records);
      untold += chunk.length;
      if (untold < TOLD) continue;
      onBytes(untold);
      untold = 0;
      await setImmediate();
      if (stopped()) return null;
    }
    onBytes(untold);
    columns?.close();
    return { facts: audit.finish(), digest: hash.digest('hex') };
  } finally {
    await file.close();
  }
}
