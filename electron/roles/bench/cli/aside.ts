/** `twofold bench reasons | rework | release | put-aside | found | scrap | end | resolve`: what people decide about a card off the path. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { deedNames, viewOf, type Deed } from '../../../../core/stations/bench/deeds.ts';
import { called, choice, many, maybe, needed, pair, textValue, type Form } from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import { openSettings } from '../../../station/settings.ts';
import { changeReasons } from '../reasons.ts';
import type { BenchStation } from '../station.ts';
import { atBench, BENCH_OPTIONS, onlyBatch, type BenchGiven } from './desk.ts';

const NAME = textValue('NAME');
const SERIAL = { serial: needed(textValue('S')) };

interface CardGiven extends BenchGiven {
  readonly batch: string | undefined;
  readonly serial: string;
}

/** Does one thing to a card; the answer is the state it is in now. */
const decide = (
  given: CardGiven,
  line: Line,
  deed: (station: BenchStation) => Promise<Result<unknown>>,
): Promise<Result<VerbAnswer>> =>
  atBench(given, line, async (desk) => {
    const batch = await onlyBatch(desk, given.batch);
    if (!batch.ok) return batch;
    const done = await deed(desk.station);
    if (!done.ok) return done;
    const { serial } = given;
    return ok(answer({ serial, state: desk.station.parts.index.unit(serial)?.state ?? null }));
  });

/** Of a deed with ways one is chosen; another has no such option. */
const waysOf = (as: readonly string[]) =>
  (as.length === 0 ? {} : { as: called('way', needed(choice(as))) }) as { readonly as: Form<string | undefined> };

const deedVerb = (deed: Exclude<Deed, 'sample'>) => {
  const { people, as } = viewOf(deed);
  return verb({
    name: `bench ${deed}`,
    options: {
      ...BENCH_OPTIONS,
      ...SERIAL,
      reason: needed(textValue('TEXT')),
      ...waysOf(as),
      person: people === 'two' ? pair(NAME) : called('one-person', { ...many(NAME, 1), most: 1 }),
    },
    run: (given, line) =>
      decide(given, line, ({ bench, ending: { offPath } }) => {
        const { serial, reason, person } = given;
        return bench.between(() => offPath.decide(deed, { serial, as: given.as ?? null, reason, people: person }));
      }),
  });
};

export const asideVerbs = [
  // A sample is drawn by its verb as well: it stands with what ends a batch.
  ...deedNames.filter((deed) => deed !== 'sample').map(deedVerb),
  verb({
    name: 'bench reasons',
    options: {
      station: BENCH_OPTIONS.station,
      'passphrase-fd': BENCH_OPTIONS['passphrase-fd'],
      workers: BENCH_OPTIONS.workers,
      add: maybe(textValue('TEXT')),
      drop: maybe(textValue('TEXT')),
    },
    run: ({ add, drop, ...given }, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const settings = await openSettings(parts.directory);
        for (const [deed, reason] of [
          ['drop', drop],
          ['add', add],
        ] as const) {
          if (reason === undefined) continue;
          const changed = await changeReasons({ settings, journal: parts.journal }, deed, reason);
          if (!changed.ok) return changed;
        }
        return ok(answer({ reasons: settings.value.reasons }));
      }),
  }),
  verb({
    name: 'bench resolve',
    options: {
      ...BENCH_OPTIONS,
      ...SERIAL,
      as: called('doubt', needed(choice(['marked', 'scrapped'] as const))),
      person: pair(NAME),
    },
    run: (given, line) => decide(given, line, ({ etching }) => etching.resolve(given.serial, given.as, given.person)),
  }),
];
