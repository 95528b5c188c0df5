/** `twofold journal verify FILE`: needs nothing but the file. */
import { ok } from '../../core/base/result.ts';
import { verifyJournal } from '../journal/verify.ts';
import { row } from './answer.ts';
import { file, needed } from './form.ts';
import { answer, verb } from './verb.ts';

export const journalVerbs = [
  verb({
    name: 'journal verify',
    args: { file: needed(file()) },
    async run(given) {
      const verified = await verifyJournal(given.file);
      if (!verified.ok) return verified;
      const { records, head, station, mode, publicKey, checkpoints, unsigned, firstBad, tail } = verified.value;
      const result = { records, head, station, mode, key: publicKey, checkpoints, unsigned, firstBad, tail };
      return ok(
        answer(result, {
          good: firstBad === null && tail === 0,
          lines: ({ line: said }) => {
            const bad = firstBad === null ? said.none : said.firstBad(firstBad.seq, firstBad.offset, firstBad.why);
            const { fields, unknown } = said;
            return [
              row(fields.records, String(records)),
              row(fields.head, head ?? unknown),
              row(fields.station, station ?? unknown),
              row(fields.mode, mode ?? unknown),
              row(fields.key, publicKey ?? unknown),
              row(fields.checkpoints, String(checkpoints)),
              row(fields.unsigned, said.unsigned(unsigned)),
              row(said.firstBadName, bad),
              ...(tail > 0 ? [row(said.tornTailName, said.tornTail(tail))] : []),
            ];
          },
        }),
      );
    },
  }),
];
