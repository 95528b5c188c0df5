/**
 * `twofold bench finish`: from the laser to the box. Scans come from a file or from standard input, a line each; a line
 * that begins with `!` is what the person answers: `! yes`, `! no`, or the symbols that are read off the metal; `! series strip` and `! series packing`
 * begin a series in which every scan says that the card is good, and `! series end` ends it; `! typed SERIAL` is a serial that
 * no code says. Every
 * line is answered by one, so that a program can hold the conversation.
 */
import type { SeriesName } from '../../../../core/journal/events/bench.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { BenchStep, Scan } from '../../../../core/stations/bench/view.ts';
import { called, fileOrInput, needed, textValue } from '../../../cli/form.ts';
import { readLines, type InputLine } from '../../../cli/input.ts';
import { answer, verb, type Line } from '../../../cli/verb.ts';
import { atBench, BENCH_OPTIONS, LASER, onlyBatch, type BenchDesk } from './desk.ts';
import { signFor, stoppedBy } from './incidents.ts';
import type { BenchStation } from '../station.ts';
import { LONGEST_SCAN, typedIn } from './run.ts';
import { noteSource, scansFrom } from './scan-source.ts';

const fail = failIn('command');

export const finishVerbs = [
  verb({
    name: 'bench finish',
    streams: true,
    options: {
      ...BENCH_OPTIONS,
      ...LASER,
      scans: needed(fileOrInput),
      person: called('one-person', needed(textValue('NAME'))),
    },
    async run(given, line) {
      const { scans, person } = given;
      const input = await scansFrom(scans, line.signal);
      if (!input.ok) return input;
      return atBench(given, line, async (desk) => {
        const batch = await onlyBatch(desk, given.batch);
        if (!batch.ok) return batch;
        await noteSource(desk.station, scans, 'cards were finished');
        for await (const one of readLines(input.value(), LONGEST_SCAN)) {
          if (line.ended) break;
          if ('text' in one && (one.text === '' || one.text.startsWith('#'))) continue;
          await take(desk, one, person);
        }
        return ok(null);
      });
    },
  }),
];

type Conversation = Pick<BenchDesk, 'station' | 'line'>;

/** Takes one line and answers it. */
async function take({ station, line }: Conversation, input: InputLine, person: string): Promise<void> {
  const { bench } = station;
  const before = bench.view().verdict?.reference ?? null;
  const scan = scanOf(input);
  // What may be another key is taken even so, for it must stand on record.
  const stopped = scan?.what === 'secret' ? null : stoppedBy(station);
  if (stopped !== null) {
    const signed = await signFor(station, textOf(input));
    return signed === null ? line.refuse(stopped.error) : say(signed, line);
  }
  if (scan === null) {
    const answered = await answerOf(station, textOf(input).slice(1).trim(), person);
    if (!answered.ok) {
      const { error } = answered;
      return line.refuse({ ...error, facts: { ...error.facts, next: bench.view().step.at } });
    }
  } else await bench.scan(scan);
  return tell({ station, line }, before);
}

const textOf = (input: InputLine): string => ('text' in input ? input.text : '');

/** Null for what is an answer. */
function scanOf(input: InputLine): Scan | null {
  if (!('text' in input)) return { what: 'damaged', reason: 'overlong-scan', length: LONGEST_SCAN };
  return input.text.startsWith('!') ? null : nameScan(input.text);
}

async function say(signed: Result<object>, line: Line): Promise<void> {
  return signed.ok ? line.say(answer(signed.value)) : line.refuse(signed.error);
}

/** What a person says to the question that is open. */
async function answerOf(station: BenchStation, said: string, person: string): Promise<Result<null>> {
  const { bench } = station;
  const { step } = bench.view();
  const serial = typedIn(said);
  if (serial !== null) return station.typed(serial, [person]);
  const [, series] = /^series (strip|packing|end)$/.exec(said) ?? [];
  if (series !== undefined) return bench.series(series === 'end' ? null : (series as SeriesName), person);
  if (step.at === 'read-back') return bench.readBack(step.serial, said);
  if (step.at !== 'marking' && step.at !== 'metal' && step.at !== 'inspecting') {
    return fail('not-asked', 'Nothing is asked now. Scan the serial of a card first.');
  }
  if (said !== 'yes' && said !== 'no') return fail('not-an-answer', 'The answer is yes or no.');
  if (step.at === 'metal') {
    return said === 'no'
      ? bench.unread(step.serial)
      : fail('not-an-answer', 'Scan the code on the metal, or answer no.');
  }
  if (step.at === 'marking') return bench.marked(step.serial, said === 'yes');
  return bench.inspected(step.serial, said === 'yes', person);
}

/** What the bench shows now: why it took nothing, a new verdict, or its next question. */
async function tell({ station: { bench, desk }, line }: Conversation, before: string | null): Promise<void> {
  const { step, verdict, notice } = bench.view();
  if (notice !== null) return line.refuse({ ...notice, facts: { ...notice.facts, next: step.at } });
  if (verdict === null || verdict.reference === before) return line.say(answer(questionOf(step)));
  const { serial, of, outcome, reason, reference } = verdict;
  const state = serial === null ? null : (desk.units.unit(serial)?.state ?? null);
  const why = { reason: reason?.kind ?? null, message: reason?.message ?? null };
  return line.say(answer({ serial, of, outcome, state, ...why, reference }, { good: outcome === 'PASS' }));
}

function questionOf(step: BenchStep): object {
  if (step.at === 'inspecting') return { ask: step.what, serial: step.serial };
  if (step.at === 'read-back') {
    return { ask: step.at, serial: step.serial, positions: step.positions, attempt: step.attempt };
  }
  return 'serial' in step ? { ask: step.at, serial: step.serial } : { ask: step.at };
}
