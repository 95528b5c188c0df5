/** What people are asked at every station: before another is trusted, or no longer, and before an incident is answered for. */
import { eightWords } from '../../core/base/eight-words.ts';
import type { commonCalls } from '../bridge/common.ts';
import { ask, type QuestionsOf } from '../bridge/signing.ts';
import type { PeerParts } from './peers-handlers.ts';
import type { Records } from './records.ts';

/** What a station knows of others; null in training, where nobody is trusted. */
export interface StationKnown {
  readonly commissioned: PeerParts['station'];
  readonly examiner: PeerParts['examiner'];
  readonly records: Pick<Records, 'incidents'>;
}

export const stationQuestions = ({
  commissioned,
  examiner,
  records,
}: StationKnown): QuestionsOf<typeof commonCalls> => ({
  acknowledge: ({ incident, person }, dialogs) => {
    const said = records.incidents({ open: true }).find((one) => one.incident === incident)?.detail;
    return ask(dialogs, dialogs.questions.acknowledge(incident, said ?? dialogs.unknown), [person]);
  },
  liftPause: ({ incident, reason, people }, dialogs) => {
    const said = records.incidents({ open: true }).find((one) => one.incident === incident)?.detail;
    return ask(dialogs, dialogs.questions.liftPause(incident, said ?? dialogs.unknown), people, reason);
  },
  pinPeer: ({ fingerprint, people }, dialogs) => {
    const name = examiner.held(fingerprint)?.name ?? dialogs.unknown;
    return ask(dialogs, dialogs.questions.pinPeer(name, eightWords(fingerprint).join(' ')), people);
  },
  setAside: ({ file, reason, people }, dialogs) => ask(dialogs, dialogs.questions.setAside(file), people, reason),
  abandonTransfer: ({ fingerprint, people }, dialogs) => {
    const name = commissioned?.book.peers().find(({ identity }) => identity.fingerprint === fingerprint)?.identity.name;
    const sequence = commissioned?.book.sentTo(fingerprint).at(-1)?.sequence ?? 0;
    return ask(dialogs, dialogs.questions.abandonTransfer(name ?? dialogs.unknown, sequence), people);
  },
  revokePeer: ({ fingerprint, reason, people }, dialogs) => {
    const known = commissioned?.book.peers().find(({ identity }) => identity.fingerprint === fingerprint);
    return ask(dialogs, dialogs.questions.revokePeer(known?.identity.name ?? dialogs.unknown), people, reason);
  },
});
