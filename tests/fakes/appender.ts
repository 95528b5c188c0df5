/**
 * Appends to the journal in the directory named by its argument until it is killed, and says each acknowledged record
 * on stdout. Run as a process of its own.
 */
import { writeSync } from 'node:fs';
import { openOwnJournal } from './own-journal.ts';

async function appendForEver(directory: string): Promise<void> {
  const journal = await openOwnJournal(directory);
  await Promise.all(
    [0, 1, 2].map(async (lane) => {
      for (let i = 0; ; i++) {
        const to = `${process.pid}-${lane}-${i}`;
        const [ref] = await journal.append([{ kind: 'settings-changed', what: 'count', to }]);
        writeSync(1, `${to} ${ref?.seq} ${ref?.hash}\n`);
      }
    }),
  );
}

void appendForEver(process.argv[2] as string);
