/** Destroying a batch's files and the printer's memory. Every step can be done again. */
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { DoomedFile } from '../../../core/journal/events/press.ts';
import type { Random } from '../../../core/base/ports.ts';
import { never, ok, type Result } from '../../../core/base/result.ts';
import type { Shredder } from '../../../core/stations/press/destruction.ts';
import { buryBatchKey, removeTombstone, type KeyPlace } from '../../keys/batch-key.ts';
import { destroyFile } from '../../files/erase.ts';
import { diskFault } from '../../files/fault.ts';
import { readPlain } from '../../files/plain.ts';

export interface ShredderPorts {
  readonly key: KeyPlace;
  /** null where no key was ever made. */
  readonly fingerprint: string | null;
  readonly seeds: string;
  readonly codes: string;
  /** Clears the printer; null where there is none, which the certificate then says. */
  readonly printer: (() => Promise<Result<null>>) | null;
  readonly random: Random;
  /** Has the platform let go of keys that are wiped (keys/let-go.ts). */
  readonly letGoOfKeys: () => void;
}

export function createShredder({
  key,
  fingerprint,
  seeds,
  codes,
  printer,
  random,
  letGoOfKeys,
}: ShredderPorts): Shredder {
  async function overwrite(path: string): Promise<Result<string>> {
    try {
      const before = await sizeOf(path);
      await destroyFile(dirname(path), path, random);
      return ok(before === null ? 'nothing was there' : `${before} bytes overwritten once with random bytes, removed`);
    } catch (cause) {
      return diskFault(path, cause);
    }
  }

  return {
    async doomed() {
      const files: DoomedFile[] = [];
      for (const path of [seeds, codes]) {
        try {
          const bytes = await readPlain(path);
          const sha256 = createHash('sha256').update(bytes).digest('hex');
          files.push({ name: basename(path), bytes: bytes.length, sha256 });
        } catch (cause) {
          if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return diskFault(path, cause);
        }
      }
      return ok(files);
    },

    async destroy(step) {
      switch (step) {
        case 'key':
          return fingerprint === null ? ok('no key was ever made') : buryBatchKey(key, fingerprint, random);
        case 'seeds':
          return overwrite(seeds);
        case 'codes':
          return overwrite(codes);
        case 'printer': {
          if (printer === null) return ok('not done by software: no printer was connected');
          const cleared = await printer();
          return cleared.ok ? ok('queue and memory emptied; the printer says that it holds nothing') : cleared;
        }
        default:
          return never(step);
      }
    },

    async finishKey() {
      // What the key and the seeds went through in memory goes when their files are gone.
      letGoOfKeys();
      return removeTombstone(key);
    },

    async remains() {
      const left: string[] = [];
      for (const path of [seeds, codes]) if ((await sizeOf(path)) !== null) left.push(path);
      return ok(left);
    },
  };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw cause;
  }
}
