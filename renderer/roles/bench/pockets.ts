/** The tray at Bench: what is asked of it, and the keys of the number block that fill it. */
import type { TrayDeed } from '../../../core/stations/bench/filling.ts';
import type { BenchView } from '../../../electron/roles/bench/contract.ts';
import { isForWindow, type Pressed } from '../../frame/keys.ts';
import type { BenchSituation } from './keys.ts';

/** `fill`: the next pocket waits for a card. `full`: it is to be sent. `sent`: it goes into the laser. `asked`, `metal`: of one that was there. */
export type TrayQuestion = 'fill' | 'full' | 'sent' | 'asked' | 'metal';

/** What is asked of the tray now; null where there is none, or another thing comes first. */
export function trayQuestion({
  step,
  tray,
  verdict,
  notice,
}: Pick<BenchView, 'step' | 'tray' | 'verdict' | 'notice'>): TrayQuestion | null {
  if (tray === null) return null;
  if (step.at === 'marking') return tray.job === null ? null : 'asked';
  if (step.at === 'metal') return tray.job === null ? null : 'metal';
  if (step.at !== 'serial') return null;
  if (tray.job !== null) return verdict === null && notice === null ? 'sent' : null;
  return tray.next === null && laidIn(tray) > 0 ? 'full' : 'fill';
}

/** How many cards lie in it. */
export const laidIn = ({ pockets }: NonNullable<BenchView['tray']>): number =>
  pockets.filter(({ serial }) => serial !== null).length;

/** How many pockets take a card. */
export const placesIn = ({ pockets }: NonNullable<BenchView['tray']>): number =>
  pockets.filter(({ state }) => state !== 'left-out').length;

/** Keys of the number block, beside the answers that Enter gives. */
export const TRAY_KEYS = { send: '*', skip: '+', undo: '-' } as const;

/** What a key does to the tray that is being filled; null if it is no answer. */
export function trayAnswer(
  pressed: Pressed,
  situation: BenchSituation,
  question: TrayQuestion | null,
): Exclude<TrayDeed, 'take-out'> | null {
  if (!isForWindow(pressed, situation) || situation.screen !== 'bench' || situation.typing) return null;
  if (question !== 'fill' && question !== 'full') return null;
  if (question === 'full' && pressed.key === 'Enter' && !situation.pressing) return 'send';
  switch (pressed.key) {
    case TRAY_KEYS.send:
      return 'send';
    case TRAY_KEYS.skip:
      return 'skip';
    case TRAY_KEYS.undo:
      return 'undo';
    default:
      return null;
  }
}
