/** What Press's window makes of the desk: the way of a batch, the way of a sticker, and what a change sounds like. */
import type { LineStep, PressBatchView, PressDeskView } from '../../../electron/roles/press/contract-view.ts';
import type { PressUnitState as PressUnitState } from '../../../core/life/press-life.ts';
import type { Cue } from '../../sound.ts';
import { markAt, type Mark } from '../../ui/mark.ts';
import type { Tone } from '../../ui/tone.ts';

/** Where a batch goes through, in order; each is a panel of the batch's screen. */
export const BATCH_STAGES = ['order', 'keys', 'stickers', 'return', 'destruction'] as const;
export type BatchStage = (typeof BATCH_STAGES)[number];

/** The stage a batch is at; the last one stays when it is over. */
export function stageOf(batch: PressBatchView | null): BatchStage {
  if (batch === null) return 'order';
  const { states, returned } = batch;
  if (batch.closed || returned !== null) return 'destruction';
  if (states.ordered + states.keying > 0) return 'keys';
  return isOpen(batch) ? 'stickers' : 'return';
}

/** Whether there is still something to print, to prove or to destroy. */
const isOpen = ({ states, stickers }: PressBatchView): boolean =>
  states.keyed + states.printing + states.printed + states['in-doubt'] + states.spoilt > 0 ||
  stickers.printed !== stickers.proven + stickers.destroyed;

export function stageMarks(
  batch: PressBatchView | null,
): readonly { readonly stage: BatchStage; readonly mark: Mark }[] {
  const now = BATCH_STAGES.indexOf(stageOf(batch));
  const over = batch?.closed === true;
  return BATCH_STAGES.map((stage, i) => ({ stage, mark: over ? 'done' : markAt(i, now) }));
}

/** The steps of one sticker, in the order of the screen. */
const STICKER_STEPS = ['print', 'upper', 'lower', 'proven'] as const;
export type StickerStep = (typeof STICKER_STEPS)[number];

/** What the screen says large: a step of the desk, with scanning cut into its two layers. */
export type LineSaying = Exclude<LineStep['at'], 'scan'> | 'upper' | 'lower';

/** Layers are asked for one after the other; whichever is scanned first is taken. */
export const sayingOf = (step: LineStep): LineSaying =>
  step.at === 'scan' ? (step.upper ? 'lower' : 'upper') : step.at;

export function stepMarks(line: LineStep): readonly { readonly step: StickerStep; readonly mark: Mark }[] {
  const mark = (step: StickerStep): Mark => {
    switch (line.at) {
      case 'print':
      case 'printing':
        return step === 'print' ? 'now' : 'todo';
      case 'scan':
      case 'doubt':
        if (step === 'print') return line.at === 'doubt' ? 'now' : 'done';
        if (step === 'proven') return 'todo';
        if (line[step]) return 'done';
        return line.at === 'scan' && (step === 'upper' || line.upper) ? 'now' : 'todo';
      default:
        return 'todo';
    }
  };
  return STICKER_STEPS.map((step) => ({ step, mark: mark(step) }));
}

/** The pressCue for the change from `before` to `after`; null for changes nobody made at the printer. */
export function pressCue(before: PressDeskView, after: PressDeskView): Cue | null {
  if (after.turn === before.turn) return null;
  const { verdict, notice } = after;
  if (verdict !== null && verdict.at !== before.verdict?.at) return verdict.outcome === 'REFUSED' ? 'FAIL' : 'PASS';
  if (notice !== null) return 'notice';
  if (after.line.at === 'doubt' && before.line.at !== 'doubt') return 'ERROR';
  return after.line.at === 'scan' ? 'taken' : null;
}

/** Which shape goes with which state of a unit. */
export const PRESS_UNIT_TONES = {
  ordered: 'plain',
  keying: 'busy',
  keyed: 'plain',
  printing: 'busy',
  printed: 'busy',
  'in-doubt': 'wary',
  spoilt: 'bad',
  proven: 'good',
  applied: 'good',
  returned: 'good',
  withdrawn: 'plain',
} as const satisfies Record<PressUnitState, Tone>;

/** What people may vouch for of a unit. */
export const STICKER_ACTS = ['spoil', 'destroyed', 'absent', 'withdraw'] as const;
export type StickerAct = (typeof STICKER_ACTS)[number];

/** What a person may vouch for in each state. The station decides; this only offers. */
export function actsOf(state: PressUnitState): readonly StickerAct[] {
  switch (state) {
    case 'printed':
    case 'proven':
    case 'applied':
      return ['spoil'];
    case 'in-doubt':
      return ['absent', 'spoil'];
    case 'spoilt':
      return ['destroyed'];
    case 'ordered':
    case 'keyed':
      return ['withdraw'];
    case 'keying':
    case 'printing':
    case 'returned':
    case 'withdrawn':
      return [];
    default:
      throw new TypeError(`no such state: ${String(state satisfies never)}`);
  }
}
