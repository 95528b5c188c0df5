/**
 * An Origin at work: core's recipe over real ports. What a window and the command line do here, they do through this,
 * so they cannot drift. One thing at a time; a passphrase is shown only to people who have signed for it.
 */
import { outdated } from '../../../core/journal/program-age.ts';
import type { People } from '../../../core/people/person.ts';
import { createHealthyRandom, type RandomFault } from '../../../core/random/healthy.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import type { PlanReview, SerialEnds } from '../../../core/stations/origin/plan.ts';
import type { Product } from '../../../core/product/schema.ts';
import type { Secret } from '../../../core/base/secret.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { vaultReceiptTaken } from '../../../core/stations/origin/receipt.ts';
import { createExclusive } from '../../../core/work/queue.ts';
import { createPermutation } from '../../../core/card/permutation.ts';
import { createSerials } from '../../../core/card/serial-scheme.ts';
import { openOriginKeys } from '../../keys/origin-keys.ts';
import { createUnitStore } from '../../vault/unit-store.ts';
import { takeReceipt } from '../../station/receipt.ts';
import { runCoding } from './coding.ts';
import { randomFailed, type CodingRequest, type OriginDesk, type OriginStationParts } from './desk.ts';
import { destroyOriginBatch, finishDestructions } from './destruction.ts';
import { sendTransfer, type Departed, type Departure } from './export.ts';
import { importCodes } from './import.ts';
import { openUnit, type UnitOpening } from './opening.ts';
import { abandonBatch, planBatch, reviewBatch } from './planning.ts';
import { endsOf, type BatchRequest } from '../../../core/stations/origin/review.ts';
import { divideBatch, reissueShare, takeClosing, type ClosingTaken } from './shares.ts';
import type { Reissue } from '../../../core/stations/origin/shares.ts';
import type { SharePlaces } from '../../../core/transfer/shares.ts';
import { measurePace } from './measure.ts';

const fail = failIn('origin');

export interface OriginStation {
  readonly parts: OriginStationParts;
  batches(): readonly OriginBatch[];
  /** The first serials of a batch and its last; null where a customer gave them. */
  serials(batch: OriginBatch): SerialEnds | null;
  /** Judges a plan without making it. */
  review(request: BatchRequest): PlanReview;
  /** Puts a batch on record. Its serials are taken from then on. */
  plan(request: BatchRequest): Promise<Result<OriginBatch>>;
  /** Makes what is left of a batch. */
  code(request: CodingRequest): Promise<Result<'done' | 'cancelled'>>;
  /** Takes in the codes that a customer has made, as a batch of its own; goes on where a power cut ended it. */
  importCodes(batch: string, path: string, product?: Product | null): Promise<Result<OriginBatch>>;
  /** Writes one transfer of a whole batch: the order for Press, or the vault (or the supplied codes) for Bench. */
  send(departure: Departure): Promise<Result<Departed>>;
  /** Gives up a batch of which nothing has left. Its serials stay taken. */
  abandon(batch: string, people: People, reason: string): Promise<Result<null>>;
  /** Divides a batch of which nothing has left over benches. */
  divide(batch: string, shares: readonly SharePlaces[]): Promise<Result<OriginBatch>>;
  /** Gives the share of a bench that is no more to another one. */
  reissue(reissue: Reissue): Promise<Result<OriginBatch>>;
  /** Takes in what a bench says of the units it had. */
  takeClosing(path: string): Promise<Result<ClosingTaken>>;
  /**
   * Units that this machine makes in a second, measured now; null where no worker answers, or where something else is
   * wanted meanwhile: nobody waits for a measurement.
   */
  measure(): Promise<Result<number | null>>;
  /** Gives the passphrase of one unit, which from then on never leaves. The caller wipes it. */
  openUnit(opening: UnitOpening): Promise<Result<Secret>>;
  /** Takes in Bench's word that it has opened a batch. */
  takeReceipt(path: string): Promise<Result<{ readonly batch: string }>>;
  /**
   * Destroys what is sealed of a batch that Bench has, or that is void.
   *
   * @param unreceived why nobody waits for Bench's receipt; null where it is here
   */
  destroy(batch: string, people: People, unreceived: string | null): Promise<Result<null>>;
  /** When nothing is in hand any more; what is being measured is broken off. */
  settled(): Promise<void>;
  /** After what is in hand, records the stop and lets go of everything. */
  close(): Promise<void>;
}

