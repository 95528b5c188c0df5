/** `twofold bench shift-check`: the known cards of a shift, scanned and signed without a window. */
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { failIn, ok } from '../../../../core/base/result.ts';
import { called, fileOrInput, needed, textValue } from '../../../cli/form.ts';
import { readLines, untilStopped } from '../../../cli/input.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { atBench, BENCH_OPTIONS, LASER } from './desk.ts';
import { LONGEST_SCAN } from './run.ts';

const fail = failIn('command');

export const shiftCheckVerb = verb({
  name: 'bench shift-check',
  options: {
    ...BENCH_OPTIONS,
    ...LASER,
    scans: needed(fileOrInput),
    person: called('one-person', needed(textValue('NAME'))),
  },
  async run({ scans, person, ...given }, line) {
    const found = scans === '-' ? null : await stat(scans).catch(() => undefined);
    if (found === undefined || found?.isFile() === false) {
      return fail('bad-scans', `${scans} is not a file of scans and answers: text, one a line.`, { path: scans });
    }
    return atBench(given, line, async ({ station: { shiftCheck } }) => {
      const begun = await shiftCheck.begin();
      if (!begun.ok) return begun;
      const input: AsyncIterable<Uint8Array> =
        scans === '-' ? untilStopped(process.stdin, line.signal) : createReadStream(scans);
      for await (const one of readLines(input, LONGEST_SCAN)) {
        if ('text' in one && one.text !== '' && !one.text.startsWith('#')) await shiftCheck.scan(nameScan(one.text));
      }
      const { cards } = shiftCheck.view();
      const signed = await shiftCheck.sign(person);
      return signed.ok ? ok(answer({ checked: true, by: person, cards })) : signed;
    });
  },
});
