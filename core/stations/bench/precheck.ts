/**
 * The background pre-verification of a batch: every unit's passphrase must confirm its own confirmation code and
 * public key, before a single card is on the bench. It can be stopped and goes on where it was, because what is done
 * is in the journal.
 */
import type { JournalEvent } from '../../journal/event.ts';
import type { CancelSignal } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { createPace, type PaceView } from '../../work/pace.ts';
import type { ReasonKind } from './reasons.ts';
import type { UnitLookup } from './verification.ts';

/** How far the pre-verification is. */
export interface PrecheckView extends PaceView {
  readonly running: boolean;
  readonly failed: number;
  /** It goes on while the station is locked, by a supervisor's word. */
  readonly locked: boolean;
}

export interface PrecheckPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  /**
   * Null if passphrase and confirmation code of a unit give its public key and the address on record.
   *
   * Rejects where that can not be found out: a fault of the station, and the unit stays as it was.
   */
  readonly flawOf: (unit: BenchUnit) => Promise<ReasonKind | null>;
  /** Units in flight at once: enough to keep every worker busy. */
  readonly width: number;
  /** Milliseconds that only go forward. */
  readonly ticks: () => number;
  readonly progress: (view: Omit<PrecheckView, 'locked'>) => void;
}

/** The rate is taken over this many last units: long enough to be calm, short enough to notice a change. */
const STRETCH = 32;

/** Records that may be on their way to the disk at once: with more, the disk is what the lanes wait for. */
const MOST_WRITING = 64;

/**
 * Checks `serials` one after the other, several in flight. Resolves when all are done or `signal` has fired; a unit
 * in flight then is simply not checked yet.
 *
 * @throws whatever the derivation or the journal throws, after which nothing more is started: a station fault is not
 * the units' fault, and they stay as they were.
 */
export async function precheck(
  batch: string,
  serials: readonly string[],
  progressed: { readonly done: number; readonly failed: number },
  ports: PrecheckPorts,
  signal: CancelSignal,
): Promise<void> {
  const total = progressed.done + serials.length;
  let { done, failed } = progressed;
  let next = 0;
  const faults: unknown[] = [];
  /** Records on their way to the disk: no lane waits for its own, and so no worker for the disk. */
  const writing = new Set<Promise<void>>();
  const pace = createPace(STRETCH, ports.ticks, done, total);

  function report(running: boolean): void {
    ports.progress({ ...pace.view(), running, failed });
  }

  async function checkOne(serial: string): Promise<void> {
    const unit = ports.units.unit(serial);
    // Verified by hand or put aside meanwhile: nothing is left to find out.
    if (unit !== null && benchLife.may(unit, 'unit-checked')) {
      const flaw = await ports.flawOf(unit);
      const current = ports.units.unit(serial);
      if (current !== null && benchLife.may(current, 'unit-checked')) {
        record(
          flaw === null ? { kind: 'unit-checked', batch, serial } : { kind: 'unit-condemned', serial, reason: flaw },
        );
        if (writing.size >= MOST_WRITING) await Promise.race(writing);
        return;
      }
    }
    reached();
  }

  /** The step counts from here on; what is recorded while the disk is busy is one write afterwards. */
  function record(event: JournalEvent): void {
    const written = ports.journal.append([event]).then(
      () => {
        if (event.kind === 'unit-condemned') failed++;
        reached();
      },
      (cause: unknown) => void faults.push(cause),
    );
    const done = written.finally(() => writing.delete(done));
    writing.add(done);
  }

  function reached(): void {
    done++;
    pace.reached(done);
    report(true);
  }

  /** After a fault nothing is started; the other lanes finish the units they have in hand before anything is said. */
  async function lane(): Promise<void> {
    while (next < serials.length && !signal.aborted && faults.length === 0) {
      try {
        await checkOne(serials[next++] as string);
      } catch (cause) {
        if (!signal.aborted) faults.push(cause);
      }
    }
  }

  report(true);
  await Promise.all(Array.from({ length: Math.max(1, ports.width) }, lane));
  await Promise.all(writing);
  report(false);
  if (faults.length > 0) throw faults[0];
}
