import { ok, type Result } from '../../core/base/result.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { systemClock } from '../station/platform.ts';
import { openTrainingJournal, trainingName, trainingRoleOf } from '../station/training-journal.ts';
import { openStation, unlockStation } from './unlock.ts';
import type { Line } from './verb.ts';

/** Opens a commissioned station for one deed. */
export async function atStation<T>(
  directory: string,
  fd: number | undefined,
  line: Line,
  deed: (station: CommissionedStation) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await unlockStation(directory, fd ?? null, line);
  if (!opened.ok) return opened;
  try {
    return await deed(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** As {@link atStation}, for what goes on record of any station, one of training too. */
export async function atJournal<T>(
  directory: string,
  fd: number | undefined,
  line: Line,
  deed: (journal: OpenJournal) => Promise<Result<T>>,
): Promise<Result<T>> {
  type Open = Pick<CommissionedStation, 'journal' | 'close'>;
  const opened = await openStation<Open>(directory, fd ?? null, line, {
    async training(attend) {
      const role = (await trainingRoleOf(directory)) ?? 'bench';
      const journal = await openTrainingJournal(directory, trainingName(role), systemClock, { attend });
      return journal.ok ? ok({ journal: journal.value, close: () => journal.value.close() }) : journal;
    },
    commissioned: (station) => Promise.resolve(ok(station)),
  });
  if (!opened.ok) return opened;
  try {
    return await deed(opened.value.journal);
  } finally {
    await opened.value.close();
  }
}
