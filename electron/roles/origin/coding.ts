/** Making a batch: what a power cut left is taken over, then the recipe runs, and how it ended stands on record. */
import type { EventOf, JournalEvent } from '../../../core/journal/event.ts';
import { mixDice } from '../../../core/random/dice.ts';
import { RandomFailure } from '../../../core/random/healthy.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { OriginBatch, Source } from '../../../core/stations/origin/book.ts';
import { codeUnits } from '../../../core/stations/origin/origin.ts';
import { groupingOf } from '../../../core/card/passphrase.ts';
import { openCode, openPassphrase, type UnitLine, type UnitSeal } from '../../vault/unit-line.ts';
import type { OpenUnits } from '../../vault/unit-appender.ts';
import { DerivationDisagreement, PoolFailure } from '../../workers/refusals.ts';
import { loadMarks } from './marks.ts';
import { findBatch, randomFailed, type CodingRequest, type OriginDesk } from './desk.ts';

const fail = failIn('origin');

type Made = Extract<Source, { readonly kind: 'made' }>;

export async function runCoding(desk: OriginDesk, request: CodingRequest): Promise<Result<'done' | 'cancelled'>> {
  const found = findBatch(desk, request.batch);
  if (!found.ok) return found;
  const batch = found.value;
  const { source } = batch;
  if (source.kind !== 'made') {
    return fail('supplied-batch', `The codes of batch ${batch.batch} come from a customer: import their file again.`);
  }
  if (batch.coded === batch.count) return ok('done');
  const { range } = source;
  const serials = desk.serialsOf(range);
  const opened = await desk.store.open(
    batch,
    (line, place, sealing) => line.serial === serials.at(range.start + place) && opens(sealing, line),
  );
  if (!opened.ok) return opened;
  const units = opened.value;
  try {
    return await codeRest(desk, batch, source, units, request);
  } finally {
    await units.close();
  }
}

/** Passphrase and code of a line that nobody vouches for are what they must be. */
function opens(sealing: UnitSeal, line: UnitLine): boolean {
  using passphrase = openPassphrase(sealing, line);
  return passphrase !== null && passphrase.use(groupingOf) !== null && openCode(sealing, line) !== null;
}

async function codeRest(
  desk: OriginDesk,
  { batch, count, coded }: OriginBatch,
  { range, shape, lots }: Made,
  units: OpenUnits,
  { dice, progress, signal }: CodingRequest,
): Promise<Result<'done' | 'cancelled'>> {
  const { journal, startPool } = desk.parts;
  const adopted = units.adopted.map((group): JournalEvent => ({ kind: 'units-coded', batch, ...group }));
  const found = units.adopted.reduce((sum, group) => sum + group.count, 0);
  const bits = Math.floor(dice?.bits ?? 0);
  const start = { batch, left: count - coded - found, adopted: found, cut: units.cut, dice: bits };
  await journal.append([...adopted, { kind: 'coding-started', ...start }]);

  const left = (): number => count - (desk.parts.book.batch(batch)?.coded ?? 0);
  const stopped = (because: EventOf<'coding-stopped'>['because']): JournalEvent => {
    return { kind: 'coding-stopped', batch, left: left(), because };
  };
  const serials = desk.serialsOf(range);
  let pool: ReturnType<typeof startPool> | null = null;
  try {
    const marks = await loadMarks(desk);
    if (!marks.ok) {
      await journal.append([stopped('station-fault')]);
      return marks;
    }
    pool = startPool();
    using mixed = dice === null ? null : mixDice(desk.random, dice.rolls);
    const ended = await codeUnits(
      { batch, count, coded: coded + found, shape, lots, serialAt: (place) => serials.at(range.start + place) },
      {
        journal,
        units,
        marks: marks.value,
        random: mixed ?? desk.random,
        condemn: desk.random.condemn,
        derivation: pool,
        // Four units a worker: the pool weaves their lanes together, and points are multiplied here meanwhile.
        width: pool.size * 4,
        ticks: () => performance.now(),
        progress,
      },
      signal,
    );
    await journal.append([stopped(ended.ok ? ended.value : 'station-fault')]);
    return ended;
  } catch (cause) {
    if (cause instanceof RandomFailure) {
      const detail = `the random generator failed while batch ${batch} was made: ${cause.fault}`;
      await journal.append([
        { kind: 'incident', reason: 'random-failed', serial: null, detail },
        { kind: 'batch-voided', batch, reason: `random generator: ${cause.fault}` },
        stopped('station-fault'),
      ]);
      return randomFailed(cause.fault);
    }
    if (journal.stopped === null) await journal.append([stopped('station-fault')]);
    if (!(cause instanceof PoolFailure || cause instanceof DerivationDisagreement)) throw cause;
    return fail('derivation-failed', `Batch ${batch} was stopped: ${cause.message}.`, { batch });
  } finally {
    await pool?.close();
  }
}
