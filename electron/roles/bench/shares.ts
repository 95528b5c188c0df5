/** A bench among others: units that it hands over, units that it takes over, and what it says when its share is closed. */
import type { Serial } from '../../../core/card/serial.ts';
import type { ConfirmationCode } from '../../../core/bip38/layout.ts';
import type { EventOf } from '../../../core/journal/event.ts';
import { failIn, must, ok, type Failed, type Result } from '../../../core/base/result.ts';
import { SealedSecret } from '../../../core/base/secret.ts';
import { givenUp, objectionToTaking, takenOver, type Giving } from '../../../core/stations/bench/handover.ts';
import type { Ledger } from '../../../core/stations/bench/ledger.ts';
import type { UncheckedUnits } from '../../../core/transfer/kinds.ts';
import { CLOSED_AS } from '../../../core/transfer/units.ts';
import { createExclusive } from '../../../core/work/queue.ts';
import type { Index } from '../../journal/index.ts';
import type { UnitRecord } from '../../journal/rows.ts';
import type { Delivered } from '../../station/delivery.ts';
import type { Incoming } from '../../station/intake.ts';
import type { SealedBatch } from '../../vault/sealed-batch.ts';
import type { BenchStationParts } from './parts.ts';
import type { HandoverView } from './share-calls.ts';

const fail = failIn('bench');

/** Units that go to another bench, and where their transfer is written. */
export interface HandingOver extends Giving {
  readonly directory: string;
}

export interface Shares {
  /** The serials of a batch that may be handed over, in its order. */
  waiting(batch: string): readonly string[];
  /** The other benches that are trusted here; `null` in training, where none is known. */
  benches(): readonly string[] | null;
  handovers(batch: string): readonly HandoverView[];
  /** Gives units up, on record, and writes their handover. */
  handOver(handing: HandingOver): Promise<Result<Delivered>>;
  /** Writes a handover once more: the same transfer, for a medium that failed or was lost. */
  writeAgain(batch: string, to: string, part: number, directory: string): Promise<Result<Delivered>>;
  /** Takes over what another bench has given up. */
  takeOver(path: string): Promise<Result<{ readonly batch: string; readonly count: number; readonly from: string }>>;
  /** Tells Origin what became of every unit of a batch that is closed here. */
  closing(batch: string, directory: string): Promise<Result<Delivered>>;
  /** When none of it is being done any more. */
  settled(): Promise<void>;
}

type Parts = Pick<BenchStationParts, 'index' | 'vault' | 'delivery' | 'intake' | 'benches' | 'journal' | 'name'>;

export interface SharesPorts {
  readonly parts: Parts;
  readonly ledger: Ledger;
  /** Does what concerns cards while the bench is at work on none. */
  readonly between: <T>(work: () => Promise<T>) => Promise<T>;
  /** What is sealed of a batch has been added to. */
  readonly reopened: (batch: string) => Promise<unknown>;
}

export function createShares(ports: SharesPorts): Shares {
  const { index, benches } = ports.parts;
  const exclusive = createExclusive(() =>
    fail('busy', 'Units are being handed over or taken over. Wait until it is done.'),
  );
  return {
    waiting: (batch) => WAITING.flatMap((state) => index.serials(batch, state)),
    benches,
    settled: exclusive.settled,
    handovers: (batch) => handoversOf(index, batch),
    handOver: (handing) => exclusive.run(() => ports.between(() => handOver(ports, handing))),
    writeAgain: (batch, to, part, directory) =>
      exclusive.run(() => writeHandover(ports, { batch, to, part }, directory)),
    takeOver: (path) => exclusive.run(() => ports.between(() => takeOver(ports, path))),
    closing: (batch, directory) => exclusive.run(() => writeClosing(ports, batch, directory)),
  };
}

/** Not etched, and in no doubt. */
const WAITING = ['received', 'checked', 'verified'] as const;

const isGiven = (event: { readonly kind: string }): event is EventOf<'units-handed-over'> =>
  event.kind === 'units-handed-over';

function handoversOf(index: Pick<Index, 'ending'>, batch: string): readonly HandoverView[] {
  const records = index.ending(batch);
  const written = records.flatMap(({ event }) =>
    event.kind === 'batch-exported' && event.transfer === 'handover' ? [`${event.to} ${event.part ?? 0}`] : [],
  );
  return records.flatMap(({ event, at }) => {
    if (!isGiven(event)) return [];
    const { to, part, serials } = event;
    return [{ batch, to, part, count: serials.length, at, written: written.includes(`${to} ${part}`) }];
  });
}

