/**
 * A finished batch becomes its transfers. Each is on record only when it was read back from the medium. Units whose
 * passphrases people have seen are in none of them.
 */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import type { TransferKind, UncheckedUnits } from '../../../core/transfer/kinds.ts';
import { openCode, openPassphrase } from '../../vault/unit-line.ts';
import type { Delivered } from '../../station/delivery.ts';
import { findBatch, type OriginDesk } from './desk.ts';

const fail = failIn('origin');

export async function exportBatch(
  desk: OriginDesk,
  name: string,
  directory: string,
): Promise<Result<readonly Delivered[]>> {
  const found = findBatch(desk, name);
  if (!found.ok) return found;
  const batch = found.value;
  if (batch.coded < batch.count) {
    return fail(
      'unfinished-batch',
      `Batch ${name} has ${batch.coded} of ${batch.count} units. It leaves whole: resume it first.`,
      { batch: name, coded: batch.coded, count: batch.count },
    );
  }
  const left = batch.count - batch.opened.length;
  if (left === 0) {
    return fail('nothing-left', `Every unit of batch ${name} was opened here: none of them may leave.`, {
      batch: name,
    });
  }
  const order = await codesOf(desk, batch);
  if (!order.ok) return order;
  // What leaves is settled before a byte of it does: both transfers must name the same units, also after a power cut.
  if (!batch.leaving) await desk.parts.journal.append([{ kind: 'batch-leaving', batch: name, count: left }]);
  const toPress = await deliver(desk, 'order', name, order.value, directory);
  if (!toPress.ok) return toPress;
  const toBench =
    batch.source.kind === 'supplied'
      ? await deliver(desk, 'supplied', name, order.value, directory)
      : await deliverVault(desk, batch, directory);
  return toBench.ok ? ok([toPress.value, toBench.value]) : toBench;
}

async function deliver<K extends TransferKind>(
  { parts }: OriginDesk,
  kind: K,
  batch: string,
  units: readonly UncheckedUnits[K][],
  directory: string,
): Promise<Result<Delivered>> {
  const sent = await parts.delivery.send(kind, { batch, units }, directory);
  if (!sent.ok) return sent;
  const { to, sequence, digest } = sent.value;
  await parts.journal.append([
    { kind: 'batch-exported', batch, transfer: kind, count: units.length, to, sequence, digest },
  ]);
  return sent;
}

/** The codes of all units that leave; no passphrase is opened. */
async function codesOf({ store }: OriginDesk, batch: OriginBatch): Promise<Result<UncheckedUnits['order'][]>> {
  const units: UncheckedUnits['order'][] = [];
  const unreadable: string[] = [];
  const read = await store.read(batch, (line, sealing) => {
    if (batch.opened.includes(line.serial)) return;
    const code = openCode(sealing, line);
    if (code === null) unreadable.push(line.serial);
    else units.push({ serial: line.serial, code });
  });
  if (!read.ok) return read;
  return unreadable.length === 0 ? ok(units) : unopened(batch.batch, unreadable);
}

async function deliverVault(desk: OriginDesk, batch: OriginBatch, directory: string): Promise<Result<Delivered>> {
  const units: UncheckedUnits['vault'][] = [];
  const unreadable: string[] = [];
  try {
    const read = await desk.store.read(batch, (line, sealing) => {
      if (batch.opened.includes(line.serial)) return;
      const passphrase = openPassphrase(sealing, line);
      if (passphrase === null) unreadable.push(line.serial);
      else units.push({ serial: line.serial, passphrase });
    });
    if (!read.ok) return read;
    if (unreadable.length > 0) return unopened(batch.batch, unreadable);
    return await deliver(desk, 'vault', batch.batch, units, directory);
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
