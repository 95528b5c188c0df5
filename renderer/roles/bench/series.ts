/** What a tray of cards can be looked at for, one scan a card. */
import type { SeriesName } from '../../../core/journal/events/bench.ts';

export const SERIES = ['strip', 'packing'] as const satisfies readonly SeriesName[];

/** The codes of the sheet that begin one. */
export const SERIES_OF = { strips: 'strip', packing: 'packing' } as const satisfies Record<string, SeriesName>;
