/** A batch that nobody wants: given up by two people while nothing of it has left. Its serials stay taken. */
import { failIn, ok, type Result } from '../../base/result.ts';
import type { EventOf } from '../../journal/event.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { checkWords } from '../../people/words.ts';
import type { OriginBatch } from './book.ts';

const fail = failIn('origin');

/** What goes on record with it. */
export function abandoned(
  { batch, leaving }: Pick<OriginBatch, 'batch' | 'leaving'>,
  people: People,
  reason: string,
): Result<EventOf<'batch-abandoned'>> {
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  if (leaving) {
    return fail(
      'has-left',
      `Something of batch ${batch} has left: it can not be abandoned any more. Let Press and Bench destroy it.`,
      {
        batch,
      },
    );
  }
  return ok({ kind: 'batch-abandoned', batch, reason, signatures: signed.value });
}
