/** Bench's screens, and the keys that answer its questions. */
import type { BenchStep } from '../../../electron/roles/bench/contract.ts';
import { isForWindow, type Pressed, type Situation } from '../../frame/keys.ts';

export const BENCH_SCREENS = [
  'bench',
  'batch',
  'devices',
  'records',
  'open',
  'peers',
  'shift',
  'people',
  'laser',
] as const;
export type BenchScreen = (typeof BENCH_SCREENS)[number];

/** Parts of the laser's set-up, in the order of a person's work. */
export const LASER_PAGES = ['fixture', 'pens', 'jobs', 'products'] as const;
export type LaserPage = (typeof LASER_PAGES)[number];

export interface BenchSituation extends Situation {
  readonly screen: BenchScreen;
  readonly step: BenchStep['at'];
}

/** Whether the laser has finished, as `pressed` answers it; null if it is no answer. */
export function laserAnswer(pressed: Pressed, situation: BenchSituation): boolean | null {
  const { screen, step, typing, pressing } = situation;
  if (!isForWindow(pressed, situation) || screen !== 'bench' || step !== 'marking' || typing) return null;
  if (pressed.key === 'Enter' && !pressing) return true;
  return pressed.key === 'Escape' ? false : null;
}

/** Whether `pressed` asks to type a serial, while one is waited for: a key of the number block, and of no code of a card. */
export function asksToType(pressed: Pressed, situation: BenchSituation): boolean {
  const { screen, step, typing } = situation;
  return (
    isForWindow(pressed, situation) && screen === 'bench' && step === 'serial' && !typing && pressed.key === TYPE_KEY
  );
}

export const TYPE_KEY = '/';

/** Whether what is looked at is good, as `pressed` answers it; null if it is no answer. */
export function inspectionAnswer(pressed: Pressed, situation: BenchSituation): boolean | null {
  const { screen, step, typing, pressing } = situation;
  if (!isForWindow(pressed, situation) || screen !== 'bench' || step !== 'inspecting' || typing) return null;
  if (pressed.key === 'Enter' && !pressing) return true;
  return pressed.key === 'Delete' ? false : null;
}
