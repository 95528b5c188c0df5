/** Press's screens, and the keys that answer at the printer. */
import type { LineStep } from '../../../electron/roles/press/contract-view.ts';
import { isForWindow, type Pressed, type Situation } from '../../frame/keys.ts';

export const PRESS_SCREENS = ['printing', 'batch', 'devices', 'records', 'window', 'peers', 'people', 'shift'] as const;
export type PressScreen = (typeof PRESS_SCREENS)[number];

/** `next`: the one thing to do now. `spoil`: the sticker in hand must not be used. */
export type PrinterAnswer = 'next' | 'spoil';

export interface PrinterSituation extends Situation {
  readonly screen: PressScreen;
  readonly step: LineStep['at'];
}

/** What `pressed` answers at the printer; null if it is no answer. */
export function printerAnswer(pressed: Pressed, situation: PrinterSituation): PrinterAnswer | null {
  const { screen, step, typing, pressing } = situation;
  if (!isForWindow(pressed, situation) || screen !== 'printing' || typing) return null;
  if (pressed.key === 'Enter' && !pressing) return 'next';
  return pressed.key === 'Delete' && (step === 'scan' || step === 'doubt') ? 'spoil' : null;
}
