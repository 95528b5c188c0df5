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
import { isJobId, type JobId } from '../../core/etch/job-id.ts';
import { isSerial, type Serial } from '../../core/card/serial.ts';
import { eraseFile, zeros } from '../files/erase.ts';
import { codeOf, ourFault } from '../files/fault.ts';
import { syncPlainDirectory, writeNew } from '../files/whole.ts';
import { type OutboxFs, proveFile, publish, stands } from './files.ts';
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

/** A file of ours in the folder: `job` has its final name, `part` never came so far. */
export interface Leftover {
  readonly name: string;
  readonly kind: 'job' | 'part';
  /** What it is called by: a serial, or the id of a job that holds several cards. Of a part its first serial. */
  readonly of: string;
  /** Of a part, the job it was to become. */
  readonly id: JobId | null;
}

/**
 * `in-doubt`: the job stood under its name when something failed, so the laser may have seen it. After every other
 * failure it never did, and the job may be written anew.
 */
export type OutboxFailure = EtchTroubleKind | 'reserved-name' | 'in-doubt';

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
  /** After marking: overwrites and removes what these serials and ids are in the name of. Answers how many files went. */
  remove(names: readonly string[]): Promise<Result<number, OutboxFailure>>;
  /** The files of ours in the folder: at start, what a crash left. */
  list(): Promise<Result<readonly Leftover[], OutboxFailure>>;
}

/** Names that Windows, which drives most lasers, takes for devices, whatever the extension. */
const DEVICE_NAME = /^(?:COM|LPT)[0-9]$/;

const EXTENSIONS = Object.values(FORMATS).map(({ extension }) => extension);

/** A job of any format: whoever changes the format leaves the jobs of the one before to be found and taken away. */
const NAMES = new RegExp(
  `^(?:(?<job>[A-Za-z0-9-]+)\\.(?:${EXTENSIONS.join('|')})|\\.(?<part>[A-Z0-9-]+)\\.(?<id>[a-z0-9-]+)\\.part)$`,
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
    { serials, id, format }: OutboxJob,
    bytes: Uint8Array,
    key: Uint8Array,
    intend: () => Promise<void>,
  ) {
    const [serial] = serials;
    const title = serials.length === 1 ? serial : id;
    if (DEVICE_NAME.test(title))
      return fail('reserved-name', `No job can be written for ${serial}: Windows keeps this name for a device.`);
    const path = join(directory, `${title}.${FORMATS[format].extension}`);
    const part = join(directory, `.${serial}.${id}.part`);
    let stage: 'looking' | 'writing' | 'naming' = 'looking';
    try {
      // Before a single byte of a passphrase goes there: a real folder, reachable, with the name free.
      await syncPlainDirectory(directory, fs);
      for (const name of [title, ...serials])
        for (const extension of EXTENSIONS)
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

  async function remove(names: readonly string[]) {
    const listed = await list();
    if (!listed.ok) return listed;
    const ours = listed.value.filter(({ of, id }) => names.includes(of) || (id !== null && names.includes(id)));
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
export function createMovingOutbox(directory: () => string): Outbox {
  const now = (): Outbox => createOutbox({ directory: directory() });
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

function leftover(name: string): Leftover[] {
  const { job, part, id } = NAMES.exec(name)?.groups ?? {};
  if (job !== undefined) return isSerial(job) || isJobId(job) ? [{ name, kind: 'job', of: job, id: null }] : [];
  const ours = part !== undefined && isSerial(part) && id !== undefined && isJobId(id);
  return ours ? [{ name, kind: 'part', of: part, id }] : [];
}
