/** Check behind the window: a table in memory. Whatever a person puts there, the station's directory never sees it. */
import { outdated } from '../../../core/journal/program-age.ts';
import { ok } from '../../../core/base/result.ts';
import { confirming } from '../../../core/known-answers/opening.ts';
import { COIN_NAMES } from '../../../core/coins/coins.ts';
import { MOST_RECALLS } from '../../../core/finder/recalls.ts';
import { createCheckTable } from '../../../core/stations/check/table.ts';
import { checkCalls, type CheckHandlers, type CheckUpdate } from './contract.ts';
import { createCheckHandlers } from './handlers.ts';
import { commonView, createCommonHandlers } from '../../station/common-handlers.ts';
import { examineIdentity } from '../../station/peers.ts';
import { startPool } from '../../station/platform.ts';
import { later } from './later.ts';
import { readRegularText } from '../../files/regular.ts';
import { verifySignature } from '../../keys/ed25519.ts';
import { createPictureReader } from './picture.ts';
import { proofReader } from './proof-reader.ts';
import { stationQuestions } from '../../station/station-questions.ts';
import { createExaminer } from '../../station/examiner.ts';
import { followRecords } from '../../station/records.ts';
import { createBadgePrinting } from '../../people/badge-printing.ts';
import { hiddenPages } from '../../papers/hidden-page.ts';
import { createPdfPrinter } from '../../papers/pdf.ts';
import { startBadgeReader } from '../../station/badge-reader.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { openTrainingJournal, trainingName } from '../../station/training-journal.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { serveCalls, type OpenRole } from '../served.ts';

export const openCheckWindow: OpenRole = async (around) => {
  const { directory, dist, clock, commissioned, ask } = around;
  const name = commissioned?.identity.name ?? trainingName('check');
  const opened = commissioned === null ? await openTrainingJournal(directory, name, clock) : ok(commissioned.journal);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const mode = commissioned?.identity.mode ?? 'training';
  const records = await followRecords(journal);
  await journal.append([
    { kind: 'station-started', version: around.version, runtime: around.runtime },
    ...outdated(journal.rare, around.version),
  ]);
  const examiner = createExaminer(commissioned);
  const common = {
    ...around,
    name,
    role: 'check' as const,
    mode,
    journal,
    records,
    examiner,
    answers: [confirming(platformScrypt)],
  };

  let tell: (update: CheckUpdate) => void = () => {};
  const derivation = startPool(dist);
  const makers = () => commissioned?.book.peers().map(({ identity }) => identity) ?? [];
  const table = createCheckTable({
    derivation,
    later,
    makers,
    verify: verifySignature,
    changed: (view) => tell({ type: 'table', table: view }),
    today: () => clock.now().slice(0, 10),
  });
  const reader = startBadgeReader({
    ...around,
    ...{ journal, examiner, tell: (update: CheckUpdate) => tell(update) },
    printing: createBadgePrinting({
      ...{ station: name, mode, printPdf: createPdfPrinter(hiddenPages(dist)), labels: null },
      words: () => wordsOf(around.settings.value.language),
      askDirectory: () => ask.directory('badge'),
    }),
  });
  const handlers: CheckHandlers = {
    ...createCommonHandlers(common),
    ...reader.handlers,
    ...createCheckHandlers({
      table,
      readPicture: createPictureReader(dist),
      readProof: proofReader(commissioned, () => table.maker),
      readMaker: examineIdentity,
      readRecalls: (path) => readRegularText(path, MOST_RECALLS),
      ask: (what, extensions) => ask.file(what, extensions),
    }),
    station: async () => ({
      ...commonView(common),
      role: 'check',
      table: table.view,
      coinNames: COIN_NAMES,
      knowsMakers: commissioned !== null,
      scanner: reader.view,
    }),
  };
  return ok({
    title: `${name} - Twofold`,
    ...serveCalls(checkCalls, handlers, stationQuestions(common)),
    onRecord: common,
    watch: (listener) => void (tell = listener),
    async close() {
      await reader.close();
      table.clear();
      await derivation.close();
      await journal.append([{ kind: 'station-stopped' }]).catch(() => undefined);
      await (commissioned === null ? journal.close() : commissioned.close());
    },
  });
};
