/** The numbers of a shift, from sums of its records: pure, so that screen, page, CSV and JSON cannot differ. */

/** Whose shift it is: every station that makes something has one. */
export type ShiftRole = 'origin' | 'press' | 'bench';

export interface ShiftPeriod {
  /** Milliseconds since 1970, from and (not included) to. */
  readonly from: number;
  readonly to: number;
  /** One batch alone; `null` for all. */
  readonly batch: string | null;
  /** How long a column of the curve is; milliseconds. */
  readonly slot: number;
}

/** Sums of the records of a period, as a station has them. Empty strings stand for "none". */
export interface ShiftFacts {
  readonly role: ShiftRole;
  readonly finished: readonly { readonly slot: number; readonly cards: number }[];
  readonly durations: readonly { readonly step: string; readonly seconds: number; readonly times: number }[];
  readonly reasons: readonly { readonly reason: string; readonly cards: number }[];
  /** Finished without ever having left the way, finished after it, and those that left it for the first time. */
  readonly passes: { readonly clean: number; readonly again: number; readonly strays: number };
  readonly people: readonly { readonly person: string; readonly step: string; readonly times: number }[];
  readonly batches: readonly { readonly batch: string; readonly finished: number; readonly aside: number }[];
  readonly verdicts: readonly { readonly outcome: string; readonly times: number }[];
  /** Labels of Bench, stickers of Press. */
  readonly labels: { readonly printed: number; readonly failed: number };
  /** What left for other stations: files of a kind, and the units in them. */
  readonly sent: readonly { readonly transfer: string; readonly files: number; readonly units: number }[];
  /** `state` of a device is its name and its state. */
  readonly devices: readonly {
    readonly at: number;
    readonly kind: string;
    readonly state: string;
    readonly reason: string | null;
  }[];
  /** Cards now, of batches that are open. */
  readonly states: readonly { readonly state: string; readonly cards: number }[];
  readonly aside: readonly AsideCard[];
  readonly last: readonly {
    readonly serial: string;
    readonly outcome: string;
    readonly reason: string | null;
    readonly at: number;
  }[];
}

export interface AsideCard {
  readonly serial: string;
  readonly batch: string;
  readonly state: string;
  readonly reason: string | null;
  /** Since when, ISO 8601. */
  readonly since: string;
}

export interface StepTime {
  readonly step: string;
  readonly times: number;
  /** Seconds. */
  readonly median: number;
  readonly p95: number;
}

export interface ShiftNumbers {
  readonly role: ShiftRole;
  readonly from: number;
  readonly to: number;
  readonly batch: string | null;
  /** Cards an hour that are wanted. */
  readonly target: number;
  readonly finished: number;
  /** Cards an hour, over the time that has passed. */
  readonly rate: number;
  /** One for each stretch of `slot` milliseconds, none left out. */
  readonly curve: readonly { readonly at: number; readonly cards: number; readonly sum: number }[];
  readonly slot: number;
  /** Of those that were finished or left the way: the share (0 to 1) that never left it; `null` where there were none. */
  readonly firstPass: number | null;
  /** The most frequent first, each with the share of all up to it. */
  readonly reasons: readonly { readonly reason: string; readonly cards: number; readonly share: number }[];
  readonly steps: readonly StepTime[];
  readonly people: readonly { readonly person: string; readonly steps: number; readonly finished: number }[];
  readonly batches: ShiftFacts['batches'];
  readonly verdicts: Readonly<Record<string, number>>;
  readonly labels: { readonly printed: number; readonly failed: number; readonly verdicts: number };
  readonly sent: ShiftFacts['sent'];
  readonly states: ShiftFacts['states'];
  readonly aside: readonly (AsideCard & { readonly seconds: number })[];
  /** Seconds in which a device that was known had not been ready, each device for itself. */
  readonly lost: readonly { readonly device: string; readonly seconds: number; readonly times: number }[];
  /** When the last open card will be finished at this rate, ISO-free milliseconds; `null` where nobody can know. */
  readonly forecast: number | null;
  readonly open: number;
  readonly last: ShiftFacts['last'];
}

/** What work is at a station of each role. */
interface Work {
  /** Steps whose time is somebody's work, in the order of the line. */
  readonly steps: readonly string[];
  /** States from which a unit still comes to its end here. */
  readonly coming: readonly string[];
  /** The step that ends it. */
  readonly done: string;
}

export const SHIFT_WORK: Readonly<Record<ShiftRole, Work>> = {
  origin: { steps: [], coming: ['begun'], done: 'units-coded' },
  press: {
    steps: ['sticker-printed', 'unit-proven', 'sticker-applied'],
    coming: ['ordered', 'keying', 'keyed', 'printing', 'printed', 'in-doubt', 'spoilt'],
    done: 'unit-proven',
  },
  bench: {
    steps: [
      'unit-verified',
      'etch-intended',
      'etch-sent',
      'etch-marked',
      'etch-read-back',
      'unit-covered',
      'unit-sealed',
      'unit-finished',
    ],
    coming: ['received', 'checked', 'verified', 'intended', 'sent', 'marked', 'read-back', 'covered', 'sealed'],
    done: 'unit-finished',
  },
};

