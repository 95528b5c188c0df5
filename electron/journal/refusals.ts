/** Why a journal is not to be written to. */
import type { Head } from '../../core/journal/chain.ts';
import type { EventOf, Mode } from '../../core/journal/event.ts';
import { failIn, type Failed } from '../../core/base/result.ts';
import type { Identity } from './identity.ts';
import type { Unmet } from './standing.ts';
import type { Verified } from './verified.ts';
import { JournalStopped, writingFault } from './writer.ts';

const fail = failIn('journal');

interface Owner {
  readonly station: string;
  readonly mode: Mode;
  readonly identity: Identity;
}

/** Why this file is not to be written to, if so. */
export function objection(path: string, { report, claimed }: Verified, { station, mode, identity }: Owner) {
  const { firstBad, begun, tail } = report;
  const theirs = claimed !== null && !isOurs(claimed, { station, mode, identity });
  if (theirs) return ofAnother(path, claimed, { station, mode, identity });
  if (firstBad?.newer === true) return newer(path, firstBad.seq);
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

function newer(path: string, seq: number): Failed<'journal-newer'> {
  return fail(
    'journal-newer',
    `The journal ${path} was written on by a newer version of this program: record ${seq} is this station's own, and of a kind that this version does not know. Nothing was changed. Start the newest version that this station has been opened with.`,
    { path, seq },
  );
}

const UNTIL =
  'Nothing is done here until two people have found out why, and have given the newest record of it that is known from paper or from another station, here or by "twofold journal accept".';

/** Why a journal that does not reach these anchors is not gone on with. Its own last record is not told: it proves nothing. */
export function lostEnd(
  path: string,
  { size }: Head,
  unmet: readonly Unmet[],
): Failed<'journal-went-back' | 'journal-moved'> {
  const known = unmet.flatMap(({ anchored }) => (anchored === 'gone' ? [] : [anchored.size]));
  const noted = known.length === 0 ? null : Math.max(...known);
  const [first] = unmet;
  if (noted === null && unmet.length === 1 && first?.place === 'outside') {
    return fail(
      'journal-moved',
      `What this station noted of its records outside its directory is not in ${first.path}: the directory was copied or brought to another computer, or the note was lost. ${UNTIL}`,
      { path, place: first.path, size },
    );
  }
  const was = noted === null ? 'what this station noted of its length is gone' : `this station had ${noted} records`;
  return fail(
    'journal-went-back',
    `The journal ${path} has ${size} records, and ${was}: its end was cut off, or an older one was put in its place. ${UNTIL}`,
    { path, noted, size },
  );
}

export function unusable(path: string, cause: unknown): Failed<'journal-unusable'> {
  if (cause instanceof JournalStopped) return fail('journal-unusable', cause.message, { path, code: cause.code });
  const { code = null } = cause as NodeJS.ErrnoException;
  return fail('journal-unusable', `The journal ${path} cannot be opened: ${writingFault(cause)}.`, { path, code });
}
