/** What answers the calls about a shift: its figures, and the check that it begins with. */
import { ok, type Result } from '../../../core/base/result.ts';
import { KNOWN_CARDS, knownLink } from '../../../core/stations/bench/known-cards.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import type { HandlersOf } from '../../bridge/form.ts';
import { savePage, type DrawnPage } from '../../papers/save.ts';
import type { Settings } from '../../station/settings.ts';
import { notTraining, type HandlerParts } from './handler-parts.ts';
import type { shiftCalls, ShiftAnswers } from './shift-calls.ts';
import { drawKnownCards } from './shift-check.ts';
import { drawShift, namedPeriod, shiftOf } from './shift.ts';

export function createShiftHandlers({
  station,
  settings,
  ask,
  printPdf,
  tray,
}: HandlerParts): HandlersOf<typeof shiftCalls, ShiftAnswers> {
  const { shiftCheck } = station;
  const { journal } = station.parts;
  const words = () => wordsOf(settings.value.language);

  async function saved(drawn: () => DrawnPage): Promise<Result<{ readonly path: string } | null>> {
    const directory = await ask.directory('report');
    return directory === null ? ok(null) : savePage(drawn(), directory, printPdf);
  }
  /** On record, and from the next scan on. */
  async function change(part: Partial<Settings['shift']>, what: string, to: string): Promise<Result<null>> {
    const changed = await settings.change({ shift: { ...settings.value.shift, ...part } });
    if (changed.ok) await journal.append([{ kind: 'settings-changed', what, to }]);
    return changed;
  }

  return {
    async shift({ period, target }) {
      const wanted = namedPeriod(station, period, target);
      return wanted.ok ? ok(shiftOf(station, wanted.value)) : wanted;
    },
    async saveShift({ period, target }) {
      const wanted = namedPeriod(station, period, target);
      return wanted.ok ? saved(() => drawShift(station, wanted.value, words())) : wanted;
    },
    setTarget: ({ target }) => change({ target }, 'shift-target', String(target)),
    shiftCheck: async () => shiftCheck.view(),
    async setShiftCheck({ hours }) {
      const changed = await change({ check: hours }, 'shift-check', hours === 0 ? 'none' : `${hours} h`);
      station.tell({ type: 'shift-check', check: shiftCheck.view() });
      return changed;
    },
    beginShiftCheck: () => station.bench.between(() => shiftCheck.begin()),
    endShiftCheck: () => shiftCheck.end(),
    signShiftCheck: ({ person }) => shiftCheck.sign(person),
    saveKnownCards: () => saved(() => drawKnownCards(words())),
    async simulateKnown({ wanted }) {
      const card = KNOWN_CARDS.find((one) => one.wanted === wanted);
      if (tray === null || card === undefined) return notTraining();
      await tray.hold(knownLink(card));
      return ok(null);
    },
  };
}