/** @param now milliseconds since 1970; a shift that is not over is counted up to it. */
export function shiftNumbers(period: ShiftPeriod, facts: ShiftFacts, target: number, now: number): ShiftNumbers {
  const { from, to, batch, slot } = period;
  const { role } = facts;
  const work = SHIFT_WORK[role];
  const until = Math.max(from, Math.min(to, now));
  const finished = facts.finished.reduce((sum, { cards }) => sum + cards, 0);
  const hours = (until - from) / 3_600_000;
  const rate = hours > 0 ? finished / hours : 0;
  const open = facts.states.reduce((sum, { state, cards }) => sum + (work.coming.includes(state) ? cards : 0), 0);
  const { clean, again, strays } = facts.passes;
  const tried = clean + strays;
  return {
    ...{ role, from, to, batch, target, slot, finished, rate, open },
    curve: curveOf(period, facts.finished, until),
    // A card that strayed and was finished after all counts once, as one that strayed.
    firstPass: tried > 0 ? clean / tried : again > 0 ? 0 : null,
    reasons: paretoOf(facts.reasons),
    steps: work.steps.flatMap((step) => timeOf(step, facts.durations) ?? []),
    people: peopleOf(facts.people, work.done),
    batches: facts.batches,
    verdicts: Object.fromEntries(facts.verdicts.map(({ outcome, times }) => [outcome, times])),
    labels: { ...facts.labels, verdicts: facts.verdicts.reduce((sum, { times }) => sum + times, 0) },
    sent: facts.sent,
    states: facts.states,
    aside: facts.aside.map((card) => ({
      ...card,
      seconds: Math.max(0, Math.round((now - Date.parse(card.since)) / 1000)),
    })),
    lost: lostOf(facts.devices, until),
    // Of a time that is over nobody can say how it goes on.
    forecast: open === 0 || rate === 0 || now > to + slot ? null : Math.round(now + (open / rate) * 3_600_000),
    last: facts.last,
  };
}

function curveOf({ from, to, slot }: ShiftPeriod, finished: ShiftFacts['finished'], until: number) {
  const counts = new Map(finished.map(({ slot: at, cards }) => [at, cards]));
  const slots = Math.max(0, Math.min(MOST_SLOTS, Math.ceil((Math.min(to, until) - from) / slot)));
  let sum = 0;
  return Array.from({ length: slots }, (_, i) => {
    const cards = counts.get(i) ?? 0;
    sum += cards;
    return { at: from + i * slot, cards, sum };
  });
}

/** More columns than this are no curve. */
const MOST_SLOTS = 1000;

/** How long a column is, so that a curve has some dozens: a quarter of an hour in a shift, a day in a year. */
export function periodOf(from: number, to: number): number {
  const minute = 60_000;
  const lengths = [15, 60, 240, 1440, 10_080].map((minutes) => minutes * minute);
  return lengths.find((length) => (to - from) / length <= 64) ?? 43_200 * minute;
}

function paretoOf(reasons: ShiftFacts['reasons']) {
  const sorted = [...reasons].sort((a, b) => b.cards - a.cards || (a.reason < b.reason ? -1 : 1));
  const all = sorted.reduce((sum, { cards }) => sum + cards, 0);
  let sum = 0;
  return sorted.map(({ reason, cards }) => {
    sum += cards;
    return { reason, cards, share: sum / all };
  });
}

/** Median and 95th percentile by nearest rank, to the second. */
function timeOf(step: string, durations: ShiftFacts['durations']): StepTime | null {
  const of = durations.filter((one) => one.step === step).sort((a, b) => a.seconds - b.seconds);
  const times = of.reduce((sum, one) => sum + one.times, 0);
  if (times === 0) return null;
  const rank = (share: number): number => {
    let left = Math.ceil(share * times);
    for (const { seconds, times: here } of of) {
      left -= here;
      if (left <= 0) return seconds;
    }
    return of.at(-1)?.seconds ?? 0;
  };
  return { step, times, median: rank(0.5), p95: rank(0.95) };
}

function peopleOf(people: ShiftFacts['people'], done: string): ShiftNumbers['people'] {
  const found = new Map<string, { person: string; steps: number; finished: number }>();
  for (const { person, step, times } of people) {
    const one = found.get(person) ?? { person, steps: 0, finished: 0 };
    one.steps += times;
    if (step === done) one.finished += times;
    found.set(person, one);
  }
  return [...found.values()].sort((a, b) => b.steps - a.steps || (a.person < b.person ? -1 : 1));
}

/** What a device says of itself when it works. */
const WELL = ['ready'];

/** A station that is stopped loses no time to its devices. */
function lostOf(devices: ShiftFacts['devices'], until: number): ShiftNumbers['lost'] {
  const lost = new Map<string, { device: string; seconds: number; times: number }>();
  const since = new Map<string, number>();
  const end = (device: string, at: number): void => {
    const begun = since.get(device);
    since.delete(device);
    if (begun === undefined) return;
    const one = lost.get(device) ?? { device, seconds: 0, times: 0 };
    lost.set(device, { device, seconds: one.seconds + Math.round((at - begun) / 1000), times: one.times + 1 });
  };
  for (const { at, kind, state, reason } of devices) {
    if (kind !== 'device-changed') {
      for (const device of [...since.keys()]) end(device, at);
      continue;
    }
    const [device = '', ...words] = state.split(' ');
    if (WELL.includes(words.join(' ')) && reason === null) end(device, at);
    else if (!since.has(device)) since.set(device, at);
  }
  for (const device of [...since.keys()]) end(device, until);
  return [...lost.values()].sort((a, b) => b.seconds - a.seconds);
}
