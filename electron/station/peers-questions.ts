/** What two people are asked before a station is trusted, or trusted no longer: names and words as this station read them. */
import { eightWords } from '../../core/base/eight-words.ts';
import type { peerCalls } from '../bridge/peers.ts';
import { ask, type QuestionsOf } from '../bridge/signing.ts';
import type { PeerParts } from './peers-handlers.ts';

/** What a station knows of others; null in training, where nobody is trusted. */
export interface PeersKnown {
  readonly commissioned: PeerParts['station'];
  readonly examiner: PeerParts['examiner'];
}

export const peerQuestions = ({ commissioned, examiner }: PeersKnown): QuestionsOf<typeof peerCalls> => ({
  pinPeer: ({ fingerprint, people }, dialogs) => {
    const name = examiner.held(fingerprint)?.name ?? dialogs.unknown;
    return ask(dialogs, dialogs.questions.pinPeer(name, eightWords(fingerprint).join(' ')), people);
  },
  revokePeer: ({ fingerprint, reason, people }, dialogs) => {
    const known = commissioned?.book.peers().find(({ identity }) => identity.fingerprint === fingerprint);
    return ask(dialogs, dialogs.questions.revokePeer(known?.identity.name ?? dialogs.unknown), people, reason);
  },
});
