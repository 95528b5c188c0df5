/** The end of a batch at Bench: its sample, its balance, its closing, and the proof that leaves the station. */
import { codeHash } from '../../../core/attest/attestation.ts';
import { writeAttestation, type WrittenAttestation } from '../../../core/attest/packing-code.ts';
import type { Head } from '../../../core/journal/chain.ts';
import type { EventKind, EventOf } from '../../../core/journal/event.ts';
import { namesOf, type People } from '../../../core/people/person.ts';
import { failIn, type Failed, type Result } from '../../../core/base/result.ts';
import { obstacles, labelsToDestroy, type BatchEnding, type BatchFacts } from '../../../core/stations/bench/balance.ts';
import { closeBatch, destroyPassphrases, type ClosingPorts } from '../../../core/stations/bench/closing.ts';
import type { Etching } from '../../../core/stations/bench/etching.ts';
import type { Ledger } from '../../../core/stations/bench/ledger.ts';
import type { RecordsOf } from '../../../core/stations/bench/verification.ts';
import { createOffPath, type OffPath, type OffPathPorts } from '../../../core/stations/bench/off-path.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { UncheckedUnits } from '../../../core/transfer/kinds.ts';
import { createInHand, type InHand } from '../../../core/work/queue.ts';
import type { Index } from '../../journal/index.ts';
import type { Delivered } from '../../station/delivery.ts';
import type { Desk } from './desk.ts';
import type { BenchStationParts } from './parts.ts';
import { receiptsOf, writeReceipt, type Receipts, type Told } from './receipts.ts';

const fail = failIn('bench');

export interface Ending {
  /** What becomes of cards of the batch on the desk that do not go the whole way. */
  readonly offPath: Omit<OffPath, 'pick'>;
  /** Draws `count` more of the finished cards of the batch on the desk. */
  pick(count: number): Promise<Result<readonly string[]>>;
  /** How far the batch on the desk has come; `null` where none is. */
  view(): BatchEnding | null;
  /** @param labels spoilt and superseded labels, counted as they were destroyed. */
  close(people: People, labels: number): Promise<Result<null>>;
  /** Writes the proof of the batch on the desk; the same bytes every time. */
  proof(directory: string): Promise<Result<Delivered>>;
  /** Says to Origin or to Press that the batch on the desk was taken in. */
  receipt(told: Told, directory: string): Promise<Result<Delivered>>;
  /** When each of them was told first. */
  receipts(): Receipts;
  /** What the station says of a finished card, for its packing. */
  attest(serial: string): Result<WrittenAttestation>;
  /** When nothing of it is being written or destroyed any more. */
  settled(): Promise<void>;
}

export interface EndingPorts {
  readonly parts: Pick<BenchStationParts, 'index' | 'vault' | 'random' | 'delivery' | 'signer' | 'name' | 'clock'>;
  readonly ledger: Ledger;
  readonly desk: Pick<Desk, 'batch' | 'units'>;
  readonly etching: Pick<Etching, 'withdraw'>;
  readonly records: RecordsOf;
  /** A card that a person has put aside gets its label. */
  readonly labelled: OffPathPorts['labelled'];
  /** Resolves when no card is in hand and no label is printing. */
  readonly settled: () => Promise<unknown>;
  /** Clears the bench of a batch that is over: its labels are not printed again either. */
  readonly cleared: () => void;
}

