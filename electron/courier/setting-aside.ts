/**
 * Setting aside: the supervised way past a transfer that is good by its signature and its number, and of no use. Without
 * it, whatever the same sender sends later would wait for it for ever.
 */
import type { EventOf } from '../../core/journal/event.ts';
import { twoPeople, type People, type PeopleFailure } from '../../core/people/person.ts';
import { checkWords, type WordsFailure } from '../../core/people/words.ts';
import { TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import { discard } from '../../core/transfer/transfer.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { CourierPorts } from './ports.ts';
import type { ReceiveFailure } from './reading.ts';
import { arrive, receiptOf } from './receiving.ts';

const fail = failIn('transfer');

export type SetAsideFailure = ReceiveFailure | PeopleFailure | WordsFailure;

export interface Grounds {
  readonly reason: string;
  readonly people: People;
}

/**
 * Takes a transfer's number and nothing else, for good: what it carries is wiped, and the batch that it names cannot be
 * opened from it. Its signature, its turn and its form are verified as in `receive`, so that nobody can spend a number
 * of a sender's with a file that is not the sender's next. Whether its units are what they should be is not asked:
 * where they are not, this is the way past them.
 */
export async function setAside(
  ports: CourierPorts,
  kind: TransferKind,
  path: string,
  { reason, people }: Grounds,
): Promise<Result<EventOf<'transfer-set-aside'>, SetAsideFailure>> {
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  if (TRANSFERS[kind].to === 'public') {
    return fail('wrong-role', `A ${kind} is read by anyone at any time: no other waits for it, and none is set aside.`);
  }
  const arrived = await arrive(ports, { kind, path, check: false }, {});
  if (!arrived.ok) return arrived;
  const { transfer, sender } = arrived.value;
  discard(transfer);
  const event = {
    ...receiptOf(transfer, sender),
    kind: 'transfer-set-aside',
    reason,
    signatures: signed.value,
  } as const;
  await ports.journal.append([event]);
  return ok(event);
}