const isSupplied = (index: Pick<Index, 'batches'>, batch: string): boolean =>
  index.batches().some((known) => known.batch === batch && known.supplied === true);

const isClosed = (index: Pick<Index, 'ending'>, batch: string): boolean =>
  index.ending(batch).some(({ event }) => event.kind === 'batch-closed');

async function handOver(ports: SharesPorts, { directory, ...giving }: HandingOver): Promise<Result<Delivered>> {
  const { parts, ledger } = ports;
  const { index } = parts;
  const { batch, to } = giving;
  const part = handoversOf(index, batch).filter((one) => one.to === to).length + 1;
  const given = givenUp(giving, part, {
    units: ledger,
    brokenOff: (of) => index.brokenOff(of),
    supplied: (of) => isSupplied(index, of),
    been: (serial) => beenOf(index, serial),
    benches: parts.benches(),
  });
  if (!given.ok) return given;
  // On disk before a byte of the transfer exists: from here on nothing of them is etched here.
  await ledger.append([given.value]);
  return writeHandover(ports, { batch, to, part }, directory);
}

interface Handover {
  readonly batch: string;
  readonly to: string;
  readonly part: number;
}

async function writeHandover(
  { parts, ledger }: SharesPorts,
  { batch, to, part }: Handover,
  directory: string,
): Promise<Result<Delivered>> {
  const { index, vault, delivery } = parts;
  const given = index
    .ending(batch)
    .find(({ event }) => isGiven(event) && event.to === to && event.part === part)?.event;
  if (given === undefined || !isGiven(given)) {
    return fail('no-such-handover', `No handover ${part} of batch ${batch} to ${to} is on record here.`, {
      batch,
      to,
      part,
    });
  }
  const sealed = await vault.open(batch);
  if (!sealed.ok) return sealed;
  const units: UncheckedUnits['handover'][] = [];
  try {
    for (const serial of given.serials) {
      const unit = handedUnit(parts, sealed.value, serial);
      if (!unit.ok) return unit;
      units.push(unit.value);
    }
    const product = index.batches().find((one) => one.batch === batch)?.product;
    const sent = await delivery.send('handover', { batch, units, to, product, says: { part } }, directory);
    if (!sent.ok) return sent;
    const { sequence, digest } = sent.value;
    const count = units.length;
    if (!handoversOf(index, batch).some((one) => one.to === to && one.part === part && one.written)) {
      await ledger.append([{ kind: 'batch-exported', batch, transfer: 'handover', count, to, sequence, digest, part }]);
    }
    return sent;
  } finally {
    for (const { passphrase } of units) passphrase.wipe();
  }
}

function handedUnit(
  { index, name }: Pick<Parts, 'index' | 'name'>,
  sealed: SealedBatch,
  serial: string,
): Result<UncheckedUnits['handover']> {
  const unit = index.unit(serial);
  if (unit === null) return fail('unknown-serial', `${serial} is not in this batch.`, { serial });
  const opens = sealed.passphrase(serial);
  if (!opens.ok) return opens;
  opens.value.wipe();
  const { address, publicKey, sticker } = unit;
  const confirmation = unit.confirmation as ConfirmationCode;
  const been = [...beenOf(index, serial), name];
  return ok({
    address,
    been,
    confirmation,
    // Of all that is handed over, none lies open but the one that is written.
    passphrase: new SealedSecret(
      () => must(sealed.passphrase(serial)),
      () => undefined,
    ),
    publicKey,
    serial: serial as Serial,
    sticker,
  });
}

/** The benches that had a unit before this one. */
function beenOf(index: Pick<Index, 'traveller'>, serial: string): readonly string[] {
  const [arrival] = index.traveller(serial).flatMap(({ event }) => (event.kind === 'unit-received' ? [event] : []));
  return arrival?.been ?? [];
}

/** Records a write's worth of units at once. */
const GROUP = 500;

