/** What is said of a file that a person had written for the laser. */
import type { Result } from '../../../core/base/result.ts';
import type { StationFrame } from '../station-frame.svelte.ts';

/** Where it lies; nothing where it was refused, which the window says, or where they changed their mind. */
export async function whereWritten(
  station: StationFrame,
  asked: Promise<Result<{ readonly path: string } | null>>,
): Promise<string> {
  const written = await station.order(asked);
  return written?.value == null ? '' : station.words.productScreen.written(written.value.path);
}
