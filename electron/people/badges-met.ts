/** Badges that are scanned at an open station while nobody asked: one's own locks it, another's changes the person. */
import type { Failure } from '../../core/base/result.ts';
import type { Attendance } from '../station/attendance.ts';
import type { Reception } from './reception.ts';

export interface BadgesMetParts {
  readonly attendance: Pick<Attendance, 'begun' | 'recovering' | 'present' | 'signIn'>;
  readonly reception: Pick<Reception, 'heed'> & {
    readonly desk: Pick<Reception['desk'], 'credentials' | 'done' | 'drop'>;
  };
  /** What somebody takes over, in the words of the window. */
  readonly question: () => string;
  readonly lock: () => void;
}

/** @returns a function after which badges are nobody's any more */
export function meetBadges({ attendance, reception, question, lock }: BadgesMetParts): () => void {
  const { desk } = reception;
  let asking = false;

  /** The card in hand stays where it is: nothing is closed. */
  async function change(): Promise<void> {
    let refused: Failure | null = null;
    try {
      for (;;) {
        const seats = { detail: '', seat: 0, seats: 0, roles: [], signed: [], left: null };
        const brought = await desk.credentials({ ...seats, question: question(), refused });
        if (brought === null) return;
        const come = await attendance.signIn(brought);
        if (come.ok) return;
        refused = come.error;
      }
    } finally {
      desk.done();
    }
  }

  reception.heed(
    (badge) => {
      if (asking) return;
      if (badge === attendance.present?.badge) {
        desk.drop();
        return lock();
      }
      asking = true;
      void change().finally(() => (asking = false));
      // Whoever was let in by the passphrase may sign in as well; where nobody is enrolled, a badge is only a wrong code.
    },
    () => attendance.begun || attendance.recovering,
  );
  return () => reception.heed(null);
}
