/**
 * One journal, read once from its first byte to its last: its chain, its life, its balances, and what it says of others.
 * Without the station's key: what stands behind the last checkpoint is anybody's word, and is said to be.
 */
import type { ChainRecord, Head, LineDigest } from '../journal/chain.ts';
import { actOf } from '../journal/signed.ts';
import type { EventOf, Mode } from '../journal/event.ts';
import { createVerifier, type ChainPlace, type SignatureCheck } from '../journal/verify.ts';
import { createBenchAudit, type BenchShare } from './bench-batches.ts';
import { createCourierAudit, type CourierFacts } from './courier.ts';
import { createFindings, type AuditFacts } from './findings.ts';
import { createIncidentAudit } from './incidents.ts';
import { createPressAudit, type PressShare } from './press-batches.ts';
import { createTrack, type Track, type TrackName } from './tracks.ts';

/** A place in the file to read near a record from: how many records stand before it, and where it is, in bytes. */
export interface JournalMark {
  readonly records: number;
  readonly offset: number;
}

/** What is kept of a journal: some kilobytes, and twelve bytes for each thing that must be unique. */
export interface JournalFacts {
  /** As its first record has it; `null` where there is none. */
  readonly station: string | null;
  readonly mode: Mode | null;
  /** Of its checkpoints; hex. */
  readonly publicKey: string | null;
  /** The station's own identity as it was put on record, a line. */
  readonly identity: string | null;
  readonly head: Head;
  readonly checkpoints: number;
  readonly unsigned: number;
  /** The first and the last time on record; `null` in an empty journal. */
  readonly from: string | null;
  readonly until: string | null;
  readonly marks: readonly JournalMark[];
  readonly tracks: Readonly<Record<TrackName, Track>>;
  readonly bench: readonly BenchShare[];
  readonly press: readonly PressShare[];
  readonly courier: CourierFacts;
  /** A record of it is bad: what stands behind that one is nobody's word. */
  readonly broken: boolean;
  /** Two people have gone on with a journal that had lost records. */
  readonly lost: boolean;
  /** Records that people have signed with keys of their own. */
  readonly signed: number;
  readonly told: AuditFacts;
}

export interface JournalAudit {
  /** Takes the next bytes; gives what records they complete. */
  feed(bytes: Uint8Array): readonly ChainRecord[];
  /** A bad record was found: more bytes change nothing. */
  readonly decided: boolean;
  finish(): JournalFacts;
}

/** How far apart the marks are, in bytes: what is read again to find one record. */
const APART = 1 << 18;

/** @param file its name, for a journal that does not say whose it is. */
export function createJournalAudit(file: string, signature: SignatureCheck, digest: LineDigest): JournalAudit {
  const verifier = createVerifier({ signature, mac: null, digest });
  let begun: EventOf<'journal-begun'> | null = null;
  const findings = createFindings(() => begun?.station ?? file);
  const incidents = createIncidentAudit(findings);
  const tracks = { code: createTrack(), key: createTrack(), etch: createTrack() };
  const bench = createBenchAudit(findings, incidents, tracks.etch);
  const press = createPressAudit(findings, tracks.code, tracks.key);
  const courier = createCourierAudit(findings);
  const marks: JournalMark[] = [{ records: 0, offset: 0 }];
  let identity: string | null = null;
  let from: string | null = null;
  let until: string | null = null;
  let lost = false;
  let named = 0;

  function take({ seq, at, event, signed }: ChainRecord): void {
    from ??= at;
    until = at;
    if (signed === undefined && actOf(event) !== null) named++;
    switch (event.kind) {
      case 'journal-begun':
        begun = event;
        return;
      case 'station-commissioned':
        identity = event.identity;
        return;
      case 'history-accepted':
        lost ||= event.lost;
        findings.say('history-accepted', seq, { size: event.size, reason: event.reason });
        return;
      default:
        incidents.take(event, seq);
        bench.take(event, seq);
        press.take(event, seq);
        courier.take(event, seq);
    }
  }

  function mark({ head, length }: ChainPlace): void {
    if (length - (marks.at(-1)?.offset ?? 0) >= APART) marks.push({ records: head.size, offset: length });
  }

  return {
    get decided() {
      return verifier.decided;
    },
    feed(bytes) {
      const records = verifier.feed(bytes);
      for (const record of records) take(record);
      mark(verifier.place);
      return records;
    },
    finish() {
      const { head, checkpoints, unsigned, firstBad, tail, signed } = verifier.finish();
      findings.looked('chains', head.size);
      findings.looked('people', signed);
      if (firstBad !== null) findings.say('record-bad', firstBad.seq, { offset: firstBad.offset, why: firstBad.why });
      else if (begun === null) findings.say('not-begun', null);
      if (tail.length > 0) findings.say('tail-torn', head.size, { bytes: tail.length });
      if (unsigned > 0) findings.say('end-unsigned', head.size - unsigned, { records: unsigned });
      if (named > 0) findings.say('people-unproven', null, { records: named });
      incidents.end();
      const [benchShares, pressShares] = [bench.end(), press.end()];
      return {
        ...factsOf(begun, identity),
        ...{ head, checkpoints, unsigned, from, until, marks, lost, signed, broken: firstBad !== null },
        tracks: { code: tracks.code.track, key: tracks.key.track, etch: tracks.etch.track },
        ...{ bench: benchShares, press: pressShares, courier: courier.end(), told: findings.result() },
      };
    },
  };
}

const factsOf = (
  begun: EventOf<'journal-begun'> | null,
  identity: string | null,
): Pick<JournalFacts, 'station' | 'mode' | 'publicKey' | 'identity'> => ({
  station: begun?.station ?? null,
  mode: begun?.mode ?? null,
  publicKey: begun?.publicKey ?? null,
  identity,
});

/** Where reading starts for the record with this number. */
export const markBefore = ({ marks }: Pick<JournalFacts, 'marks'>, record: number): JournalMark =>
  marks.findLast(({ records }) => records <= record) ?? { records: 0, offset: 0 };
