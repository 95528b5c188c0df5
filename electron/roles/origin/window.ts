/** Origin behind the window. */
import { ok } from '../../../core/base/result.ts';
import { once } from '../../../core/work/queue.ts';
import { owning } from '../../../core/known-answers/owning.ts';
import { originCalls, type OriginUpdate } from './contract.ts';
import { hiddenPages } from '../../papers/hidden-page.ts';
import { createPdfPrinter } from '../../papers/pdf.ts';
import { createExaminer } from '../../station/examiner.ts';
import { openOrigin, openTrainingOrigin } from './open.ts';
import { createOriginHandlers } from './handlers.ts';
import { originQuestions } from './questions.ts';
import { createMaking } from './making.ts';
import { batchViews } from '../../../core/stations/origin/view.ts';
import { followRecords } from '../../station/records.ts';
import { throttled } from '../../station/throttled.ts';
import { createBadgePrinting } from '../../people/badge-printing.ts';
import { startBadgeReader } from '../../station/badge-reader.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { createWall } from '../../station/wall.ts';
import { originShiftSource } from './shift-source.ts';
import { serveCalls, type OpenRole } from '../served.ts';

export const openOriginWindow: OpenRole = async (around) => {
  const { directory, commissioned, ask, leftOff } = around;
  const opened =
    commissioned === null
      ? await openTrainingOrigin(directory, around)
      : await openOrigin(directory, around, commissioned);
  if (!opened.ok) return opened;
  const station = opened.value;
  const { name, mode, journal } = station.parts;
  const records = await followRecords(journal);
  const examiner = createExaminer(commissioned);
  const common = {
    ...around,
    role: 'origin' as const,
    name,
    mode,
    journal,
    records,
    examiner,
    answers: [owning(platformScrypt)],
  };

  const printPdf = createPdfPrinter(hiddenPages(around.dist));
  const listeners = new Set<(update: OriginUpdate) => void>();
  const tell = (update: OriginUpdate): void => {
    for (const listener of listeners) listener(update);
  };
  const tellBatches = (): void => tell({ type: 'batches', batches: batchViews(station) });
  const making = createMaking(station, (view) => {
    // What was made is known before it is said that nothing is being made any more.
    if (view === null) tellBatches();
    tell({ type: 'making', making: view });
  });
  // Whatever the records change, the screens hear of it; many records in a row are one piece of news.
  const news = throttled(() => {
    tellBatches();
    tell({ type: 'incidents', open: records.openIncidents() });
  });
  const unfollow = journal.follow(news.call);

  const reader = startBadgeReader({
    ...around,
    ...{ journal, examiner, tell },
    printing: createBadgePrinting({
      ...{ station: name, mode, printPdf, labels: null },
      words: () => wordsOf(around.settings.value.language),
      askDirectory: () => ask.directory('badge'),
    }),
  });
  const rest = once(async () => {
    wall.close();
    await reader.close();
    await making.stop();
    await station.settled();
  });
  const source = originShiftSource(station);
  const wall = createWall({
    ...{ source, settings: around.settings, open: around.wall },
    openIncidents: records.openIncidents,
  });
  return ok({
    title: `${name} - Twofold`,
    ...serveCalls(
      originCalls,
      createOriginHandlers({ station, source, wall, making, common, ask, printPdf, reader }),
      originQuestions(common),
    ),
    onRecord: common,
    watch: (listener) => void listeners.add(listener),
    leftOff: () => (making.view === null ? null : { call: 'make', batch: making.view.batch }),
    async start() {
      if (leftOff?.call !== 'make') return;
      // Whoever is back goes on with it; it takes hours.
      void making.make(leftOff.batch, null).then((made) => {
        if (!made.ok) tell({ type: 'fault', fault: made.error });
      });
    },
    rest,
    async close() {
      await rest();
      unfollow();
      news.cancel();
      await station.close();
    },
  });
};
