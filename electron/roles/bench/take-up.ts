/**
 * Taking up work where the last run left it. A run that began and never stopped was cut off: whatever it had at the
 * laser is in doubt. Passphrases it left lying in the outbox are taken away.
 */
import { outdated } from '../../../core/journal/program-age.ts';
import type { Etching } from '../../../core/stations/bench/etching.ts';
import { serialsOf } from '../../../core/journal/event.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { Outbox } from '../../etch/outbox.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { Index } from '../../journal/index.ts';

export interface TakeUpParts {
  readonly journal: Pick<OpenJournal, 'append' | 'rare'>;
  readonly index: Pick<Index, 'tail' | 'batches' | 'serials' | 'unit' | 'unitsOfJob'>;
  readonly outbox: Pick<Outbox, 'list' | 'remove'>;
  readonly version: string;
  readonly runtime: string;
}

/** Records the start, puts in doubt what a crash has left at the laser, and clears the outbox of what is over. */
export async function takeUp(parts: TakeUpParts, etching: Pick<Etching, 'recover' | 'withdraw'>): Promise<void> {
  const { journal, index, version, runtime } = parts;
  const cutOff = wasCutOff(index);
  await journal.append([{ kind: 'station-started', version, runtime }, ...outdated(journal.rare, version)]);
  // An orderly stop leaves cards at the laser, but none between the intent and the sending.
  const doubtful: readonly BenchUnitState[] = cutOff ? ['intended', 'sent'] : ['intended'];
  const left = index
    .batches()
    .flatMap(({ batch }) => doubtful.flatMap((state) => index.serials(batch, state)))
    .map((serial) => index.unit(serial))
    .filter((unit) => unit !== null);
  await etching.recover(left);
  await clearOutbox(parts, etching);
}

/**
 * The batch that was worked on last: of the newest record of a card whose batch is open, else the one opened last. A
 * station that is started again goes on with it.
 */
export function lastInWork(index: Pick<Index, 'tail' | 'batches' | 'unit' | 'ending'>): string | null {
  const open = index
    .batches()
    .map(({ batch }) => batch)
    .filter((batch) => !index.ending(batch).some(({ event }) => event.kind === 'batch-closed'));
  for (const { event } of [...index.tail(LAST_WORK)].reverse()) {
    const [serial] = serialsOf(event);
    const batch = serial === undefined ? undefined : index.unit(serial)?.batch;
    if (batch !== undefined && open.includes(batch)) return batch;
  }
  return open.at(-1) ?? null;
}

/** Records looked at for the card that was worked on last. */
const LAST_WORK = 256;

/**
 * Whether the last start on record has no stop behind it. Other records may stand behind a stop: the journal's last
 * checkpoint, and what the next run records before it starts (a torn tail, a new index).
 */
export function wasCutOff(index: Pick<Index, 'tail'>): boolean {
  for (let limit = FIRST_LOOK; ; limit *= 8) {
    const records = index.tail(limit);
    const last = records.findLast(({ event: { kind } }) => kind === 'station-started' || kind === 'station-stopped');
    if (last !== undefined) return last.event.kind === 'station-started';
    if (records.length < limit) return false;
  }
}

/** Records looked at first: an orderly stop is among the last few. */
const FIRST_LOOK = 64;

/** Halves of jobs, and jobs of cards that are past the laser. One that nobody intended is not ours to remove. */
async function clearOutbox({ outbox, index }: TakeUpParts, etching: Pick<Etching, 'withdraw'>): Promise<void> {
  const left = await outbox.list();
  // An outbox that cannot be read refuses its next job by itself, with its reason.
  if (!left.ok) return;
  // Where all jobs have one name, nothing says whose it was.
  if (left.value.length > 0) await outbox.remove([]);
  for (const { of, kind } of left.value) {
    const unit = index.unit(of) ?? index.unitsOfJob(of)[0];
    if (unit === undefined || unit.state === 'sent') continue;
    if (kind === 'part' || unit.job !== null) await etching.withdraw(unit);
  }
}
