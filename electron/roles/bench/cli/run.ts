/** `twofold bench run` and `open`: a batch is taken in, and scans are played: one verdict or refusal a line. */
import { readFile, stat } from 'node:fs/promises';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import type { Scan } from '../../../../core/stations/bench/view.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { TRAY_DEEDS, type TrayDeed } from '../../../../core/stations/bench/filling.ts';
import { called, directory, fileOrInput, flag, maybe, needed, textValue } from '../../../cli/form.ts';
import { readLines, untilStopped } from '../../../cli/input.ts';
import { answer, verb, type Line } from '../../../cli/verb.ts';
import type { BenchStation } from '../station.ts';
import { stoppedBy } from './incidents.ts';
import { noteSource } from './scan-source.ts';
import { atBench, BENCH_OPTIONS, FILES, LASER, preVerify, putOnDesk, STOPPED, wantedBatch } from './desk.ts';

const fail = failIn('command');

/** Longer than any code, so that what is too long is still looked at. */
export const LONGEST_SCAN = 4096;

/** A shift scans a few thousand codes; a file beyond this is not a file of scans. */
const MOST_BYTES = 16 * 1024 * 1024;

export const runVerbs = [
  verb({
    name: 'bench run',
    otherwise: true,
    streams: true,
    options: {
      ...BENCH_OPTIONS,
      station: maybe(directory()),
      ...FILES,
      ...LASER,
      tray: flag,
      scans: needed(fileOrInput),
      person: called('one-person', maybe(textValue('NAME'))),
    },
    async run(given, line) {
      const wanted = wantedBatch(given);
      if (!wanted.ok) return wanted;
      const codes = await readScans(given.scans, given.tray);
      if (!codes.ok) return codes;
      return atBench(given, line, async (desk) => {
        const batch = await putOnDesk(desk, wanted.value);
        if (!batch.ok) return batch;
        const checked = await preVerify(desk);
        if (!checked.ok) return checked;
        await noteSource(desk.station, given.scans, 'cards were verified');
        for await (const scan of codes.value(line.signal)) {
          // What was scanned is on record; for a reader who has gone there is nothing left to do.
          if (line.ended) break;
          if (line.signal.aborted) return STOPPED;
          // What may be another key is taken even so, for it must stand on record.
          const stopped = scan.what === 'secret' ? null : stoppedBy(desk.station);
          if (stopped !== null) return stopped;
          if (scan.what === 'typed') await typed(desk.station, scan.serial, given.person ?? '', line);
          else if (scan.what === 'tray') await fill(desk.station, scan, line);
          else await take(desk.station, scan, line);
        }
        const count = desk.station.bench.laid;
        return count === 0 ? ok(null) : trayLeft(count);
      });
    },
  }),
  verb({
    name: 'bench open',
    streams: true,
    options: { ...BENCH_OPTIONS, ...FILES },
    async run(given, line) {
      const wanted = wantedBatch(given);
      if (!wanted.ok) return wanted;
      return atBench(given, line, async (desk) => {
        const batch = await putOnDesk(desk, wanted.value);
        if (!batch.ok) return batch;
        return preVerify(desk);
      });
    },
  }),
];

/** Says what one scan led to, if to anything. */
async function take({ bench }: BenchStation, scan: Scan, line: Line): Promise<void> {
  const before = bench.view().verdict?.reference ?? null;
  await bench.scan(scan);
  return tell(bench, before, line);
}

/** A serial that no code says: one person answers for it, where it has a check character. */
async function typed(station: BenchStation, serial: string, person: string, line: Line): Promise<void> {
  const before = station.bench.view().verdict?.reference ?? null;
  const taken = await station.typed(serial, [person]);
  return taken.ok ? tell(station.bench, before, line) : line.refuse(taken.error);
}

