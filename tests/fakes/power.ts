/**
 * The file system of a machine whose power can be cut at any change of the disk. It stands in for `node:fs/promises`
 * and for the promises of `node:fs` (with `vi.mock`), so what is cut off is the real station on real files, wherever it happens to be writing.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import type * as Fs from 'node:fs';
import type { promises } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

// Past every mock: this is the ground the mocks stand on.
const {
  constants,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} = createRequire(import.meta.url)('node:fs') as typeof Fs;

/** What happens to a change at which the power goes, and to those before it that nobody waited for. */
export type Loss =
  /** The last write got half way, all before it is on disk: as `kill -9` leaves it, or a kind disk. */
  | 'half'
  /** Only what was synced is on disk: writes by the file's sync, names by the directory's. */
  | 'unsynced'
  /** As unsynced, and of every write into the middle of a file that was not synced half is there. */
  | 'torn';

/** What a power cut is to whoever waits for an answer. */
export class PowerCut extends Error {
  override readonly name = 'PowerCut';
}

export interface Power {
  /** Changes of the disk since the last cut was set. */
  readonly changes: number;
  readonly off: boolean;
  /** Cuts the power at the nth change from now on: it is not done whole, and nothing after it is done at all. */
  cutAt(n: number, loss: Loss): void;
  /**
   * What `work` begins ends with the power, also what of it goes on when the power is back: a process that died writes
   * nothing more.
   */
  live<T>(work: () => Promise<T>): Promise<T>;
  /** Takes away what the disk has lost, closes what a dead process would have left open, and lets the disk work again. */
  restore(): Promise<void>;
  /** Stands in for `node:fs/promises`, given the real one. */
  over(real: typeof promises): typeof promises;
}

type Handle = promises.FileHandle;
type Method = (...given: readonly unknown[]) => Promise<unknown>;

interface Undo {
  readonly directory: string;
  readonly undo: () => void;
  /** The second name that was kept for it. */
  readonly kept: string | null;
}

const MUTATING = ['mkdir', 'rm', 'unlink', 'rename', 'link', 'truncate', 'writeFile'] as const;
const READING = ['readFile', 'readdir', 'stat', 'lstat', 'access', 'statfs'] as const;

