/** Bench behind the window: its station, its devices, its handlers. */
import { ok } from '../../../core/base/result.ts';
import { createQueue, once } from '../../../core/work/queue.ts';
import { createPeopleList, type ListedPerson, type PeopleList } from '../../../core/journal/people-list.ts';
import { readScan } from '../../../core/stations/bench/card-code.ts';
import { calls, type LabelView } from './contract.ts';
import { startDevices, type Devices } from '../../station/devices.ts';
import type { ScannerEvent } from '../../devices/scanner.ts';
import type { OpenJournal } from '../../journal/file.ts';
import { followRare } from '../../journal/fold.ts';
import type { LoadedLabels } from '../../station/settings.ts';
import { createExaminer, identityIn, type Examiner } from '../../station/examiner.ts';
import { BehindLock } from './checking/behind.ts';
import { lastOfABreath } from './breath.ts';
import { benchQuestions } from './questions.ts';
import { createHandlers } from './handlers.ts';
import { createLabels } from './labels.ts';
import { createLaserWatch } from './laser-watch.ts';
import { createPackingLabels } from './packing.ts';
import { openBench, openTrainingBench } from './open.ts';
import { startBench, stationFault, type BenchStation } from './station.ts';
import { openTraining } from './training.ts';
import type { Tray } from './tray.ts';
import { commandIn } from '../../../core/scan/command.ts';
import { isStopped } from '../../../core/stations/bench/stop.ts';
import { typefaceIn } from '../../papers/faces.ts';
import { hiddenPages } from '../../papers/hidden-page.ts';
import { createPdfPrinter } from '../../papers/pdf.ts';
import { createBadgePrinting } from '../../people/badge-printing.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { benchFigures } from './shift-source.ts';
import { serveCalls, type Ask, type OpenRole } from '../served.ts';

export const openBenchWindow: OpenRole = async (around) => {
  const { directory, settings, serial, frames, batch, commissioned, leftOff } = around;
  const opened =
    commissioned === null ? await openTrainingBench(around) : await openBench(directory, around, commissioned);
  if (!opened.ok) return opened;
  const { journal, name, mode } = opened.value;
  const { virtual, simulated, tray, fit } =
    commissioned === null ? await openTraining(around, directory, settings.value.labels) : REAL_DEVICES_ONLY;

  const loaded = (): LoadedLabels => settings.value.labels;
  const typeface = () => typefaceIn(around.dist);
  // The printer takes one label at a time, whatever is on it.
  const queue = createQueue();
  const inTurn: Pick<Devices, 'print'> = { print: (label) => queue(() => devices.print(label)) };
  const printed = (label: LabelView): void => station.tell({ type: 'label', label });
  const people = commissioned?.attendance.list ?? followRare(createPeopleList(), journal);
  const labels = createLabels({
    ...{ station: name, mode, devices: inTurn, loaded, printed, typeface },
    whose: ({ seq }) => whoseRecord(seq, journal, people),
  });
  const examiner = createExaminer(commissioned);
  const known = createLabels({
    ...{ station: name, mode: 'training', devices: inTurn, loaded, printed, typeface },
    whose: () => null,
  });
  const station: BenchStation = await startBench(opened.value, labels, known);
  if (tray !== null) layOut(tray, station);
  const devices = startDevices(
    {
      journal,
      settings,
      serial,
      askPort: () => around.ask.file('port', []),
      simulated,
      virtual,
      frames,
      scanned: (frame) =>
        takeFrame(frame, { station, examiner, reception: around.reception, scanner: devices.scanner }),
      changed: (view) => station.tell({ type: 'devices', devices: view }),
    },
    loaded,
  );

  const packing = createPackingLabels({
    name,
    signs: opened.value.signer !== null,
    stated: () => station.desk.product()?.steps.attestation ?? true,
    attest: (serial) => station.ending.attest(serial),
    devices: inTurn,
    settings,
    loaded,
    journal,
    now: () => opened.value.clock.now(),
    failed: (failure) => station.tell(stationFault(failure)),
  });
  const unfollow = journal.follow((records) => packing.follow(records));

  const watch = createLaserWatch({ ...opened.value, bench: station.bench });
  const chooseFiles = () => chooseBatchFiles(around.ask);
  const printPdf = createPdfPrinter(hiddenPages(around.dist));
  around.reception.serve({
    scanner: () => devices.scanner.status.state === 'ready',
    printing: createBadgePrinting({
      ...{ station: name, mode, printPdf },
      labels: { loaded, print: inTurn.print, typeface },
      words: () => wordsOf(settings.value.language),
      askDirectory: () => around.ask.directory('badge'),
    }),
  });
  const figures = benchFigures(station, around);
  const attendance = commissioned?.attendance ?? null;
  const behind = leftOff?.goingOn instanceof BehindLock ? leftOff.goingOn : null;
  /** Pre-verifies what is on the desk as soon as somebody is there who may, beginning with what was found behind a lock. */
  const goOn = once(async () => {
    if (station.desk.batch() === null) return behind?.stop();
    await station.check.start(behind);
  });
  const goOnIfMay = async (): Promise<void> => {
    if (attendance?.objectionTo('startCheck') == null) await goOn();
  };
  const rest = once(async () => {
    around.reception.serve(null);
    figures.wall.close();
    await watch.stop();
    await packing.settled();
    await station.rest();
    await devices.close();
  });
  const parts = { ...around, ...figures, examiner, station, devices, packing, tray, fit, printPdf, chooseFiles };
  return ok({
    title: `${name} - Twofold`,
    ...serveCalls(
      calls,
      createHandlers(parts),
      benchQuestions({ commissioned, examiner, records: station.parts.index }, () => station.desk.batch()?.batch),
    ),
    onRecord: { journal, mode, records: station.parts.index },
    watch: (listener) => station.watch(lastOfABreath(listener)),
    async start() {
      watch.start();
      const first = batch === null ? await station.resume() : await station.open(batch);
      if (!first.ok) station.tell(stationFault(first.error));
      await goOnIfMay();
      // An auditor changes nothing; whoever takes their place works.
      attendance?.watch(() => void goOnIfMay());
    },
    leftOff(because) {
      // A computer does not sleep with a key, and what somebody has said who is revoked holds no longer.
      const behind = because === 'sleep' || because === 'revoked' ? null : station.check.leave();
      return behind && { call: 'startCheck', batch: behind.batch, goingOn: behind };
    },
    rest,
    async close() {
      await rest();
      unfollow();
      await station.close();
    },
  });
};

