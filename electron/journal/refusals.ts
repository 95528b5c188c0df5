/** Why a journal is not to be written to. */
import type { Head } from '../../core/journal/chain.ts';
import type { EventOf, Mode } from '../../core/journal/event.ts';
import type { ChainReport } from '../../core/journal/verify.ts';
import { failIn, type Failed } from '../../core/base/result.ts';
import { reaches, type Anchored } from './anchor.ts';
import type { Identity } from './identity.ts';
import { JournalStopped, writingFault } from './writer.ts';

const fail = failIn('journal');

interface Owner {
  readonly station: string;
  readonly mode: Mode;
  readonly identity: Identity;
}

/** What was read of it. */
interface Verified {
  readonly report: ChainReport;
  /** Whose it says it is, verified or not. */
  readonly claimed: EventOf<'journal-begun'> | null;
}

/** Whether this journal has lost its end, or what says how long it was. */
export function wentBack({ begun, head }: ChainReport, anchored: Anchored, anchorHash: string | null): boolean {
  if (anchored === 'gone') return begun !== null;
  return !reaches(head, anchored, anchorHash);
}

/** Why this file is not to be written to, if so. */
export function objection(path: string, { report, claimed }: Verified, { station, mode, identity }: Owner) {
  const { firstBad, begun, tail } = report;
  const theirs = claimed !== null && !isOurs(claimed, { station, mode, identity });
  if (theirs) return ofAnother(path, claimed, { station, mode, identity });
  if (firstBad !== null) return damaged(path, firstBad.seq, firstBad.offset, firstBad.why);
  if (begun === null) {
    const start = '{"at":"'.slice(0, tail.length);
    const begins = Buffer.from(tail).subarray(0, start.length).toString('latin1') === start;
    return begins ? null : damaged(path, 0, 0, 'a journal begins with journal-begun');
  }
  return null;
}

const isOurs = (begun: EventOf<'journal-begun'>, { station, mode, identity }: Owner): boolean =>
  begun.station === station && begun.mode === mode && begun.publicKey === identity.publicKey;

function ofAnother(path: string, begun: EventOf<'journal-begun'>, { station, mode, identity }: Owner) {
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

export function lostEnd(path: string, head: Head, anchored: Anchored): Failed<'journal-went-back'> {
  const noted = anchored === 'gone' ? null : anchored.size;
  const was = noted === null ? 'what this station noted of its length is gone' : `this station had ${noted} records`;
  return fail(
    'journal-went-back',
    `The journal ${path} has ${head.size} records, and ${was}: its end was cut off, or an older one was put in its place. Nothing is done here until two people have found out why. The last record there is: ${head.hash}.`,
    { path, noted, size: head.size, head: head.hash },
  );
}

export function unusable(path: string, cause: unknown): Failed<'journal-unusable'> {
  if (cause instanceof JournalStopped) return fail('journal-unusable', cause.message, { path, code: cause.code });
  const { code = null } = cause as NodeJS.ErrnoException;
  return fail('journal-unusable', `The journal ${path} cannot be opened: ${writingFault(cause)}.`, { path, code });
}
