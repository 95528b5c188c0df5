/** What two people at Origin are asked before they sign. */
import { ask, type QuestionsOf } from '../../bridge/signing.ts';
import { stationQuestions, type StationKnown } from '../../station/station-questions.ts';
import type { originCalls } from './contract.ts';

export const originQuestions = (known: StationKnown): QuestionsOf<typeof originCalls> => ({
  ...stationQuestions(known),
  openUnit: ({ batch, serial, reason, people }, dialogs) =>
    ask(dialogs, dialogs.questions.openUnit(serial, batch), people, reason),
  abandonBatch: ({ batch, people, reason }, dialogs) =>
    ask(dialogs, dialogs.questions.abandonBatch(batch), people, reason),
  reissueShare: ({ batch, bench, to, people, reason }, dialogs) =>
    ask(dialogs, dialogs.questions.reissueShare(batch, bench, to), people, reason),
  destroyBatch: ({ batch, people, unreceived }, dialogs) =>
    ask(dialogs, dialogs.questions.destroyVault(batch), people, unreceived),
});
