/**
 * The index: the journal as tables, for search, uniqueness and reports. It is made from the journal at will, so
 * whatever is wrong with it (missing, of another history, damaged, no room for it) has one answer: make it again.
 */
import { existsSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { ChainRecord, Head } from '../../core/journal/chain.ts';
import type { EventOf } from '../../core/journal/event.ts';
import type { OpenJournal } from './file.ts';
import type { Queries } from './query.ts';
import { IndexOutdated } from './rows.ts';
import { createStore, MEMORY, openStore, type Store } from './store.ts';

/** Queries answer for every record whose `append` has resolved. */
export interface Index extends Queries {
  /** Where the index lives: on disk, or in memory for as long as the disk will not have it. */
  readonly kept: 'on-disk' | 'in-memory';
  close(): void;
}

export interface IndexOptions {
  readonly path: string;
  readonly journal: Pick<OpenJournal, 'append' | 'follow' | 'head' | 'records'>;
  /** How many records are in the index, while it is made or catches up. */
  readonly onProgress?: (done: number, total: number) => void;
}

type Because = EventOf<'index-rebuilt'>['because'];

/** Opens the index at `path` and keeps it up with the journal from then on. Rebuilding goes on record. */
export async function openIndex({ path, journal, onProgress }: IndexOptions): Promise<Index> {
  const found = await openFound(path, journal);
  const store = 'store' in found ? found.store : createEmpty(path);
  const behind = journal.head.size - store.reached.size;
  await catchUp(store, journal, onProgress);
  const unfollow = journal.follow((records) => store.apply(records, headOf(records)));
  if ('because' in found && behind > 1) {
    await journal.append([{ kind: 'index-rebuilt', because: found.because, records: behind }]);
  }
  return {
    ...store,
    kept: store.path === MEMORY ? 'in-memory' : 'on-disk',
    close() {
      unfollow();
      store.close();
    },
  };
}

type Journal = IndexOptions['journal'];

/** The index as the last run left it, if it stands on this journal; else why a new one is needed. */
async function openFound(path: string, journal: Journal): Promise<{ store: Store } | { because: Because }> {
  if (!existsSync(path)) return { because: 'missing' };
  let store: Store;
  try {
    store = openStore(path);
  } catch (cause) {
    return { because: cause instanceof IndexOutdated ? 'stale' : 'damaged' };
  }
  if (await standsOn(store.reached, journal)) return { store };
  store.close();
  return { because: 'stale' };
}

/** Whether the journal has this very record at this place. */
async function standsOn({ size, hash }: Head, journal: Journal): Promise<boolean> {
  if (size === 0 || size > journal.head.size) return false;
  for await (const [record] of journal.records(size - 1)) return record?.hash === hash;
  return false;
}

/** An empty index; in memory where the disk will not have one, because the journal alone is what must be on disk. */
function createEmpty(path: string): Store {
  try {
    return createStore(path);
  } catch {
    return createStore(MEMORY);
  }
}

async function catchUp(store: Store, journal: Journal, onProgress: IndexOptions['onProgress']): Promise<void> {
  const total = journal.head.size;
  if (store.reached.size === total) return;
  for await (const records of journal.records(store.reached.size)) {
    store.apply(records, headOf(records));
    onProgress?.(headOf(records).size, total);
    await breathe();
  }
}

const headOf = (records: readonly ChainRecord[]): Head => {
  const last = records.at(-1) as ChainRecord;
  return { size: last.seq + 1, hash: last.hash };
};
