/** The journal and index of a station in a process of its own, whose identity lies in its directory. */
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { openJournal, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { openIndex } from '../../electron/journal/index.ts';

export async function openOwnJournal(directory: string): Promise<OpenJournal> {
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
  return journal;
}
