/** What answers the calls about a shift in figures, at every station that makes something. */
import { ok, type Result } from '../../core/base/result.ts';
import { wordsOf } from '../../resources/words/languages.ts';
import type { figuresCalls, FiguresAnswers } from '../bridge/figures.ts';
import type { HandlersOf } from '../bridge/form.ts';
import type { PrintPdf } from '../papers/pdf.ts';
import { savePage, type DrawnPage } from '../papers/save.ts';
import type { Settings, SettingsStore } from './settings.ts';
import type { Wall } from './wall.ts';
import { drawShift, namedPeriod, shiftOf, type ShiftSource } from './shift.ts';

export interface FiguresParts {
  readonly source: ShiftSource;
  readonly settings: SettingsStore;
  readonly printPdf: PrintPdf;
  readonly wall: Pick<Wall, 'show'>;
  /** Where a person wants a page written; null: they changed their mind. */
  readonly ask: { directory(what: 'report'): Promise<string | null> };
}

export const figuresHandlers = (parts: FiguresParts): HandlersOf<typeof figuresCalls, FiguresAnswers> => ({
  async shift({ period, target }) {
    const wanted = namedPeriod(parts.source, period, target);
    return wanted.ok ? ok(shiftOf(parts.source, wanted.value)) : wanted;
  },
  async saveShift({ period, target }) {
    const { source, settings } = parts;
    const wanted = namedPeriod(source, period, target);
    return wanted.ok
      ? savedPage(parts, () => drawShift(source, wanted.value, wordsOf(settings.value.language)))
      : wanted;
  },
  async showWall() {
    parts.wall.show();
    return ok(null);
  },
  setTarget: ({ target }) => changeShift(parts, { target }, 'shift-target', String(target)),
});

/** Asks where to, and writes the page there as it is then. */
export async function savedPage(
  { ask, printPdf }: Pick<FiguresParts, 'ask' | 'printPdf'>,
  drawn: () => DrawnPage,
): Promise<Result<{ readonly path: string } | null>> {
  const directory = await ask.directory('report');
  return directory === null ? ok(null) : savePage(drawn(), directory, printPdf);
}

/** On record, and from now on. */
export async function changeShift(
  { settings, source: { journal } }: Pick<FiguresParts, 'settings' | 'source'>,
  part: Partial<Settings['shift']>,
  what: string,
  to: string,
): Promise<Result<null>> {
  const changed = await settings.change({ shift: { ...settings.value.shift, ...part } });
  if (changed.ok) await journal.append([{ kind: 'settings-changed', what, to }]);
  return changed;
}
