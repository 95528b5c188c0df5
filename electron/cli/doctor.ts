/** `twofold doctor`: whether the computer is one that a station should stand on, a line each, with what to do. */
import { ok } from '../../core/base/result.ts';
import { examineComputer, thisComputer } from '../station/computer.ts';
import { row } from './answer.ts';
import { directory, maybe } from './form.ts';
import { answer, verb } from './verb.ts';

export const doctorVerbs = [
  verb({
    name: 'doctor',
    options: { station: maybe(directory()) },
    async run({ station = null }, { dist }) {
      const findings = await examineComputer({ computer: thisComputer, directory: station, dist });
      return ok(
        answer(
          { findings },
          {
            good: findings.every(({ good }) => good !== false),
            lines: ({ machine }) =>
              findings.map(({ trait, good, seen }) => {
                const { name, fine, bad } = machine.traits[trait];
                return row(name, good === null ? machine.unknown : good ? fine : `${machine.no} ${bad(seen)}`);
              }),
          },
        ),
      );
    },
  }),
];
