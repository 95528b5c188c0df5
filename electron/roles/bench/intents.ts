/**
 * Which cards have an intent to etch on record, kept where nobody writes but this process. The index is believed as the station
 * closed it; from then on it is a file into which somebody can write while the station runs, with sums that are right.
 */
import { serialsOf } from '../../../core/journal/event.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { Index } from '../../journal/index.ts';

export interface Intents {
  has(serial: string): boolean;
  /** Hears of no more records. */
  close(): void;
}

/** Nothing comes here but by an intent. */
const BEHIND: readonly BenchUnitState[] = ['intended', 'sent', 'marked', 'read-back', 'covered', 'sealed', 'finished'];
/** Whoever is here may have had one. */
const ASIDE: readonly BenchUnitState[] = ['in-doubt', 'scrapped', 'quarantined', 'sampled', 'missing'];

/** Those of the batches that are not closed: of a closed one no passphrase is left. To be called before anybody works. */
export function rememberIntents(
  index: Pick<Index, 'batches' | 'ending' | 'serials' | 'traveller'>,
  journal: Pick<OpenJournal, 'follow'>,
): Intents {
  const serials = new Set<string>();
  const hadOne = (serial: string): boolean =>
    index.traveller(serial).some(({ event }) => event.kind === 'etch-intended');
  for (const { batch } of index.batches()) {
    if (index.ending(batch).some(({ event }) => event.kind === 'batch-closed')) continue;
    const of = (states: readonly BenchUnitState[]) => states.flatMap((state) => index.serials(batch, state));
    for (const serial of [...of(BEHIND), ...of(ASIDE).filter(hadOne)]) serials.add(serial);
  }
  const close = journal.follow((records) => {
    for (const { event } of records) {
      if (event.kind === 'etch-intended') for (const serial of serialsOf(event)) serials.add(serial);
    }
  });
  return { has: (serial) => serials.has(serial), close };
}
