/** The journal of a station: one append-only file, verified to the last byte before anything is added to it. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ChainRecord, Head } from '../../core/journal/chain.ts';
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';
import type { EventOf, JournalEvent, Mode } from '../../core/journal/event.ts';
import { createVerifier, type ChainReport, type Resume } from '../../core/journal/verify.ts';
import type { Clock } from '../../core/base/ports.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { syncDirectory } from '../files/whole.ts';
import { checkSignature, type Identity } from './identity.ts';
import { takeLock } from './lock.ts';
import { CHUNK, chunks, chunksNow } from './read.ts';
import { openReserve, RESERVE_BYTES } from './reserve.ts';
import { createWriter, JournalStopped, writingFault, type JournalHandle } from './writer.ts';

const fail = failIn('journal');

export interface JournalOptions {
  /** Holds `journal.jsonl`, its lock and its reserve; made if missing. */
  readonly directory: string;
  readonly station: string;
  readonly mode: Mode;
  readonly identity: Identity;
  readonly clock: Clock;
  /** Records from one signed checkpoint to the next. */
  readonly checkpointEvery?: number;
  readonly reserveBytes?: number;
  /** How much of the file is verified, in bytes. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly openFile?: (path: string, flags: number, mode: number) => Promise<JournalHandle>;
}

export type JournalFailure = 'journal-locked' | 'journal-damaged' | 'journal-of-another' | 'journal-unusable';

export interface OpenJournal extends Journal {
  readonly path: string;
  /** How far it is on disk. */
  readonly head: Head;
  /** Why nothing can be written any more. */
  readonly stopped: JournalStopped | null;
  /** Whether the disk is so full that only what was begun should still be finished. */
  readonly low: boolean;
  /** The records on disk from number `from` on, in order, verified again, in groups that take some milliseconds each. */
  records(from: number): Iterable<readonly ChainRecord[]>;
  /** Calls `listener` with every group once it is on disk, before its `append` resolves; returns how to stop. */
  follow(listener: (records: readonly ChainRecord[]) => void): () => void;
  /** Signs a last checkpoint and lets go of the file. */
  close(): Promise<void>;
}

/** Opens the journal in `directory`, or begins one. A torn last line is cut and that recorded; any other damage refuses. */
export async function openJournal(options: JournalOptions): Promise<Result<OpenJournal, JournalFailure>> {
  const { directory } = options;
  const path = join(directory, 'journal.jsonl');
  try {
    const created = await mkdir(directory, { recursive: true, mode: 0o700 });
    if (created !== undefined) await syncDirectory(dirname(created));
    const lock = await takeLock(directory, 'journal.lock');
    if (!lock.ok) return lock;
    const { release } = lock.value;
    const opened = await openLocked(path, options, release).catch((cause) => unusable(path, cause));
    if (!opened.ok) await release();
    return opened;
  } catch (cause) {
    return unusable(path, cause);
  }
}