/** Opens its keys and records the start. The parts are the caller's still if it refuses. */
export async function startOrigin(parts: OriginStationParts): Promise<Result<OriginStation>> {
  const { name, journal, book, stationKey, directory } = parts;
  const random = createHealthyRandom(parts.random);
  if (random.fault !== null) return await refuseToStart(parts, random.fault);
  const expected = book.batches()[0]?.keys ?? null;
  const opened = await openOriginKeys({ directory, station: name, stationKey, random, expected });
  if (!opened.ok) return opened;
  const keys = opened.value;
  const desk: OriginDesk = {
    parts,
    keys,
    random,
    store: createUnitStore({ ...parts, station: name, records: keys.records, random }),
    serialsOf(range) {
      const tweak = `${range.prefix}|${range.check ? 'check' : 'plain'}`;
      const permuted = range.order === 'permuted';
      return createSerials(range, permuted ? createPermutation(keys.serials, range.digits, tweak) : null);
    },
  };
  await journal.append([
    { kind: 'station-started', version: parts.version, runtime: parts.runtime },
    ...outdated(journal.rare, parts.version),
  ]);
  await finishDestructions(desk);

  const exclusive = createExclusive(() =>
    fail('busy', 'The station is at work on a batch. Wait until it has ended, or stop it.'),
  );
  let measuring: AbortController | null = null;
  async function settled(): Promise<void> {
    measuring?.abort();
    await exclusive.settled();
  }
  /** One thing at a time, and nothing once the generator has failed: all that leaves here was drawn from it. */
  async function alone<T>(work: () => Promise<Result<T>>): Promise<Result<T>> {
    while (measuring !== null) await settled();
    return exclusive.run(async () => {
      if (random.fault !== null) return randomFailed(random.fault);
      try {
        return await work();
      } catch (cause) {
        if (journal.stopped === null) throw cause;
        return fail('journal-failed', journal.stopped.message);
      }
    });
  }

  const measure = (): Promise<Result<number | null>> =>
    alone(async () => {
      const now = (measuring = new AbortController());
      return measurePace(desk, now.signal).finally(() => (measuring = null));
    });

  return ok({
    parts,
    batches: () => book.batches(),
    serials: ({ source }) => (source.kind === 'made' ? endsOf(source.range, desk.serialsOf(source.range)) : null),
    review: (request) => reviewBatch(desk, request),
    plan: (request) => alone(() => planBatch(desk, request)),
    code: (request) => alone(() => runCoding(desk, request)),
    importCodes: (batch, path, product = null) => alone(() => importCodes(desk, batch, path, product)),
    send: (departure) => alone(() => sendTransfer(desk, departure)),
    abandon: (batch, people, reason) => alone(() => abandonBatch(desk, batch, people, reason)),
    divide: (batch, shares) => alone(() => divideBatch(desk, batch, shares)),
    reissue: (reissue) => alone(() => reissueShare(desk, reissue)),
    takeClosing: (path) => alone(() => takeClosing(desk, path)),
    measure,
    openUnit: (opening) => alone(() => openUnit(desk, opening)),
    takeReceipt: (path) =>
      alone(() =>
        takeReceipt(parts.intake, 'vault-receipt', path, (receipt) => vaultReceiptTaken(receipt, parts.book)),
      ),
    destroy: (batch, people, unreceived) => alone(() => destroyOriginBatch(desk, batch, people, unreceived)),
    settled,
    async close() {
      await settled();
      // A journal that has failed says so at every append; the rest must be let go of all the same.
      await journal.append([{ kind: 'station-stopped' }]).catch(() => undefined);
      keys[Symbol.dispose]();
      await parts.letGo();
    },
  });
}

async function refuseToStart({ journal }: OriginStationParts, fault: RandomFault): Promise<Failed<'random-failed'>> {
  const detail = `the random generator failed its start-up tests: ${fault}`;
  await journal.append([{ kind: 'incident', reason: 'random-failed', serial: null, detail }]);
  return randomFailed(fault);
}
