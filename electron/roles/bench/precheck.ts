/** Starts and stops the pre-verification of the open batch, and keeps its record. */
import type { Journal } from '../../../core/journal/journal.ts';
import { failIn, ok, type Failure, type Result } from '../../../core/base/result.ts';
import { precheck, type PrecheckView } from '../../../core/stations/bench/precheck.ts';
import type { UnitLookup } from '../../../core/stations/bench/verification.ts';
import type { Checking } from './checking/session.ts';
import type { BatchView } from './contract.ts';

const fail = failIn('bench');

export interface PrecheckerPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  /** Opens what answers for the units of a batch, until it is ended; `signal` ends it as well. */
  readonly checking: (batch: string, signal: AbortSignal) => Checking;
  /** Resolves when the station's own workers can derive. */
  readonly ready: Promise<void>;
  readonly workers: number;
  /** How many derivations the second implementation has confirmed since the station was opened. */
  readonly confirmed: () => number;
  /** The batch as it stands, and its units that wait. */
  readonly batch: () => BatchView | null;
  readonly waiting: (batch: string) => readonly string[];
  /** How many of its units were found bad so far. */
  readonly condemned: (batch: string) => number;
  readonly changed: (view: PrecheckView) => void;
  /** The station could not go on; the units are as they were. */
  readonly failed: (fault: Failure) => void;
}

export interface Precheck {
  readonly view: PrecheckView;
  start(): Promise<Result<null>>;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Another batch was opened: shows how far that one is. */
  reset(): void;
  /** Resolves when a running check has ended by itself. */
  settled(): Promise<void>;
}

/** In flight: two keep a worker busy, and the others' points are multiplied here meanwhile. Five were measured too few. */
const UNITS_A_WORKER = 8;

const NOTHING: PrecheckView = { running: false, done: 0, total: 0, failed: 0, rate: 0, left: null };

export function createPrecheck(ports: PrecheckerPorts): Precheck {
  let view = NOTHING;
  let running: { readonly abort: AbortController; readonly done: Promise<void> } | null = null;

  function show(next: PrecheckView): void {
    view = next;
    ports.changed(view);
  }

  /** Of a withdrawn unit there is nothing to verify. */
  const verifiable = ({ count, states }: BatchView): number => count - states.withdrawn;

  /** What earlier runs have done already, from the records of the units: the same whenever it is asked. */
  function progressed(batch: BatchView): { done: number; failed: number } {
    return { done: verifiable(batch) - batch.states.received, failed: ports.condemned(batch.batch) };
  }

  async function run(batch: BatchView, signal: AbortSignal): Promise<void> {
    const serials = ports.waiting(batch.batch);
    const before = ports.confirmed();
    await ports.journal.append([{ kind: 'check-started', batch: batch.batch, left: serials.length }]);
    // Of two that prove their kernel at once, the one that a person may wait for would come later.
    await ports.ready.catch(() => undefined);
    const [because, elsewhere] = await check(batch, serials, signal);
    const left = ports.waiting(batch.batch).length;
    const confirmed = ports.confirmed() - before + elsewhere;
    await ports.journal.append([{ kind: 'check-stopped', batch: batch.batch, left, because, confirmed }]);
    if (because === 'station-fault') ports.failed(stopped(left));
  }

  /** Why it stopped, and how many derivations were confirmed elsewhere. What cannot even be started is a fault of the station too. */
  async function check(
    batch: BatchView,
    serials: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly ['done' | 'cancelled' | 'station-fault', number]> {
    let checking: Checking | null = null;
    try {
      checking = ports.checking(batch.batch, signal);
      const { flawOf } = checking;
      const width = ports.workers * UNITS_A_WORKER;
      const means = { ...ports, flawOf, width, ticks: () => performance.now(), progress: show };
      await precheck(batch.batch, serials, progressed(batch), means, signal);
      return [signal.aborted ? 'cancelled' : 'done', checking.confirmed()];
    } catch {
      return ['station-fault', checking?.confirmed() ?? 0];
    } finally {
      await checking?.end();
    }
  }

  return {
    get view() {
      return view;
    },
    async start() {
      const batch = ports.batch();
      if (batch === null) return fail('no-batch', 'No batch is open. Open one first.');
      if (running !== null || batch.states.received === 0) return ok(null);
      const abort = new AbortController();
      const done = run(batch, abort.signal)
        // A journal that fails has stopped the station and said so already.
        .catch(() => undefined)
        .finally(() => {
          running = null;
          show({ ...view, running: false });
        });
      running = { abort, done };
      return ok(null);
    },
    async stop() {
      running?.abort.abort();
      await running?.done;
    },
    reset() {
      const batch = ports.batch();
      show(batch === null ? NOTHING : { ...NOTHING, ...progressed(batch), total: verifiable(batch) });
    },
    settled: async () => running?.done,
  };
}

const stopped = (left: number): Failure => ({
  area: 'bench',
  kind: 'check-stopped',
  message: `The pre-verification stopped with ${left} cards left: the station could not derive their keys. No card is the worse for it. Start it again, and call your supervisor if it stops again.`,
  facts: { left },
});
