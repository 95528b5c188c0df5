/** A station that stands still does so at the line as well, whatever its role: two people go on with it, with a reason. */
import type { RareRecord } from '../../core/journal/frequent.ts';
import { isPaused, paused } from '../../core/journal/pause.ts';
import type { Failed } from '../../core/base/result.ts';
import type { VerbName } from '../../resources/words/line.ts';

/** What shows, and what answers for an incident. */
const WHILE_PAUSED: readonly VerbName[] = [
  ...([
    'bench acknowledge',
    'bench go-on',
    'bench incidents',
    'bench status',
    'bench tray',
    'bench unit',
    'bench units',
  ] as const),
  ...(['bench report', 'report batch', 'report shift', 'origin list', 'press status', 'press certificate'] as const),
  ...(['journal accept', 'transfer inspect', 'people list'] as const),
];

/** Why this verb does nothing now, by what is on record; null where it may. */
export function objectionByPause(
  rare: readonly Pick<RareRecord, 'event' | 'seq'>[],
  verb: VerbName | undefined,
): Failed<'paused'> | null {
  if (verb !== undefined && WHILE_PAUSED.includes(verb)) return null;
  const open = new Map<number, { readonly reason: string }>();
  for (const { event, seq } of rare) {
    if (event.kind === 'incident') open.set(seq, event);
    if (event.kind === 'incident-acknowledged' || event.kind === 'pause-lifted') open.delete(event.incident);
  }
  return isPaused([...open.values()]) ? paused() : null;
}
