/**
 * A finished batch becomes its transfers, one at a time: each on a medium of its own, in the hands of a person of its
 * own, and on record only when it was read back from the medium. Units whose passphrases people have seen are in none.
 */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { OriginBatch, PlannedShare } from '../../../core/stations/origin/book.ts';
import { partWays, transferFor, type Recipient, type SlipFacts } from '../../../core/stations/origin/departure.ts';
import { holderOf, leavesWith, mapOfShares, shareFor } from '../../../core/stations/origin/shares.ts';
import type { Person } from '../../../core/people/person.ts';
import type { TransferKind, UncheckedUnits } from '../../../core/transfer/kinds.ts';
import { diskFault } from '../../files/fault.ts';
import type { Says } from '../../courier/sending.ts';
import { openCode, openPassphrase } from '../../vault/unit-line.ts';
import type { Delivered } from '../../station/delivery.ts';
import { findBatch, type OriginDesk } from './desk.ts';

const fail = failIn('origin');

/** A transfer that is to be written. */
export interface Departure {
  readonly batch: string;
  readonly to: Recipient;
  /** Whose vault, where the batch is divided or several benches are trusted. */
  readonly bench?: string | null;
  readonly directory: string;
  /** The name of who carries it. */
  readonly carrier: string;
}

/** A transfer that was written. */
export interface Departed extends Delivered {
  readonly transfer: SlipFacts['transfer'];
}

export async function sendTransfer(desk: OriginDesk, departure: Departure): Promise<Result<Departed>> {
  const found = leavingBatch(desk, departure.batch);
  if (!found.ok) return found;
  const batch = found.value;
  const transfer = transferFor(batch, departure.to);
  const share = departure.to === 'press' ? ok(null) : shareFor(batch, departure.bench ?? null);
  if (!share.ok) return share;
  const medium = await mediumAt(desk, departure.directory);
  if (!medium.ok) return medium;
  const carrier = partWays(batch, transfer, medium.value, departure.carrier);
  if (!carrier.ok) return carrier;
  const { directory } = departure;
  const bench = departure.to === 'press' ? null : (departure.bench ?? null);
  const on = { medium: medium.value, carrier: carrier.value, directory };
  const leaving: Leaving = { batch, share: share.value, bench, ...on };
  const sent = transfer === 'vault' ? await sendVault(desk, leaving) : await sendCodes(desk, transfer, leaving);
  return sent.ok ? ok({ ...sent.value, transfer }) : sent;
}

async function sendCodes(desk: OriginDesk, kind: 'order' | 'supplied', leaving: Leaving): Promise<Result<Delivered>> {
  const codes = await codesOf(desk, leaving);
  return codes.ok ? deliver(desk, kind, codes.value, leaving) : codes;
}

/** A batch that is whole, and of which there is something to send. */
function leavingBatch(desk: OriginDesk, name: string): Result<OriginBatch> {
  const found = findBatch(desk, name);
  if (!found.ok) return found;
  const { coded, count, opened } = found.value;
  if (coded < count) {
    return fail('unfinished-batch', `Batch ${name} has ${coded} of ${count} units. It leaves whole: resume it first.`, {
      batch: name,
      coded,
      count,
    });
  }
  if (opened.length < count) return found;
  return fail('nothing-left', `Every unit of batch ${name} was opened here: none of them may leave.`, { batch: name });
}

async function mediumAt({ parts }: OriginDesk, directory: string): Promise<Result<string>> {
  try {
    return ok(await parts.medium(directory));
  } catch (cause) {
    return diskFault(directory, cause);
  }
}

interface Leaving {
  readonly batch: OriginBatch;
  /** Of a divided batch, for Bench: whose units. */
  readonly share: PlannedShare | null;
  readonly bench: string | null;
  readonly medium: string;
  readonly carrier: Person;
  readonly directory: string;
}

async function deliver<K extends TransferKind>(
  { parts }: OriginDesk,
  kind: K,
  units: readonly UncheckedUnits[K][],
  { batch: whole, share, bench, medium, carrier, directory }: Leaving,
): Promise<Result<Delivered>> {
  const { batch, leaving, count, opened } = whole;
  // What leaves is settled before a byte of it does: both transfers must name the same units, also after a power cut.
  if (!leaving) await parts.journal.append([{ kind: 'batch-leaving', batch, count: count - opened.length }]);
  const holder = share === null ? bench : holderOf(whole, share.bench);
  const addressed = holder === null ? {} : { to: holder };
  const says = saysOf(whole, share);
  const sent = await parts.delivery.send(kind, { batch, units, says, product: whole.product, ...addressed }, directory);
  if (!sent.ok) return sent;
  const { to, sequence, digest } = sent.value;
  const written = { batch, transfer: kind, count: units.length, to, sequence, digest };
  await parts.journal.append([{ kind: 'batch-exported', ...written, medium, carrier }]);
  return sent;
}

/** What order and vaults of a divided batch say of it. */
function saysOf(batch: OriginBatch, share: PlannedShare | null): Says {
  if (batch.shares.length === 0) return {};
  const dead =
    share === null ? undefined : batch.reissues.findLast(({ to }) => to === holderOf(batch, share.bench))?.bench;
  return { shares: mapOfShares(batch), ...(dead === undefined ? {} : { reissued: dead }) };
}

/** Whether a unit is in this transfer: nobody has seen its passphrase, and it is of the share. */
const leaves = ({ batch, share }: Leaving, serial: string): boolean =>
  !batch.opened.includes(serial) && (share === null || leavesWith(batch, share, serial));

/** The codes of all units that leave; no passphrase is opened. */
async function codesOf({ store }: OriginDesk, leaving: Leaving): Promise<Result<UncheckedUnits['order'][]>> {
  const { batch } = leaving;
  const units: UncheckedUnits['order'][] = [];
  const unreadable: string[] = [];
  const read = await store.read(batch, (line, sealing) => {
    if (!leaves(leaving, line.serial)) return;
    const code = openCode(sealing, line);
    if (code === null) unreadable.push(line.serial);
    else units.push({ serial: line.serial, code });
  });
  if (!read.ok) return read;
  return unreadable.length === 0 ? ok(units) : unopened(batch.batch, unreadable);
}

async function sendVault(desk: OriginDesk, leaving: Leaving): Promise<Result<Delivered>> {
  const { batch } = leaving;
  const units: UncheckedUnits['vault'][] = [];
  const unreadable: string[] = [];
  try {
    const read = await desk.store.read(batch, (line, sealing) => {
      if (!leaves(leaving, line.serial)) return;
      const passphrase = openPassphrase(sealing, line);
      if (passphrase === null) unreadable.push(line.serial);
      else units.push({ serial: line.serial, passphrase });
    });
    if (!read.ok) return read;
    if (unreadable.length > 0) return unopened(batch.batch, unreadable);
    return await deliver(desk, 'vault', units, leaving);
  } finally {
    for (const { passphrase } of units) passphrase.wipe();
  }
}

const unopened = (batch: string, serials: readonly string[]) =>
  fail(
    'vault-damaged',
    `What is sealed of ${serials.length} units of batch ${batch} (${serials[0]} first) does not open. Restore the station from your backup.`,
    { batch },
  );
