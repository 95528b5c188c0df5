/** The journal of a station: one append-only file, verified to the last byte before anything is added to it. */
import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NO_RECORDS, type ChainRecord, type Head, type LineMac } from '../../core/journal/chain.ts';
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';
import type { EventOf, JournalEvent, Mode } from '../../core/journal/event.ts';
import { CHECKPOINT_EVERY, type ChainReport } from '../../core/journal/verify.ts';
import type { Clock } from '../../core/base/ports.ts';
import { NOBODY, type Witness } from '../../core/journal/signed.ts';
import { isRare, type RareRecord } from '../../core/journal/frequent.ts';
import { createPeopleList } from '../../core/journal/people-list.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { createWhoDidWhat, type WhoDidWhat } from '../../core/journal/who.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { syncDirectory } from '../files/whole.ts';
import { checkSignature, type Identity } from './identity.ts';
import { createAnchors, type Anchors } from './anchor.ts';
import { lostEnd, objection, unusable } from './refusals.ts';
import { JOURNAL_LOCK, takeLock } from './lock.ts';
import { CHUNK } from './read.ts';
import { openReserve, RESERVE_BYTES, RESERVE_FILE, withRoom } from './reserve.ts';
import {
  acceptance,
  acceptedBy,
  createSearch,
  objectionToAccepting,
  unmetAnchors,
  type Acceptance,
  type Unmet,
} from './standing.ts';
import { thinned, writePrefix } from './prefix.ts';
import { readRecords, verifyAll, verifyNew, type Verified } from './verified.ts';
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
  /** The computer's folder for the anchor outside the directory; without one, as in training, there is only the one beside. */
  readonly anchors?: string;
  /** Two people's word that the journal is gone on with although it does not reach its anchors, if they have given it. */
  readonly accept?: Acceptance;
}

