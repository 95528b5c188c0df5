import type { Result } from '../../core/base/result.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { unlockStation } from './unlock.ts';
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
