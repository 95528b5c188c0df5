/** Starts and stops the pre-verification of the open batch, and keeps its record. */
import type { Journal } from '../../../core/journal/journal.ts';
import { failIn, ok, type Failure, type Result } from '../../../core/base/result.ts';
import { precheck, type PrecheckView } from '../../../core/stations/bench/precheck.ts';
import type { UnitLookup } from '../../../core/stations/bench/verification.ts';
import { onePerson } from '../../../core/people/person.ts';
import type { ReasonKind } from '../../../core/stations/bench/reasons.ts';
import type { BehindLock } from './checking/behind.ts';
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
  /** The two implementations of scrypt have disagreed elsewhere. */
  readonly distrust: () => void;
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
  /** @param behind what has gone on behind a lock; it is ended, and what it found of this batch is put on record first */
  start(behind?: BehindLock | null): Promise<Result<null>>;
  /** By the word of a supervisor, who has signed: until it is stopped, what runs now goes on while the station is locked. */
  goOnLocked(supervisor: string): Promise<Result<null>>;
  /** At a lock: stops it here, and leaves it to its process where a supervisor has said so; null where nobody has. */
  leave(): BehindLock | null;
  /** Resolves when nothing is in flight any more. */
  stop(): Promise<void>;
  /** Another batch was opened: shows how far that one is. */
  reset(): void;
  /** Resolves when a running check has ended by itself. */
  settled(): Promise<void>;
}

/** In flight: two keep a worker busy, and the others' points are multiplied here meanwhile. Five were measured too few. */
const UNITS_A_WORKER = 8;

const NOTHING: PrecheckView = {
  ...{ running: false, done: 0, total: 0, failed: 0, rate: 0, left: null },
  locked: false,
};

/** One that runs. */
interface Run {
  readonly abort: AbortController;
  readonly batch: BatchView;
  /** From when there is a process. */
  checking: Checking | null;
  /** A supervisor has said that it goes on while the station is locked. */
  locked: boolean;
  /** It does. */
  left: boolean;
}

export function createPrecheck(ports: PrecheckerPorts): Precheck {
  let view = NOTHING;
  let running: (Run & { readonly done: Promise<void> }) | null = null;
  const width = ports.workers * UNITS_A_WORKER;

  function show(next: Omit<PrecheckView, 'locked'>): void {
    view = { ...next, locked: next.running && running?.locked === true };
    ports.changed(view);
  }

  /** Of a withdrawn unit there is nothing to verify. */
  const verifiable = ({ count, states }: BatchView): number => count - states.withdrawn;

  /** What earlier runs have done already, from the records of the units: the same whenever it is asked. */
  function progressed(batch: BatchView): { done: number; failed: number } {
    return { done: verifiable(batch) - batch.states.received, failed: ports.condemned(batch.batch) };
  }

  /** What was found behind a lock is recorded as anything that is found here, and so not found twice. */
  async function takenUp(
    { batch }: BatchView,
    behind: BehindLock | null,
  ): Promise<ReadonlyMap<string, ReasonKind | null>> {
    const found = await behind?.found();
    if (found?.disagreed === true) ports.distrust();
    if (found === undefined || behind?.batch !== batch) return new Map();
    const { flaws, confirmed } = found;
    await ports.journal.append([{ kind: 'check-taken-up', batch, found: flaws.size, confirmed }]);
    return flaws;
  }

  async function run(at: Run, behind: BehindLock | null): Promise<void> {
    const { batch } = at;
    const before = ports.confirmed();
    const found = await takenUp(batch, behind);
    const serials = ports.waiting(batch.batch);
    await ports.journal.append([{ kind: 'check-started', batch: batch.batch, left: serials.length }]);
    // Of two that prove their kernel at once, the one that a person may wait for would come later.
    await ports.ready.catch(() => undefined);
    const [because, elsewhere] = await check(at, serials, found);
    const left = ports.waiting(batch.batch).length;
    if (at.left) return void (await ports.journal.append([{ kind: 'check-left-running', batch: batch.batch, left }]));
    const confirmed = ports.confirmed() - before + elsewhere;
    await ports.journal.append([{ kind: 'check-stopped', batch: batch.batch, left, because, confirmed }]);
    if (because === 'station-fault') ports.failed(stopped(left));
  }

  /** Why it stopped, and how many derivations were confirmed elsewhere. What cannot even be started is a fault of the station too. */
  async function check(
    at: Run,
    serials: readonly string[],
    found: ReadonlyMap<string, ReasonKind | null>,
  ): Promise<readonly ['done' | 'cancelled' | 'station-fault', number]> {
    const { batch } = at;
    const { signal } = at.abort;
    let checking: Checking | null = null;
    try {
      const begun = (checking = at.checking = ports.checking(batch.batch, signal));
      const flawOf: Checking['flawOf'] = async (unit) => {
        const known = found.get(unit.serial);
        return known === undefined ? begun.flawOf(unit) : known;
      };
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
    async start(behind = null) {
      const batch = ports.batch();
      if (batch === null || running !== null || batch.states.received === 0) await behind?.stop();
      if (batch === null) return fail('no-batch', 'No batch is open. Open one first.');
      if (running !== null || batch.states.received === 0) return ok(null);
      const locked = behind?.batch === batch.batch;
      const at: Run = { abort: new AbortController(), batch, checking: null, locked, left: false };
      const done = run(at, behind)
        // A journal that fails has stopped the station and said so already.
        .catch(() => undefined)
        .finally(() => {
          running = null;
          show({ ...view, running: false });
        });
      running = Object.assign(at, { done });
      return ok(null);
    },
    async goOnLocked(supervisor) {
      const by = onePerson(supervisor);
      if (!by.ok) return by;
      const at = running;
      if (at === null) return notRunning();
      await ports.journal.append([{ kind: 'check-goes-on-locked', batch: at.batch.batch, by: by.value }]);
      at.locked = true;
      show(view);
      return ok(null);
    },
    leave() {
      if (running?.locked !== true || running.checking === null) return null;
      const units = ports.waiting(running.batch.batch).map((serial) => ports.units.unit(serial));
      const behind = running.checking.leave(
        units.filter((unit) => unit !== null),
        width,
      );
      running.left = behind !== null;
      running.abort.abort();
      return behind;
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

const notRunning = () =>
  fail('not-checking', 'No pre-verification is running that could go on. Start it, then say so again.');

const stopped = (left: number): Failure => ({
  area: 'bench',
  kind: 'check-stopped',
  message: `The pre-verification stopped with ${left} cards left: the station could not derive their keys. No card is the worse for it. Start it again, and call your supervisor if it stops again.`,
  facts: { left },
});
