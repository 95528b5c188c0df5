/** Press's screens, and the keys that answer at the printer. */
import type { LineStep } from '../../../electron/roles/press/contract-view.ts';
import { isForWindow, type Pressed, type Situation } from '../../frame/keys.ts';

export const SCREENS = ['printing', 'batch', 'devices', 'records', 'window', 'peers'] as const;
export type Screen = (typeof SCREENS)[number];

/** `next`: the one thing to do now. `spoil`: the sticker in hand must not be used. */
export type Answer = 'next' | 'spoil';

export interface PrinterSituation extends Situation {
  readonly screen: Screen;
  readonly step: LineStep['at'];
}

/** What `pressed` answers at the printer; null if it is no answer. */
export function printerAnswer(pressed: Pressed, situation: PrinterSituation): Answer | null {
  const { screen, step, typing, pressing } = situation;
  if (!isForWindow(pressed, situation) || screen !== 'printing' || typing) return null;
  if (pressed.key === 'Enter' && !pressing) return 'next';
  return pressed.key === 'Delete' && (step === 'scan' || step === 'doubt') ? 'spoil' : null;
}
