/**
 * Where etch jobs leave the station: a folder the laser's computer reads, often on a stick.
 *
 * A job appears under its name at most once, whole and proven, or not at all: a temporary file nobody else can open,
 * fsynced and read back, takes its final name only if that name is free; then the folder is fsynced and the file is
 * read back once more. Only then is it sent. (Read back from the medium, where its file system has a way past the
 * system's cache; the operator's read-back from the metal is the proof that counts.)
 */
import { promises } from 'node:fs';
import { join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { FORMATS, type FormatName } from '../../core/etch/formats/formats.ts';
import type { JobId } from '../../core/etch/job-id.ts';
import type { Serial } from '../../core/card/serial.ts';
import { eraseFile, zeros } from '../files/erase.ts';
import { codeOf, ourFault } from '../files/fault.ts';
import { syncPlainDirectory, writeNew } from '../files/whole.ts';
import { type OutboxFs, proveFile, publish, stands } from './files.ts';
import { EXTENSIONS, isDeviceName, leftover, RESULTS, type Leftover, type JobSlot } from './names.ts';
import { type EtchTroubleKind, etchTrouble } from './trouble.ts';

const fail = failIn('etch');

export interface OutboxJob {
  readonly serials: readonly [Serial, ...Serial[]];
  readonly id: JobId;
  readonly format: FormatName;
}

export interface SentToLaser {
  readonly path: string;
  readonly bytes: number;
  /** HMAC-SHA256 of the file as read back, 64 hex characters. */
  readonly mac: string;
}

/**
 * `in-doubt`: the job stood under its name when something failed, so the laser may have seen it. After every other
 * failure it never did, and the job may be written anew.
 */
export type OutboxFailure =
  EtchTroubleKind | 'reserved-name' | 'slot-taken' | 'laser-not-ready' | 'laser-refused' | 'unsafe-text' | 'in-doubt';

export interface Outbox {
  /**
   * Writes the job under the serial of its card, or under its id if there are several, with the extension of its format;
   * refused if a job of any of these names lies there in any format. `bytes` and the `key` of the HMAC are borrowed: the
   * caller wipes them.
   *
   * `intend` is called when the whole job is on disk and proven, under a name the laser does not look at: the caller
   * records there what is about to happen. The job gets its final name only after `intend` has resolved.
   */
  write(
    job: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ): Promise<Result<SentToLaser, OutboxFailure>>;
  /** After marking: overwrites and removes what these serials and ids are in the name of, and what the laser said of it. Answers how many files went. */
  remove(names: readonly string[]): Promise<Result<number, OutboxFailure>>;
  /** The files of ours in the folder: at start, what a crash left. */
  list(): Promise<Result<readonly Leftover[], OutboxFailure>>;
}

export interface OutboxOptions {
  readonly directory: string;
  readonly fs?: OutboxFs;
  /** Where every job has one name; otherwise each has its own. */
  readonly slot?: JobSlot | null;
}

export function createOutbox({ directory, fs = promises, slot = null }: OutboxOptions): Outbox {
  const refuse = (what: string, cause: unknown): Failed<EtchTroubleKind> => {
    const { kind, why, code } = etchTrouble(cause);
    return fail(kind, `${what}: ${why}`, { path: directory, code });
  };

  /** Takes away what a failed write left. Answers whether all of it is gone for certain. */
  async function discard(paths: readonly string[]): Promise<boolean> {
    try {
      for (const path of paths) await eraseFile(path, zeros, fs).catch(() => fs.unlink(path));
      if (paths.length > 0) await syncPlainDirectory(directory, fs);
      return true;
    } catch {
      return false;
    }
  }

  async function write(
    { serials, id, format }: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ) {
    const [serial] = serials;
    const title = slot?.name ?? (serials.length === 1 ? serial : id);
    const held = slot?.holder() ?? null;
    if (held !== null)
      return fail('slot-taken', `The job ${held} has the laser's one name still. Answer for its cards first.`, {
        job: held,
      });
    if (isDeviceName(title))
      return fail('reserved-name', `No job can be written for ${serial}: Windows keeps this name for a device.`);
    const path = join(directory, `${title}.${FORMATS[format].extension}`);
    const part = join(directory, `.${serial}.${id}.part`);
    // A result that lies there before its job says nothing of it.
    const taken = EXTENSIONS.flatMap((one) => [one, ...RESULTS, ...RESULTS.map((said) => `${one}.${said}`)]);
    let stage: 'looking' | 'writing' | 'naming' = 'looking';
    try {
      // Before a single byte of a passphrase goes there: a real folder, reachable, with the name free.
      await syncPlainDirectory(directory, fs);
      for (const name of [title, ...serials])
        for (const extension of taken)
          if (await stands(fs, join(directory, `${name}.${extension}`))) throw ourFault('EEXIST');
      stage = 'writing';
      await writeNew(part, bytes, fs);
      await proveFile(fs, part, bytes, key);
      await intend();
      stage = 'naming';
      await publish(fs, part, path);
      await syncPlainDirectory(directory, fs);
      return ok({ path, bytes: bytes.length, mac: await proveFile(fs, path, bytes, key) });
    } catch (cause) {
      // What had the name before us is not ours to remove. A medium that cannot tell counts as seen.
      const there = codeOf(cause) === 'EEXIST';
      const seen = stage === 'naming' && !there && (await stands(fs, path).catch(() => true));
      const parts = stage === 'naming' || (stage === 'writing' && !there) ? [part] : [];
      const gone = await discard(seen ? [...parts, path] : parts);
      return notSent(path, cause, seen, gone);
    }
  }

  async function list() {
    try {
      return ok((await fs.readdir(directory)).sort().flatMap((name) => leftover(name, slot)));
    } catch (cause) {
      return refuse(`The outbox ${directory} cannot be read`, cause);
    }
  }

  async function remove(names: readonly string[]) {
    const listed = await list();
    if (!listed.ok) return listed;
    // The one name, where no job has it any more, is whoever's had it last.
    const isNamed = (of: string): boolean => names.includes(of) || of === slot?.name;
    const ours = listed.value.filter(({ of, id }) => isNamed(of) || (id !== null && names.includes(id)));
    try {
      for (const { name } of ours) await eraseFile(join(directory, name), zeros, fs);
      await syncPlainDirectory(directory, fs);
      return ok(ours.length);
    } catch (cause) {
      return refuse(`The etch job ${names[0]} in ${directory} was not removed`, cause);
    }
  }

  return { write, remove, list };
}

/** An outbox whose folder a person may change: each act looks where it is now. */
export function createMovingOutbox(directory: () => string, slot: () => JobSlot | null = () => null): Outbox {
  const now = (): Outbox => createOutbox({ directory: directory(), slot: slot() });
  return {
    write: (...job) => now().write(...job),
    remove: (names) => now().remove(names),
    list: () => now().list(),
  };
}

function notSent(path: string, cause: unknown, seen: boolean, gone: boolean): Failed<OutboxFailure> {
  const { kind, why, code } = etchTrouble(cause);
  const what = seen ? 'was written but could not be confirmed' : 'was not written';
  const doubt = seen ? ' The laser may have seen it: two people must look.' : '';
  const remains = gone ? '' : ' Parts of it may be left: treat the medium like a passphrase.';
  return fail(seen ? 'in-doubt' : kind, `The etch job ${path} ${what}: ${why}${doubt}${remains}`, { path, code });
}
