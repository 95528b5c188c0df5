/** The calls of a Bench's window that write pages where a person says; each asks in a native dialog. */
import * as v from 'valibot';
import type { Result } from '../../../core/base/result.ts';

const Serial = v.pipe(v.string(), v.maxLength(24));

export const paperCalls = {
  saveReport: v.null(),
  /** A card's traveller. */
  saveTraveller: v.object({ serial: Serial }),
  /** The list of the tray in which a card lies, or lay at the laser. */
  saveTrayList: v.object({ serial: Serial }),
} as const;

/** Null when the person chose no directory. */
type Saved = Result<{ readonly path: string } | null>;

export type PaperAnswers = Readonly<Record<keyof typeof paperCalls, Saved>>;
