/**
 * The index: the journal as tables, for search, uniqueness and reports. It is made from the journal at will, so
 * whatever is wrong with it (missing, not as this station left it, of another history, damaged, no room for it) has one
 * answer: make it again.
 */
import { existsSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { NO_RECORDS, type ChainRecord, type Head } from '../../core/journal/chain.ts';
import type { EventOf, JournalEvent } from '../../core/journal/event.ts';
import type { OpenJournal } from './file.ts';
import type { Queries } from './query.ts';
import { IndexOutdated, IndexRotten } from './rows.ts';
import { breakSeal, isSealed, sealStore } from './seal.ts';
import { createStore, deleteStore, MEMORY, openStore, type Store } from './store.ts';

/**
 * Queries answer for every record whose `append` has resolved. One that meets damage has the index made again first,
 * which takes a second for some ten thousand records, and then answers.
 */
export interface Index extends Queries {
  /** In memory where the disk will not have it: all works, and the next start makes it again. */
  readonly kept: 'on-disk' | 'in-memory';
  close(): void;
}

export interface IndexOptions {
  readonly path: string;
  readonly journal: Pick<OpenJournal, 'append' | 'follow' | 'head' | 'records' | 'mac' | 'stopFor'>;
  /** How many records are in the index, while it is made or catches up. */
  readonly onProgress?: (done: number, total: number) => void;
}

type Because = EventOf<'index-rebuilt'>['because'];

/**
 * Opens the index at `path`, brings it up to the journal and keeps it there. Making it again goes on record. An index that
 * this station closed later than the journal says stops the journal: it went back.
 */
export async function openIndex({ path, journal, onProgress }: IndexOptions): Promise<Index> {
  const found = openFound(path, journal);
  const mirror = createMirror(path, found.store, journal);
  let healed = false;

  async function calmly(steps: Iterable<void>): Promise<void> {
    for (const _ of steps) {
      onProgress?.(mirror.size, journal.head.size);
      await nextTurn();
    }
  }

  /** While someone waits for an answer: without a pause. A second time within one run, the disk is not asked again. */
  function heal(): void {
    const steps = mirror.remake(healed ? [MEMORY] : [path, MEMORY]);
    healed = true;
    while (steps.next().done !== true);
    void record(rebuilt('damaged', mirror.size));
  }

  function ask<T>(question: (queries: Queries) => T): T {
    try {
      return question(mirror.store);
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      heal();
      return question(mirror.store);
    }
  }

  /** A journal that cannot be written says so itself, and louder. */
  async function record(...events: readonly JournalEvent[]): Promise<void> {
    await journal.append(events).catch(() => undefined);
  }

  let { because } = found;
  if (found.store !== null)
    await calmly(mirror.catchUp()).catch(() => {
      because = 'damaged';
    });
  if (because !== null) await calmly(mirror.remake([path, MEMORY]));
  const unfollow = journal.follow((records) => {
    try {
      mirror.take(records);
    } catch {
      heal();
    }
  });
  // The first start of a station has nothing to make again.
  if (because !== null && (because !== 'missing' || mirror.size > 1)) await record(rebuilt(because, mirror.size));
  if (found.ahead !== null) {
    await record(otherHistory(found.ahead, journal.head));
    await journal.stopFor(found.ahead);
  }

  return {
    get kept() {
      return mirror.store.path === MEMORY ? 'in-memory' : 'on-disk';
    },
    unit: (serial) => ask((index) => index.unit(serial)),
    unitsOfJob: (job) => ask((index) => index.unitsOfJob(job)),
    unitByAddress: (address) => ask((index) => index.unitByAddress(address)),
    units: (query) => ask((index) => index.units(query)),
    serials: (batch, state, most) => ask((index) => index.serials(batch, state, most)),
    counts: (batch) => ask((index) => index.counts(batch)),
    labels: (batch) => ask((index) => index.labels(batch)),
    brokenOff: (batch) => ask((index) => index.brokenOff(batch)),
    lostSince: () => ask((index) => index.lostSince()),
    condemned: (batch) => ask((index) => index.condemned(batch)),
    ending: (batch) => ask((index) => index.ending(batch)),
    signed: (batch) => ask((index) => index.signed(batch)),
    typed: (batch) => ask((index) => index.typed(batch)),
    traveller: (serial) => ask((index) => index.traveller(serial)),
    tail: (limit) => ask((index) => index.tail(limit)),
    incidents: (query) => ask((index) => index.incidents(query)),
    shift: (period) => ask((index) => index.shift(period)),
    shiftChecked: () => ask((index) => index.shiftChecked()),
    sinceChecked: () => ask((index) => index.sinceChecked()),
    openIncidents: () => ask((index) => index.openIncidents()),
    batches: () => ask((index) => index.batches()),
    seen: (unit) => ask((index) => index.seen(unit)),
    close() {
      unfollow();
      if (mirror.close() === 'whole') sealStore(path, journal.mac);
    },
  };
}

/** The journal's records in a store that may have to be made again. */
interface Mirror {
  /** @throws once it is closed */
  readonly store: Store;
  /** How many records it has taken. */
  readonly size: number;
  take(records: readonly ChainRecord[]): void;
  /** Brings the store up to the journal, a group of records a step. */
  catchUp(): Generator<void, void, undefined>;
  /** Makes the store again in the first of `places` that will have it; then the room it took is for the journal. */
  remake(places: readonly string[]): Generator<void, void, undefined>;
  /** `whole` if the file on disk now holds all of it. */
  close(): 'whole' | 'nothing';
}

function createMirror(path: string, found: Store | null, journal: IndexOptions['journal']): Mirror {
  let store = found;
  let size = found?.reached.size ?? 0;
  let closed = false;

  function open(): Store {
    if (closed || store === null) throw new Error('the index is closed');
    return store;
  }

  function take(records: readonly ChainRecord[]): void {
    const last = records.at(-1);
    if (last === undefined) return;
    const head: Head = { size: last.seq + 1, hash: last.hash };
    open().apply(records, head);
    size = head.size;
  }

  function* catchUp(): Generator<void, void, undefined> {
    while (size < journal.head.size)
      for (const records of journal.records(size)) {
        take(records);
        yield;
      }
  }

  return {
    get store() {
      return open();
    },
    get size() {
      return size;
    },
    take,
    catchUp,
    *remake(places) {
      for (const [attempt, place] of places.entries())
        try {
          store?.close();
          store = null;
          if (place === MEMORY) discard(path);
          store = createStore(place);
          size = NO_RECORDS.size;
          return yield* catchUp();
        } catch (cause) {
          if (attempt === places.length - 1) throw cause;
        }
    },
    close() {
      if (closed) return 'nothing';
      closed = true;
      const onDisk = store !== null && store.path !== MEMORY;
      store?.close();
      return onDisk ? 'whole' : 'nothing';
    },
  };
}

/** What cannot be deleted either will be found again at the next start. */
function discard(path: string): void {
  try {
    deleteStore(path);
  } catch {
    return;
  }
}

interface Found {
  readonly store: Store | null;
  /** Why it must be made again. */
  readonly because: Because | null;
  /** What it had seen that the journal does not have. */
  readonly ahead: Head | null;
}

/** The index as the last run left it, if it can be used. */
function openFound(path: string, journal: IndexOptions['journal']): Found {
  if (!existsSync(path)) return { store: null, because: 'missing', ahead: null };
  try {
    if (!isSealed(path, journal.mac)) return { store: null, because: 'unsealed', ahead: null };
    breakSeal(path);
    const store = openStore(path);
    const { reached } = store;
    if (holds(journal, reached)) return { store, because: null, ahead: null };
    store.close();
    return { store: null, because: 'stale', ahead: reached };
  } catch (cause) {
    return { store: null, because: cause instanceof IndexOutdated ? 'stale' : 'damaged', ahead: null };
  }
}

/** Whether the journal went through `place`. */
function holds(journal: IndexOptions['journal'], { size, hash }: Head): boolean {
  if (size === 0) return true;
  if (size > journal.head.size) return false;
  const [first] = journal.records(size - 1);
  return first?.[0]?.hash === hash;
}

/** The index has seen records that the journal does not have: it was replaced, cut or taken from a backup. */
const otherHistory = (reached: Head, head: Head): JournalEvent => ({
  kind: 'incident',
  reason: 'history-differs',
  serial: null,
  detail: `the index had seen ${reached.size} records, the last ${reached.hash.slice(0, 16)}; the journal now has ${head.size}, and not that one`,
});

const rebuilt = (because: Because, records: number): JournalEvent => ({ kind: 'index-rebuilt', because, records });

const isDamage = (cause: unknown): boolean =>
  cause instanceof IndexRotten || (cause as { readonly code?: unknown }).code === 'ERR_SQLITE_ERROR';
