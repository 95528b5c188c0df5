/**
 * Press at its window: the batch that is worked on, the medium of its key, and one thing at a time. The recipes are
 * {@link PressStation}'s; this keeps what a window needs between two calls.
 */
import type { WantedReturn } from '../../../core/stations/press/closing.ts';
import type { Coin } from '../../../core/coins/coins.ts';
import type { Clock } from '../../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PressBatch } from '../../../core/stations/press/book.ts';
import type { StickerPrinter } from '../../../core/stations/press/ports.ts';
import type { StickerStyle } from '../../../core/sticker/layout.ts';
import type { StickerStock } from '../../../core/sticker/parts.ts';
import type { PressDeskView, PressWork } from './contract-view.ts';
import type { LeftOff } from '../served.ts';
import { checkMedium } from '../../keys/batch-key.ts';
import { createPressLine, type PressLine } from './line.ts';
import { batchView, lineStep, nextToPrint } from '../../../core/stations/press/survey.ts';
import type { SavedCertificate } from './certificate.ts';
import type { WantedShipment } from './shipments.ts';
import type { Medium, PressStation } from './station.ts';

const fail = failIn('press');

export interface PressDesk {
  readonly station: PressStation;
  /** The batch on the desk at the printer: prints, takes scans, and what people vouch for. */
  readonly line: Pick<PressLine, 'print' | 'scan' | 'vouch'>;
  readonly batch: PressBatch | null;
  readonly medium: Medium | null;
  /** What a lock breaks off, and goes on with afterwards. */
  readonly leftOff: LeftOff | null;
  view(): PressDeskView;
  take(path: string, coins: readonly Coin[]): Promise<Result<null>>;
  select(batch: string): Promise<Result<null>>;
  putIn(directory: string): Promise<Result<null>>;
  /** Makes the keys that are missing; resolves when they are made, or when `stopMaking` has been heard. */
  make(): Promise<Result<null>>;
  stopMaking(): void;
  /** Brings the batch's key into memory, for printing. */
  openLine(): Promise<Result<null>>;
  /** Wipes it. */
  closeLine(): Promise<Result<null>>;
  giveReturn(
    counted: number,
    directory: string,
    wanted?: WantedReturn,
  ): Promise<Result<{ file: string; count: number }>>;
  ship(wanted: WantedShipment, directory: string): Promise<Result<{ file: string; part: number }>>;
  takeReceipt(path: string): Promise<Result<null>>;
  /**
   * @param unreceived why nobody waits for Bench's receipt; null where it is here
   * @param clear empties the printer's memory; null where none is connected.
   */
  destroy(
    people: readonly [string, string],
    unreceived: string | null,
    clear: (() => Promise<Result<null>>) | null,
  ): Promise<Result<SavedCertificate>>;
  /** Finishes what is in hand and wipes the key; the station itself stays open. */
  close(): Promise<void>;
}

export interface DeskPorts {
  readonly station: PressStation;
  readonly clock: Clock;
  /** What is loaded now; a person may change it between two stickers. */
  readonly printer: StickerPrinter;
  readonly stock: () => { readonly stock: StickerStock; readonly style: StickerStyle };
  /** Whether the next sticker is printed by itself when the one before is proven. */
  readonly follow: () => boolean;
  readonly changed: () => void;
}

const nothing = () => fail('no-batch', 'No batch is on the desk. Take an order in, or choose a batch.');
const mediumless = () => fail('no-medium', "The medium of the batch's key is not chosen yet. Put it in and choose it.");
const busy = () => fail('busy', 'The station is at work. Wait until it has finished, or stop it.');

interface Tasks {
  /** What is being done. */
  readonly work: PressWork | null;
  /** One thing at a time: each of these reads or writes the files that the others do. */
  alone<T>(what: PressWork, run: () => Promise<Result<T>>): Promise<Result<T>>;
  /** How far it has come; whoever looks hears it. */
  now(work: PressWork): void;
  /** Resolves when nothing is being done any more. */
  ended(): Promise<void>;
}

function createTasks(changed: () => void): Tasks {
  let work: PressWork | null = null;
  let working: Promise<unknown> = Promise.resolve();

  function show(next: PressWork | null): void {
    work = next;
    changed();
  }

  return {
    get work() {
      return work;
    },
    async alone(what, run) {
      if (work !== null) return busy();
      show(what);
      const running = run();
      working = running.catch(() => undefined);
      try {
        return await running;
      } finally {
        show(null);
      }
    },
    now: (next) => {
      work = next;
    },
    async ended() {
      await working;
    },
  };
}

interface Standing extends Pick<PressDesk, 'medium'> {
  readonly book: PressStation['book'];
  readonly line: PressLine;
  readonly work: PressWork | null;
}

const viewOf = (batch: PressBatch | null, { book, line, medium, work }: Standing): PressDeskView => ({
  turn: line.turn,
  batch: batch === null ? null : batchView(batch, book),
  batches: book.batches().map(({ batch: name, taken, closed }) => ({
    batch: name,
    count: taken.count,
    closed: closed !== null,
  })),
  medium: medium?.directory ?? null,
  ready: line.ready,
  line: lineStep(batch, book, line),
  verdict: line.verdict,
  notice: line.notice,
  work,
});

