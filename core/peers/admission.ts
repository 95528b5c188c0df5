/** Whether a signed transfer may be taken in: for us, from whom it says, and the very next of its sender. */
import { failIn, type Failed } from '../base/result.ts';
import { TRANSFERS } from '../transfer/kinds.ts';
import type { Manifest } from '../transfer/manifest.ts';
import type { ReceivedTransfer } from './book.ts';
import type { PublicIdentity } from './identity.ts';

const fail = failIn('transfer');

export type AdmissionFailure =
  | 'wrong-mode'
  /** Signed by one station, and it says it is from another. */
  | 'wrong-sender'
  | 'misaddressed'
  /** Taken in before, or set aside. */
  | 'replayed'
  /** Another transfer under a number that was taken in before: two copies of the sender are at work. */
  | 'forked'
  /** One or more before it are missing. */
  | 'gap'
  /** The right number, but it does not follow the transfer we have. */
  | 'broken-link'
  /** The sender's journal is shorter than it was. */
  | 'history-went-back'
  /** The sender knows a record of this station that is not in its journal: this one is an old copy of itself. */
  | 'own-history-missing';

export interface Admission {
  readonly manifest: Manifest;
  /** The file's name, for sentences. */
  readonly file: string;
  readonly self: PublicIdentity;
  /** Whose signature it bears. */
  readonly sender: PublicIdentity;
  /** What was taken in from this sender or set aside, in order. */
  readonly past: readonly ReceivedTransfer[];
  /** Whether the journal of this station had this head, or two people have gone on without it. */
  readonly had: (records: number, head: string) => boolean;
}

/** Why this transfer is not taken in; `null` if it is. */
export function objectionTo({ manifest, file, self, sender, past, had }: Admission): Failed<AdmissionFailure> | null {
  const { kind, mode, from, to, recipient, records, journal, sequence, previous } = manifest;
  const refuse = (why: AdmissionFailure, what: string, expected = past.length + 1): Failed<AdmissionFailure> =>
    fail(why, `${file}: ${what}`, { file, from: sender.name, sequence, expected });

  if (mode !== self.mode) {
    return refuse('wrong-mode', `this is a ${mode} transfer and this is a ${self.mode} station. Do not use it.`);
  }
  if (from !== sender.name) {
    return refuse('wrong-sender', `it says it is from another station than ${sender.name}, who signed it. ${CALL}`);
  }
  if (TRANSFERS[kind].to === 'public') return null;
  if (to !== self.name || recipient !== self.fingerprint || records === undefined) {
    return refuse('misaddressed', `it is for another station than ${self.name}. Take it there.`);
  }
  const unknown = ownHistory(manifest, had);
  if (unknown !== null) return refuse('own-history-missing', `${sender.name} ${unknown} ${CALL}`);
  const before = past[sequence - 1];
  if (before !== undefined) {
    const same = before.records === records && before.journal === journal;
    return same
      ? refuse(
          'replayed',
          `transfer ${sequence} from ${from} was ${before.aside ? 'set aside, and nothing of it may be used' : 'taken in before'}. The next is number ${next(past)}.`,
        )
      : refuse(
          'forked',
          `another transfer ${sequence} from ${from} was taken in before: two copies of that station are at work, or an old one was restored. ${CALL}`,
        );
  }
  if (sequence !== next(past)) {
    const missing = `number ${next(past)} comes first. Bring that one, or ask ${from} to send it again.`;
    return refuse('gap', `this is transfer ${sequence} from ${from}, and ${missing}`);
  }
  const last = past.at(-1);
  if (last !== undefined && previous !== last.digest) {
    return refuse('broken-link', `it does not follow transfer ${last.sequence} from ${from} that is here. ${CALL}`);
  }
  // Sending is itself put on record, so that a sender's journal grows from one transfer to the next.
  if (last !== undefined && records <= last.records) {
    return refuse(
      'history-went-back',
      `the journal of ${from} has ${records} records and had ${last.records} before: its history went back. ${CALL}`,
    );
  }
  return null;
}

/** What is wrong with this station's own history, as its sender has heard of it: half a sentence about the sender. */
function ownHistory({ heard, heardRecords }: Manifest, had: Admission['had']): string | null {
  if (heard === undefined || heardRecords === undefined || had(heardRecords, heard)) return null;
  return `knows record ${heardRecords - 1} of this station, which is not in its journal: an old copy was put back, or two are at work. Nothing is done here until two people have found out why.`;
}

const next = (past: readonly ReceivedTransfer[]): number => past.length + 1;
const CALL = 'Nothing was taken from it: call your supervisor.';
