/** `twofold station create` and `twofold station show`. */
import { join } from 'node:path';
import { type PublicIdentity } from '../../core/peers/identity.ts';
import { eightWords } from '../../core/base/eight-words.ts';
import { ROLES, type Role } from '../../core/base/role.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { sameBytes, type Secret } from '../../core/base/secret.ts';
import { checkPassphrase, commission } from '../station/commission.ts';
import { readBook } from '../station/book.ts';
import { readStation } from '../station/gate.ts';
import { writeIdentityFile } from '../station/identity-view.ts';
import { beginTraining, trainingName } from '../station/training-journal.ts';
import { platformRandom } from '../keys/platform-random.ts';
import { systemClock } from '../station/platform.ts';
import { platformScrypt } from '../keys/platform-scrypt.ts';
import { twoPeople } from '../../core/people/person.ts';
import { changePassphrase } from '../station/people-changes.ts';
import { atStation } from './at-station.ts';
import { choice, descriptor, directory, flag, maybe, misuse, needed, pair, textValue } from './form.ts';
import { readPassphrase } from './passphrase.ts';
import { answer, STATION_OPTIONS, verb, type VerbAnswer, type Line } from './verb.ts';

const fail = failIn('command');

export const stationVerbs = [
  verb({
    name: 'station create',
    options: { ...STATION_OPTIONS, role: needed(choice(ROLES)), name: maybe(textValue('NAME')), training: flag },
    async run({ station, role, name, training, 'passphrase-fd': fd }, line) {
      if (training === (name !== undefined)) {
        const names = '--name NAME | --training';
        return misuse('go-together', `Give ${names}.`, { names });
      }
      if (name === undefined) return createTraining(station, role);
      const given = await choosePassphrase(fd ?? null, line);
      if (!given.ok) return given;
      using passphrase = given.value;
      const ports = { derivation: platformScrypt, random: platformRandom, clock: systemClock };
      const made = await commission({ directory: station, role, name, mode: 'production', passphrase }, ports);
      return made.ok ? ok(answer(shown(made.value))) : made;
    },
  }),
  verb({
    name: 'station passphrase',
    options: { ...STATION_OPTIONS, 'new-fd': maybe(descriptor), person: pair(textValue('NAME')) },
    async run({ station, 'new-fd': newFd, person, 'passphrase-fd': fd }, line) {
      const signed = twoPeople(person);
      if (!signed.ok) return signed;
      return atStation(station, fd, line, async (at) => {
        const given = await choosePassphrase(newFd ?? null, line);
        if (!given.ok) return given;
        using passphrase = given.value;
        const weak = checkPassphrase(passphrase);
        if (weak !== null) return weak;
        const changed = await changePassphrase(at, passphrase, signed.value);
        return changed.ok ? ok(answer({ changed: true, people: person })) : changed;
      });
    },
  }),
  verb({
    name: 'station show',
    options: { ...STATION_OPTIONS, to: maybe(directory()) },
    async run({ station, to }) {
      const read = await readStation(station);
      if (!read.ok) return read;
      const { identity } = read.value;
      if (to === undefined) return ok(answer(shown(identity)));
      // Who the station is can be told without its journal; how far it is, only by it.
      const book = await readBook(join(station, 'journal.jsonl'));
      const written = await writeIdentityFile(identity, book.ok ? book.value.checkpoint : null, to);
      return written.ok ? ok(answer({ ...shown(identity), written: written.value })) : written;
    },
  }),
];

async function createTraining(directory: string, role: Role): Promise<Result<VerbAnswer>> {
  const begun = await beginTraining(directory, role, systemClock);
  return begun.ok ? ok(answer({ role, name: trainingName(role), mode: 'training', station: directory })) : begun;
}

/** Typed twice, because nobody sees it; through a descriptor once. */
async function choosePassphrase(fd: number | null, { words }: Line): Promise<Result<Secret>> {
  const first = await readPassphrase(fd, words.line.newPassphrase);
  if (!first.ok || fd !== null) return first;
  const weak = checkPassphrase(first.value);
  if (weak !== null) return weak;
  const second = await readPassphrase(null, words.line.again);
  if (!second.ok) return second;
  using again = second.value;
  if (first.value.use((a) => again.use((b) => sameBytes(a, b)))) return first;
  first.value.wipe();
  return fail('unequal', 'The two passphrases differ. Nothing was made; begin again.');
}

/** A public identity; its text is what a QR code of it holds. */
export function shown(identity: PublicIdentity): object {
  const { role, name, mode, created, signing, sealing, text: whole, fingerprint } = identity;
  const words = eightWords(fingerprint).join(' ');
  return { role, name, mode, created, signing, sealing, identity: whole, words };
}