async function tell(bench: BenchStation['bench'], before: string | null, line: Line): Promise<void> {
  const { step, verdict, notice, tray } = bench.view();
  if (notice !== null) return line.refuse({ ...notice, facts: { ...notice.facts, next: step.at } });
  if (verdict === null || verdict.reference === before) return;
  const { outcome, serial, address, coin, reference, job } = verdict;
  // A card that is good and has no job, or one that may have been etched, is not done.
  const reason = verdict.reason ?? verdict.jobReason;
  const why = { reason: reason?.kind ?? null, message: reason?.message ?? null };
  const good = outcome === 'PASS' && job !== 'failed';
  await line.say(
    answer(
      { serial, outcome, ...why, address, coin, reference, job, ...(job === 'laid' ? { pocket: tray?.here } : {}) },
      { good },
    ),
  );
}

/** Lays, takes out or sends what a line that begins with `!` says. */
async function fill({ bench }: BenchStation, { deed, serial }: TrayLine, line: Line): Promise<void> {
  const done =
    deed === null ? fail('not-a-tray-deed', `Say one of: ${SAID}.`, { list: SAID }) : await bench.fill(deed, serial);
  if (!done.ok) return line.refuse(done.error);
  const { tray } = bench.view();
  await line.say(answer({ tray: deed, job: tray?.job ?? null, laid: bench.laid, next: tray?.next ?? null }));
}

const trayLeft = (count: number) =>
  failIn('bench')(
    'tray-left',
    `${count} cards lay in the tray and were not sent. Nothing was etched: scan them again, and end with ! send.`,
    { count },
  );

/** The serial that an answer says was typed by hand; null of any other. */
export const typedIn = (said: string): string | null => /^typed (.+)$/.exec(said)?.[1] ?? null;

interface TypedLine {
  readonly what: 'typed';
  readonly serial: string;
}

/** What a person says of the tray that is being filled; `null`: nothing that can be said of one. */
interface TrayLine {
  readonly what: 'tray';
  readonly deed: TrayDeed | null;
  readonly serial: string | null;
}

const SAID = '! skip, ! undo, ! take-out SERIAL, ! send';

function saidLine(text: string): TrayLine | TypedLine {
  const typed = typedIn(text.slice(1).trim());
  if (typed !== null) return { what: 'typed', serial: typed };
  const [said, serial = null, ...more] = text.slice(1).trim().split(/ +/);
  const deed = TRAY_DEEDS.find((one) => one === said) ?? null;
  const fits = more.length === 0 && (deed === 'take-out') === (serial !== null);
  return { what: 'tray', deed: fits ? deed : null, serial };
}

type Scans = (signal: AbortSignal) => AsyncIterable<Scan | TrayLine | TypedLine>;

/** A file is looked at whole before anything is opened; standard input is taken as it comes. */
async function readScans(path: string, tray: boolean): Promise<Result<Scans>> {
  if (path === '-') return ok((signal) => namedScans(untilStopped(process.stdin, signal), tray));
  const refused = fail('bad-scans', `${path} is not a file of scans: text, one code a line, 16 MB at most.`, { path });
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile() || found.size > MOST_BYTES) return refused;
  const bytes = await readFile(path);
  if (/[^\x20-\x7e\r\n]/.test(bytes.toString('latin1'))) return refused;
  return ok(() => namedScans(once(bytes), tray));
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield await Promise.resolve(bytes);
}

async function* namedScans(
  input: AsyncIterable<Uint8Array>,
  tray: boolean,
): AsyncGenerator<Scan | TrayLine | TypedLine, void> {
  for await (const line of readLines(input, LONGEST_SCAN)) {
    if (!('text' in line)) yield { what: 'damaged', reason: 'overlong-scan', length: LONGEST_SCAN };
    else if (line.text.startsWith('!') && (tray || typedIn(line.text.slice(1).trim()) !== null))
      yield saidLine(line.text);
    else if (line.text !== '' && !line.text.startsWith('#')) yield nameScan(line.text);
  }
}