async function takeOver({ parts, reopened }: SharesPorts, path: string): ReturnType<Shares['takeOver']> {
  const incoming = await parts.intake.read('handover', path);
  if (!incoming.ok) return incoming;
  using taking = incoming.value;
  const { index, journal, vault } = parts;
  const handover = taking.transfer;
  const { batch, from } = handover.manifest;
  const objection = objectionToTaking(handover, {
    lostRecords: () => index.lostSince() > 0,
    brokenOff: (of) => index.brokenOff(of),
    closed: (of) => isClosed(index, of),
    supplied: (of) => isSupplied(index, of),
    known: (of) => index.batches().find((one) => one.batch === of) ?? null,
    seen: ({ serial, publicKey, address }) => index.seen({ serial, publicKey, address })?.by ?? null,
  });
  if (objection !== null) return noted(objection, handover.manifest.batch, parts);
  const known = index.batches().some((one) => one.batch === batch);
  // What an attempt that was cut short has sealed was never on record, so it never was.
  if (!known) await vault.destroy(batch);
  const sealed = await (known ? vault.add(batch, handover.units) : vault.put(batch, handover.units));
  if (!sealed.ok) return sealed;
  await reopened(batch);
  const taken = await recordTaking(taking, { journal, intake: parts.intake });
  return taken.ok ? ok({ batch, count: handover.units.length, from }) : taken;
}

async function recordTaking(
  taking: Incoming<'handover'>,
  { journal, intake }: Pick<Parts, 'journal' | 'intake'>,
): Promise<Result<unknown>> {
  const { units, added } = takenOver(taking.transfer);
  try {
    for (let at = 0; at < units.length; at += GROUP) await journal.append(units.slice(at, at + GROUP));
    return await intake.accept([taking], [added]);
  } catch (cause) {
    if (journal.stopped === null) throw cause;
    return fail('journal-failed', journal.stopped.message);
  }
}

/** The mark of a station that is there twice, or of somebody who carries a file a second time. */
async function noted(refused: Failed, batch: string, { journal }: Pick<Parts, 'journal'>): Promise<Failed> {
  const { kind, facts } = refused.error;
  if (kind !== 'unit-was-here' && kind !== 'records-lost-here') return refused;
  const serial = typeof facts?.['serial'] === 'string' ? facts['serial'] : null;
  await journal.append([{ kind: 'incident', reason: kind, serial, detail: `batch ${batch}` }]);
  return refused;
}

async function writeClosing(
  { parts, ledger }: SharesPorts,
  batch: string,
  directory: string,
): Promise<Result<Delivered>> {
  const { index, delivery } = parts;
  const opened = index.batches().find((known) => known.batch === batch);
  const end = index.ending(batch).find(({ event }) => event.kind === 'batch-closed');
  if (opened === undefined || end === undefined) {
    return fail('not-closed', `Batch ${batch} is not closed: Origin is told what became of it when it is.`, { batch });
  }
  const limit = opened.count + opened.added;
  const { rows } = index.units({ batch, search: '', state: null, offset: 0, limit });
  const units = rows
    .map((unit) => closedUnit(index, unit, opened.count))
    .sort((a, b) => (a.serial < b.serial ? -1 : 1));
  const at = { size: end.seq + 1, hash: end.hash };
  const sent = await delivery.send('closing', { batch, units, at }, directory);
  if (!sent.ok) return sent;
  const { to, sequence, digest } = sent.value;
  const before = index
    .ending(batch)
    .some(({ event }) => event.kind === 'batch-exported' && event.transfer === 'closing');
  const count = units.length;
  if (!before)
    await ledger.append([{ kind: 'batch-exported', batch, transfer: 'closing', count, to, sequence, digest }]);
  return sent;
}

/** As the batch was closed: what became of a card in quarantine later is told by a proof or a certificate. */
function closedUnit(index: Pick<Index, 'traveller'>, unit: UnitRecord, opened: number): UncheckedUnits['closing'] {
  const { serial, state, reason, position } = unit;
  const end = CLOSED_AS.find((one) => one === state);
  if (end === undefined) throw new Error(`${serial} of a closed batch is ${state}`);
  const arrival =
    position < opened ? undefined : index.traveller(serial).find(({ event }) => event.kind === 'unit-received');
  const taken = arrival?.event.kind === 'unit-received' ? arrival.event.taken : undefined;
  return {
    end,
    ...(end === 'handed-over' ? { handed: reason ?? '' } : {}),
    serial: serial as Serial,
    ...(taken === undefined ? {} : { taken }),
  };
}
