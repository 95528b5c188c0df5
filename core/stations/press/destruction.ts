/**
 * Destroying what must not survive a batch: its key first, because then nothing sealed opens any more wherever a copy
 * lingers; then the sealed seeds, the codes, and what the printer remembers. Whoever is cut off goes on where they
 * were: a step is done when it is on record, and every step can be done again.
 */
import type { DestructionStep, DoomedFile } from '../../journal/events/press.ts';
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import { balance } from './closing.ts';
import type { PressBatch } from './book.ts';
import type { PressRecords } from './ports.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { checkWords, type WordsFailure } from '../../people/words.ts';

const fail = failIn('press');

export interface Shredder {
  /** The files that are to go, as they are now. Not the key: of it there is the fingerprint. */
  doomed(): Promise<Result<readonly DoomedFile[]>>;
  /** Does one step, or finds it done; says how. Refused where nobody can know (the key's medium is not there). */
  destroy(step: DestructionStep): Promise<Result<string>>;
  /** After `destroy('key')` is on record: takes the key file's remains away. */
  finishKey(): Promise<Result<null>>;
  /** Looks for anything that is still there; gives the names. */
  remains(): Promise<Result<readonly string[]>>;
}

const DESTRUCTION = ['key', 'seeds', 'codes', 'printer'] as const satisfies readonly DestructionStep[];

/**
 * Does what is left to do. The batch is then ready for its certificate.
 *
 * @param unreceived why it is destroyed without Bench's receipt; null where that is there
 */
export async function destroyBatch(
  batch: PressBatch,
  people: People,
  unreceived: string | null,
  shredder: Shredder,
  { journal, book }: PressRecords,
): Promise<Result<null>> {
  const name = batch.batch;
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const balanced = balance(batch, book);
  if (!balanced.ok) return balanced;
  if (batch.returned === null) {
    return fail('not-returned', `The return of batch ${name} is not written yet. Write it first.`, { batch: name });
  }
  if (batch.destruction === null) {
    const early = mayBeWaste(batch, unreceived);
    if (early !== null) return early;
    const files = await shredder.doomed();
    if (!files.ok) return files;
    const why = batch.receipt !== null || unreceived === null ? {} : { unreceived };
    await journal.append([
      { kind: 'destruction-begun', batch: name, signatures: signed.value, files: files.value, ...why },
    ]);
  }
  for (const step of DESTRUCTION) {
    if (!book.done(name, step)) {
      const how = await shredder.destroy(step);
      if (!how.ok) return how;
      await journal.append([{ kind: 'destruction-step', batch: name, step, how: how.value }]);
    }
    if (step !== 'key') continue;
    const finished = await shredder.finishKey();
    if (!finished.ok) return finished;
  }
  const remains = await shredder.remains();
  if (!remains.ok) return remains;
  if (remains.value.length === 0) return ok(null);
  const list = remains.value.join(', ');
  return fail('remains', `Of batch ${name} there is still ${list}. Remove the cause and destroy it again.`, { list });
}

/** A return that never reached Bench, and can no longer be written again, would make the batch waste. */
function mayBeWaste(
  { batch, receipt }: PressBatch,
  unreceived: string | null,
): Failed<'no-receipt'> | Failed<WordsFailure> | null {
  if (receipt !== null) return null;
  if (unreceived !== null) return checkWords(unreceived);
  return fail(
    'no-receipt',
    `Bench has not said that it has the return of batch ${batch}. Take its receipt in first, or let two people say why it is destroyed without.`,
    { batch },
  );
}