interface EndPorts extends Pick<DeskPorts, 'station'> {
  readonly line: PressLine;
  readonly tasks: Tasks;
  readonly current: () => PressBatch | null;
  readonly medium: () => Medium | null;
}

/** The end of a batch: what leaves, and what is destroyed. */
function createEnds({
  station,
  line,
  tasks,
  current,
  medium,
}: EndPorts): Pick<PressDesk, 'giveReturn' | 'ship' | 'takeReceipt' | 'destroy'> {
  return {
    async giveReturn(counted, directory, wanted) {
      const batch = current();
      if (batch === null) return nothing();
      return tasks.alone({ what: 'returning' }, async () => {
        const given = await station.giveReturn(batch.batch, counted, directory, wanted);
        if (given.ok) await line.close();
        return given;
      });
    },

    async ship(wanted, directory) {
      const batch = current();
      if (batch === null) return nothing();
      return tasks.alone({ what: 'returning' }, () => station.ship(batch.batch, wanted, directory));
    },

    takeReceipt: (path) =>
      tasks.alone({ what: 'taking' }, async () => {
        const taken = await station.takeReceipt(path);
        return taken.ok ? ok(null) : taken;
      }),

    async destroy(people, unreceived, clear) {
      const [batch, at] = [current(), medium()];
      if (batch === null) return nothing();
      if (at === null) return mediumless();
      return tasks.alone({ what: 'destroying' }, async () => {
        await line.close();
        return station.destroy(batch.batch, at, people, unreceived, clear);
      });
    },
  };
}

function keysLeftOff(batch: string | null, medium: Medium | null, work: PressWork | null): LeftOff | null {
  if (batch === null || medium === null || work?.what !== 'making') return null;
  return { call: 'makeKeys', batch, medium: medium.directory };
}

export function createPressDesk({ station, clock, printer, stock, follow, changed }: DeskPorts): PressDesk {
  const { book, parts } = station;
  const following = (): string | null => (follow() ? nextToPrint(current(), book, line) : null);
  const line = createPressLine({ station, clock, following, changed });
  let chosen: string | null = null;
  let medium: Medium | null = null;
  const tasks = createTasks(changed);
  const { alone } = tasks;
  let stop = new AbortController();

  const current = (): PressBatch | null => (chosen === null ? null : book.batch(chosen));
  /** For proving and vouching; what is returned or being destroyed has nothing more to be proven. */
  async function toTable(batch: PressBatch): Promise<Result<null>> {
    if (batch.returned === null && batch.closed === null) return line.open(batch.batch, null);
    await line.close();
    return ok(null);
  }

  async function select(batch: string): Promise<Result<null>> {
    const found = book.batch(batch);
    if (found === null) return fail('no-batch', `This station has no batch ${batch}.`, { batch });
    chosen = batch;
    const there = await toTable(found);
    changed();
    return there;
  }

  return {
    station,
    line,
    get batch() {
      return current();
    },
    get medium() {
      return medium;
    },
    get leftOff() {
      return keysLeftOff(chosen, medium, tasks.work);
    },
    view: () => viewOf(current(), { book, line, medium, work: tasks.work }),

    take: (path, coins) =>
      alone({ what: 'taking' }, async () => {
        const taken = await station.take(path, coins);
        return taken.ok ? select(taken.value.batch) : taken;
      }),

    async select(batch) {
      if (tasks.work !== null) return busy();
      return select(batch);
    },

    async putIn(directory) {
      // A training station is a directory among others, and its keys open nothing.
      const next = { directory, together: parts.mode === 'training' };
      const there = await checkMedium(directory, parts.directory, next.together);
      if (!there.ok) return there;
      medium = next;
      changed();
      return ok(null);
    },

    async make() {
      const [batch, at] = [current(), medium];
      if (batch === null) return nothing();
      if (at === null) return mediumless();
      const { count } = batch.taken;
      const { keying, ordered } = book.counts(batch.batch);
      return alone({ what: 'making', done: count - keying - ordered, total: count, rate: 0, left: null }, async () => {
        stop = new AbortController();
        await line.close();
        const made = await station.make(batch.batch, at, (view) => tasks.now({ what: 'making', ...view }), stop.signal);
        const table = await toTable(book.batch(batch.batch) as PressBatch);
        return made.ok ? table : made;
      });
    },
    stopMaking: () => stop.abort(),

    async openLine() {
      const batch = current();
      if (batch === null) return nothing();
      if (medium === null) return mediumless();
      if (tasks.work !== null) return busy();
      const opened = await line.open(batch.batch, { printer, ...stock(), medium });
      if (!opened.ok) await toTable(batch);
      return opened;
    },
    async closeLine() {
      const batch = current();
      return batch === null ? nothing() : toTable(batch);
    },
    ...createEnds({ station, line, tasks, current, medium: () => medium }),

    async close() {
      stop.abort();
      await tasks.ended();
      await line.close();
    },
  };
}
