/** What answers the calls about a shift: its figures, and the check that it begins with. */
import { ok } from '../../../core/base/result.ts';
import { KNOWN_CARDS, knownLink } from '../../../core/stations/bench/known-cards.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import type { HandlersOf } from '../../bridge/form.ts';
import { notTraining, type HandlerParts } from './handler-parts.ts';
import type { shiftCalls, ShiftAnswers } from './shift-calls.ts';
import { drawKnownCards } from './shift-check.ts';
import { changeShift, figuresHandlers, savedPage } from '../../station/figures-handlers.ts';

export function createShiftHandlers({
  station,
  source,
  wall,
  settings,
  ask,
  printPdf,
  tray,
}: HandlerParts): HandlersOf<typeof shiftCalls, ShiftAnswers> {
  const { shiftCheck } = station;
  const parts = { source, wall, settings, ask, printPdf };

  return {
    ...figuresHandlers(parts),
    shiftCheck: async () => shiftCheck.view(),
    async setShiftCheck({ hours }) {
      const changed = await changeShift(parts, { check: hours }, 'shift-check', hours === 0 ? 'none' : `${hours} h`);
      station.tell({ type: 'shift-check', check: shiftCheck.view() });
      return changed;
    },
    beginShiftCheck: () => station.bench.between(() => shiftCheck.begin()),
    endShiftCheck: () => shiftCheck.end(),
    signShiftCheck: ({ person }) => shiftCheck.sign(person),
    saveKnownCards: () => savedPage(parts, () => drawKnownCards(wordsOf(settings.value.language))),
    async simulateKnown({ wanted }) {
      const card = KNOWN_CARDS.find((one) => one.wanted === wanted);
      if (tray === null || card === undefined) return notTraining();
      await tray.hold(knownLink(card));
      return ok(null);
    },
  };
}
