/** Which key means what. One table, read by the window and by the help. */
import type { BenchStep } from '../electron/bridge/contracts/bench.ts';

export const SCREENS = ['bench', 'batch', 'devices', 'records', 'open'] as const;
export type Screen = (typeof SCREENS)[number];

export const SCREEN_KEYS = {
  F1: 'bench',
  F2: 'batch',
  F3: 'devices',
  F4: 'records',
  F5: 'open',
} as const satisfies Record<string, Screen>;

/** What a key asks of the window. */
export type Intent =
  | { readonly do: 'go'; readonly screen: Screen }
  | { readonly do: 'help' }
  | { readonly do: 'marked'; readonly finished: boolean }
  | { readonly do: 'dismiss' };

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Held down: asks once, not thirty times a second. */
  readonly repeat: boolean;
}

export interface Situation {
  readonly screen: Screen;
  readonly step: BenchStep['at'];
  /** A dialog has the keys to itself, but for F keys, which must not reload or find anything. */
  readonly dialog: boolean;
  /** The focus is in a field that takes text. */
  readonly typing: boolean;
  /** The focus is on a button or the like, which takes Enter by itself. */
  readonly pressing: boolean;
}

/** What `pressed` asks for in this situation; null if it is not for the window. */
export function intentOf(pressed: Pressed, situation: Situation): Intent | null {
  if (pressed.ctrlKey || pressed.altKey || pressed.metaKey || pressed.repeat || situation.dialog) return null;
  const screen = screenOf(pressed.key);
  if (screen !== null) return { do: 'go', screen };
  // The Chinese input method gives a full-width question mark.
  if (!situation.typing && (pressed.key === '?' || pressed.key === '？')) return { do: 'help' };
  const atLaser = situation.screen === 'bench' && situation.step === 'marking' && !situation.typing;
  if (atLaser && pressed.key === 'Enter' && !situation.pressing) return { do: 'marked', finished: true };
  if (atLaser && pressed.key === 'Escape') return { do: 'marked', finished: false };
  return pressed.key === 'Escape' ? { do: 'dismiss' } : null;
}

/** The screen of an F key; null for other keys. */
export function screenOf(key: string): Screen | null {
  return Object.hasOwn(SCREEN_KEYS, key) ? SCREEN_KEYS[key as keyof typeof SCREEN_KEYS] : null;
}

/** The F key of a screen, as printed on its tab. */
export function keyOf(screen: Screen): string {
  return `F${SCREENS.indexOf(screen) + 1}`;
}
