/**
 * The sealed seeds of a batch: a file that only grows, one line of canonical JSON a unit. A line is there whole or it
 * was never acknowledged, and the first one of a serial is the only one there will be.
 */
import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonical } from '../../core/base/canonical.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Secret } from '../../core/base/secret.ts';
import type { SealedSeeds } from '../../core/stations/press/ports.ts';
import { syncDirectory } from '../files/whole.ts';
import { diskFault } from '../files/fault.ts';
import { flat } from './flat.ts';
import { seal, unseal, type SealedPlace } from './envelope.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('vault');

export interface SeedFile extends SealedSeeds {
  /** Wipes the key and lets go of the file. */
  close(): Promise<void>;
}

export interface SeedFileOptions {
  readonly path: string;
  readonly station: string;
  readonly batch: string;
  /** The file owns it. */
  readonly key: Secret;
  readonly random: Random;
}

const LINE = /^\{"sealed":"([0-9a-f]+)","serial":"([A-Z0-9-]+)"\}$/;

export async function openSeeds(options: SeedFileOptions): Promise<Result<SeedFile>> {
  const { path } = options;
  const { O_APPEND, O_CREAT, O_RDWR } = constants;
  try {
    const file = await openPlain(path, O_RDWR | O_APPEND | O_CREAT, 0o600);
    const sealed = await load(file, path);
    if (!sealed.ok) {
      options.key.wipe();
      await file.close();
      return sealed;
    }
    await syncDirectory(dirname(path));
    return ok(seedFile(file, sealed.value, options));
  } catch (cause) {
    options.key.wipe();
    return diskFault(path, cause);
  }
}

async function load(file: FileHandle, path: string): Promise<Result<Map<string, string>>> {
  const { size } = await file.stat();
  const sealed = new Map<string, string>();
  let whole = 0;
  // Line by line: a large batch is some ten megabytes, and twice that as text and lines.
  for await (const line of file.readLines({ encoding: 'latin1', start: 0, autoClose: false })) {
    // Half a line is what a power cut left: nothing was made of it.
    if (whole + line.length + 1 > size) break;
    whole += line.length + 1;
    const [, seed, serial] = LINE.exec(line) ?? [];
    if (seed === undefined || serial === undefined || sealed.has(serial)) {
      return fail('seeds-damaged', `${path} is damaged. Stop work on this batch and call your supervisor.`, { path });
    }
    sealed.set(flat(serial), packed(Buffer.from(seed, 'hex')));
  }
  if (whole < size) {
    await file.truncate(whole);
    await file.sync();
  }
  return ok(sealed);
}

/** A box as a character a byte: of all that V8 has for a hundred thousand of them, the smallest. */
const packed = (box: Buffer): string => box.toString('latin1');

function seedFile(file: FileHandle, sealed: Map<string, string>, options: SeedFileOptions): SeedFile {
  const { path, station, batch, key, random } = options;
  const place = (serial: string): SealedPlace => ({ station, batch, serial, field: 'seed' });
  let broken = false;
  return {
    has: (serial) => sealed.has(serial),

    async put(seeds) {
      if (seeds.size === 0) return ok(null);
      if (broken) return fail('disk', `${path} could not be written before. Start the station again.`, { path });
      const fresh = [...seeds].map(([serial, seed]) => {
        if (sealed.has(serial)) throw new Error(`${serial} has a seed already`);
        return [serial, Buffer.from(seal(key, place(serial), seed, random))] as const;
      });
      const lines = fresh.map(([serial, box]) => `${canonical({ sealed: box.toString('hex'), serial })}\n`).join('');
      try {
        await file.writeFile(asciiBytes(lines));
        await file.sync();
      } catch (cause) {
        // Nobody knows what of it is on disk: reading the file anew is the only way to find out.
        broken = true;
        return diskFault(path, cause);
      }
      for (const [serial, box] of fresh) sealed.set(serial, packed(box));
      return ok(null);
    },

    seed(serial) {
      const box = sealed.get(serial);
      if (box === undefined) return fail('seed-missing', `${serial} has no sealed seed in ${path}.`, { serial });
      const seed = unseal(key, place(serial), Buffer.from(box, 'latin1'));
      if (seed !== null) return ok(seed);
      return fail('seeds-damaged', `The sealed seed of ${serial} is damaged. Withdraw this unit.`, { serial });
    },

    async close() {
      key.wipe();
      await file.close();
    },
  };
}
