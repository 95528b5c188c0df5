/** Sending: a number is taken on record, then the file gets its name, then it is compared; only then was it sent. */
import { join } from 'node:path';
import type { EventOf } from '../../core/journal/event.ts';
import type { Head } from '../../core/journal/chain.ts';
import { sentBefore, type Prepared } from '../../core/peers/book.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { twoPeople, type People, type PeopleFailure } from '../../core/people/person.ts';
import { ROLE_NAMES } from '../../core/base/role.ts';
import {
  endName,
  maySend,
  mayTakeIn,
  senderOf,
  TRANSFERS,
  type TransferKind,
  type UncheckedUnits,
} from '../../core/transfer/kinds.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import type { Heading } from '../../core/transfer/writer.ts';
import type { CourierPorts } from './ports.ts';
import { diskFault, ourFault, READ_BACK } from '../files/fault.ts';
import { writeDispatch, type Dispatched } from './dispatch.ts';

const fail = failIn('transfer');

export type SendFailure =
  /** Not this station's to send, or not that one's to take. */
  | 'wrong-role'
  | 'unknown-peer'
  /** This batch was sent before, with other content. */
  | 'sent-otherwise'
  /** This batch was given to another station: what its codes or passphrases are used for once, would be done twice. */
  | 'sent-elsewhere'
  /** The medium failed: nothing, or nothing that can be relied on, is on it. */
  | 'not-delivered';

export type AbandonFailure = 'unknown-peer' | 'nothing-prepared' | PeopleFailure;

export interface Batch<K extends TransferKind> {
  readonly batch: string;
  readonly units: readonly UncheckedUnits[K][];
  /** What the manifest says besides, by its kind. */
  readonly says?: Says;
  /** Which product its cards are of. */
  readonly product?: Heading['product'] | undefined;
}

/** Of a receipt the digest of what was taken in; of a part its number; of a divided batch its map. */
export type Says = Pick<Heading, 'of' | 'part' | 'shares' | 'reissued'>;

export interface SentTransfer {
  readonly file: string;
  readonly signature: string;
  readonly sequence: number;
  readonly digest: string;
  /** It was prepared or sent before: this is the same transfer again. */
  readonly again: boolean;
}

/** A manifest's name for everybody. */
const PUBLIC = 'Public';

interface Recipient {
  readonly name: string;
  readonly identity: PublicIdentity | null;
}

/**
 * Writes a transfer to `directory`. `to` names a peer, `null` is the public.
 *
 * A batch goes to a recipient once: sending it again writes the same transfer under the same number, for a medium
 * that failed or was lost.
 *
 * @throws Error if the units are no transfer (see `writeTransfer`), JournalStopped.
 */
export async function send<K extends TransferKind>(
  ports: CourierPorts,
  kind: K,
  to: string | null,
  { batch, units, says = {}, product }: Batch<K>,
  directory: string,
): Promise<Result<SentTransfer, SendFailure>> {
  const { self, book, journal, signer, fs } = ports;
  const found = recipientOf(ports, kind, to);
  if (!found.ok) return found;
  const recipient = found.value;
  const peer = recipient.identity?.fingerprint ?? null;
  const before = sentBefore(book.sentTo(peer), kind, batch, says.part);
  const elsewhere = before === null ? givenBefore(ports, kind, recipient, { batch, says }) : null;
  if (elsewhere !== null) return sentElsewhere(elsewhere);
  const said = { ...says, ...(product === undefined ? {} : { product }) };
  const heading: Heading = { ...headingOf(ports, recipient, batch, before), ...said };
  const sealing = TRANSFERS[kind].sealed ? (recipient.identity?.sealing ?? null) : null;
  let dispatched: Dispatched;
  try {
    dispatched = await writeDispatch(fs, directory, { kind, heading, units, sender: self, signer, sealing });
  } catch (cause) {
    return notDelivered(directory, cause);
  }
  const { name, digest } = dispatched;
  if (before !== null && before.digest !== digest) {
    await dispatched.discard();
    return sentOtherwise(before, recipient.name);
  }
  const { sequence } = heading;
  if (before === null) {
    await journal.append([preparedEvent(kind, heading, units.length, peer, digest)]);
  }
  try {
    for (const part of dispatched.parts) await part.publish();
    for (const part of dispatched.parts) if (!(await part.holds())) throw ourFault(READ_BACK);
  } catch (cause) {
    await dispatched.discard();
    return notDelivered(directory, cause);
  }
  const sent = { transfer: kind, batch, to: recipient.name, peer, sequence, digest };
  await journal.append([{ kind: 'transfer-sent', ...sent }]);
  const file = join(directory, name);
  return ok({ file, signature: join(directory, dispatched.signature), sequence, digest, again: before !== null });
}

/**
 * Gives up the last transfer to a recipient, if it was never delivered and two people vouch that no copy of it is
 * left: its number is used again.
 */
