/**
 * The only code that writes a journal. Whoever asks while a write is under way joins the next group: one write, one
 * fdatasync, and only then is anyone told.
 */
import type { FileHandle } from 'node:fs/promises';
import {
  chainLines,
  checkpointText,
  encodeEvent,
  refOf,
  type ChainRecord,
  type EncodedEvent,
  type Head,
  type JournalLines,
} from '../../core/journal/chain.ts';
import { isAnchored } from '../../core/journal/anchored.ts';
import type { JournalEvent, RecordRef } from '../../core/journal/event.ts';
import { NOBODY, type Attested, type Witness } from '../../core/journal/signed.ts';
import type { ChainPlace } from '../../core/journal/verify.ts';
import type { Clock } from '../../core/base/ports.ts';
import { codeOf, diskFaultOf } from '../files/fault.ts';
import type { Identity } from './identity.ts';
import type { Reserve } from './reserve.ts';

/** What the journal needs of an open file: enough to stand in for one that is full or broken. */
export type JournalHandle = Pick<FileHandle, 'fd' | 'read' | 'write' | 'datasync' | 'truncate' | 'stat' | 'close'>;

/** The journal cannot be written any more. Every later append fails with the same reason: the station must stop. */
export class JournalStopped extends Error {
  override readonly name = 'JournalStopped';
  /** The system's code, such as ENOSPC. */
  readonly code: string;

  constructor(path: string, cause: unknown) {
    const { code = 'UNKNOWN' } = cause as NodeJS.ErrnoException;
    super(`The journal ${path} cannot be written: ${writingFault(cause)}. The last step counts as not done.`, {
      cause,
    });
    this.code = code;
  }
}

/** What the system's error means here, to follow a colon. */
export function writingFault(cause: unknown): string {
  const code = codeOf(cause);
  if (code === '' || code.startsWith('ERR_')) return (cause as Error).message;
  const { kind, what, remedy } = diskFaultOf(cause);
  return `${what} (${code}); ${remedy}${kind === 'disk-full' ? ', then start the station again' : ''}`;
}

/** Records built between two breaths of the event loop. */
const SLICE = 500;

interface Waiting {
  readonly events: readonly EncodedEvent[];
  readonly resolve: (refs: readonly RecordRef[]) => void;
  readonly reject: (reason: unknown) => void;
}

export interface WriterOptions {
  readonly file: JournalHandle;
  readonly path: string;
  /** Where to go on: how far the journal is on disk. */
  readonly place: ChainPlace;
  /** After how many records there is a checkpoint. */
  readonly checkpointEvery: number;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly reserve: Reserve;
  /** Who is signed in and who has signed, asked of each event when it is given. */
  readonly witness: Witness;
  /** Notes beside the journal how far it is; {@link isAnchored} says after what. */
  readonly anchor: (head: Head) => Promise<void>;
  /** Told of every group once it is on disk, before those who asked for it are. */
  readonly onWritten: (records: readonly ChainRecord[], bytes: readonly Uint8Array[]) => void;
}

export interface Writer {
  readonly place: ChainPlace;
  readonly stopped: JournalStopped | null;
  append(events: readonly JournalEvent[]): Promise<readonly RecordRef[]>;
  /** Nothing is taken any more, for this reason; what is under way is finished. */
  stop(cause: Error): void;
  /** Resolves when nothing is being written. */
  settled(): Promise<void>;
  /** Waits until all is written, and signs where the chain then stands. Nothing is taken any more. */
  finish(): Promise<void>;
}