/** Who is on a record, as far as anybody was signed in. */
function whoseRecord(seq: number, journal: OpenJournal, people: Pick<PeopleList, 'person'>): ListedPerson | null {
  for (const [record] of journal.records(seq)) return record?.by === undefined ? null : people.person(record.by);
  return null;
}

/** The training tray beside its station. */
function layOut(tray: Tray, station: BenchStation): void {
  // Whatever was sent, the simulated laser has etched at once.
  tray.engrave((serial) => (station.desk.units.unit(serial)?.job == null ? null : station.desk.layout()));
  // As soon as somebody is about to scan them, and no sooner.
  station.watch((update) => {
    if (update.type === 'batch' && update.batch?.batch === tray.batch) tray.readAhead();
  });
}

/** A rehearsal on a commissioned station is one with the real devices. */
const REAL_DEVICES_ONLY = {
  virtual: null,
  simulated: null,
  tray: null,
  fit: () => undefined,
} as const;

interface FrameTakers {
  readonly station: BenchStation;
  readonly examiner: Pick<Examiner, 'take'>;
  readonly reception: Pick<Parameters<OpenRole>[0]['reception'], 'takes'>;
  readonly scanner: Pick<Devices['scanner'], 'feedback'>;
}

/** What a frame of the scanner is: a badge, an answer, somebody's public file, or a code of a card. */
function takeFrame(frame: ScannerEvent, { station, examiner, reception, scanner }: FrameTakers): void {
  if (reception.takes(frame)) return void scanner.feedback('good');
  const command = commandIn(frame);
  if (command !== null) {
    void scanner.feedback('good');
    station.bench.commanded();
    return station.tell({ type: 'command', command });
  }
  const identity = identityIn(frame);
  if (identity !== null) return station.tell({ type: 'examined', examined: examiner.take(identity) });
  const scan = readScan(frame);
  // A line that stands takes nothing but what may be another key; the window says why.
  if (scan.what !== 'secret' && isStopped(station.parts.index.incidents({ open: true }))) {
    void scanner.feedback('bad');
    return station.tell({ type: 'incidents', open: station.parts.index.openIncidents() });
  }
  void station.scan(scan, (judgement) => scanner.feedback(judgement));
}

/** One dialog after the other: first the vault, then the return. */
async function chooseBatchFiles(ask: Ask) {
  const vault = await ask.file('vault', ['jsonl', 'age']);
  if (vault === null) return null;
  const returned = await ask.file('return', ['jsonl']);
  return returned === null ? null : { vault, returned };
}
