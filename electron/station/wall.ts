/** The shift on a second monitor: drawn anew with every record, and with the time that goes by. */
import { wordsOf } from '../../resources/words/languages.ts';
import type { OpenJournal } from '../journal/file.ts';
import { wallBody } from '../papers/wall.ts';
import type { SettingsStore } from './settings.ts';
import { namedPeriod, shiftOf, type ShiftSource } from './shift.ts';
import { throttled } from './throttled.ts';

/** What a wall shows. */
export interface WallView {
  readonly title: string;
  readonly theme: 'system' | 'light' | 'dark';
  readonly locale: string;
  /** HTML. */
  readonly body: string;
}

/** A window that shows it, until somebody closes it. */
export interface WallPane {
  show(view: WallView): void;
  /** Before all others. */
  front(): void;
  close(): void;
}

/** @param gone somebody has closed it */
export type OpenWall = (first: WallView, gone: () => void) => WallPane;

export interface Wall {
  /** Opens it; one that is open comes to the front. */
  show(): void;
  close(): void;
}

export interface WallParts {
  readonly source: ShiftSource & { readonly journal: Pick<OpenJournal, 'follow'> };
  readonly settings: Pick<SettingsStore, 'value'>;
  readonly openIncidents: () => number;
  readonly open: OpenWall;
}

/** Milliseconds: a rate falls while nothing is on record. */
const EVERY = 20_000;

export function createWall({ source, settings, openIncidents, open }: WallParts): Wall {
  let pane: WallPane | null = null;
  let end: () => void = () => undefined;

  function view(): WallView {
    const { language, theme, shift } = settings.value;
    const words = wordsOf(language);
    const wanted = namedPeriod(source, 'hours', shift.target);
    if (!wanted.ok) throw new Error(wanted.error.message);
    const { numbers } = shiftOf(source, wanted.value);
    const facts = { station: source.name, training: source.mode === 'training', numbers };
    const body = wallBody(words, { ...facts, incidents: openIncidents(), now: Date.parse(source.clock.now()) });
    return { title: words.shift.wall, theme, locale: words.locale, body };
  }

  const again = throttled(() => pane?.show(view()));

  function gone(): void {
    pane = null;
    end();
  }

  return {
    show() {
      if (pane !== null) return pane.front();
      pane = open(view(), gone);
      const unfollow = source.journal.follow(again.call);
      const timer = setInterval(again.call, EVERY);
      end = () => {
        unfollow();
        clearInterval(timer);
        again.cancel();
      };
    },
    close() {
      const closing = pane;
      gone();
      closing?.close();
    },
  };
}