export async function abandon(
  { book, journal }: CourierPorts,
  to: string | null,
  people: People,
): Promise<Result<null, AbandonFailure>> {
  const identity = book.peers().find((peer) => peer.identity.name === to)?.identity ?? null;
  if (to !== null && identity === null) return unknownPeer(to);
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const peer = identity?.fingerprint ?? null;
  const last = book.sentTo(peer).at(-1);
  if (last === undefined || last.delivered) {
    return fail('nothing-prepared', `No transfer to ${to ?? 'the public'} waits to be delivered.`);
  }
  const { sequence } = last;
  await journal.append([{ kind: 'transfer-abandoned', to: to ?? PUBLIC, peer, sequence, signatures: signed.value }]);
  return ok(null);
}

/**
 * Whoever else has what Origin gives once: the codes of a batch to one Press, its passphrases (or those of a share) to one
 * Bench. Another identity under the same name is another station; a share that goes to another bench is reissued, and
 * says so.
 */
function givenBefore(
  { book }: CourierPorts,
  kind: TransferKind,
  { name, identity }: Recipient,
  { batch, says }: { readonly batch: string; readonly says: Says },
): Prepared | null {
  if (TRANSFERS[kind].divided !== true) return null;
  const others = book
    .sentElsewhere(identity?.fingerprint ?? null)
    .filter((one) => one.transfer === kind && one.batch === batch);
  const shared = kind !== 'order' && says.shares !== undefined;
  return others.find(({ to }) => !shared || to === name) ?? null;
}

function recipientOf(
  { self, book }: CourierPorts,
  kind: TransferKind,
  to: string | null,
): Result<Recipient, 'wrong-role' | 'unknown-peer'> {
  const route = TRANSFERS[kind];
  if (!maySend(kind, self.role)) {
    return fail('wrong-role', `${ROLE_NAMES[self.role]} sends no ${kind}: that is ${senderOf(kind)}'s to do.`);
  }
  if (route.to === 'public') {
    if (to === null) return ok({ name: PUBLIC, identity: null });
    return fail('wrong-role', `A ${kind} is for everybody, not for ${to} alone.`);
  }
  const identity = book.peers().find((peer) => peer.identity.name === to)?.identity;
  if (identity === undefined) return unknownPeer(to ?? PUBLIC);
  if (mayTakeIn(kind, identity.role)) return ok({ name: identity.name, identity });
  return fail('wrong-role', `${identity.name} is ${ROLE_NAMES[identity.role]}: this is for ${endName(route.to)}.`);
}

/** What a recipient is told of itself, so that an old copy of it learns that it is one. */
const heardOf = (head: Head | null): Pick<Heading, 'heard' | 'heardRecords'> =>
  head === null ? {} : { heard: head.hash, heardRecords: head.size };

/** What was said before is said again, so that the same transfer is the same bytes. */
function headingOf(
  { self, book, journal }: CourierPorts,
  { name, identity }: Recipient,
  batch: string,
  before: Prepared | null,
): Heading {
  const peer = identity?.fingerprint ?? null;
  const place = before ?? {
    ...book.nextTo(peer),
    records: journal.head.size,
    journal: journal.head.hash,
    ...heardOf(peer === null ? null : book.heardFrom(peer)),
  };
  const { sequence, previous, records, journal: head, heard, heardRecords } = place;
  return {
    batch,
    from: self.name,
    ...(heard === undefined || heardRecords === undefined ? {} : { heard, heardRecords }),
    journal: head,
    mode: self.mode,
    previous,
    ...(peer === null ? {} : { recipient: peer }),
    records,
    sequence,
    to: name,
  };
}

function preparedEvent(
  transfer: TransferKind,
  { batch, to, sequence, previous, journal, records = 0, heard, heardRecords, part }: Heading,
  count: number,
  peer: string | null,
  digest: string,
): EventOf<'transfer-prepared'> {
  const known = {
    ...(heard === undefined || heardRecords === undefined ? {} : { heard, heardRecords }),
    ...(part === undefined ? {} : { part }),
  };
  const place = { sequence, previous, digest, records, journal, ...known };
  return { kind: 'transfer-prepared', transfer, batch, count, to, peer, ...place };
}

const unknownPeer = (name: string): Failed<'unknown-peer'> =>
  fail('unknown-peer', `No station ${name} is trusted here. Compare its words and pin it first.`, { name });

const sentOtherwise = ({ transfer, batch, sequence }: Prepared, to: string): Failed<'sent-otherwise'> =>
  fail(
    'sent-otherwise',
    `The ${transfer} of batch ${batch} is transfer ${sequence} to ${to} already, with other content. A batch goes once.`,
    { batch, sequence },
  );

const sentElsewhere = ({ transfer, batch, to, sequence }: Prepared): Failed<'sent-elsewhere'> =>
  fail(
    'sent-elsewhere',
    `The ${transfer} of batch ${batch} is transfer ${sequence} to ${to}, and to that very station alone: with another one the same would be made twice. Give the batch up, and plan it anew.`,
    { transfer, batch, to, sequence },
  );

/** A bug goes on its way. */
function notDelivered(directory: string, cause: unknown): Failed<'not-delivered'> {
  const { message, facts } = diskFault(directory, cause).error;
  return fail('not-delivered', `${message} The transfer was not delivered: put in another medium and send it again.`, {
    ...facts,
  });
}
