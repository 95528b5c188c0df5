/** Between the desk of people and its window: what each of them knows of the other. */
import type { Failure } from '../../core/base/result.ts';
import type { Badge } from '../../core/scan/badge.ts';
import type { SampleView } from '../bridge/people.ts';
import type { AskedView, PadKey, SampleKey } from '../bridge/people-window.ts';
import type { PeopleDesk } from './desk.ts';
import type { KeyStroke } from './pin-pad.ts';

/** The window, as far as a desk knows it. */
export interface Pane {
  /** Opens it where it is shut. */
  show(view: AskedView): void;
  close(): void;
}

/** What a pane tells its desk. */
export interface PaneEvents {
  /** A button of the page. Gives what is asked now; null where nothing is. */
  pressed(key: PadKey | SampleKey | null): AskedView | null;
  /** A stroke of the keyboard. Gives whether it was taken. */
  stroke(stroke: KeyStroke): boolean;
  /** The window was closed by a person, or has died. */
  gone(): void;
}

/** How a badge becomes something to wear. */
export interface BadgePrinting {
  /** Null where no label printer is there. */
  readonly label: ((name: string, badge: Badge) => Promise<Failure | null>) | null;
  /** Null: it was saved, or they changed their mind. */
  paper(name: string, badge: Badge): Promise<Failure | null>;
}

/** Sample badges as they lie on a training tray, and the hand that holds one before the scanner. */
export interface Samples {
  readonly shown: readonly SampleView[];
  readonly hold: (at: number) => void;
}

export interface WindowDeskParts {
  readonly open: (events: PaneEvents) => Pane;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly appearance: () => AskedView['appearance'];
  readonly training: () => boolean;
  /** Whether a scanner is there. */
  readonly scanner: () => boolean;
  readonly printing: () => BadgePrinting | null;
  /** The badges of the training tray; null where people have their own. */
  readonly samples: () => Samples | null;
  readonly words: () => { readonly newPin: (name: string) => string; readonly newBadge: (name: string) => string };
}

export interface WindowDesk extends PeopleDesk {
  /**
   * A badge was scanned. Gives whether somebody waited for it; if nobody did, it is kept for whoever asks next, within
   * some seconds.
   */
  scanned(badge: Badge): boolean;
  /** A badge that was kept is nobody's. */
  drop(): void;
  /** Whoever is being asked is asked no longer. */
  leave(): void;
  /** Whether the window is open. */
  readonly asking: boolean;
}