async function openLocked(
  path: string,
  options: JournalOptions,
  release: () => Promise<void>,
): Promise<Result<OpenJournal, JournalFailure>> {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW = 0 } = constants;
  const file = await (options.openFile ?? open)(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new Error('it is not a regular file');
    const { report, marks, sinceCheckpoint } = await verifyAll(file, stat.size, options);
    const refused = objection(path, report, options);
    if (refused !== null) {
      await file.close();
      return refused;
    }
    const events: JournalEvent[] = [];
    if (report.begun === null) events.push(genesis(options));
    if (report.tail.length > 0) {
      await file.truncate(report.length);
      const sha256 = createHash('sha256').update(report.tail).digest('hex');
      events.push({ kind: 'tail-cut', bytes: report.tail.length, sha256 });
    }
    const reserve = await openReserve(join(dirname(path), 'journal.reserve'), options.reserveBytes ?? RESERVE_BYTES);
    const listeners = new Set<(records: readonly ChainRecord[]) => void>();
    const writer = createWriter({
      ...options,
      file,
      path,
      place: { head: report.head, length: report.length, sinceCheckpoint },
      checkpointEvery: options.checkpointEvery ?? 1000,
      reserve,
      onWritten(records) {
        if (writer.place.length - (marks.at(-1)?.length ?? 0) > CHUNK) marks.push(writer.place);
        for (const listener of listeners) tell(listener, records);
      },
    });
    await writer.append(events);
    await syncDirectory(dirname(path));
    const begun = report.begun ?? genesis(options);
    return ok({
      path,
      get head() {
        return writer.place.head;
      },
      get stopped() {
        return writer.stopped;
      },
      get low() {
        return !reserve.held;
      },
      append: writer.append,
      records: (from) => readRecords(file.fd, begun, marks, from, writer.place.length),
      follow(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async close() {
        await writer.finish();
        await file.close();
        await release();
      },
    });
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** What is on disk is done, whatever its readers make of it: their bug must not look like a failed write. */
function tell(listener: (records: readonly ChainRecord[]) => void, records: readonly ChainRecord[]): void {
  try {
    listener(records);
  } catch (bug) {
    queueMicrotask(() => {
      throw bug;
    });
  }
}

const genesis = ({ station, mode, identity }: JournalOptions): EventOf<'journal-begun'> => ({
  kind: 'journal-begun',
  format: JOURNAL_FORMAT,
  station,
  mode,
  publicKey: identity.publicKey,
});

type Mark = Pick<Resume, 'head' | 'length'>;

/** `marks`: a place every so many bytes, so that reading can start near any record. */
async function verifyAll(file: JournalHandle, size: number, { onProgress }: JournalOptions) {
  const verifier = createVerifier(checkSignature);
  const marks: Mark[] = [];
  let checkpointed = 0;
  let done = 0;
  for await (const chunk of chunks(file, 0, size)) {
    for (const { seq, event } of verifier.feed(chunk)) if (event.kind === 'checkpoint') checkpointed = seq + 1;
    marks.push(verifier.place);
    done += chunk.length;
    onProgress?.(done, size);
  }
  const report = verifier.finish();
  return { report, marks, sinceCheckpoint: report.head.size - checkpointed };
}

/** Why this file is not to be written to, if so. */
function objection(path: string, report: ChainReport, { station, mode, identity }: JournalOptions) {
  const { firstBad, begun, tail } = report;
  if (firstBad !== null) return damaged(path, firstBad.seq, firstBad.offset, firstBad.why);
  if (begun === null) {
    const start = '{"at":"'.slice(0, tail.length);
    const begins = Buffer.from(tail).subarray(0, start.length).toString('latin1') === start;
    return begins ? null : damaged(path, 0, 0, 'a journal begins with journal-begun');
  }
  if (begun.station === station && begun.mode === mode && begun.publicKey === identity.publicKey) return null;
  const theirs = `station ${begun.station}, ${begun.mode}, key ${begun.publicKey.slice(0, 8)}`;
  const ours = `station ${station}, ${mode}, key ${identity.publicKey.slice(0, 8)}`;
  return fail(
    'journal-of-another',
    `The journal ${path} is of ${theirs}, and this is ${ours}. Put back the files that belong together.`,
    { path },
  );
}

function damaged(path: string, seq: number, offset: number, why: string): Failed<'journal-damaged'> {
  return fail(
    'journal-damaged',
    `The journal ${path} is damaged at record ${seq} (byte ${offset}): ${why}. Nothing was changed; keep the file as it is and call your supervisor.`,
    { path, seq, offset },
  );
}

function unusable(path: string, cause: unknown): Failed<'journal-unusable'> {
  if (cause instanceof JournalStopped) return fail('journal-unusable', cause.message, { path, code: cause.code });
  const { code = null } = cause as NodeJS.ErrnoException;
  return fail('journal-unusable', `The journal ${path} cannot be opened: ${writingFault(cause)}.`, { path, code });
}

function* readRecords(
  fd: number,
  begun: EventOf<'journal-begun'>,
  marks: readonly Mark[],
  from: number,
  end: number,
): Generator<readonly ChainRecord[], void, undefined> {
  const mark = marks.findLast(({ head }) => head.size > 0 && head.size <= from);
  const verifier = createVerifier(checkSignature, mark && { ...mark, begun });
  for (const chunk of chunksNow(fd, mark?.length ?? 0, end)) {
    const records = verifier.feed(chunk).filter(({ seq }) => seq >= from);
    if (records.length > 0) yield records;
  }
  const { firstBad } = verifier.finish();
  if (firstBad !== null) throw new Error(`record ${firstBad.seq} changed under our hands: ${firstBad.why}`);
}
