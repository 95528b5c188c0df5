/** One record of a journal that was read before, read again from the mark before it. */
import { decodeLine, MAX_LINE, type ChainRecord } from '../../core/journal/chain.ts';
import { markBefore } from '../../core/audit/journal-audit.ts';
import type { AuditedJournal, Lookups } from '../../core/audit/set.ts';
import { openPlain } from '../files/plain.ts';
import { chunks } from '../journal/read.ts';

/** How much is read at most to find one record: from a mark to the next, and a line. */
const FAR = (1 << 19) + MAX_LINE;

export function createLookups(): Lookups {
  return {
    async headAt(journal, records) {
      const { head } = journal.facts;
      if (records === head.size) return head.hash;
      // What the next record says of the one before it; the chain was followed to there.
      return (await recordAt(journal, records))?.prev ?? null;
    },
    async eventAt(journal, record) {
      return (await recordAt(journal, record))?.event ?? null;
    },
  };
}

async function recordAt(journal: AuditedJournal, wanted: number): Promise<ChainRecord | null> {
  const mark = markBefore(journal.facts, wanted);
  const file = await openPlain(journal.path).catch(() => null);
  if (file === null) return null;
  try {
    let rest = Buffer.alloc(0);
    let seq = mark.records;
    for await (const chunk of chunks(file, mark.offset, mark.offset + FAR)) {
      const bytes = Buffer.concat([rest, chunk]);
      let start = 0;
      for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
        if (seq === wanted) {
          const decoded = decodeLine(bytes.subarray(start, end), null);
          return 'record' in decoded && decoded.record.seq === wanted ? decoded.record : null;
        }
        seq++;
        start = end + 1;
      }
      rest = Buffer.from(bytes.subarray(start));
    }
    return null;
  } finally {
    await file.close();
  }
}
