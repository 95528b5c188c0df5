/** What goes on record of a card of which nobody can know by software whether it was etched. */
import type { JournalEvent } from '../../journal/event.ts';
import type { ReasonKind } from './reasons.ts';

/** People must look, and a supervisor must hear of it. */
export const inDoubt = (serial: string, job: string, reason: ReasonKind): readonly JournalEvent[] => [
  { kind: 'etch-in-doubt', serial, job, reason },
  { kind: 'incident', reason: 'is-in-doubt', serial, detail: 'etched or not: look at the metal' },
];

/** The same of a whole job: what happened once is one incident, however many cards lay there. */
export function allInDoubt(serials: readonly string[], job: string, reason: ReasonKind): readonly JournalEvent[] {
  const [first = ''] = serials;
  if (serials.length < 2) return inDoubt(first, job, reason);
  const detail = `${serials.length} cards of one tray, etched or not: look at the metal`;
  return [
    ...serials.map((serial): JournalEvent => ({ kind: 'etch-in-doubt', serial, job, reason })),
    { kind: 'incident', reason: 'is-in-doubt', serial: first, detail },
  ];
}
