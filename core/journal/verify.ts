/** Reading a chain back: as a stream, with nothing taken on trust. */
import { canonical } from '../base/canonical.ts';
import { concat } from '../base/digest.ts';
import {
  checkpointText,
  decodeLine,
  MAX_LINE,
  NO_RECORDS,
  type ChainRecord,
  type Head,
  signedText,
  type LineDigest,
  type LineMac,
} from './chain.ts';
import { createPeopleList } from './people-list.ts';
import { createPeopleCheck } from './signed.ts';
import type { EventOf, JournalEvent } from './event.ts';

/** Whether `signature` (hex) is the one of `text` (ASCII) by the Ed25519 key `publicKey` (hex, 32 bytes). */
export type SignatureCheck = (publicKey: string, text: string, signature: string) => boolean;

/**
 * No more records than this from one signed checkpoint to the next: who leaves them out has nothing to go on with, and
 * who reads without the station's key has a signature at least so often.
 */
export const CHECKPOINT_EVERY = 1000;

/** What a reader can check with. */
export interface ChainChecks {
  readonly signature: SignatureCheck;
  /** `null` for a reader without the station's key: then anybody may have written what no checkpoint covers. */
  readonly mac: LineMac | null;
  /** The platform's, where there is one. */
  readonly digest?: LineDigest;
}

/** The first record that cannot be trusted. */
export interface BadRecord {
  readonly seq: number;
  /** Where its line starts in the file, in bytes. */
  readonly offset: number;
  /** What is wrong with it, to follow "record 7: ". */
  readonly why: string;
  /** It is the station's own by its MAC, and of a kind or a form that this version does not know. */
  readonly newer?: true;
}

export interface ChainReport {
  /** Good records before the first bad one, or all. */
  readonly head: Head;
  /** Where the good records end in the file, in bytes. */
  readonly length: number;
  readonly begun: EventOf<'journal-begun'> | null;
  readonly checkpoints: number;
  /** Records behind the last checkpoint, which no signature covers yet. */
  readonly unsigned: number;
  readonly firstBad: BadRecord | null;
  /** How many records bear signatures of people, all of them true. */
  readonly signed: number;
  /** The last line where it has no newline: a write that was cut short. Empty after a bad record. */
  readonly tail: Uint8Array;
}

export interface ChainVerifier {
  /** Where the good records end so far. */
  readonly place: ChainPlace;
  /** A bad record was found: more bytes change nothing. */
  readonly decided: boolean;
  /** Takes the next bytes, of any length; gives the records they complete. After a bad record it gives none. */
  feed(bytes: Uint8Array): readonly ChainRecord[];
  /** No more bytes come. */
  finish(): ChainReport;
}

export interface ChainPlace {
  readonly head: Head;
  readonly length: number;
  readonly unsigned: number;
}

/** A place in a chain that was verified before, to go on from. */
export interface Resume extends ChainPlace {
  readonly begun: EventOf<'journal-begun'>;
  /** All earlier records that say who its people are; where they are missing, what people sign is not looked at. */
  readonly past?: readonly JournalEvent[];
}

/**
 * Verifies a chain as its bytes come. Each line must be the canonical form of a known event, follow the one before by
 * number and hash, be the station's by its MAC, and carry a true signature if it is a checkpoint, of which there is one
 * at least every {@link CHECKPOINT_EVERY} records; the first, and only the first, begins a journal. What people sign must be
 * signed by those who may, with the keys that the list of people in the journal itself has for them there.
 *
 * Without the station's key, a record's own bytes are vouched for by the record after it. When two no longer fit together, the one after them
 * tells which of the two was changed.
 */
export function createVerifier(checks: ChainChecks, resume?: Resume): ChainVerifier {
  const chain = createFollowed(checks, resume);
  let rest: Uint8Array = new Uint8Array(0);
  return {
    get place() {
      const { head, length, unsigned } = chain.state;
      return { head, length, unsigned };
    },
    get decided() {
      return chain.state.firstBad !== null;
    },
    feed(bytes) {
      const records: ChainRecord[] = [];
      const all = rest.length === 0 ? bytes : concat(rest, bytes);
      let start = 0;
      while (chain.state.firstBad === null) {
        const end = all.indexOf(0x0a, start);
        if ((end === -1 ? all.length : end) - start > MAX_LINE) chain.tooLong();
        if (end === -1 || chain.state.firstBad !== null) break;
        const record = chain.take(all.subarray(start, end));
        if (record !== null) records.push(record);
        start = end + 1;
      }
      // A copy, also where the caller lends a Buffer, whose `slice` is none.
      rest = chain.state.firstBad === null ? new Uint8Array(all.subarray(start)) : new Uint8Array(0);
      return records;
    },
    finish() {
      chain.end();
      return { ...chain.state, tail: chain.state.firstBad === null ? rest : new Uint8Array(0) };
    },
  };
}

