/** `twofold bench incidents | acknowledge`: what a supervisor must answer for, and the answer. */
import { ok } from '../../../../core/base/result.ts';
import { called, misuse, needed, text, type Value } from '../../../cli/form.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { acknowledge } from '../../../station/incidents.ts';
import { atBench, BENCH } from './desk.ts';

/** The number of a record, with or without its sign. */
const record: Value<number> = {
  placeholder: 'N',
  completes: 'nothing',
  parse(given, name) {
    const number = /^#?(\d{1,9})$/.exec(given)?.[1];
    if (number !== undefined) return ok(Number(number));
    return misuse('not-a-number', `${name} wants the number of a record, such as 17.`, { name, least: 0 });
  },
};

export const incidentVerbs = [
  verb({
    name: 'bench incidents',
    options: BENCH,
    streams: true,
    /** Those that nobody has answered for, oldest first. */
    run: (given, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const open = parts.index.incidents({ open: true });
        for (const { acknowledgedBy: _, ...incident } of [...open].reverse()) {
          await line.say(answer(incident, { good: false }));
        }
        return ok(null);
      }),
  }),
  verb({
    name: 'bench acknowledge',
    options: { ...BENCH, incident: needed(record), person: called('supervisor', needed(text('NAME'))) },
    run: (given, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const done = await acknowledge(parts.index, parts.journal, given.incident, given.person);
        if (!done.ok) return done;
        return ok(answer({ acknowledged: given.incident, open: parts.index.openIncidents() }));
      }),
  }),
];
