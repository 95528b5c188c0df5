/**
 * What is sealed of a batch is destroyed when Press has its codes and Bench its passphrases. The batch's key goes, and
 * with it all that is sealed under it; the sealed lines stay for their marks, by which a repeat is known for ever.
 */
import { twoPeople, type People } from '../../../core/people/person.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { stillNeeded } from '../../../core/stations/origin/receipt.ts';
import type { OriginDesk } from './desk.ts';

const fail = failIn('origin');

/** @param unreceived what the two people say why nobody waits for Bench's receipt; null where it is here */
export async function destroyOriginBatch(
  desk: OriginDesk,
  name: string,
  people: People,
  unreceived: string | null,
): Promise<Result<null>> {
  const { book, journal } = desk.parts;
  const batch = book.batch(name);
  if (batch === null) return fail('unknown-batch', `There is no batch ${name} here.`, { batch: name });
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = stillNeeded(batch, unreceived);
  if (refused !== null) return refused;
  if (batch.secrets === 'sealed') {
    const why = unreceived === null ? {} : { unreceived };
    await journal.append([{ kind: 'passphrases-condemned', batch: name, signatures: signed.value, ...why }]);
  }
  return finish(desk, name);
}

/** Finishes what a power cut has left condemned; what the disk refuses stays so. */
export async function finishDestructions(desk: OriginDesk): Promise<void> {
  for (const { batch, secrets } of desk.parts.book.batches()) if (secrets === 'condemned') await finish(desk, batch);
}

async function finish({ parts, store }: OriginDesk, batch: string): Promise<Result<null>> {
  const gone = await store.destroy(batch);
  if (!gone.ok) return gone;
  const how = 'key overwritten once with random bytes and removed';
  await parts.journal.append([{ kind: 'passphrases-destroyed', batch, how }]);
  return ok(null);
}