export function createWriter(options: WriterOptions): Writer {
  const { path, onWritten, witness } = options;
  const groups = createGroups(options);
  let stopped: JournalStopped | null = null;
  let finishing = false;
  let queue: Waiting[] = [];
  let draining: Promise<void> | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const group = queue;
      queue = [];
      const written = await write(group.flatMap(({ events }) => events));
      if (written === null) {
        for (const { reject } of group) reject(stopped);
        continue;
      }
      const { records, bytes } = written;
      onWritten(records, bytes);
      const refs = records.filter(({ event }) => event.kind !== 'checkpoint').map(refOf);
      for (const { events, resolve } of group) resolve(refs.splice(0, events.length));
    }
    draining = null;
  }

  /** `null` when the journal has stopped. */
  async function write(events: readonly EncodedEvent[]): Promise<Written | null> {
    if (stopped !== null) return null;
    try {
      return await groups.write(events, finishing);
    } catch (cause) {
      stopped = new JournalStopped(path, cause);
      return null;
    }
  }

  function enqueue(events: readonly EncodedEvent[]): Promise<readonly RecordRef[]> {
    // Here, and not in the loop: one that ended before it was awaited would be taken for one that still runs, and
    // whoever came next would wait for ever.
    if (stopped !== null) return Promise.reject(stopped);
    return new Promise((resolve, reject) => {
      queue.push({ events, resolve, reject });
      draining ??= drain();
    });
  }

  return {
    get place() {
      return groups.place;
    },
    get stopped() {
      return stopped;
    },
    async append(events) {
      if (finishing) throw new Error(`the journal ${path} is closed`);
      if (events.some(({ kind }) => kind === 'checkpoint')) throw new TypeError("checkpoints are the writer's own");
      return events.length === 0 ? [] : enqueue(events.map((event) => encoded(event, witness(event))));
    },
    stop(cause) {
      stopped ??= new JournalStopped(path, cause);
    },
    async settled() {
      await draining;
    },
    async finish() {
      finishing = true;
      if (stopped === null) await enqueue([]);
      await draining;
    },
  };
}

/** A group that is on disk. */
interface Written {
  readonly records: readonly ChainRecord[];
  /** Its lines, in order. */
  readonly bytes: readonly Uint8Array[];
}

interface Groups {
  readonly place: ChainPlace;
  /**
   * Writes a group and waits until it is on disk: all of it or nothing. `last`: a checkpoint follows it.
   *
   * @throws the system's error; the file is not to be written after that
   */
  write(events: readonly EncodedEvent[], last: boolean): Promise<Written>;
}

/** Groups of records as lines in the file, one group at a time. */
function createGroups(options: WriterOptions): Groups {
  const { file, checkpointEvery, identity, clock, reserve, anchor } = options;
  let place = options.place;

  async function writeLines(
    events: readonly EncodedEvent[],
    last: boolean,
  ): Promise<Written & { readonly place: ChainPlace }> {
    const records: ChainRecord[] = [];
    const bytes: Uint8Array[] = [];
    let at = place;
    let next = 0;
    do {
      const slice = events.slice(next, next + Math.min(SLICE, checkpointEvery - at.unsigned));
      next += slice.length;
      const lines = chainLines(at.head, slice, clock.now(), identity.mac);
      at = await put(lines, at, at.unsigned + slice.length);
      records.push(...lines.records);
      bytes.push(lines.bytes);
      const ends = last && next === events.length;
      if (at.unsigned >= checkpointEvery || (ends && at.unsigned > 0)) {
        const signed = chainLines(at.head, [encoded(checkpoint(at.head))], clock.now(), identity.mac);
        at = await put(signed, at, 0);
        records.push(...signed.records);
        bytes.push(signed.bytes);
      }
    } while (next < events.length);
    return { records, bytes, place: at };
  }

  async function put({ bytes, head }: JournalLines, at: ChainPlace, unsigned: number): Promise<ChainPlace> {
    for (let done = 0; done < bytes.length;) {
      const { bytesWritten } = await file.write(bytes, done, bytes.length - done);
      done += bytesWritten;
    }
    return { head, length: at.length + bytes.length, unsigned };
  }

  /** The full disk's reserve is for this as well: without the note the records would not count. */
  async function note(head: Head): Promise<void> {
    try {
      await anchor(head);
    } catch (cause) {
      if (codeOf(cause) !== 'ENOSPC' || !(await reserve.spend())) throw cause;
      await anchor(head);
    }
  }

  function checkpoint(at: Head): JournalEvent {
    const signature = identity.sign(checkpointText(at));
    return { kind: 'checkpoint', size: at.size, head: at.hash, signature };
  }

  return {
    get place() {
      return place;
    },
    async write(events, last) {
      for (;;) {
        let syncing = false;
        try {
          const written = await writeLines(events, last);
          syncing = true;
          await file.datasync();
          place = written.place;
          if (last || written.records.some(({ event }) => isAnchored(event))) await note(place.head);
          return written;
        } catch (cause) {
          // After a failed fdatasync nobody knows what is on disk, and asking again can lie: touch nothing any more.
          if (syncing) throw cause;
          await file.truncate(place.length).catch(() => undefined);
          if (codeOf(cause) !== 'ENOSPC' || !(await reserve.spend())) throw cause;
        }
      }
    },
  };
}

const encoded = (event: JournalEvent, attested: Attested = NOBODY): EncodedEvent => ({
  event,
  json: encodeEvent(event),
  attested,
});