export function createEnding({
  parts,
  ledger,
  desk,
  etching,
  records,
  labelled,
  settled,
  cleared,
}: EndingPorts): Ending {
  const { index } = parts;
  const inHand = createInHand();

  const offPath = createOffPath({
    journal: ledger,
    units: desk.units,
    random: parts.random,
    records,
    labelled,
    withdraw: etching.withdraw,
    finished: (batch) => index.serials(batch, 'finished'),
    picked: (batch) => pickedOf(index, batch),
  });
  const closing = closingPorts(parts, ledger);

  function view(): BatchEnding | null {
    const batch = desk.batch()?.batch;
    if (batch === undefined) return null;
    const facts = factsOf(index, batch);
    const closed = ending(index, batch, 'batch-closed');
    const destroyed = ending(index, batch, 'passphrases-destroyed') !== null;
    const proof = exported(index, batch);
    return {
      batch,
      count: facts.count,
      states: facts.states,
      labels: facts.labels,
      picked: facts.picked,
      unopened: facts.unopened,
      obstacles: closed === null ? obstacles(facts, labelsToDestroy(facts.labels).least) : [],
      closed: closed === null ? null : { at: closed.at, people: namesOf(closed.event.signatures) },
      destroyed,
      proof: proof === null ? null : { at: proof.at, count: proof.event.count, sequence: proof.event.sequence },
    };
  }

  async function proof(directory: string): Promise<Result<Delivered>> {
    const batch = desk.batch()?.batch;
    if (batch === undefined) return noBatch();
    const end = ending(index, batch, 'passphrases-destroyed');
    if (end === null) {
      return fail('not-closed', `Batch ${batch} is not closed. A proof is of finished cards alone: close it first.`, {
        batch,
      });
    }
    const units = proofUnits(index, batch);
    if (units.length === 0) return fail('nothing-finished', `Batch ${batch} has no finished card to be proven.`);
    // Where the journal stood when the batch was over, so that the same proof is the same bytes.
    const at: Head = { size: end.seq + 1, hash: end.hash };
    const sent = await parts.delivery.send('proof', { batch, units, at }, directory);
    if (!sent.ok) return sent;
    const { to, sequence, digest } = sent.value;
    if (exported(index, batch) === null) {
      const count = units.length;
      await ledger.append([{ kind: 'batch-exported', batch, transfer: 'proof', count, to, sequence, digest }]);
    }
    return sent;
  }

  async function close(people: People, labels: number): Promise<Result<null>> {
    const batch = desk.batch()?.batch;
    if (batch === undefined) return noBatch();
    await settled();
    const closed = await closeBatch(batch, people, labels, closing);
    if (closing.state(batch).closed) cleared();
    return closed;
  }

  return {
    offPath,
    view,
    attest: (serial) => attestationOf(parts, serial),
    async pick(count) {
      const batch = desk.batch()?.batch;
      return batch === undefined ? noBatch() : offPath.pick(batch, count);
    },
    close: (people, labels) => inHand.run(() => close(people, labels)),
    proof: (directory) => inHand.run(() => proof(directory)),
    settled: inHand.settled,
    ...createReceipts({ parts, ledger, desk }, inHand),
  };
}

const closingPorts = ({ index, vault }: EndingPorts['parts'], ledger: EndingPorts['ledger']): ClosingPorts => ({
  journal: ledger,
  underWay: () => ledger.underWay,
  state: (batch) => ({
    closed: ending(index, batch, 'batch-closed') !== null,
    destroyed: ending(index, batch, 'passphrases-destroyed') !== null,
  }),
  facts: (batch) => factsOf(index, batch),
  vault,
});

/** What Bench says to Origin and Press of the batch on the desk. */
function createReceipts(
  { parts, ledger, desk }: Pick<EndingPorts, 'parts' | 'ledger' | 'desk'>,
  inHand: InHand,
): Pick<Ending, 'receipt' | 'receipts'> {
  return {
    async receipt(told, directory) {
      const batch = desk.batch()?.batch;
      if (batch === undefined) return noBatch();
      return inHand.run(() => writeReceipt(parts, ledger, batch, told, directory));
    },
    receipts() {
      const batch = desk.batch()?.batch;
      return batch === undefined ? NOBODY_TOLD : receiptsOf(parts.index, batch);
    },
  };
}

const NOBODY_TOLD: Receipts = { origin: null, press: null };

/** Batches that were closed and whose passphrases a power cut has left: destroyed now. What resists is an incident. */
export async function finishClosings({ index, vault }: Pick<BenchStationParts, 'index' | 'vault'>, journal: Ledger) {
  for (const { batch } of index.batches()) {
    if (ending(index, batch, 'batch-closed') === null || ending(index, batch, 'passphrases-destroyed') !== null)
      continue;
    const destroyed = await destroyPassphrases(batch, { journal, vault });
    if (destroyed.ok) continue;
    const detail = destroyed.error.message;
    await journal.append([{ kind: 'incident', reason: 'passphrases-left', serial: null, detail }]);
  }
}

