/** `twofold bench put-aside | release | found | resolve | end`: what people decide about a card off the path. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { asideEnd, mishap } from '../../../../core/journal/events/bench.ts';
import { called, choice, needed, pair, textValue } from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import type { BenchStation } from '../station.ts';
import { atBench, BENCH_OPTIONS, onlyBatch, type BenchGiven } from './desk.ts';

const NAME = textValue('NAME');
const SERIAL = { serial: needed(textValue('S')) };
const WHY = { ...SERIAL, reason: needed(textValue('TEXT')) };
const BY_ONE = { person: called('one-person', needed(NAME)) };
const BY_TWO = { person: pair(NAME) };

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

export const asideVerbs = [
  verb({
    name: 'bench put-aside',
    options: { ...BENCH_OPTIONS, ...WHY, as: called('mishap', needed(choice(mishap.options))), ...BY_ONE },
    run: (given, line) =>
      decide(given, line, ({ bench, ending: { offPath } }) =>
        bench.between(() => offPath.putAside(given.serial, given.as, given.reason, given.person)),
      ),
  }),
  verb({
    name: 'bench release',
    options: { ...BENCH_OPTIONS, ...WHY, ...BY_TWO },
    run: (given, line) =>
      decide(given, line, ({ bench, ending: { offPath } }) =>
        bench.between(() => offPath.release(given.serial, given.reason, given.person)),
      ),
  }),
  verb({
    name: 'bench found',
    options: { ...BENCH_OPTIONS, ...WHY, ...BY_TWO },
    run: (given, line) =>
      decide(given, line, ({ ending: { offPath } }) => offPath.found(given.serial, given.reason, given.person)),
  }),
  verb({
    name: 'bench end',
    options: { ...BENCH_OPTIONS, ...WHY, as: called('aside-end', needed(choice(asideEnd.options))), ...BY_TWO },
    run: (given, line) =>
      decide(given, line, ({ ending: { offPath } }) =>
        offPath.ended(given.serial, given.as, given.reason, given.person),
      ),
  }),
  verb({
    name: 'bench resolve',
    options: {
      ...BENCH_OPTIONS,
      ...SERIAL,
      as: called('doubt', needed(choice(['marked', 'scrapped'] as const))),
      ...BY_TWO,
    },
    run: (given, line) => decide(given, line, ({ etching }) => etching.resolve(given.serial, given.as, given.person)),
  }),
];
