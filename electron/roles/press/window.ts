/** Press behind the window: its station, its devices, its desk and its handlers. */
import { join } from 'node:path';
import { ok, type Result } from '../../../core/base/result.ts';
import { once } from '../../../core/work/queue.ts';
import { making } from '../../../core/known-answers/making.ts';
import { readPressScan } from '../../../core/stations/press/press-code.ts';
import { pressCalls, type PressUpdate } from './contract.ts';
import { commandIn } from '../../../core/scan/command.ts';
import { hiddenPages } from '../../papers/hidden-page.ts';
import { createPdfPrinter } from '../../papers/pdf.ts';
import { createExaminer, identityIn } from '../../station/examiner.ts';
import { openPress, openTrainingPress } from './open.ts';
import { createPressDesk, type PressDesk } from './desk.ts';
import { startPressDevices } from './devices.ts';
import { createPressHandlers } from './handlers.ts';
import { createPressNews, type PressNews } from './news.ts';
import { openPressTraining } from './training.ts';
import { pressQuestions } from './questions.ts';
import { pressShiftSource } from './shift-source.ts';
import type { PressStation } from './station.ts';
import { createPressTray } from './tray.ts';
import { createWall } from '../../station/wall.ts';
import { followRecords } from '../../station/records.ts';
import { createBadgePrinting } from '../../people/badge-printing.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { serveCalls, type LeftOff, type OpenRole } from '../served.ts';

export const openPressWindow: OpenRole = async (around) => {
  const { directory, settings, serial, frames, clock, ask, commissioned, leftOff } = around;
  const opened =
    commissioned === null ? await openTrainingPress(around) : await openPress(directory, around, commissioned);
  if (!opened.ok) return opened;
  const station = opened.value;
  const { name, mode, journal } = station.parts;
  const records = await followRecords(journal);
  const examiner = createExaminer(commissioned);
  const common = {
    ...around,
    role: 'press' as const,
    name,
    mode,
    journal,
    records,
    examiner,
    answers: [making(platformScrypt)],
  };

  const tray = createPressTray((code) => training?.virtual.scanner.scan(code) ?? Promise.resolve());
  const training = commissioned === null ? openPressTraining(settings.value.stickers, tray.put) : null;
  const news = createPressNews(journal, (): readonly PressUpdate[] => [
    { type: 'desk', desk: desk.view() },
    { type: 'incidents', open: records.openIncidents() },
  ]);
  const devices = startPressDevices({
    journal,
    settings,
    serial,
    askPort: () => ask.file('port', []),
    simulated: training?.simulated ?? null,
    virtual: training?.virtual ?? null,
    fit: (labels) => training?.fit(labels),
    frames,
    scanned(frame) {
      if (around.reception.takes(frame)) return void devices.feedback('good');
      const command = commandIn(frame);
      if (command !== null) {
        void devices.feedback('good');
        return news.tell({ type: 'command', command });
      }
      const identity = identityIn(frame);
      if (identity !== null) return news.tell({ type: 'examined', examined: examiner.take(identity) });
      void news.guard(desk.line.scan(readPressScan(frame)).then(devices.feedback));
    },
    changed: (view) => news.tell({ type: 'devices', devices: view }),
  });
  const desk = createPressDesk({
    station,
    clock,
    printer: devices.stickers,
    stock: () => devices.loaded,
    follow: () => devices.follow,
    changed: () => news.tell({ type: 'desk', desk: desk.view() }),
  });

  const found = await selectLast(station, desk);

  const printPdf = createPdfPrinter(hiddenPages(around.dist));
  // Its printer holds stickers, whose ribbon is secret waste: a badge goes on paper.
  around.reception.serve({
    scanner: () => devices.view.scanner.state === 'ready',
    printing: createBadgePrinting({
      ...{ station: name, mode, printPdf, labels: null },
      words: () => wordsOf(settings.value.language),
      askDirectory: () => ask.directory('badge'),
    }),
  });
  const source = pressShiftSource(station, () => desk.batch?.batch ?? null);
  const wall = createWall({ ...{ source, settings, open: around.wall }, openIncidents: records.openIncidents });
  const rest = once(async () => {
    around.reception.serve(null);
    wall.close();
    await desk.close();
    await devices.close();
  });
  const practice =
    training === null
      ? { tray: null, sample: null }
      : { tray, sample: join(around.resources, 'sample', 'sample.order.jsonl') };
  const parts = { common, desk, source, wall, devices, ask, printPdf, ...practice };
  return ok({
    title: `${name} - Twofold`,
    ...serveCalls(
      pressCalls,
      createPressHandlers(parts),
      pressQuestions(common, () => desk.batch?.batch),
    ),
    onRecord: common,
    watch: news.watch,
    async start() {
      if (!found.ok) news.tell({ type: 'fault', fault: found.error });
      if (leftOff?.call === 'makeKeys') void news.guard(goOn(desk, news, leftOff));
    },
    leftOff: () => desk.leftOff,
    rest,
    async close() {
      await rest();
      news.end();
      await station.close();
    },
  });
};

/** With the keys that were being made when the station was locked; their medium may have been taken away. */
async function goOn(desk: PressDesk, news: PressNews, { batch, medium }: LeftOff): Promise<void> {
  const there = await desk.select(batch);
  const put = there.ok ? await desk.putIn(medium ?? '') : there;
  const made = put.ok ? await desk.make() : put;
  if (!made.ok) news.tell({ type: 'fault', fault: made.error });
}

/** Whoever opens the station in the morning finds the batch of the evening before. */
async function selectLast({ book }: PressStation, desk: PressDesk): Promise<Result<null>> {
  const last = book.batches().findLast(({ closed }) => closed === null);
  return last === undefined ? ok(null) : desk.select(last.batch);
}
