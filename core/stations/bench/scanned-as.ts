/** What a scan of a card says of a unit whose way is over, or stands still. */
import { BENCH_STATES, type BenchUnitState } from '../../life/bench-life.ts';
import type { ReasonKind } from './reasons.ts';

/** What is said of a unit that is not to be worked on, when its card is scanned; null of any other. */
export function scannedAs({ state }: { readonly state: BenchUnitState }): ReasonKind | null {
  const row = BENCH_STATES[state];
  return 'scanned' in row ? row.scanned : null;
}
