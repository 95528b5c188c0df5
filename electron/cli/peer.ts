/** `twofold peer add`, `revoke` and `list`: whom a station trusts. */
import { join } from 'node:path';
import { eightWords } from '../../core/base/eight-words.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { readBook } from '../station/book.ts';
import { examineIdentity, pinPeer, revokePeer, type Examined } from '../station/peers.ts';
import { file, many, maybe, misuse, needed, pair, stationName, textValue } from './form.ts';
import { shown } from './station.ts';
import { atStation } from './at-station.ts';
import { answer, STATION_OPTIONS, verb, type VerbAnswer } from './verb.ts';

const PERSON = textValue('NAME');

export const peerVerbs = [
  verb({
    name: 'peer add',
    args: { file: needed(file()) },
    options: { ...STATION_OPTIONS, words: maybe(textValue('"EIGHT WORDS"')), person: many(PERSON) },
    async run({ file: path, station, words, person, 'passphrase-fd': fd }, line) {
      const examined = await examineIdentity(path);
      if (!examined.ok) return examined;
      const identity = examined.value;
      const [first, second] = person;
      if (words === undefined || first === undefined || second === undefined || person.length > 2) {
        await line.say(answer(shown(identity)));
        return misuse('not-trusted', NOT_YET);
      }
      const heard = words.trim().toLowerCase().split(/\s+/).join(' ');
      if (heard !== eightWords(identity.fingerprint).join(' ')) {
        return misuse(
          'wrong-words',
          'These are not the words of this file: it may have been exchanged. Nothing was trusted.',
        );
      }
      return atStation(station, fd, line, ({ identity: self, book, journal }) =>
        trust({ self, book, journal }, identity, [first, second]),
      );
    },
  }),
  verb({
    name: 'peer revoke',
    args: { name: needed(stationName('NAME')) },
    options: { ...STATION_OPTIONS, reason: needed(textValue('TEXT')), person: pair(PERSON) },
    run: ({ name, station, reason, person, 'passphrase-fd': fd }, line) =>
      atStation(station, fd, line, async ({ book, journal }) => {
        const revoked = await revokePeer({ book, journal }, name, reason, person);
        if (!revoked.ok) return revoked;
        const lines: VerbAnswer['lines'] = (words) => [words.line.revoked(name, person.join(words.line.and))];
        return ok(answer({ revoked: name, people: person }, { lines }));
      }),
  }),
  verb({
    name: 'peer list',
    options: STATION_OPTIONS,
    async run({ station }) {
      const read = await readBook(join(station, 'journal.jsonl'));
      if (!read.ok) return read;
      const peers = read.value.peers().map(({ identity: { role, name, fingerprint }, people }) => {
        const last = read.value.heardFrom(fingerprint);
        const heard = last && { records: last.size, words: eightWords(last.hash).join(' ') };
        return { role, name, words: eightWords(fingerprint).join(' '), people, heard };
      });
      const lines: VerbAnswer['lines'] = ({ line }) =>
        peers.flatMap(({ role, name, words, people, heard }) => [
          line.peer(role, name, words, people.join(line.and)),
          ...(heard === null ? [] : [line.heardOfPeer(heard.records, heard.words)]),
        ]);
      return ok(answer({ peers }, { lines }));
    },
  }),
];

const NOT_YET =
  'Not trusted yet. Two people compare the words with those on the other station\'s screen, read to them by voice, and give --words "..." --person NAME --person NAME.';

async function trust(
  at: Parameters<typeof pinPeer>[0],
  identity: Examined,
  people: readonly [string, string],
): Promise<Result<VerbAnswer>> {
  const pinned = await pinPeer(at, identity, people);
  if (!pinned.ok) return pinned;
  const { name, role } = identity;
  const lines: VerbAnswer['lines'] = (words) => [words.line.trusted(name, people.join(words.line.and))];
  return ok(answer({ trusted: name, role, people }, { lines }));
}
