/** Which key means what in every window. One table, read by the window and by the help. */

/** What a key asks of the window. */
export type Intent =
  { readonly do: 'go'; readonly index: number } | { readonly do: 'help' } | { readonly do: 'dismiss' };

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

/** What `pressed` asks for in this situation; null if it is not for the window. */
export function intentOf(pressed: Pressed, situation: Situation): Intent | null {
  if (!isForWindow(pressed, situation)) return null;
  const index = functionKey(pressed.key);
  if (index !== null) return { do: 'go', index };
  // The Chinese input method gives a full-width question mark.
  if (!situation.typing && (pressed.key === '?' || pressed.key === '？')) return { do: 'help' };
  return pressed.key === 'Escape' ? { do: 'dismiss' } : null;
}

/** 0 for F1, and so on; null for other keys. */
export function functionKey(key: string): number | null {
  const found = /^F([1-9]|1[0-2])$/.exec(key);
  return found === null ? null : Number(found[1]) - 1;
}

/** The F key of the screen at `index`, as printed on its tab. */
export const keyAt = (index: number): string => `F${index + 1}`;
