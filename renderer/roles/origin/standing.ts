/** How a batch stands, as a person at the screen sees it, and what is to be done with it. */
import type { OriginBatchView, MakingView } from '../../../electron/roles/origin/contract.ts';
import type { Alphabet } from '../../../core/card/passphrase.ts';
import { markAt, type Mark } from '../../ui/mark.ts';
import type { Tone } from '../../ui/tone.ts';

export type Standing =
  'planned' | 'making' | 'stopping' | 'stopped' | 'whole' | 'leaving' | 'exported' | 'destroyed' | 'void';

export const STANDING_TONES = {
  planned: 'plain',
  making: 'busy',
  stopping: 'busy',
  stopped: 'wary',
  whole: 'good',
  leaving: 'wary',
  exported: 'good',
  destroyed: 'plain',
  void: 'bad',
} as const satisfies Record<Standing, Tone>;

export function standingOf(batch: OriginBatchView, making: MakingView | null): Standing {
  if (making?.batch === batch.batch) return making.stopping ? 'stopping' : 'making';
  if (batch.state !== 'begun') return batch.state;
  return batch.coded === 0 ? 'planned' : 'stopped';
}

/** The steps of a batch, in the order of the screen. */
const BATCH_STEPS = ['plan', 'make', 'export', 'destroy'] as const;
export type BatchStep = (typeof BATCH_STEPS)[number];

/** How many steps are behind a batch; a void one goes no further. */
const BEHIND = {
  ...{ planned: 1, making: 1, stopping: 1, stopped: 1, whole: 2, leaving: 2, exported: 3, destroyed: 4, void: 0 },
} as const satisfies Record<Standing, number>;

/** Each step of {@link BATCH_STEPS} with its mark. */
export function batchMarks(standing: Standing): readonly { readonly step: BatchStep; readonly mark: Mark }[] {
  const behind = BEHIND[standing];
  return BATCH_STEPS.map((step, i) => ({ step, mark: markAt(i, behind, standing !== 'void') }));
}

/** Whether a unit of it may still be opened: its passphrases are here, and none has left. */
export const mayBeOpened = ({ state, made, coded }: OriginBatchView): boolean =>
  made !== null && coded > 0 && (state === 'begun' || state === 'whole');

/** How many symbols an alphabet has. */
export const ALPHABET_SIZES = { legible: 32, all: 36 } as const satisfies Record<Alphabet, number>;