export type JournalFailure =
  | 'journal-locked'
  | 'journal-damaged'
  | 'journal-newer'
  | 'journal-of-another'
  | 'journal-went-back'
  | 'journal-moved'
  | 'journal-unusable'
  // Who says that it is gone on with.
  | 'badge-needed'
  | 'badge-unknown'
  | 'not-the-seat';

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
  /** Its records that are not of one card, in order, as far as they are on disk. */
  readonly rare: readonly RareRecord[];
  /** These records of it, and of each who did it. */
  readonly shown: WhoDidWhat['shown'];
  readonly answered: WhoDidWhat['answered'];
  /** The records on disk from number `from` on, in order, verified again, in groups that take some milliseconds each. */
  records(from: number): Iterable<readonly ChainRecord[]>;
  /** Calls `listener` with every group once it is on disk, before its `append` resolves; returns how to stop. */
  follow(listener: (records: readonly ChainRecord[]) => void): () => void;
  /**
   * Stops the journal, because somebody knows a head of it that it never had: it is not written to again, now or after a
   * restart, until two people go on with it ({@link JournalOptions.accept}).
   */
  stopFor(head: Head): Promise<void>;
  /**
   * From now on the anchor outside the directory lies in this folder of a medium, or in the computer's own (null), by
   * two people's word. Before it resolves there is one in either place.
   */
  moveAnchor(to: string | null, signatures: EventOf<'anchor-moved'>['signatures']): Promise<void>;
  /** From here on this says of every event who is signed in and who has signed it; without one, nobody. */
  attend(witness: Witness): void;
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
    const lock = await withRoom(directory, () => takeLock(directory, JOURNAL_LOCK));
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
    const checked = await look(path, file, options);
    if (!checked.ok) {
      await file.close();
      return checked;
    }
    const { report, marks, anchors, events, rare, hash } = checked.value;
    if (report.tail.length > 0) await file.truncate(report.length);
    const { mac } = options.identity;
    const reserve = await openReserve(join(dirname(path), RESERVE_FILE), options.reserveBytes ?? RESERVE_BYTES);
    const listeners = new Set<(records: readonly ChainRecord[]) => void>();
    let attending: Witness = checked.value.witness;
    const writer = createWriter({
      ...options,
      witness: (event) => attending(event),
      file,
      path,
      place: report,
      checkpointEvery: options.checkpointEvery ?? CHECKPOINT_EVERY,
      reserve,
      anchor: (head) => anchors.write(head),
      onWritten(records, bytes) {
        for (const piece of bytes) hash.take(piece);
        for (const { event, at, seq } of records) if (isRare({ event })) rare.push({ event, at, seq });
        if (writer.place.length - (marks.at(-1)?.length ?? 0) > CHUNK) marks.push(writer.place);
        for (const listener of listeners) tell(listener, records);
      },
    });
    const who = createWhoDidWhat(checkSignature);
    for (const record of rare) who.take(record);
    listeners.add((records) => records.forEach(who.take));
    await writer.append(events);
    attending = () => NOBODY;
    await syncDirectory(dirname(path));
    const begun = report.begun ?? genesis(options);
    return ok({
      path,
      mac,
      rare,
      shown: who.shown,
      answered: who.answered,
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
      attend: (witness) => void (attending = witness),
      records: (from) => readRecords({ fd: file.fd, begun, marks, mac }, from, writer.place.length),
      follow(listener) {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      async stopFor(head) {
        writer.stop(new Error('records of it are known that it does not have'));
        await writer.settled();
        await anchors.write(head);
      },
      async moveAnchor(to, signatures) {
        await writer.settled();
        await anchors.move(to, writer.place.head, () => writer.append([{ kind: 'anchor-moved', to, signatures }]));
      },
      async close() {
        await writer.finish();
        const noted = { ...writer.place, begun, digest: hash.digest(), marks: thinned(marks), rare };
        if (writer.stopped === null) await writePrefix(path, noted, mac);
        await file.close();
        await release();
      },
    });
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** A journal that may be written to, and what is put on record first. */
interface Admitted extends Pick<Verified, 'marks' | 'rare' | 'hash'> {
  readonly report: ChainReport;
  readonly anchors: Anchors;
  readonly events: readonly JournalEvent[];
  /** Who has signed them. */
  readonly witness: Witness;
}

/** Reads all of the file, and holds it against its anchors. */
async function look(
  path: string,
  file: JournalHandle,
  options: JournalOptions,
): Promise<Result<Admitted, JournalFailure>> {
  const stat = await file.stat();
  if (!stat.isFile()) throw new Error('it is not a regular file');
  const { identity, accept, onProgress } = options;
  const { mac } = identity;
  const search = createSearch(accept ?? { known: '-' });
  const people = createPeopleList();
  const verifying = { file, size: stat.size, mac, onProgress };
  const take = (record: ChainRecord): void => {
    search.take(record);
    people.apply(record.event);
  };
  // Who looks for one record among all has all of them read.
  const verified = await (accept === undefined ? verifyNew(verifying, path) : verifyAll(verifying, take));
  const refused = objection(path, verified, options);
  if (refused !== null) return refused;
  const { report, marks, rare, hash } = verified;
  const moved = rare.findLast(({ event }) => event.kind === 'anchor-moved')?.event;
  const anchors = createAnchors({
    beside: join(dirname(path), 'journal.anchor'),
    computer: options.anchors ?? null,
    medium: moved?.kind === 'anchor-moved' ? moved.to : null,
    name: identity.publicKey.slice(0, 32),
    mac,
  });
  const unmet = await unmetAnchors({ ...report, fd: file.fd, marks, mac }, anchors.paths, mac);
  if (unmet.length > 0 && accept === undefined) return lostEnd(path, report.head, unmet);
  if (unmet.length > 0 && accept !== undefined) {
    const unsigned = objectionToAccepting(people, accept);
    if (unsigned !== null) return unsigned;
  }
  const events = await firstEvents(options, report, anchors, unmet, search.found());
  return ok({ report, marks, anchors, events, rare, hash, witness: acceptedBy(accept, people) });
}

/** What is put on record before anybody else's. */
async function firstEvents(
  options: JournalOptions,
  { begun, head, tail }: ChainReport,
  anchors: Anchors,
  unmet: readonly Unmet[],
  found: boolean,
): Promise<readonly JournalEvent[]> {
  const events: JournalEvent[] = [];
  if (begun === null || unmet.length > 0) await anchors.prepare();
  if (begun === null) {
    // Before the first record: from now on a journal without one has lost it.
    await anchors.write(NO_RECORDS);
    events.push(genesis(options));
  }
  if (unmet.length > 0 && options.accept !== undefined) events.push(acceptance(head, unmet, found, options.accept));
  if (tail.length > 0) {
    const sha256 = createHash('sha256').update(tail).digest('hex');
    events.push({ kind: 'tail-cut', bytes: tail.length, sha256 });
  }
  return events;
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
