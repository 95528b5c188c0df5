/** What is said of a file that a person had written for the laser. */
import type { Result } from '../../../core/base/result.ts';
import { SILENT, type Saying } from '../../ui/saying.ts';
import type { StationFrame } from '../station-frame.svelte.ts';

/** Where it lies; nothing where it was refused, which the window says, or where they changed their mind. */
export async function whereWritten(
  station: StationFrame,
  asked: Promise<Result<{ readonly path: string } | null>>,
): Promise<Saying> {
  const written = await station.order(asked);
  if (written?.value == null) return SILENT;
  const { path } = written.value;
  return ({ productScreen }) => productScreen.written(path);
}
