/** `twofold bench scrap | rework | sample | close | proof | status`: what ends a card's or a batch's life at Bench. */
import { resolve } from 'node:path';
import type { People } from '../../../../core/people/person.ts';
import { ok, type Result } from '../../../../core/base/result.ts';
import type { Ending } from '../ending.ts';
import { benchLacks, onlyBatch, type BenchValues, type BenchVerb } from './desk.ts';

type Deed = (ending: Ending) => Promise<Result<object>>;

/** A verb whose answer is one line: what is the case now, or with `--json` also what went wrong. */
const verb =
  (deedOf: (values: BenchValues) => Result<Deed>): BenchVerb =>
  (values) => {
    if (values.station === undefined) return benchLacks('--station DIR');
    const deed = deedOf(values);
    if (!deed.ok) return deed;
    return ok(async (desk) => {
      const batch = await onlyBatch(desk, values);
      const done = batch.ok ? await deed.value(desk.station.ending) : batch;
      if (values.json === true) {
        await desk.output.print(done);
        return ok(done.ok);
      }
      if (!done.ok) return done;
      await desk.output.print(done.value);
      return ok(true);
    });
  };

export const scrap = verb((values) => {
  const { serial, reason } = values;
  const people = twoOf(values);
  if (serial === undefined || reason === undefined || people === null) {
    return benchLacks('--serial S, --reason TEXT and two --person NAME');
  }
  return ok(async ({ offPath }) => said(await offPath.scrap(serial, reason, people), { serial, state: 'scrapped' }));
});

export const rework = verb(({ serial, reason, person = [] }) => {
  const [name = '', ...others] = person;
  if (serial === undefined || reason === undefined || name === '' || others.length > 0) {
    return benchLacks('--serial S, --reason TEXT and one --person NAME');
  }
  return ok(async ({ offPath }) => said(await offPath.rework(serial, reason, name), { serial, reworked: true }));
});

export const sample = verb((values) => {
  const { serial, count, outcome } = values;
  if (count !== undefined && serial === undefined && outcome === undefined) {
    const number = wholeOf(count);
    if (number === null) return benchLacks('a whole number for --count');
    return ok(async (ending) => {
      const picked = await ending.pick(number);
      return picked.ok ? ok({ picked: picked.value }) : picked;
    });
  }
  const people = twoOf(values);
  if (serial === undefined || count !== undefined || people === null || (outcome !== 'good' && outcome !== 'bad')) {
    return benchLacks('--count N to draw, or --serial S, --outcome good|bad and two --person NAME');
  }
  return ok(async ({ offPath }) =>
    said(await offPath.sampled(serial, outcome === 'good', people), { serial, state: 'sampled', outcome }),
  );
});

export const close = verb((values) => {
  const people = twoOf(values);
  const labels = wholeOf(values['labels-destroyed'] ?? '0');
  if (people === null || labels === null) return benchLacks('two --person NAME, and a number for --labels-destroyed');
  return ok(async (ending) => {
    const closed = await ending.close(people, labels);
    return closed.ok ? statusOf(ending) : closed;
  });
});

export const proof = verb(({ to }) => {
  if (to === undefined) return benchLacks('--to DIR');
  return ok((ending) => ending.proof(resolve(to)));
});

export const status = verb(() => ok(async (ending) => statusOf(ending)));

/** Without the states that no card is in. */
function statusOf(ending: Ending): Result<object> {
  const view = ending.view();
  if (view === null) throw new Error('a batch was put onto the desk, and is not there');
  const states = Object.fromEntries(Object.entries(view.states).filter(([, cards]) => cards > 0));
  const inTheWay = view.obstacles.map(({ kind, message }) => ({ kind, message }));
  return ok({ ...view, states, obstacles: inTheWay });
}

const said = (done: Result<null>, line: object): Result<object> => (done.ok ? ok(line) : done);

function twoOf({ person = [] }: BenchValues): People | null {
  const [first, second, ...others] = person;
  return first === undefined || second === undefined || others.length > 0 ? null : [first, second];
}

const wholeOf = (text: string): number | null => (/^\d{1,9}$/.test(text) ? Number(text) : null);
