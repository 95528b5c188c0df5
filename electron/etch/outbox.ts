/**
 * Where etch jobs leave the station: a folder the laser's computer reads, often on a stick.
 *
 * A job appears under its name at most once, whole and proven, or not at all: a temporary file nobody else can open,
 * fsynced and read back, takes its final name only if that name is free; then the folder is fsynced and the file is
 * read back once more. Only then is it sent. (Reading back goes through the system's cache: it proves what was handed
 * over, not what a dying stick makes of it. The operator's read-back from the metal is the proof that counts.)
 */
import { promises } from 'node:fs';
import { join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { FORMATS, type FormatName } from '../../core/etch/formats/formats.ts';
import { isSerial, type Serial } from '../../core/card/serial.ts';
import { eraseFile, zeros } from '../files/erase.ts';
import { codeOf, ourFault } from '../files/fault.ts';
import { syncPlainDirectory, writeNew } from '../files/whole.ts';
import { type OutboxFs, proveFile, publish, stands } from './files.ts';
import { type EtchTroubleKind, etchTrouble } from './trouble.ts';

const fail = failIn('etch');

export interface OutboxJob {
  readonly serial: Serial;
  /** The job's id in the journal: letters, digits and hyphens. */
  readonly job: string;
  readonly format: FormatName;
}

export interface SentToLaser {
  readonly path: string;
  readonly bytes: number;
  /** HMAC-SHA256 of the file as read back, 64 hex characters. */
  readonly mac: string;
}

/** A file of ours in the folder: `job` has its final name, `part` never came so far. */
export interface Leftover {
  readonly name: string;
  readonly kind: 'job' | 'part';
  readonly serial: Serial;
}

/**
 * `in-doubt`: the job stood under its name when something failed, so the laser may have seen it. After every other
 * failure it never did, and the job may be written anew.
 */
export type OutboxFailure = EtchTroubleKind | 'reserved-name' | 'in-doubt';

export interface Outbox {
  /**
   * Writes `<serial>` with the extension of the job's format, if no job of this serial lies there in any format. `bytes` and the `key` of the HMAC are borrowed: the caller wipes them.
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
  /** After marking: overwrites and removes the job of this serial and its remains. Answers how many files went. */
  remove(serial: Serial): Promise<Result<number, OutboxFailure>>;
  /** The files of ours in the folder: at start, what a crash left. */
  list(): Promise<Result<readonly Leftover[], OutboxFailure>>;
}

/** Names that Windows, which drives most lasers, takes for devices, whatever the extension. */
const DEVICE_NAME = /^(?:COM|LPT)[0-9]$/;

const EXTENSIONS = Object.values(FORMATS).map(({ extension }) => extension);

/** A job of any format: whoever changes the format leaves the jobs of the one before to be found and taken away. */
const NAMES = new RegExp(
  `^(?:(?<job>[A-Z0-9-]+)\\.(?:${EXTENSIONS.join('|')})|\\.(?<part>[A-Z0-9-]+)\\.[A-Za-z0-9-]+\\.part)$`,
);

export interface OutboxOptions {
  readonly directory: string;
  readonly fs?: OutboxFs;
}

export function createOutbox({ directory, fs = promises }: OutboxOptions): Outbox {
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
    { serial, job, format }: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ) {
    if (!/^[A-Za-z0-9-]{1,64}$/.test(job)) throw new TypeError('"job" expected letters, digits and hyphens');
    if (DEVICE_NAME.test(serial))
      return fail('reserved-name', `No job can be written for ${serial}: Windows keeps this name for a device.`);
    const path = join(directory, `${serial}.${FORMATS[format].extension}`);
    const part = join(directory, `.${serial}.${job}.part`);
    let stage: 'looking' | 'writing' | 'naming' = 'looking';
    try {
      // Before a single byte of a passphrase goes there: a real folder, reachable, with the name free.
      await syncPlainDirectory(directory, fs);
      for (const extension of EXTENSIONS)
        if (await stands(fs, join(directory, `${serial}.${extension}`))) throw ourFault('EEXIST');
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
      const taken = codeOf(cause) === 'EEXIST';
      const seen = stage === 'naming' && !taken && (await stands(fs, path).catch(() => true));
      const parts = stage === 'naming' || (stage === 'writing' && !taken) ? [part] : [];
      const gone = await discard(seen ? [...parts, path] : parts);
      return notSent(path, cause, seen, gone);
    }
  }

  async function list() {
    try {
      return ok((await fs.readdir(directory)).sort().flatMap(leftover));
    } catch (cause) {
      return refuse(`The outbox ${directory} cannot be read`, cause);
    }
  }

  async function remove(serial: Serial) {
    const listed = await list();
    if (!listed.ok) return listed;
    const ours = listed.value.filter((file) => file.serial === serial);
    try {
      for (const { name } of ours) await eraseFile(join(directory, name), zeros, fs);
      await syncPlainDirectory(directory, fs);
      return ok(ours.length);
    } catch (cause) {
      return refuse(`The etch job of ${serial} in ${directory} was not removed`, cause);
    }
  }

  return { write, remove, list };
}

/** An outbox whose folder a person may change: each act looks where it is now. */
export function createMovingOutbox(directory: () => string): Outbox {
  const now = (): Outbox => createOutbox({ directory: directory() });
  return {
    write: (...job) => now().write(...job),
    remove: (serial) => now().remove(serial),
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

function leftover(name: string): Leftover[] {
  const { job, part } = NAMES.exec(name)?.groups ?? {};
  const serial = job ?? part ?? '';
  return isSerial(serial) ? [{ name, kind: job === undefined ? 'part' : 'job', serial }] : [];
}
