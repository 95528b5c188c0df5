/** Reading a chain back: as a stream, with nothing taken on trust. */
import { concat } from '../base/digest.ts';
import { checkpointText, decodeLine, MAX_LINE, NO_RECORDS, type ChainRecord, type Head } from './chain.ts';
import type { EventOf } from './event.ts';

/** Whether `signature` (hex) is the one of `text` (ASCII) by the Ed25519 key `publicKey` (hex, 32 bytes). */
export type SignatureCheck = (publicKey: string, text: string, signature: string) => boolean;

/** The first record that cannot be trusted. */
export interface BadRecord {
  readonly seq: number;
  /** Where its line starts in the file, in bytes. */
  readonly offset: number;
  /** What is wrong with it, to follow "record 7: ". */
  readonly why: string;
}

export interface ChainReport {
  /** Good records before the first bad one, or all. */
  readonly head: Head;
  /** Where the good records end in the file, in bytes. */
  readonly length: number;
  readonly begun: EventOf<'journal-begun'> | null;
  readonly checkpoints: number;
  readonly firstBad: BadRecord | null;
  /** The last line where it has no newline: a write that was cut short. Empty after a bad record. */
  readonly tail: Uint8Array;
}

export interface ChainVerifier {
  /** Where the good records end so far. */
  readonly place: { readonly head: Head; readonly length: number };
  /** A bad record was found: more bytes change nothing. */
  readonly decided: boolean;
  /** Takes the next bytes, of any length; gives the records they complete. After a bad record it gives none. */
  feed(bytes: Uint8Array): readonly ChainRecord[];
  /** No more bytes come. */
  finish(): ChainReport;
}

/** A place in a chain that was verified before, to go on from. */
export interface Resume {
  readonly head: Head;
  readonly length: number;
  readonly begun: EventOf<'journal-begun'>;
}

/**
 * Verifies a chain as its bytes come. Each line must be the canonical form of a known event, follow the one before by
 * number and hash, and carry a true signature if it is a checkpoint; the first, and only the first, begins a journal.
 *
 * A record's own bytes are vouched for by the record after it. When two no longer fit together, the one after them
 * tells which of the two was changed.
 */
export function createVerifier(checkSignature: SignatureCheck, resume?: Resume): ChainVerifier {
  let head = resume?.head ?? NO_RECORDS;
  let length = resume?.length ?? 0;
  let begun = resume?.begun ?? null;
  let checkpoints = 0;
  let rest: Uint8Array = new Uint8Array(0);
  let firstBad: BadRecord | null = null;
  /** The good record before the last, to fall back to when the last turns out to have been changed. */
  let before: { readonly head: Head; readonly length: number } | null = null;
  /** A line that does not fit the hash of the one before it; the next line says which of the two is the bad one. */
  let misfit: { readonly hash: string; readonly offset: number } | null = null;

  function take(line: Uint8Array): ChainRecord | null {
    const decoded = decodeLine(line);
    if (misfit !== null) {
      settle('record' in decoded && decoded.record.prev === misfit.hash);
      return null;
    }
    if ('why' in decoded) {
      bad(head.size, length, decoded.why);
      return null;
    }
    const { record } = decoded;
    const why = objection(record);
    if (why !== null) {
      bad(head.size, length, why);
      return null;
    }
    if (record.prev !== head.hash) {
      misfit = { hash: record.hash, offset: length };
      return null;
    }
    if (record.event.kind === 'journal-begun') begun = record.event;
    if (record.event.kind === 'checkpoint') checkpoints++;
    before = { head, length };
    head = { size: record.seq + 1, hash: record.hash };
    length += line.length + 1;
    return record;
  }

  /** What is wrong with a well-formed record in this place, but for its `prev`. */
  function objection({ seq, prev, event }: ChainRecord): string | null {
    if (seq !== head.size) return `record ${seq} stands in its place`;
    if (begun === null) {
      if (event.kind !== 'journal-begun') return 'a journal begins with journal-begun';
      return prev === NO_RECORDS.hash ? null : 'the first record has none before it';
    }
    if (event.kind === 'journal-begun') return 'a journal begins only once';
    if (event.kind !== 'checkpoint') return null;
    if (event.size !== seq || event.head !== prev) return 'this checkpoint is of another place';
    if (!checkSignature(begun.publicKey, checkpointText({ size: seq, hash: prev }), event.signature))
      return 'the signature of this checkpoint is false';
    return null;
  }

  /** `kept`: the record after the misfit still follows it, so the misfit is whole and the one before it is not. */
  function settle(kept: boolean): void {
    if (misfit === null) return;
    if (kept) bad(head.size - 1, before?.length ?? length, 'it was changed after it was written', before?.head);
    else bad(head.size, misfit.offset, 'it does not follow the record before it');
    misfit = null;
  }

  function bad(seq: number, offset: number, why: string, good: Head = head): void {
    firstBad = { seq, offset, why };
    head = good;
    length = offset;
    rest = new Uint8Array(0);
  }

  return {
    get place() {
      return { head, length };
    },
    get decided() {
      return firstBad !== null;
    },
    feed(bytes) {
      const records: ChainRecord[] = [];
      const all = rest.length === 0 ? bytes : concat(rest, bytes);
      let start = 0;
      while (firstBad === null) {
        const end = all.indexOf(0x0a, start);
        if (end === -1 ? all.length - start > MAX_LINE : end - start > MAX_LINE) {
          if (misfit === null) bad(head.size, length, `its line is longer than ${MAX_LINE} bytes`);
          else settle(false);
          break;
        }
        if (end === -1) break;
        const record = take(all.subarray(start, end));
        if (record !== null) records.push(record);
        start = end + 1;
      }
      // A copy, also where the caller lends a Buffer, whose `slice` is none.
      rest = firstBad === null ? new Uint8Array(all.subarray(start)) : new Uint8Array(0);
      return records;
    },
    finish() {
      if (misfit !== null) {
        const last = head.size;
        bad(
          last - 1,
          before?.length ?? length,
          `it and record ${last} do not fit together: one was changed`,
          before?.head,
        );
        misfit = null;
      }
      return { head, length, begun, checkpoints, firstBad, tail: rest };
    },
  };
}
