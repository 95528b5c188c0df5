/** What a tray of cards can be looked at for, one scan a card. */
import type { SeriesName } from '../../../core/journal/events/bench.ts';
import type { BatchView } from '../../../electron/roles/bench/contract.ts';

export const SERIES = ['strip', 'packing'] as const satisfies readonly SeriesName[];

/** The codes of the sheet that begin one. */
export const SERIES_OF = { strips: 'strip', packing: 'packing' } as const satisfies Record<string, SeriesName>;

/** The states of cards that a series takes further. */
const TAKEN = { strip: ['read-back'], packing: ['covered', 'sealed'] } as const satisfies Record<SeriesName, unknown>;

/** For what there are cards now: whoever verifies is not asked about strips before one is waiting for it. */
export const dueSeries = (batch: Pick<BatchView, 'states'> | null): readonly SeriesName[] =>
  batch === null ? [] : SERIES.filter((what) => TAKEN[what].some((state) => batch.states[state] > 0));
