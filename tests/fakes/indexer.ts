/**
 * Takes large batches into the journal and the index in the directory named by its argument until it is killed, and says
 * on stdout when it begins with one. Run as a process of its own.
 */
import { writeSync } from 'node:fs';
import { opened, received } from './chain.ts';
import { openOwnJournal } from './own-journal.ts';

/** As many as make one write of the index last for some time. */
const UNITS = 1500;

async function indexForEver(directory: string): Promise<void> {
  const journal = await openOwnJournal(directory);
  for (let n = 0; ; n++) {
    const batch = `B-${process.pid}-${n}`;
    const units = Array.from({ length: UNITS }, (_, i) => received(`${batch}-${i}`, batch));
    writeSync(1, `${batch}\n`);
    await journal.append([...units, opened(UNITS, batch)]);
  }
}

void indexForEver(process.argv[2] as string);