/** What is known of a chain after some of its lines. */
interface ChainState extends ChainPlace {
  readonly begun: EventOf<'journal-begun'> | null;
  readonly checkpoints: number;
  readonly firstBad: BadRecord | null;
  /** How many records bear signatures of people, all of them true. */
  readonly signed: number;
}

interface Followed {
  readonly state: ChainState;
  /** The next line, without its newline. Gives its record if it is good. */
  take(line: Uint8Array): ChainRecord | null;
  /** The next line has more bytes than any record of ours. */
  tooLong(): void;
  /** There is no next line. */
  end(): void;
}

/** A chain, followed line by line until the first bad record. */
function createFollowed({ signature, mac, digest }: ChainChecks, resume: Resume | undefined): Followed {
  let state: ChainState = {
    head: resume?.head ?? NO_RECORDS,
    length: resume?.length ?? 0,
    unsigned: resume?.unsigned ?? 0,
    begun: resume?.begun ?? null,
    checkpoints: 0,
    firstBad: null,
    signed: 0,
  };
  // From the middle on nobody knows who was enrolled before, unless it is told: that was checked when all of it was read.
  const past = resume === undefined ? [] : resume.past;
  const people = past === undefined ? null : createPeopleCheck(createPeopleList(), signature);
  for (const event of past ?? []) people?.recall(event);
  /** The good record before the last, to fall back to when the last turns out to have been changed. */
  let before: ChainPlace | null = null;
  /** The hash of a line that does not fit the one before it; the next line says which of the two is the bad one. */
  let misfit: string | null = null;

  const bad = (why: string, seq = state.head.size, newer?: true): void => {
    state = { ...state, firstBad: { seq, offset: state.length, why, ...(newer && { newer }) } };
  };

  /** The last record that was taken for good is not. */
  const lastWasChanged = (why: string): void => {
    const last = state.head.size - 1;
    state = { ...state, ...before };
    bad(why, last);
  };

  /** `kept`: the record after the misfit still follows it, so the misfit is whole and the one before it is not. */
  function settle(kept: boolean): void {
    if (kept) lastWasChanged('it was changed after it was written');
    else bad('it does not follow the record before it');
    misfit = null;
  }

  function accept(record: ChainRecord, bytes: number): void {
    const { head, length, unsigned, begun, checkpoints, signed } = state;
    const signs = record.event.kind === 'checkpoint';
    before = { head, length, unsigned };
    state = {
      head: { size: record.seq + 1, hash: record.hash },
      length: length + bytes,
      unsigned: signs ? 0 : unsigned + 1,
      begun: record.event.kind === 'journal-begun' ? record.event : begun,
      checkpoints: signs ? checkpoints + 1 : checkpoints,
      firstBad: null,
      signed: record.signed === undefined ? signed : signed + 1,
    };
  }

  return {
    get state() {
      return state;
    },
    take(line) {
      const decoded = decodeLine(line, mac, digest);
      if (misfit !== null) {
        settle('record' in decoded && decoded.record.prev === misfit);
        return null;
      }
      if ('why' in decoded) {
        bad(decoded.why, undefined, decoded.newer);
        return null;
      }
      const { record } = decoded;
      const why = objection(record, state, signature);
      if (why !== null) {
        bad(why);
        return null;
      }
      if (record.prev !== state.head.hash) {
        misfit = record.hash;
        return null;
      }
      const { event, by = null, signed = [] } = record;
      const doubt = people?.take(event, by, signed, () => signedText(record, canonical(event))) ?? null;
      if (doubt !== null) {
        bad(doubt);
        return null;
      }
      accept(record, line.length + 1);
      return record;
    },
    tooLong() {
      if (misfit === null) bad(`its line is longer than ${MAX_LINE} bytes`);
      else settle(false);
    },
    end() {
      if (misfit === null) return;
      lastWasChanged(`it and record ${state.head.size} do not fit together: one was changed`);
      misfit = null;
    },
  };
}

/** What is wrong with a well-formed record in this place, but for its `prev`. */
function objection(
  { seq, prev, event }: ChainRecord,
  { head, begun, unsigned }: ChainState,
  checkSignature: SignatureCheck,
): string | null {
  if (seq !== head.size) return `record ${seq} stands in its place`;
  if (begun === null) {
    if (event.kind !== 'journal-begun') return 'a journal begins with journal-begun';
    return prev === NO_RECORDS.hash ? null : 'the first record has none before it';
  }
  if (event.kind === 'journal-begun') return 'a journal begins only once';
  if (event.kind !== 'checkpoint') return unsigned < CHECKPOINT_EVERY ? null : 'a signed checkpoint should stand here';
  if (event.size !== seq || event.head !== prev) return 'this checkpoint is of another place';
  if (!checkSignature(begun.publicKey, checkpointText({ size: seq, hash: prev }), event.signature))
    return 'the signature of this checkpoint is false';
  return null;
}
