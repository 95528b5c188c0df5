/**
 * What the laser's software says of a job. *Finished* is taken like a person's yes: every card is read all the same, and a
 * word that lies ends there. *Failed* says nothing of the metal: all its cards are in doubt, and people look.
 */
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { benchLife } from '../../life/bench-life.ts';
import type { CardScans } from './card-scans.ts';
import type { Etching } from './etching.ts';
import { because } from './reasons.ts';
import type { Screen } from './screen.ts';
import type { UnitLookup, UnitsOfJob } from './verification.ts';

export type LaserWord = 'done' | 'fail';

export interface LaserWordPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly unitsOfJob: UnitsOfJob;
  readonly etching: Pick<Etching, 'marked' | 'withdraw'>;
}

/** Takes the word of a job of which cards are at the laser; of any other it is not heard. */
export async function takeLaserWord(
  job: string,
  said: LaserWord,
  { journal, units, unitsOfJob, etching }: LaserWordPorts,
  screen: Pick<Screen, 'view' | 'open' | 'show'>,
  cardScans: Pick<CardScans, 'askWhatIsRead'>,
): Promise<void> {
  const waiting = unitsOfJob(job).filter(({ state }) => state === 'sent');
  const [first] = waiting;
  if (first === undefined) return;
  const asked = screen.view.step.at === 'marking' && waiting.some(({ serial }) => serial === screen.open);
  const serials = waiting.map(({ serial }) => serial);
  const word: JournalEvent = { kind: 'etch-said', serials, job, said };
  if (said === 'done') {
    await journal.append([word]);
    await etching.marked(first.serial, true, 'tray');
    const unit = asked && screen.open !== null ? units.unit(screen.open) : null;
    // Whoever is asked whether the laser has finished is asked the next thing.
    if (unit !== null && benchLife.may(unit, 'etch-read-back')) await cardScans.askWhatIsRead(unit);
    return;
  }
  const doubts = serials.map((serial): JournalEvent => ({
    kind: 'etch-in-doubt',
    serial,
    job,
    reason: 'laser-failed',
  }));
  const detail = `${serials.length} in the job`;
  await journal.append([word, ...doubts, { kind: 'incident', reason: 'laser-failed', serial: first.serial, detail }]);
  await etching.withdraw(first);
  const notice = because('laser-failed', { serial: asked ? (screen.open ?? first.serial) : first.serial });
  screen.show(asked ? { step: { at: 'serial' }, notice } : { notice });
}
