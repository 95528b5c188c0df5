/** What two people at Bench are asked before they sign. */
import { isSerial } from '../../../core/card/serial.ts';
import { spelledSerial } from '../../../core/stations/bench/typed-serial.ts';
import { viewOf } from '../../../core/stations/bench/deeds.ts';
import { deedQuestion } from '../../../resources/words/deeds.ts';
import { ask, type QuestionsOf } from '../../bridge/signing.ts';
import { stationQuestions, type StationKnown } from '../../station/station-questions.ts';
import type { calls } from './contract.ts';

/** @param onDesk the batch that is on the desk, as the station knows it */
export const benchQuestions = (known: StationKnown, onDesk: () => string | undefined): QuestionsOf<typeof calls> => ({
  ...stationQuestions(known),
  vouchSerial: ({ serial, people }, dialogs) => {
    const spelled = spelledSerial(serial);
    // What a page has sent may be anything, and stands before people only as a serial.
    return ask(dialogs, dialogs.questions.vouchSerial(isSerial(spelled) ? spelled : dialogs.unknown), people);
  },
  checkLocked: ({ supervisor }, dialogs) =>
    ask(dialogs, dialogs.questions.checkLocked(onDesk() ?? dialogs.unknown), [supervisor]),
  resolveDoubt: ({ serial, as, people }, dialogs) => ask(dialogs, dialogs.questions[as](serial), people),
  decideTogether: ({ deed, serial, as, reason, people }, dialogs) =>
    ask(dialogs, deedQuestion(dialogs.deeds[deed], as)(serial), people, viewOf(deed).reason ? reason : null),
  handOver: ({ count, to, people, reason }, dialogs) =>
    ask(dialogs, dialogs.questions.handOver(count, onDesk() ?? dialogs.unknown, to), people, reason),
  closeBatch: ({ people, labels }, dialogs) =>
    ask(dialogs, dialogs.questions.closeBatch(onDesk() ?? dialogs.unknown, labels), people),
});
