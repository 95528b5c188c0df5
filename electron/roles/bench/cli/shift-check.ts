/** `twofold bench shift-check`: the known cards of a shift, scanned and signed without a window. */
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { ok, type Result } from '../../../../core/base/result.ts';
import { called, fileOrInput, needed, textValue } from '../../../cli/form.ts';
import { readLines } from '../../../cli/input.ts';
import type { ShiftCheck } from '../../../../core/stations/bench/shift-check.ts';
import { pause } from '../../../devices/deadline.ts';
import { answer, verb, type VerbAnswer } from '../../../cli/verb.ts';
import { atBench, BENCH_OPTIONS, LASER, type BenchDesk } from './desk.ts';
import { openKnownLabels } from './known-labels.ts';
import { LONGEST_SCAN } from './run.ts';
import { noteSource, scansFrom } from './scan-source.ts';

export const shiftCheckVerb = verb({
  name: 'bench shift-check',
  options: {
    ...BENCH_OPTIONS,
    ...LASER,
    scans: needed(fileOrInput),
    person: called('one-person', needed(textValue('NAME'))),
  },
  async run({ scans, person, ...given }, line) {
    const input = await scansFrom(scans, line.signal);
    if (!input.ok) return input;
    const check = async ({ station }: BenchDesk): Promise<Result<VerbAnswer>> => {
      const { shiftCheck } = station;
      const begun = await shiftCheck.begin();
      if (!begun.ok) return begun;
      await noteSource(station, scans, 'known cards were checked');
      for await (const one of readLines(input.value(), LONGEST_SCAN)) {
        if ('text' in one && one.text !== '' && !one.text.startsWith('#')) await shiftCheck.scan(nameScan(one.text));
      }
      await labelled(shiftCheck, line.signal);
      const { cards } = shiftCheck.view();
      const signed = await shiftCheck.sign(person);
      return signed.ok ? ok(answer({ checked: true, by: person, cards })) : signed;
    };
    return atBench(given, line, check, openKnownLabels);
  },
});

/** Milliseconds until a label that nobody hears of any more is not waited for. */
const PATIENCE = 30_000;

/** A label comes out after its verdict: the check is signed when both are out, or did not come. */
async function labelled(check: ShiftCheck, signal: AbortSignal): Promise<void> {
  const until = performance.now() + PATIENCE;
  const printing = (): boolean => check.view().cards?.some(({ label }) => label === 'printing') === true;
  while (printing() && !signal.aborted && performance.now() < until) await pause(50);
}
