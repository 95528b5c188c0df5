/** What two people at Bench are asked before they sign. */
import { ask, type QuestionsOf } from '../../bridge/signing.ts';
import { peerQuestions, type PeersKnown } from '../../station/peers-questions.ts';
import type { calls } from './contract.ts';

/** @param onDesk the batch that is on the desk, as the station knows it */
export const benchQuestions = (known: PeersKnown, onDesk: () => string | undefined): QuestionsOf<typeof calls> => ({
  ...peerQuestions(known),
  resolveDoubt: ({ serial, as, people }, dialogs) => ask(dialogs, dialogs.questions[as](serial), people),
  scrap: ({ serial, reason, people }, dialogs) => ask(dialogs, dialogs.questions.scrap(serial), people, reason),
  release: ({ serial, reason, people }, dialogs) => ask(dialogs, dialogs.questions.release(serial), people, reason),
  found: ({ serial, reason, people }, dialogs) => ask(dialogs, dialogs.questions.found(serial), people, reason),
  ended: ({ serial, as, reason, people }, dialogs) => ask(dialogs, dialogs.questions.ended[as](serial), people, reason),
  sampled: ({ serial, good, people }, dialogs) =>
    ask(dialogs, dialogs.questions[good ? 'sampledGood' : 'sampledBad'](serial), people),
  closeBatch: ({ people, labels }, dialogs) =>
    ask(dialogs, dialogs.questions.closeBatch(onDesk() ?? dialogs.unknown, labels), people),
});
