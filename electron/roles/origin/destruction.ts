/**
 * What is sealed of a batch is destroyed when Press has its codes and Bench its passphrases. The batch's key goes, and
 * with it all that is sealed under it; the sealed lines stay for their marks, by which a repeat is known for ever.
 */
import { twoPeople, type People } from '../../../core/people/person.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import type { OriginDesk } from './desk.ts';

const fail = failIn('origin');

/** @param people vouch that Bench has opened the vault, or that the batch is of no use to anybody */
export async function destroyOriginBatch(desk: OriginDesk, name: string, people: People): Promise<Result<null>> {
  const { book, journal } = desk.parts;
  const batch = book.batch(name);
  if (batch === null) return fail('unknown-batch', `There is no batch ${name} here.`, { batch: name });
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = stillNeeded(batch);
  if (refused !== null) return refused;
  if (batch.secrets === 'sealed') {
    await journal.append([{ kind: 'passphrases-condemned', batch: name, signatures: signed.value }]);
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

/** Both transfers of a batch that is whole. */
export const isDelivered = ({ source, exports }: OriginBatch): boolean =>
  ['order', source.kind === 'made' ? 'vault' : 'supplied'].every((kind) =>
    exports.some(({ transfer }) => transfer === kind),
  );

function stillNeeded(batch: OriginBatch): Failed | null {
  const { batch: name, secrets, voided } = batch;
  if (secrets === 'destroyed') {
    return fail('batch-destroyed', `What was sealed of batch ${name} is destroyed already.`, { batch: name });
  }
  if (voided !== null || isDelivered(batch)) return null;
  const message = `Batch ${name} is not destroyed: its transfers for Press and Bench have not both been written.`;
  return fail('not-delivered', message, { batch: name });
}