type Ended<K extends EventKind> = {
  readonly event: EventOf<K>;
  readonly at: string;
  readonly seq: number;
  readonly hash: string;
};

/** The first record of a kind among those that end a batch. */
function ending<K extends EventKind>(
  index: Pick<Index, 'ending'>,
  batch: string,
  kind: K,
  wanted: (event: EventOf<K>) => boolean = () => true,
): Ended<K> | null {
  const ended = index.ending(batch).filter(({ event }) => event.kind === kind) as unknown as readonly Ended<K>[];
  return ended.find(({ event }) => wanted(event)) ?? null;
}

const exported = (index: Pick<Index, 'ending'>, batch: string) =>
  ending(index, batch, 'batch-exported', ({ transfer }) => transfer === 'proof');

const pickedOf = (index: Pick<Index, 'ending'>, batch: string): readonly string[] =>
  index.ending(batch).flatMap(({ event }) => (event.kind === 'sample-picked' ? event.serials : []));

function factsOf(index: Index, batch: string): BatchFacts {
  const picked = pickedOf(index, batch);
  const open = index.incidents({ open: true });
  const ofBatch = (serial: string | null): serial is string => serial !== null && index.unit(serial)?.batch === batch;
  return {
    batch,
    count: countOf(index, batch),
    states: index.counts(batch),
    labels: index.labels(batch),
    first: (state, most) => index.serials(batch, state, most),
    picked,
    unopened: picked.filter((serial) => index.unit(serial)?.state === 'finished'),
    alarms: open
      .filter(({ reason }) => reason === 'sample-failed')
      .map(({ serial }) => serial)
      .filter(ofBatch),
    // Oldest first. What belongs to no card happened on the line while this batch was on it.
    incidents: open
      .filter(({ reason, serial }) => reason !== 'sample-failed' && (serial === null || ofBatch(serial)))
      .map(({ incident }) => incident)
      .reverse(),
  };
}

/** All units that came in with a batch, or were handed over later. */
function countOf(index: Pick<Index, 'batches'>, batch: string): number {
  const known = index.batches().find((one) => one.batch === batch);
  return known === undefined ? 0 : known.count + known.added;
}

/** How long a statement is good: about as long as a signing key. */
const YEARS = 10;

function attestationOf(
  { index, signer, name, clock }: Pick<BenchStationParts, 'index' | 'signer' | 'name' | 'clock'>,
  serial: string,
): Result<WrittenAttestation> {
  if (signer === null) return fail('no-signing-key', 'A training station has no key to sign a statement with.');
  const unit = index.unit(serial);
  if (unit === null || unit.state !== 'finished') {
    return fail(
      'not-finished-yet',
      `${serial} is no finished card of this station. A statement is of finished cards.`,
      {
        serial,
      },
    );
  }
  const { batch, address, confirmation } = unit;
  const product = index.batches().find((one) => one.batch === batch)?.product?.name ?? '-';
  const said = { maker: name, product, batch, serial, address, date: clock.now().slice(0, 10) };
  const statement = { ...said, years: YEARS, code: codeHash(confirmation) };
  return writeAttestation(statement, signer.publicKey, signer.sign);
}

/** In the order of their serials, so that it says nothing of the order of their making. */
function proofUnits(index: Index, batch: string): readonly UncheckedUnits['proof'][] {
  const limit = index.counts(batch).finished;
  const { rows } = index.units({ batch, search: '', state: 'finished', offset: 0, limit });
  return rows
    .map(({ serial, address, confirmation }) => ({ serial: serial as Serial, address, confirmation }))
    .sort((a, b) => (a.serial < b.serial ? -1 : 1));
}

const noBatch = (): Failed<'no-batch'> => fail('no-batch', 'No batch is open. Open one first.');
