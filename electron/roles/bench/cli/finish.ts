/**
 * `twofold bench finish`: from the laser to the box. Scans come from a file or from standard input, a line each; a line
 * that begins with `!` is what the person answers: `! yes`, `! no`, or the symbols that are read off the metal. Every
 * line is answered by one, so that a program can hold the conversation.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { Bench } from '../../../../core/stations/bench/bench.ts';
import type { BenchStep } from '../../../../core/stations/bench/view.ts';
import type { BenchStation } from '../station.ts';
import { benchLacks, onlyBatch, type BenchDesk, type BenchVerb } from './desk.ts';
import { readLines, type InputLine } from '../../../cli/input.ts';

const fail = failIn('command');

/** Longer than any code, so that what is too long is still looked at. */
const LONGEST_SCAN = 4096;

export const finish: BenchVerb = async (values) => {
  const { scans, station } = values;
  const [person = '', ...others] = values.person ?? [];
  if (station === undefined || scans === undefined || person === '' || others.length > 0) {
    return benchLacks('--station DIR, --scans FILE (or - for standard input) and one --person NAME');
  }
  const found = scans === '-' ? null : await stat(scans).catch(() => undefined);
  if (found === undefined || found?.isFile() === false) {
    return fail('bad-scans', `${scans} is not a file of scans and answers: text, one a line.`);
  }
  return ok(async (desk) => {
    const batch = await onlyBatch(desk, values);
    if (!batch.ok) return batch;
    let good = true;
    const input: AsyncIterable<Uint8Array> = scans === '-' ? process.stdin : createReadStream(scans);
    for await (const line of readLines(input, LONGEST_SCAN)) {
      if (desk.output.ended) break;
      if ('text' in line && (line.text === '' || line.text.startsWith('#'))) continue;
      if (!(await take(desk, line, person))) good = false;
    }
    return ok(good);
  });
};

/** Takes one line and answers it; false if it was refused or the card is not good. */
async function take({ station, output }: BenchDesk, line: InputLine, person: string): Promise<boolean> {
  const { bench } = station;
  const before = bench.view().verdict?.reference ?? null;
  if ('text' in line && line.text.startsWith('!')) {
    const answered = await answer(bench, line.text.slice(1).trim(), person);
    if (!answered.ok) {
      await output.print({ refused: answered.error.kind, message: answered.error.message, next: bench.view().step.at });
      return false;
    }
  } else {
    const length = LONGEST_SCAN;
    await bench.scan('text' in line ? nameScan(line.text) : { what: 'damaged', reason: 'overlong-scan', length });
  }
  const told = tell(station, before);
  await output.print(told.line);
  return told.good;
}

/** What a person says to the question that is open. */
async function answer(bench: Bench, said: string, person: string): Promise<Result<null>> {
  const { step } = bench.view();
  if (step.at === 'read-back') return bench.readBack(step.serial, said);
  if (step.at !== 'marking' && step.at !== 'inspecting') {
    return fail('not-asked', 'Nothing is asked now. Scan the serial of a card first.');
  }
  if (said !== 'yes' && said !== 'no') return fail('not-an-answer', 'The answer is yes or no.');
  if (step.at === 'marking') return bench.marked(step.serial, said === 'yes');
  return bench.inspected(step.serial, said === 'yes', person);
}

/** What the bench shows now: why it took nothing, a new verdict, or its next question. */
function tell({ bench, desk }: BenchStation, before: string | null): { line: object; good: boolean } {
  const { step, verdict, notice } = bench.view();
  if (notice !== null) return { line: { refused: notice.kind, message: notice.message, next: step.at }, good: false };
  if (verdict === null || verdict.reference === before) return { line: questionOf(step), good: true };
  const { serial, of, outcome, reason, reference } = verdict;
  const state = serial === null ? null : (desk.units.unit(serial)?.state ?? null);
  const why = { reason: reason?.kind ?? null, message: reason?.message ?? null };
  return { line: { serial, of, outcome, state, ...why, reference }, good: outcome === 'PASS' };
}

function questionOf(step: BenchStep): object {
  if (step.at === 'inspecting') return { ask: step.what, serial: step.serial };
  if (step.at === 'read-back') {
    return { ask: step.at, serial: step.serial, positions: step.positions, attempt: step.attempt };
  }
  return 'serial' in step ? { ask: step.at, serial: step.serial } : { ask: step.at };
}
