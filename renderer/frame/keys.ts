/** Which key means what in every window. One table, read by the window and by the help. */

/** What a key asks of the window. */
export type Intent = { readonly do: 'go'; readonly index: number } | { readonly do: 'help' | 'scanner' | 'dismiss' };

export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
  /** Held down: asks once, not thirty times a second. */
  readonly repeat: boolean;
}

export interface Situation {
  /** A dialog has the keys to itself, but for F keys, which must not reload or find anything. */
  readonly dialog: boolean;
  /** The focus is in a field that takes text. */
  readonly typing: boolean;
  /** The focus is on a button or the like, which takes Enter by itself. */
  readonly pressing: boolean;
}

/** Whether the window may take `pressed` at all. */
export const isForWindow = (pressed: Pressed, { dialog }: Situation): boolean =>
  !pressed.ctrlKey && !pressed.altKey && !pressed.metaKey && !pressed.repeat && !dialog;

/** A key by where it lies as well, whatever stands on it. */
export interface Placed {
  readonly key: string;
  readonly code: string;
}

/** What `pressed` asks for in this situation; null if it is not for the window. */
export function intentOf(pressed: Pressed & Placed, situation: Situation): Intent | null {
  if (!isForWindow(pressed, situation)) return null;
  const index = functionKey(pressed.key);
  if (index !== null) return { do: 'go', index };
  // The Chinese input method gives a full-width question mark.
  if (!situation.typing && (pressed.key === '?' || pressed.key === '？')) return { do: 'help' };
  if (!situation.typing && isPoint(pressed)) return { do: 'scanner' };
  return pressed.key === 'Escape' ? { do: 'dismiss' } : null;
}

/** The point of the number block, by which the scanner is set up: as Delete it means something else. */
export const isPoint = ({ key, code }: Placed): boolean => code === 'NumpadDecimal' && key !== 'Delete';

/** The digit of a key on the number block, whether it is locked to digits or not; null for other keys. */
export function padDigit({ code }: Pick<Placed, 'code'>): number | null {
  const found = /^Numpad([0-9])$/.exec(code);
  return found === null ? null : Number(found[1]);
}

/** 0 for F1, and so on; null for other keys. */
export function functionKey(key: string): number | null {
  const found = /^F([1-9]|1[0-2])$/.exec(key);
  return found === null ? null : Number(found[1]) - 1;
}

/** The F key of the screen at `index`, as printed on its tab. */
export const keyAt = (index: number): string => `F${index + 1}`;
