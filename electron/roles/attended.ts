/** A station behind the window with its people: who is there is told to the page, and nobody there for long locks it. */
import type { CommissionedStation } from '../station/commissioned.ts';
import type { Because } from '../station/attendance.ts';
import type { PeopleUpdate } from '../bridge/people.ts';
import { meetBadges } from '../people/badges-met.ts';
import { wordsOf } from '../../resources/words/languages.ts';
import { once } from '../../core/work/queue.ts';
import type { Environment, Served } from './served.ts';

/** Milliseconds from one look at it to the next. */
const LOOK_EVERY = 5000;

export interface AttendedParts {
  readonly served: Served;
  readonly station: CommissionedStation;
  readonly around: Pick<Environment, 'reception' | 'settings'>;
  /** Closes it and puts the door in its place. */
  readonly lock: (because: Because) => void;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

export function attended({ served, station, around, lock, now }: AttendedParts): Served {
  const { attendance } = station;
  const { reception, settings } = around;
  let last = now();
  let locking = false;
  let closing: Promise<void> | null = null;
  const touched = (): void => void (last = now());
  const lockNow = (because: Because): void => {
    if (!attendance.begun || locking || closing !== null) return;
    locking = true;
    lock(because);
  };
  const timer = setInterval(() => {
    if (attendance.present !== null && now() - last > settings.value.idle * 60_000) lockNow('idle');
  }, LOOK_EVERY);
  timer.unref();

  const ended = meetBadges({
    attendance,
    reception,
    question: () => wordsOf(settings.value.language).peopleWindow.takeOver(station.identity.name),
    lock: () => lockNow('badge'),
  });
  attendance.onMustLock(lockNow);
  const speak = (): void => settings.speakTo(attendance.present?.person ?? null);
  speak();

  const rest = once(async () => {
    clearInterval(timer);
    ended();
    // Whoever was to sign signs no more, and of who has nothing is kept.
    reception.desk.leave();
    await served.rest?.();
  });

  return {
    ...served,
    attendance,
    touched,
    lock: lockNow,
    watch(listener) {
      served.watch(listener);
      attendance.watch((presence) => {
        touched();
        speak();
        const update: PeopleUpdate = { type: 'presence', presence, language: settings.value.language };
        listener(update);
      });
    },
    rest,
    close: () => (closing ??= rest().then(() => served.close())),
  };
}
