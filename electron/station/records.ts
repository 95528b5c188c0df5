/** The records of a station without an index, as its window shows them: incidents and the newest lines, in memory. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ChainRecord } from '../../core/journal/chain.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { Index } from '../journal/index.ts';

/** What a window shows of the records; Bench's index has it too. */
export type Records = Pick<Index, 'incidents' | 'openIncidents' | 'tail'>;

/** As many as a window may ask for. */
const KEPT = 500;

/** What a window shows of the records it is given, in order. */
export function gatherRecords(): { readonly records: Records; take(records: readonly ChainRecord[]): void } {
  const incidents = new Map<number, ReturnType<Records['incidents']>[number]>();
  let newest: ChainRecord[] = [];

  function answered(incident: number, acknowledgedBy: string): void {
    const known = incidents.get(incident);
    if (known !== undefined) incidents.set(incident, { ...known, acknowledgedBy });
  }

  function take(records: readonly ChainRecord[]): void {
    newest = [...newest, ...records].slice(-KEPT);
    for (const { seq, at, event } of records) {
      if (event.kind === 'incident') {
        const { reason, serial, detail } = event;
        incidents.set(seq, { incident: seq, at, reason, serial, detail, acknowledgedBy: null });
      } else if (event.kind === 'incident-acknowledged') {
        answered(event.incident, event.by.name);
      } else if (event.kind === 'pause-lifted') {
        answered(event.incident, event.signatures.map(({ name }) => name).join(', '));
      }
    }
  }

  const listed = (open: boolean) =>
    [...incidents.values()].filter(({ acknowledgedBy }) => !open || acknowledgedBy === null).reverse();
  const records: Records = {
    incidents: ({ open }) => listed(open),
    openIncidents: () => listed(true).length,
    tail: (limit) => newest.slice(-limit),
  };
  return { records, take };
}

/** Reads all that is on record, and keeps up with the journal from then on. */
export async function followRecords(journal: Pick<OpenJournal, 'records' | 'follow' | 'head'>): Promise<Records> {
  const { records, take } = gatherRecords();
  let next = 0;
  while (next < journal.head.size) {
    for (const group of journal.records(next)) {
      take(group);
      next += group.length;
      await nextTurn();
    }
  }
  journal.follow(take);
  return records;
}
