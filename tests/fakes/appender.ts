/**
 * Appends to the journal in the directory named by its argument until it is killed, and says each acknowledged record
 * on stdout. Run as a process of its own.
 */
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { openJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { openIndex } from '../../electron/journal/index.ts';

async function appendForEver(directory: string): Promise<void> {
  const journal = must(
    await openJournal({
      directory,
      station: 'Bench 1',
      mode: 'training',
      identity: must(await openIdentity(join(directory, 'identity.key'))),
      clock: { now: () => new Date().toISOString() },
      checkpointEvery: 10,
      reserveBytes: 4096,
    }),
  );
  await openIndex({ path: join(directory, 'index.sqlite'), journal });
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
