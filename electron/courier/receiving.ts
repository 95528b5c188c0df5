/** Receiving: nothing counts until all of a transfer is verified, and its receipt stands on record with what became of it. */
import type { EventOf, JournalEvent, RecordRef } from '../../core/journal/event.ts';
import { objectionTo, type Admission } from '../../core/peers/admission.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { ROLE_NAMES } from '../../core/base/role.ts';
import { endName, maySend, mayTakeIn, senderOf, TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import type { Manifest } from '../../core/transfer/manifest.ts';
import { type Transfer, type UncheckedTransfer, discard } from '../../core/transfer/transfer.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { basename } from 'node:path';
import { printable } from '../files/regular.ts';
import type { CourierPorts } from './ports.ts';
import { readSigned, type AtHome, type ReadRequest, type ReceiveFailure } from './reading.ts';
import { inPercents, type Report } from './transfer-files.ts';

const fail = failIn('transfer');

export interface ReceiveOptions {
  readonly onProgress?: Report;
  readonly signal?: AbortSignal;
}

/** A transfer that may be taken in; disposing wipes its secrets. */
export interface Taken<K extends TransferKind = TransferKind> extends Disposable {
  readonly transfer: Transfer<K>;
  readonly sender: PublicIdentity;
  /** The newest record of this station that its sender knew of, as a length of its journal; 0: of none that is in it. */
  readonly heard: number;
  /** Its receipt, to be recorded by `accept`; a proof, which anyone may read any time, has none. */
  readonly receipt: EventOf<'transfer-received'> | null;
}

/**
 * Verifies a transfer file and reads it whole. Nothing is taken in yet: see {@link accept}. A refusal is recorded,
 * and where it tells of an attack or a fault at the sender's, it is an incident.
 */
export async function receive<K extends TransferKind>(
  ports: CourierPorts,
  kind: K,
  path: string,
  options: ReceiveOptions = {},
): Promise<Result<Taken<K>, ReceiveFailure>> {
  const arrived = await arrive(ports, { kind, path, check: true }, options);
  if (!arrived.ok) return arrived;
  const { sender } = arrived.value;
  // As it was checked.
  const transfer = arrived.value.transfer as unknown as Transfer<K>;
  const receipt = TRANSFERS[kind].to === 'public' ? null : receiptOf(transfer, sender);
  const { heard, heardRecords = 0 } = transfer.manifest;
  const known = heard !== undefined && hashAt(ports.journal, heardRecords) === heard ? heardRecords : 0;
  return ok({ transfer, sender, heard: known, receipt, [Symbol.dispose]: () => discard(transfer) });
}

/** What is signed, admitted and whole. Its secrets are the caller's to wipe. */
interface Arrived<K extends TransferKind> {
  readonly transfer: UncheckedTransfer<K>;
  readonly sender: PublicIdentity;
}

/** Verifies a transfer file and reads it; whatever is refused is recorded. */
export async function arrive<K extends TransferKind>(
  ports: CourierPorts,
  wanted: Pick<ReadRequest<K>, 'kind' | 'path' | 'check'>,
  { onProgress, signal }: ReceiveOptions,
): Promise<Result<Arrived<K>, ReceiveFailure>> {
  const { self, sealing, book, journal, apart } = ports;
  const { kind, path } = wanted;
  const { to, secret } = TRANSFERS[kind];
  if (to !== 'public' && !mayTakeIn(kind, self.role)) {
    const [ours, theirs] = [ROLE_NAMES[self.role], endName(to)];
    return fail('wrong-role', `${ours} takes no ${kind}: that is ${theirs}'s to do.`);
  }
  const notes: Notes = { sender: null, missing: null };
  const file = printable(basename(path));
  const home: AtHome = {
    sealing,
    report: onProgress === undefined ? () => undefined : inPercents(onProgress),
    signed(sender) {
      notes.sender = sender;
      return maySend(kind, sender.role) ? null : wrongSigner(file, kind, sender);
    },
    admit: (manifest) => objectionOf(ports, manifest, file, notes),
  };
  const known = book.peers().map(({ identity }) => identity);
  const read = secret === null || apart === undefined ? readSigned : apart.signed;
  const transfer = await read({ ...wanted, known }, home, signal);
  const { sender, missing } = notes;
  if (transfer.ok && sender !== null) return ok({ transfer: transfer.value, sender });
  if (transfer.ok) throw new TypeError('a transfer that nobody has signed was read as one that somebody had');
  const refused = await recordRefusal(journal, kind, sender?.name ?? null, transfer);
  if (missing !== null) await stopWithout(journal, missing);
  return refused;
}

/** What is learnt on the way, for the record. */
interface Notes {
  /** Known once the signature has been found good. */
  sender: PublicIdentity | null;
  missing: EventOf<'history-missing'> | null;
}

/** Why the station does not take what this first line says; what it lacks itself is noted. */
function objectionOf({ self, book, journal }: CourierPorts, manifest: Manifest, file: string, notes: Notes) {
  const { sender } = notes;
  if (sender === null) throw new TypeError('a first line was read before its signature');
  const past = book.receivedFrom(sender.fingerprint);
  const had: Admission['had'] = (records, head) => hashAt(journal, records) === head || book.lost(head);
  const refused = objectionTo({ manifest, file, self, sender, past, had });
  if (refused?.error.kind === 'own-history-missing') notes.missing = missingEvent(manifest, sender);
  return refused;
}

const missingEvent = (
  { heard = '', heardRecords = 0 }: Manifest,
  { name, fingerprint }: PublicIdentity,
): EventOf<'history-missing'> => {
  return { kind: 'history-missing', from: name, peer: fingerprint, records: heardRecords, journal: heard };
};

/** The hash of this station's own record that a journal of so many ended with; null where there is none. */
function hashAt({ head, records }: CourierPorts['journal'], size: number): string | null {
  if (size > head.size) return null;
  for (const [record] of records(size - 1)) return record?.hash ?? null;
  return null;
}

/** Nothing more is done here, now or after a restart, until two people go on. */
async function stopWithout(journal: CourierPorts['journal'], event: EventOf<'history-missing'>): Promise<void> {
  await journal.append([event]);
  await journal.stopFor({ size: event.records, hash: event.journal });
}

/**
 * Takes transfers in: records their receipts and `also`, what the station has made of them. Where that ends with their
 * batch being taken, they count from that record on, whatever a power cut leaves of the group. Refused if one of them
 * has been taken in meanwhile.
 */
export async function accept(
  { book, journal }: CourierPorts,
  received: readonly Pick<Taken, 'receipt'>[],
  also: readonly JournalEvent[],
): Promise<Result<readonly RecordRef[], 'replayed'>> {
  const receipts = received.flatMap(({ receipt }) => receipt ?? []);
  for (const { from, peer, sequence } of receipts) {
    if (sequence === book.nextFrom(peer).sequence) continue;
    return fail('replayed', `Transfer ${sequence} from ${from} has been taken in meanwhile.`, { from, sequence });
  }
  const last = also.at(-1)?.kind;
  const until = isTaking(last) ? { until: last } : {};
  return ok(await journal.append([...receipts.map((receipt) => ({ ...receipt, ...until })), ...also]));
}

type Taking = NonNullable<EventOf<'transfer-received'>['until']>;

/** The records with which what was received becomes the station's own. */
const TAKING: readonly string[] = [
  'order-taken',
  'batch-opened',
  'receipt-taken',
  'units-added',
  'share-closed',
  'people-taken',
  'cards-arrived',
] satisfies readonly Taking[];

const isTaking = (kind: string | undefined): kind is Taking => kind !== undefined && TAKING.includes(kind);

/**
 * Puts on record what is wrong with a transfer, without a word of what the file says, and gives it back.
 *
 * @param from whose signature it bears, `null` if nobody's we know.
 */
export async function recordRefusal<F extends ReceiveFailure>(
  journal: Journal,
  transfer: TransferKind,
  from: string | null,
  failure: Failed<F>,
): Promise<Failed<F>> {
  const { kind: reason } = failure.error;
  if (UNTOUCHED.includes(reason)) return failure;
  const events: JournalEvent[] = [{ kind: 'transfer-refused', transfer, from, reason }];
  if (ALARMING.includes(reason)) {
    events.push({
      kind: 'incident',
      reason,
      serial: null,
      detail: `${transfer} signed by ${from ?? 'nobody we know'}`,
    });
  }
  await journal.append(events);
  return failure;
}

/** Nothing of a transfer was seen. */
const UNTOUCHED: readonly ReceiveFailure[] = ['missing', 'no-permission', 'unreadable', 'cancelled'];

/** No accident explains these, or the sender's station is not what it was. */
const ALARMING: readonly ReceiveFailure[] = [
  'secret-in-transfer',
  'wrong-sender',
  'forked',
  'broken-link',
  'history-went-back',
  'own-history-missing',
];

/** What the record says of a transfer, and the next one is measured by. */
export function receiptOf(
  { manifest, digest }: Pick<UncheckedTransfer, 'manifest' | 'digest'>,
  sender: PublicIdentity,
): EventOf<'transfer-received'> {
  const { kind: transfer, batch, count, sequence, journal, records = 0 } = manifest;
  const [from, peer] = [sender.name, sender.fingerprint];
  return { kind: 'transfer-received', transfer, batch, count, from, peer, sequence, digest, records, journal };
}

const wrongSigner = (file: string, kind: TransferKind, { name, role }: PublicIdentity): Failed<'wrong-role'> =>
  fail(
    'wrong-role',
    `${file} is signed by ${name}, which is ${ROLE_NAMES[role]}: a ${kind} comes from ${senderOf(kind)}. Nothing was taken from it.`,
    { file, from: name },
  );
