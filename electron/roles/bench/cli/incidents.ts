/** `twofold bench incidents | acknowledge | go-on`: what a supervisor must answer for, and the answer. */
import { failIn, ok, type Failed, type Result } from '../../../../core/base/result.ts';
import { isPaused, paused } from '../../../../core/journal/pause.ts';
import { isStopped } from '../../../../core/stations/bench/stop.ts';
import { called, misuse, needed, pair, textValue, type Value } from '../../../cli/form.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { acknowledge, liftPause } from '../../../station/incidents.ts';
import type { BenchStation } from '../station.ts';
import { atBench, BENCH_OPTIONS } from './desk.ts';

const fail = failIn('command');

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

/** A private key was under the scanner, or a way to other computers was found, and nobody has signed for it yet. */
export function stoppedBy(station: {
  readonly parts: { readonly index: Pick<BenchStation['parts']['index'], 'incidents'> };
}): Failed<'key-exposed' | 'paused'> | null {
  const open = station.parts.index.incidents({ open: true });
  if (!isStopped(open)) return null;
  if (isPaused(open)) return paused();
  const [first] = [...open].reverse().filter((one) => isStopped([one]));
  const sentence =
    'A private key was under the scanner, and the line stands still. Cover the card, put it aside, call your supervisor, who signs for it: ! sign NAME, or twofold bench acknowledge.';
  return fail('key-exposed', sentence, { incident: first?.incident ?? null, serial: first?.serial ?? null });
}

/** `! sign NAME`: a supervisor signs for the exposed key that stops the line. Null for any other line. */
export async function signFor({ parts }: BenchStation, line: string): Promise<Result<object> | null> {
  const [, name] = /^!\s*sign\s+(.+)$/.exec(line) ?? [];
  if (name === undefined) return null;
  const stopping = parts.index.incidents({ open: true }).filter((one) => isStopped([one]));
  for (const { incident } of stopping) {
    const done = await acknowledge(parts.index, parts.journal, incident, name.trim());
    if (!done.ok) return done;
  }
  return ok({ acknowledged: stopping.map(({ incident }) => incident), open: parts.index.openIncidents() });
}

export const incidentVerbs = [
  verb({
    name: 'bench incidents',
    options: BENCH_OPTIONS,
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
    name: 'bench go-on',
    options: {
      ...BENCH_OPTIONS,
      incident: needed(record),
      reason: needed(textValue('TEXT')),
      person: pair(textValue('NAME')),
    },
    run: (given, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const { index, journal } = parts;
        const done = await liftPause(index, journal, given.incident, given.reason, given.person);
        if (!done.ok) return done;
        return ok(answer({ acknowledged: given.incident, open: index.openIncidents() }));
      }),
  }),
  verb({
    name: 'bench acknowledge',
    options: { ...BENCH_OPTIONS, incident: needed(record), person: called('supervisor', needed(textValue('NAME'))) },
    run: (given, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const done = await acknowledge(parts.index, parts.journal, given.incident, given.person);
        if (!done.ok) return done;
        return ok(answer({ acknowledged: given.incident, open: parts.index.openIncidents() }));
      }),
  }),
];
