/** The journal of a station: one append-only file, verified to the last byte before anything is added to it. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { MAX_LINE, NO_RECORDS, type ChainRecord, type Head, type LineMac } from '../../core/journal/chain.ts';
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';
import type { EventOf, JournalEvent, Mode } from '../../core/journal/event.ts';
import { CHECKPOINT_EVERY, createVerifier, type ChainChecks, type ChainPlace } from '../../core/journal/verify.ts';
import type { Clock } from '../../core/base/ports.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { syncDirectory } from '../files/whole.ts';
import { checkSignature, type Identity } from './identity.ts';
import { readAnchor, writeAnchor, type Anchored } from './anchor.ts';
import { lostEnd, objection, unusable, wentBack } from './refusals.ts';
import { takeLock } from './lock.ts';
import { CHUNK, chunks, chunksNow } from './read.ts';
import { openReserve, RESERVE_BYTES } from './reserve.ts';
import { createWriter, type JournalHandle, type JournalStopped } from './writer.ts';

export interface JournalOptions {
  /** Holds `journal.jsonl`, its lock and its reserve; made if missing. */
  readonly directory: string;
  readonly station: string;
  readonly mode: Mode;
  readonly identity: Identity;
  readonly clock: Clock;
  /** Records from one signed checkpoint to the next; no more than a verifier takes. */
  readonly checkpointEvery?: number;
  readonly reserveBytes?: number;
  /** How much of the file is verified, in bytes. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly openFile?: (path: string, flags: number, mode: number) => Promise<JournalHandle>;
  /** Two people's word that the journal is gone on with although its end is missing, if they have given it. */
  readonly accept?: Acceptance;
}

/** What two people say of a journal whose end is missing. */
export interface Acceptance {
  /** The hash of its last record now, as the refusal says it: nobody accepts what they have not looked at. */
  readonly head: string;
  readonly reason: string;
  readonly signatures: EventOf<'history-accepted'>['signatures'];
}

export type JournalFailure =
  'journal-locked' | 'journal-damaged' | 'journal-of-another' | 'journal-went-back' | 'journal-unusable';

export interface OpenJournal extends Journal {
  readonly path: string;
  /** The station's own MAC, for what lies beside the journal and is believed. */
  readonly mac: LineMac;
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
  /**
   * Stops the journal, because somebody knows a head of it that it never had: it is not written to again, now or after a
   * restart, until two people go on with it ({@link JournalOptions.accept}).
   */
  stopFor(head: Head): Promise<void>;
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
    const { mac } = options.identity;
    const anchorPath = join(dirname(path), 'journal.anchor');
    const anchored = await readAnchor(anchorPath, mac);
    const verified = await verifyAll(file, stat.size, options, anchored);
    const { report, marks, anchorHash } = verified;
    const back = wentBack(report, anchored, anchorHash);
    const accepted = back && options.accept?.head === report.head.hash ? options.accept : null;
    const refused =
      objection(path, verified, options) ?? (back && accepted === null ? lostEnd(path, report.head, anchored) : null);
    if (refused !== null) {
      await file.close();
      return refused;
    }
    const events: JournalEvent[] = [];
    if (report.begun === null) {
      // Before the first record: from now on a journal without one has lost it.
      await writeAnchor(anchorPath, NO_RECORDS, mac);
      events.push(genesis(options));
    }
    if (accepted !== null) events.push(acceptance(report.head, anchored, accepted));
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
      place: report,
      checkpointEvery: options.checkpointEvery ?? CHECKPOINT_EVERY,
      reserve,
      anchor: (head) => writeAnchor(anchorPath, head, mac),
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
      mac,
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
      records: (from) => readRecords({ fd: file.fd, begun, marks, mac }, from, writer.place.length),
      follow(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async stopFor(head) {
        writer.stop(new Error('another station knows records of it that it does not have'));
        await writer.settled();
        await writeAnchor(anchorPath, head, mac);
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

const acceptance = (
  { size, hash }: Head,
  anchored: Anchored,
  { reason, signatures }: Acceptance,
): EventOf<'history-accepted'> => ({
  kind: 'history-accepted',
  noted: anchored === 'gone' ? null : anchored.size,
  size,
  head: hash,
  reason,
  signatures,
});

const checksOf = (mac: LineMac): ChainChecks => ({ signature: checkSignature, mac });

/** `marks`: a place every so many bytes, so that reading can start near any record. */
async function verifyAll(file: JournalHandle, size: number, options: JournalOptions, anchored: Anchored) {
  const verifier = createVerifier(checksOf(options.identity.mac));
  const marks: ChainPlace[] = [];
  let anchorHash: string | null = null;
  let done = 0;
  for await (const chunk of chunks(file, 0, size)) {
    for (const { seq, hash } of verifier.feed(chunk))
      if (anchored !== 'gone' && seq + 1 === anchored.size) anchorHash = hash;
    marks.push(verifier.place);
    done += chunk.length;
    options.onProgress?.(done, size);
  }
  const report = verifier.finish();
  return { report, marks, anchorHash, claimed: report.begun ?? (await claimOf(file)) };
}

/** Whose journal the first line says it is, whoever wrote it: what says "another's" better than "damaged" does. */
async function claimOf(file: JournalHandle): Promise<EventOf<'journal-begun'> | null> {
  const verifier = createVerifier({ signature: checkSignature, mac: null });
  for await (const chunk of chunks(file, 0, MAX_LINE)) verifier.feed(chunk);
  return verifier.finish().begun;
}

interface Readable {
  readonly fd: number;
  readonly begun: EventOf<'journal-begun'>;
  readonly marks: readonly ChainPlace[];
  readonly mac: LineMac;
}

function* readRecords(
  { fd, begun, marks, mac }: Readable,
  from: number,
  end: number,
): Generator<readonly ChainRecord[], void, undefined> {
  const mark = marks.findLast(({ head }) => head.size > 0 && head.size <= from);
  const verifier = createVerifier(checksOf(mac), mark && { ...mark, begun });
  for (const chunk of chunksNow(fd, mark?.length ?? 0, end)) {
    const records = verifier.feed(chunk).filter(({ seq }) => seq >= from);
    if (records.length > 0) yield records;
  }
  const { firstBad } = verifier.finish();
  if (firstBad !== null) throw new Error(`record ${firstBad.seq} changed under our hands: ${firstBad.why}`);
}
