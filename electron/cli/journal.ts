/** `twofold journal verify FILE` needs nothing but the file; `accept` opens a station whose journal lost its end. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { eightWords } from '../../core/base/eight-words.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { acceptanceOf, type Acceptance } from '../journal/standing.ts';
import { verifyJournal } from '../journal/verify.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { systemClock } from '../station/platform.ts';
import { openTrainingJournal, trainingName, trainingRoleOf, usesBadges } from '../station/training-journal.ts';
import { row } from './answer.ts';
import { file, flag, needed, pair, textValue } from './form.ts';
import { peopleOf, personLine, signedLine } from './journal-people.ts';
import { unlockStation, inItsWindow } from './unlock.ts';
import { answer, STATION_OPTIONS, verb, type Line } from './verb.ts';

/** A station's directory has its journal in it. */
export async function journalAt(path: string): Promise<string> {
  const isDirectory = await stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isDirectory ? join(path, 'journal.jsonl') : path;
}

export const journalVerbs = [
  verb({
    name: 'journal verify',
    args: { file: needed(file()) },
    options: { signed: flag },
    async run(given) {
      const people = peopleOf(given.signed);
      const verified = await verifyJournal(await journalAt(given.file), undefined, people.take);
      if (!verified.ok) return verified;
      const { records, head, station, mode, publicKey, checkpoints, unsigned, signed, firstBad, setBack, tail } =
        verified.value;
      const words = eightWords(head).join(' ');
      const result = {
        records,
        head,
        words,
        station,
        mode,
        key: publicKey,
        checkpoints,
        unsigned,
        firstBad,
        setBack,
        tail,
        signed,
        people: people.all(),
        ...(given.signed && { signatures: people.signed }),
      };
      return ok(
        answer(result, {
          good: firstBad === null && tail === 0,
          lines: (all) => {
            const said = all.line;
            const bad = firstBad === null ? said.none : said.firstBad(firstBad.seq, firstBad.offset, firstBad.why);
            const { fields, unknown } = said;
            return [
              row(fields.records, String(records)),
              row(fields.head, head ?? unknown),
              row(fields.words, words),
              row(fields.station, station ?? unknown),
              row(fields.mode, mode ?? unknown),
              row(fields.key, publicKey ?? unknown),
              row(fields.checkpoints, String(checkpoints)),
              row(fields.unsigned, said.unsigned(unsigned)),
              ...(people.all().length === 0 ? [] : [row(fields.signed, said.signed(signed))]),
              ...people.all().map((one) => row(fields.person, personLine(all, one))),
              row(said.firstBadName, bad),
              ...(setBack === null ? [] : [row(said.setBackName, said.setBack(setBack.seq, setBack.from, setBack.to))]),
              ...(tail > 0 ? [row(said.tornTailName, said.tornTail(tail))] : []),
              ...people.signed.map((one) => signedLine(all, one)),
            ];
          },
        }),
      );
    },
  }),
  verb({
    name: 'journal accept',
    options: {
      ...STATION_OPTIONS,
      head: needed(textValue('"EIGHT WORDS"')),
      reason: needed(textValue('TEXT')),
      person: pair(textValue('NAME')),
    },
    async run({ station, head, reason, person, 'passphrase-fd': fd }, line) {
      const accepted = acceptanceOf(head, reason, person);
      if (!accepted.ok) return accepted;
      const opened = await reopen(station, fd ?? null, line, accepted.value);
      if (!opened.ok) return opened;
      const { size } = opened.value.journal.head;
      await opened.value.close();
      return ok(answer({ records: size }, { lines: (words) => [words.line.goesOn(size)] }));
    },
  }),
];

/** Opens the station's journal with two people's word, whichever kind of station it is. */
async function reopen(
  directory: string,
  fd: number | null,
  line: Line,
  accept: Acceptance,
): Promise<Result<Pick<CommissionedStation, 'journal' | 'close'>>> {
  const role = await trainingRoleOf(directory);
  if (role === null) return unlockStation(directory, fd, line, accept);
  if (await usesBadges(directory)) return inItsWindow();
  const opened = await openTrainingJournal(directory, trainingName(role), systemClock, { accept });
  return opened.ok ? ok({ journal: opened.value, close: () => opened.value.close() }) : opened;
}
