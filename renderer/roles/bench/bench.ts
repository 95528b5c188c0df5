/** What the Bench screen makes of the bench's view: which steps are done, and what a change should sound like. */
import type { BenchStep, BenchView, Verdict } from '../../../electron/roles/bench/contract.ts';
import { cueOf } from './band.ts';
import { serialOf } from '../../frame/said.ts';
import type { Cue } from '../../sound.ts';
import { markAt, type Mark } from '../../ui/mark.ts';

/** The steps a card takes here, in the order of the screen. */
export const CARD_STEPS = ['serial', 'address', 'verdict', 'laser', 'readBack', 'strip', 'seal', 'pack'] as const;
export type CardStep = (typeof CARD_STEPS)[number];

/** How many steps of the card on the bench are behind us. */
const BEHIND = {
  'no-batch': 0,
  serial: 0,
  address: 1,
  deriving: 2,
  marking: 3,
  'read-back': 4,
  metal: 4,
} as const satisfies Record<Exclude<BenchStep['at'], 'inspecting'>, number>;

const behindOf = (step: BenchStep): number =>
  step.at === 'inspecting' ? CARD_STEPS.indexOf(step.what) : BEHIND[step.at];

/** Each step of {@link CARD_STEPS} with its mark. Without a batch there is nothing to do, so nothing is marked as now. */
export function marks(step: BenchStep): readonly { readonly step: CardStep; readonly mark: Mark }[] {
  const behind = behindOf(step);
  return CARD_STEPS.map((name, index) => ({ step: name, mark: markAt(index, behind, step.at !== 'no-batch') }));
}

/** A mean of some cards, to one place, as the screen shows it. */
export const eachOf = (all: number, cards: number): string => (all / cards).toFixed(1);

/**
 * The benchCue for the change from `before` to `after`; null for changes nobody made by hand, such as a label coming out.
 * The last verdict and notice stay in the view while other parts change, so only a new one counts.
 */
export function benchCue(before: BenchView, after: BenchView): Cue | null {
  if (after.turn === before.turn) return null;
  if (after.verdict !== null && !sameVerdict(before.verdict, after.verdict)) return after.verdict.outcome;
  if (after.notice !== null && !isSlip(before, after)) return cueOf(after.notice, after.step);
  const moved = after.step.at !== before.step.at || serialOf(after.step) !== serialOf(before.step);
  return moved && serialOf(after.step) !== null ? 'taken' : null;
}

const sameVerdict = (a: Verdict | null, b: Verdict): boolean =>
  a !== null && a.reference === b.reference && a.at === b.at && a.outcome === b.outcome;

/** Whether only the label or the etch job of the verdict on show moved on. */
function isSlip(before: BenchView, after: BenchView): boolean {
  const [a, b] = [before.verdict, after.verdict];
  return a !== null && b !== null && (a.label !== b.label || a.job !== b.job);
}
