/** What people at Press are asked before they sign. */
import { ask, type QuestionsOf } from '../../bridge/signing.ts';
import { stationQuestions, type StationKnown } from '../../station/station-questions.ts';
import type { pressCalls } from './contract.ts';

/** @param onDesk the batch that is on the desk, as the station knows it */
export const pressQuestions = (
  known: StationKnown,
  onDesk: () => string | undefined,
): QuestionsOf<typeof pressCalls> => ({
  ...stationQuestions(known),
  absent: ({ serial, people }, dialogs) => ask(dialogs, dialogs.questions.absent(serial), people),
  spoil: ({ serial, reason, supervisor }, dialogs) =>
    ask(dialogs, dialogs.questions.spoil(serial), [supervisor], reason),
  withdraw: ({ serial, reason, supervisor }, dialogs) =>
    ask(dialogs, dialogs.questions.withdraw(serial), [supervisor], reason),
  destroyBatch: ({ people, unreceived }, dialogs) =>
    ask(dialogs, dialogs.questions.destroyKeys(onDesk() ?? dialogs.unknown), people, unreceived),
});