function createPower(): Power {
  const attic = mkdtempSync(join(tmpdir(), 'twofold-attic-'));
  let changes = 0;
  let cut = Number.POSITIVE_INFINITY;
  let loss: Loss = 'half';
  let off = false;
  let kept = 0;
  /** Names that changed since their directory was synced, oldest first. */
  let names: Undo[] = [];
  /** Files written to since they were synced, by inode: a second name of the file, and what was in it. */
  const dirty = new Map<number, { readonly keep: string; readonly content: Buffer; readonly torn: Buffer }>();

  const open = new Set<Handle>();

  const lives = new AsyncLocalStorage<{ over: boolean }>();
  let life = { over: false };

  const alive = (): void => {
    if (off || lives.getStore()?.over === true) throw new PowerCut('the power is off');
  };

  /** Does one change, or dies of it; `half` does as much of it as may be done. */
  async function change<T>(work: () => Promise<T>, half?: () => Promise<unknown>): Promise<T> {
    alive();
    if (++changes < cut) return work();
    if (loss === 'half') await half?.();
    off = true;
    throw new PowerCut(`the power went at change ${changes}`);
  }

  /** A second name of what stands at `path`, so that it outlives its first. */
  function keep(path: string): string | null {
    try {
      if (!statSync(path).isFile()) return null;
      const name = join(attic, String(kept++));
      linkSync(path, name);
      return name;
    } catch {
      return null;
    }
  }

  function wrote(path: string): void {
    const { ino } = statSync(path);
    const name = dirty.has(ino) ? null : keep(path);
    if (name !== null) dirty.set(ino, { keep: name, content: readFileSync(name), torn: readFileSync(name) });
  }

  function wrap(handle: Handle, path: string): Handle {
    const methodOf = (name: string): Method =>
      (handle as unknown as Record<string, Method>)[name]?.bind(handle) as Method;
    const write = methodOf('write');
    const reading = (real: Method): Method => {
      return async (...given) => {
        alive();
        return real(...given);
      };
    };
    const writing = (real: Method): Method => {
      return async (given, ...rest) => {
        alive();
        wrote(path);
        const bytes = typeof given === 'string' ? Buffer.from(given) : given;
        // `write` says which part and where; `writeFile` writes all of it where the file stands.
        const [offset = 0, length = (bytes as Uint8Array).length, position = null] =
          real === write ? (rest as (number | undefined)[]) : [];
        const half = (bytes as Uint8Array).subarray(offset ?? 0, (offset ?? 0) + ((length ?? 0) >> 1));
        const { torn } = dirty.get(statSync(path).ino) ?? {};
        if (torn !== undefined && typeof position === 'number' && position + half.length <= torn.length)
          torn.set(half, position);
        return change(
          () => real(bytes, ...rest),
          () => write(half, 0, half.length, position),
        );
      };
    };
    const truncating = (real: Method): Method => {
      return async (...given) => {
        alive();
        wrote(path);
        return change(() => real(...given));
      };
    };
    const syncing = (real: Method): Method => {
      return async () => {
        alive();
        const { ino } = statSync(path);
        await change(() => real());
        letGo(dirty.get(ino)?.keep ?? null);
        dirty.delete(ino);
        const settled = ({ directory }: Undo): boolean => directory === resolve(path);
        for (const { kept: name } of names.filter(settled)) letGo(name);
        names = names.filter((one) => !settled(one));
      };
    };
    const bent = {
      ...{ read: reading, readFile: reading, stat: reading },
      ...{ write: writing, writeFile: writing, appendFile: writing },
      ...{ truncate: truncating, sync: syncing, datasync: syncing },
    };
    for (const [name, bend] of Object.entries(bent)) {
      Object.assign(handle, { [name]: bend(name === 'write' ? write : methodOf(name)) });
    }
    open.add(handle);
    const close = methodOf('close');
    return Object.assign(handle, {
      close: async () => {
        open.delete(handle);
        await close();
      },
    });
  }

  const letGo = (name: string | null): void => {
    if (name !== null) unlinkSync(name);
  };

  const note = (path: string, kept: string | null, undo: () => void): void =>
    void names.push({ directory: resolve(dirname(path)), undo, kept });

  /** How a change of names is undone, asked before it is done. */
  function remember(name: (typeof MUTATING)[number], from: string, to: string): () => void {
    switch (name) {
      case 'mkdir':
        // Directories are made before anything that counts: they stay.
        return () => undefined;
      case 'rm':
      case 'unlink': {
        const gone = keep(from);
        return () => {
          if (gone !== null) note(from, gone, () => linkSync(gone, from));
        };
      }
      case 'rename': {
        const before = keep(to);
        return () =>
          note(to, before, () => {
            renameSync(to, from);
            if (before !== null) linkSync(before, to);
          });
      }
      case 'link':
        return () => note(to, null, () => unlinkSync(to));
      case 'truncate':
      case 'writeFile': {
        const there = existsSync(from);
        if (there) wrote(from);
        return () => {
          if (!there) note(from, null, () => unlinkSync(from));
        };
      }
    }
  }

  return {
    get changes() {
      return changes;
    },
    get off() {
      return off;
    },
    cutAt(n, how) {
      [changes, cut, loss] = [0, n, how];
      // What was before has long been on disk.
      for (const { keep: name } of dirty.values()) letGo(name);
      for (const { kept: name } of names) letGo(name);
      dirty.clear();
      names = [];
    },
    live: (work) => lives.run(life, work),
    async restore() {
      life.over = true;
      life = { over: false };
      for (const handle of open) await handle.close();
      off = false;
      cut = Number.POSITIVE_INFINITY;
      if (loss !== 'half') {
        for (const { keep: name, content, torn } of dirty.values()) {
          writeFileSync(name, loss === 'torn' ? torn : content);
        }
        for (const { undo } of names.reverse()) undo();
      }
      dirty.clear();
      names = [];
      rmSync(attic, { recursive: true });
      mkdirSync(attic);
    },
    over(real) {
      const bent: Record<string, unknown> = { ...real };
      for (const name of READING) {
        const method = real[name] as Method;
        bent[name] = async (...given: readonly unknown[]) => {
          alive();
          return method(...given);
        };
      }
      for (const name of MUTATING) {
        const method = real[name] as Method;
        bent[name] = async (...given: [from: string, to: string]) => {
          alive();
          const done = remember(name, given[0], given[1]);
          const answer = await change(() => method(...given));
          done();
          return answer;
        };
      }
      bent['open'] = async (path: string, flags: string | number = 'r', mode?: number) => {
        alive();
        const creates = typeof flags === 'number' ? (flags & constants.O_CREAT) !== 0 : /[wa]/.test(flags);
        if (!creates || existsSync(path)) return wrap(await real.open(path, flags, mode), path);
        const handle = await change(() => real.open(path, flags, mode));
        note(path, null, () => unlinkSync(path));
        return wrap(handle, path);
      };
      return bent as unknown as typeof promises;
    },
  };
}

/** The power of this process. A test file mocks both ways to the disk with `power.over`. */
export const power = createPower();
