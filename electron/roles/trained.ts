/** A training station behind the window with its two sample badges: who is there is told to the page, and nothing locks. */
import { SAMPLES } from '../../core/people/samples.ts';
import { wordsOf } from '../../resources/words/languages.ts';
import type { PeopleUpdate, PeopleView } from '../bridge/people.ts';
import { readSampleBadge } from '../devices/virtual-badge.ts';
import { meetBadges } from '../people/badges-met.ts';
import { openTrainees } from '../station/trainees.ts';
import { peopleIn } from '../station/people-handlers.ts';
import type { Environment, Served } from './served.ts';

/** As they lie there, with what stands on them. */
const SHOWN = SAMPLES.map(({ name, pin }) => ({ name, pin }));

/**
 * @param around `directory` of the station
 * @param begin enrols the two where nobody is enrolled; otherwise names go on being typed there
 */
export async function trained(
  served: Served,
  around: Pick<Environment, 'directory' | 'reception' | 'settings' | 'ticks'>,
  begin: boolean,
): Promise<Served> {
  const { directory, reception, settings } = around;
  const { onRecord, handlers } = served;
  if (onRecord === null) return served;
  const attendance = await openTrainees({ directory, journal: onRecord.journal, now: () => performance.now() }, begin);
  if (attendance === null) return served;

  /** Puts one under a scanner: what is read from its ink is a scan as any other. */
  function hold(at: number): void {
    const sample = SAMPLES[at];
    const code = sample === undefined ? null : readSampleBadge(sample);
    if (code !== null) reception.takes({ kind: 'code', bytes: new TextEncoder().encode(code), aim: null });
  }
  const ended = meetBadges({
    attendance,
    reception,
    question: () => wordsOf(settings.value.language).peopleWindow.takeOver(served.title.replace(/ - Twofold$/, '')),
    lock: () => undefined,
  });
  const people = (): PeopleView => ({
    ...{ ...attendance.view, locks: false, stations: [], idle: settings.value.idle },
    ...{ people: peopleIn(attendance.list), samples: SHOWN },
  });
  return {
    ...served,
    attendance,
    samples: { shown: SHOWN, hold },
    handlers: {
      ...handlers,
      station: async (input) => ({
        ...((await handlers['station']?.(input)) as object),
        presence: { ...attendance.view, locks: false },
      }),
      people: () => Promise.resolve(people()),
      async holdSample(input) {
        hold((input as { readonly badge: number }).badge);
        return null;
      },
    },
    watch(listener) {
      served.watch(listener);
      attendance.watch((presence) => {
        const update: PeopleUpdate = {
          ...{ type: 'presence', language: settings.value.language },
          presence: { ...presence, locks: false },
        };
        listener(update);
      });
    },
    close() {
      ended();
      return served.close();
    },
  };
}
