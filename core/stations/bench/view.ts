/** What Bench takes in and what it shows: plain data that crosses the bridge as it is. */
import type { SerialPrint } from '../../scan/card-label.ts';
import type { FrameRefusal } from '../../scan/frame.ts';
import type { Inspection, SeriesName } from '../../journal/events/bench.ts';
import type { Person } from '../../people/person.ts';
import type { WorkView } from './tally.ts';
import type { ReadShape } from '../../etch/readback.ts';
import type { Outcome } from '../../journal/event.ts';
import type { Failure } from '../../base/result.ts';
import type { ReasonKind } from './reasons.ts';

/** What a scan turned out to be. Its content is here only where it is not secret. */
export type Scan =
  /** `print`: said by what is not the card itself. */
  | { readonly what: 'serial'; readonly serial: string; readonly print?: SerialPrint }
  | { readonly what: 'address'; readonly address: string }
  /** A sticker's link: the address, and whose it is. */
  | { readonly what: 'card'; readonly serial: string; readonly address: string }
  /** The code that the laser has etched: it says serial, and that the metal is marked. */
  | { readonly what: 'metal'; readonly serial: string }
  /** An EPK, a private key, or anything that might be one: named, never carried. */
  | { readonly what: 'secret'; readonly name: string; readonly length: number }
  /** Known, but not asked for here: a confirmation code, an intermediate code. */
  | { readonly what: 'other'; readonly name: string; readonly length: number }
  | { readonly what: 'unreadable'; readonly length: number }
  | {
      readonly what: 'damaged';
      readonly reason: FrameRefusal;
      readonly length: number;
    };

export type BenchStep =
  | { readonly at: 'no-batch' }
  | { readonly at: 'serial' }
  | { readonly at: 'address'; readonly serial: string }
  | { readonly at: 'deriving'; readonly serial: string }
  /** The job is at the laser: has it finished? */
  | { readonly at: 'marking'; readonly serial: string }
  /** Type what stands on the metal at these positions (1-based; hyphens are not counted). */
  | {
      readonly at: 'read-back';
      readonly serial: string;
      readonly positions: readonly number[];
      readonly attempt: number;
      readonly shape: ReadShape;
    }
  /** Scan the code on the metal: this card is not read symbol by symbol. */
  | { readonly at: 'metal'; readonly serial: string }
  /** Is it on, closed, packed, and good? The answer is a person's, who has it in hand and looks at it. */
  | { readonly at: 'inspecting'; readonly serial: string; readonly what: Inspection };

export interface Verdict {
  readonly of: 'verification' | 'read-back' | Inspection;
  readonly outcome: Outcome;
  readonly serial: string | null;
  readonly address: string | null;
  readonly coin: string | null;
  readonly reason: Failure<ReasonKind> | null;
  readonly at: string;
  /** Journal reference, e.g. `#123 9f3a77c0`; empty when the journal itself failed. */
  readonly reference: string;
  readonly label: 'printing' | 'printed' | 'failed' | 'none';
  readonly labelReason: Failure | null;
  /** `laid`: it lies in the tray, which is sent as a whole. */
  readonly job: 'preparing' | 'laid' | 'sent' | 'failed' | 'none';
  readonly jobReason: Failure | null;
}

/** A series that is on: what it is for, whose eyes vouch, and how many cards went through it. */
export interface SeriesView {
  readonly what: SeriesName;
  readonly by: Person;
  readonly cards: number;
}

/** What lies in a pocket, or does not. `bad`: laid, and found bad since: it must come out. */
export type PocketState =
  'left-out' | 'empty' | 'skipped' | 'laid' | 'bad' | 'at-laser' | 'marked' | 'read' | 'in-doubt' | 'aside';

export interface PocketView {
  readonly pocket: number;
  readonly serial: string | null;
  readonly state: PocketState;
}

/** A tray as it lies on the bench, or at the laser. */
export interface TrayView {
  readonly rows: number;
  readonly columns: number;
  /** `null` while it is being filled. */
  readonly job: string | null;
  /** In the order of their numbers. */
  readonly pockets: readonly PocketView[];
  /** Where the next card goes; null where none does. */
  readonly next: number | null;
  /** Where the card lies that is spoken of. */
  readonly here: number | null;
}

/** What the operator is asked for now, and the last verdict, which stays until the next scan. */
export interface BenchView {
  readonly step: BenchStep;
  readonly verdict: Verdict | null;
  /** By which of its codes a card is asked for: the sticker's link, until one came with a serial of its own. */
  readonly by: 'link' | 'serial';
  readonly series: SeriesView | null;
  /** The tray of the card that is spoken of, or the one that is being filled; null where cards go to the laser one by one. */
  readonly tray: TrayView | null;
  readonly work: WorkView;
  /** Why the last scan was not taken; null when it was. */
  readonly notice: Failure<ReasonKind> | null;
  /** Grows with every change, so that equal notices in a row are seen (and heard) as new ones. */
  readonly turn: number;
}
