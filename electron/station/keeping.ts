/** What keeps a station: its backup, and where the anchor outside its directory lies. */
import { isAbsolute } from 'node:path';
import { onePerson, twoPeople, type People } from '../../core/people/person.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Clock } from '../../core/base/ports.ts';
import { eightWords } from '../../core/base/eight-words.ts';
import { isDirectory } from '../files/room.ts';
import { copyStation, disk, type Backup } from './backup.ts';
import type { CommissionedStation } from './commissioned.ts';

const fail = failIn('backup');

export interface Kept extends Backup {
  /** What two people will be asked for when it is restored: records, and the eight words of the last. */
  readonly records: number;
  readonly words: string;
}

interface Keeping extends Pick<CommissionedStation, 'journal' | 'identity'> {
  readonly directory: string;
  readonly clock: Clock;
  /** Closes the station before it is copied, so that the copy is its very end; left out, work goes on meanwhile. */
  readonly rest?: () => Promise<void>;
}

/**
 * Backs a station up by the word of one person, into a new folder in `to`. That it was made is the last record in it, so
 * that the station knows of a backup that it was restored from.
 */
export async function backUp(
  { journal, identity, directory, clock, rest }: Keeping,
  to: string,
  person: string,
  onProgress?: (done: number, total: number) => void,
): Promise<Result<Kept>> {
  const by = onePerson(person);
  if (!by.ok) return by;
  if (!(await isDirectory(to))) return noFolder(to);
  await journal.append([{ kind: 'backup-made', to, by: by.value }]);
  await rest?.();
  const { size, hash } = journal.head;
  const copied = await copyStation({
    directory,
    station: identity.name,
    at: clock.now(),
    to,
    ...(onProgress && { onProgress }),
  });
  return copied.ok ? ok({ ...copied.value, records: size, words: eightWords(hash).join(' ') }) : copied;
}

/**
 * From now on the anchor outside the directory lies in the folder `to` of a medium, or on this computer (null): two
 * people decide, since whoever has both the directory and the anchor can put both back.
 */
export async function moveAnchor(
  { journal }: Pick<CommissionedStation, 'journal'>,
  to: string | null,
  people: People,
): Promise<Result<null>> {
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  if (to !== null && !(isAbsolute(to) && (await isDirectory(to)))) return noFolder(to);
  try {
    await journal.moveAnchor(to, signed.value);
    return ok(null);
  } catch (cause) {
    if (journal.stopped !== null) throw cause;
    return disk(to ?? '', cause);
  }
}

const noFolder = (to: string) =>
  fail('no-folder', `${to} is no folder that can be used. Put its medium in, and choose it again.`, { to });
