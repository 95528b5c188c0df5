/**
 * Whether a batch balances: units in = finished + scrapped + quarantined + sampled, and every label that came out is
 * on a card or destroyed. Whatever is in the way is said with its serials and what to do about it.
 */
import { failIn, type Failure } from '../../base/result.ts';
import { BENCH_STATES, type BenchUnitState } from '../../life/bench-life.ts';

const fail = failIn('bench');

/** Verdict labels of a batch, counted from the records. */
export interface LabelCounts {
  /** That came out, for all we know. */
  readonly printed: number;
  /** Of which nobody knows whether they came out. */
  readonly doubtful: number;
  /** Cards that have had one or more. The last of each is on its card. */
  readonly cards: number;
}

/** What the records say of a batch, as far as its closing depends on it. */
export interface BatchFacts {
  readonly batch: string;
  /** Units that came in with it. */
  readonly count: number;
  readonly states: Readonly<Record<BenchUnitState, number>>;
  readonly labels: LabelCounts;
  /** The first `most` units in a state, in the batch's order. */
  readonly first: (state: BenchUnitState, most: number) => readonly string[];
  /** Cards drawn for the sample, and those of them that are finished and not opened yet. */
  readonly picked: readonly string[];
  readonly unopened: readonly string[];
  /** Cards opened as a sample that did not give their key, and nobody has answered for it yet. */
  readonly alarms: readonly string[];
  /** Record numbers of the other incidents nobody has answered for: of this batch's cards, or of no card at all. */
  readonly incidents: readonly number[];
}

export type Obstacle =
  | 'cards-open'
  | 'sample-open'
  | 'sample-alarm'
  | 'incidents-open'
  | 'cards-missing'
  /** More or fewer labels destroyed than must be. */
  | 'labels-miscounted';

/** More serials than this are only counted. */
const SAID = 5;

/** Everything that keeps this batch from being closed; empty where it balances. */
export function obstacles(facts: BatchFacts, destroyedLabels: number): readonly Failure<Obstacle>[] {
  return [
    ...openCards(facts),
    ...openSample(facts),
    ...openIncidents(facts),
    ...missing(facts),
    ...labels(facts, destroyedLabels),
  ];
}

function* openCards({ batch, states, first }: BatchFacts): Generator<Failure<Obstacle>> {
  for (const [state, { todo }] of Object.entries(BENCH_STATES) as [
    BenchUnitState,
    (typeof BENCH_STATES)[BenchUnitState],
  ][]) {
    const count = states[state];
    if (todo === null || count === 0) continue;
    const list = listed(first(state, SAID), count);
    const said = count === 1 ? `${list} is ${state}` : `${count} cards are ${state} (${list})`;
    yield fail('cards-open', `${said}: ${todo}.`, { batch, state, count, list }).error;
  }
}

function* openSample({ batch, unopened, alarms }: BatchFacts): Generator<Failure<Obstacle>> {
  if (unopened.length > 0) {
    const list = listed(unopened);
    const sentence = `Drawn for the sample and not opened yet: ${list}. Open them, try them at Check and destroy them.`;
    yield fail('sample-open', sentence, { batch, count: unopened.length, list }).error;
  }
  if (alarms.length === 0) return;
  const list = listed(alarms);
  const sentence = `Opened as a sample, and the key did not come out: ${list}. A supervisor must answer for it first.`;
  yield fail('sample-alarm', sentence, { batch, count: alarms.length, list }).error;
}

function* openIncidents({ batch, incidents }: BatchFacts): Generator<Failure<Obstacle>> {
  if (incidents.length === 0) return;
  const list = listed(incidents.map((incident) => `#${incident}`));
  const sentence = `Incidents that nobody has answered for: ${list}. A supervisor must answer for each of them first.`;
  yield fail('incidents-open', sentence, { batch, count: incidents.length, list }).error;
}

function* missing({ batch, count, states }: BatchFacts): Generator<Failure<Obstacle>> {
  const known = Object.values(states).reduce((sum, units) => sum + units, 0);
  if (known === count) return;
  const sentence = `${count} units came in with batch ${batch} and ${known} are on record. It stays open: call your supervisor.`;
  yield fail('cards-missing', sentence, { batch, count, known }).error;
}

/** How many labels must have been destroyed; a range where nobody knows whether one came out. */
export const labelsToDestroy = ({ printed, doubtful, cards }: LabelCounts): { least: number; most: number } => ({
  least: printed - cards,
  most: printed - cards + doubtful,
});

function* labels({ batch, labels: counts }: BatchFacts, destroyed: number): Generator<Failure<Obstacle>> {
  const { least, most } = labelsToDestroy(counts);
  if (destroyed >= least && destroyed <= most) return;
  const { printed, cards } = counts;
  const must = least === most ? String(least) : `${least} to ${most}`;
  const sentence = `${printed} labels came out and ${cards} are on cards, so ${must} must be destroyed; you counted ${destroyed}. Count again, or look for them.`;
  yield fail('labels-miscounted', sentence, { batch, printed, cards, least, most, destroyed }).error;
}

function listed(serials: readonly string[], count = serials.length): string {
  const more = count - SAID;
  return `${serials.slice(0, SAID).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** How far a batch has come to its end: for whoever wants to close it, and for whoever asks afterwards. */
export interface BatchEnding {
  readonly batch: string;
  readonly count: number;
  readonly states: Readonly<Record<BenchUnitState, number>>;
  readonly labels: LabelCounts;
  /** Cards drawn for the sample, and those of them that are not opened yet. */
  readonly picked: readonly string[];
  readonly unopened: readonly string[];
  /** What is in the way, the labels apart: those are counted when the batch is closed. */
  readonly obstacles: readonly Failure<Obstacle>[];
  readonly closed: { readonly at: string; readonly people: readonly [string, string] } | null;
  /** Its sealed passphrases are destroyed. */
  readonly destroyed: boolean;
  /** The proof, once it was written. */
  readonly proof: { readonly at: string; readonly count: number; readonly sequence: number } | null;
}
