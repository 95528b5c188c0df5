/** Order and vault part ways at Origin: on two media, in the hands of two people. */
import { failIn, ok, type Result } from '../../base/result.ts';
import { onePerson, twoPeople, type Person } from '../../people/person.ts';
import type { OriginBatch } from './book.ts';
import { forBench } from './receipt.ts';

const fail = failIn('origin');

/** For whom a transfer of a batch is. */
export type Recipient = 'press' | 'bench';

/** Which transfer of a batch is for whom. */
export const transferFor = (batch: Pick<OriginBatch, 'source'>, to: Recipient): 'order' | 'vault' | 'supplied' =>
  to === 'press' ? 'order' : forBench(batch);

/**
 * Who carries a transfer away, if the other one of the batch was never on this medium, nor goes with the same person:
 * whoever holds both media holds all that Origin knows of its cards.
 *
 * @param medium as `mediumOf` tells one from another
 */
export function partWays(
  batch: Pick<OriginBatch, 'batch' | 'exports'>,
  transfer: 'order' | 'vault' | 'supplied',
  medium: string,
  carrier: string,
): Result<Person> {
  const named = onePerson(carrier);
  if (!named.ok) return named;
  const others = batch.exports.filter((sent) => sent.transfer !== transfer);
  const { name } = named.value;
  if (others.some((sent) => sent.medium === medium)) {
    return fail(
      'same-medium',
      `This medium already has the ${others[0]?.transfer} of batch ${batch.batch}. Take it out and put another one in: the two never lie on one.`,
      { batch: batch.batch, transfer: others[0]?.transfer ?? '' },
    );
  }
  const other = others.at(-1)?.carrier;
  if (other !== undefined && !twoPeople([name, other.name]).ok) {
    return fail(
      'same-carrier',
      `${other.name} carries the other transfer of batch ${batch.batch}. Give this one to somebody else.`,
      { batch: batch.batch, name: other.name },
    );
  }
  return named;
}

/** What a slip says of a transfer that was written. */
export interface SlipFacts {
  readonly batch: string;
  readonly transfer: 'order' | 'vault' | 'supplied';
  readonly to: string;
  readonly sequence: number;
  readonly count: number;
  readonly digest: string;
  readonly medium: string;
  readonly carrier: string;
}

/** The slip of the last writing of a transfer. */
export function slipOf({ batch, exports }: OriginBatch, transfer: SlipFacts['transfer']): Result<SlipFacts> {
  const sent = exports.findLast((one) => one.transfer === transfer);
  if (sent === undefined) {
    return fail('not-delivered', `The ${transfer} of batch ${batch} is not written yet: it has no slip.`, { batch });
  }
  const { to, sequence, count, digest, medium = '', carrier } = sent;
  return ok({ batch, transfer, to, sequence, count, digest, medium, carrier: carrier?.name ?? '' });
}
