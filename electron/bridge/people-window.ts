/**
 * What the window in which people prove who they are may be shown, and may say: a key of its pad, and nothing else. It
 * has a page, a session and a channel of its own, which no page of a station reaches.
 */
import * as v from 'valibot';
import type { Failure } from '../../core/base/result.ts';
import type { PersonRole } from '../../core/people/roles.ts';
import type { Preferences } from './common.ts';
import type { SampleView } from './people.ts';

const PAD_KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'back', 'enter', 'cancel'] as const;
export type PadKey = (typeof PAD_KEYS)[number];

/** A badge of the training tray, held before the scanner. */
const SAMPLE_KEYS = ['sample-0', 'sample-1'] as const;
export type SampleKey = (typeof SAMPLE_KEYS)[number];

/** `null`: only to be told what is asked. */
export const PadKeySchema = v.nullable(v.picklist([...PAD_KEYS, ...SAMPLE_KEYS]));

/** What is wrong with what was typed. */
export type PadTrouble = 'stuck' | 'letters' | 'num-lock' | 'short' | 'differ';

/** What a person is to do now. */
export type AskedStep =
  /** Hold a badge before the scanner. */
  | { readonly at: 'badge' }
  /** Type the PIN that belongs to it. */
  | { readonly at: 'pin' }
  /** Choose a new one, and type it once more. */
  | { readonly at: 'new-pin'; readonly again: boolean }
  /** How a new badge comes out: 1 on a label, 2 on paper. */
  | { readonly at: 'print'; readonly label: boolean }
  /** Hold the badge that was just printed before the scanner. */
  | { readonly at: 'prove' }
  /** What was brought is being tried. */
  | { readonly at: 'busy' };

export interface AskedView {
  readonly appearance: Pick<Preferences, 'language' | 'theme' | 'textSize'>;
  readonly training: boolean;
  /** What it means to go on, in words; it stands there before a badge is asked for. */
  readonly question: string;
  readonly detail: string;
  readonly step: AskedStep;
  /** Which signature, from 1, of how many; null where nobody signs. */
  readonly seat: { readonly nth: number; readonly of: number; readonly roles: readonly PersonRole[] } | null;
  /** Who have signed before. */
  readonly signed: readonly string[];
  /** How many digits are typed. */
  readonly digits: number;
  readonly trouble: PadTrouble | null;
  /** Why what was brought the last time was not taken. */
  readonly refused: Failure | null;
  /** When it ends by itself, in milliseconds of the page's own clock from now; null: never. */
  readonly left: number | null;
  /** Whether a scanner is there to read a badge. */
  readonly scanner: boolean;
  /** The badges of the training tray. */
  readonly samples: readonly SampleView[];
}

/** `window.pad`: all that the page has. */
export interface PadChannel {
  /** Rejects what is no key. Gives what is asked now. */
  press(key: PadKey | SampleKey | null): Promise<AskedView>;
  on(listener: (view: AskedView) => void): void;
}
