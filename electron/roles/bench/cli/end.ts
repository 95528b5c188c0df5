/** `twofold bench sample | close | proof | receipt | attest | status`: what ends a batch's life at Bench. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { choice, directory, many, maybe, misuse, needed, or, pair, textValue, wholeValue } from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import type { Ending } from '../ending.ts';
import { TOLD } from '../receipts.ts';
import { atBench, BENCH_OPTIONS, onlyBatch, type BenchGiven } from './desk.ts';

const NAME = textValue('NAME');

/** Does one thing to the batch that is meant. */
const atBatch = (
  given: BenchGiven & { readonly batch: string | undefined },
  line: Line,
  what: (ending: Ending) => Promise<Result<object>>,
): Promise<Result<VerbAnswer>> =>
  atBench(given, line, async (desk) => {
    const batch = await onlyBatch(desk, given.batch);
    if (!batch.ok) return batch;
    const done = await what(desk.station.ending);
    return done.ok ? ok(answer(done.value)) : done;
  });

export const endVerbs = [
  verb({
    name: 'bench sample',
    options: {
      ...BENCH_OPTIONS,
      count: maybe(wholeValue()),
      serial: maybe(textValue('S')),
      outcome: maybe(choice(['good', 'bad'] as const)),
      person: many(NAME),
    },
    async run(given, line) {
      const { serial, count, outcome, person } = given;
      if (count !== undefined && serial === undefined && outcome === undefined) {
        return atBatch(given, line, async (ending) => {
          const picked = await ending.pick(count);
          return picked.ok ? ok({ picked: picked.value }) : picked;
        });
      }
      const [first, second, ...more] = person;
      const signed = first !== undefined && second !== undefined && more.length === 0;
      if (serial === undefined || count !== undefined || outcome === undefined || !signed) {
        const names = '--count N | --serial S --outcome good|bad --person NAME --person NAME';
        return misuse('go-together', `Give ${names}.`, { names });
      }
      return atBatch(given, line, async ({ offPath }) => {
        const done = await offPath.decide('sample', { serial, as: outcome, reason: '', people: person });
        return done.ok ? ok({ serial, state: 'sampled', outcome }) : done;
      });
    },
  }),
  verb({
    name: 'bench close',
    options: { ...BENCH_OPTIONS, 'labels-destroyed': or(wholeValue('N', 0), 0), person: pair(NAME) },
    run: (given, line) =>
      atBatch(given, line, async (ending) => {
        const closed = await ending.close(given.person, given['labels-destroyed']);
        return closed.ok ? statusOf(ending) : closed;
      }),
  }),
  verb({
    name: 'bench proof',
    options: { ...BENCH_OPTIONS, to: needed(directory()) },
    run: (given, line) => atBatch(given, line, (ending) => ending.proof(given.to)),
  }),
  verb({
    name: 'bench receipt',
    options: { ...BENCH_OPTIONS, for: needed(choice(TOLD)), to: needed(directory()) },
    run: (given, line) => atBatch(given, line, (ending) => ending.receipt(given.for, given.to)),
  }),
  verb({
    name: 'bench attest',
    options: { ...BENCH_OPTIONS, serial: needed(textValue('S')) },
    run: (given, line) =>
      atBatch(given, line, async (ending) => {
        const written = ending.attest(given.serial);
        if (!written.ok) return written;
        const { code, text: statement, signature } = written.value;
        return ok({ serial: given.serial, code, statement, signature });
      }),
  }),
  verb({
    name: 'bench status',
    options: BENCH_OPTIONS,
    run: (given, line) => atBatch(given, line, (ending) => Promise.resolve(statusOf(ending))),
  }),
];

/** Without the states that no card is in. */
function statusOf(ending: Ending): Result<object> {
  const view = ending.view();
  if (view === null) throw new Error('a batch was put onto the desk, and is not there');
  const states = Object.fromEntries(Object.entries(view.states).filter(([, cards]) => cards > 0));
  const inTheWay = view.obstacles.map(({ kind, message }) => ({ kind, message }));
  return ok({ ...view, states, obstacles: inTheWay, receipts: ending.receipts() });
}
