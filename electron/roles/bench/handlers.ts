/** The contract's calls, each answered by the part of the station that knows. Nothing is decided here. */
import { confirming } from '../../../core/known-answers/opening.ts';
import { drawProduct } from '../../../core/product/picture.ts';
import { previewJob } from '../../../core/etch/preview.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { viewOf } from '../../../core/stations/bench/deeds.ts';
import { because } from '../../../core/stations/bench/reasons.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { BatchView, Handlers, UnitRow } from './contract.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { commonView, createCommonHandlers } from '../../station/common-handlers.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { saveAnswerSheet } from '../../station/answers.ts';
import { answerDevices, answerLaser } from './device-handlers.ts';
import { notTraining, type HandlerParts, type Part } from './handler-parts.ts';
import { changeReasons } from './reasons.ts';
import { drawReport } from './report.ts';
import { savePage, type DrawnPage } from '../../papers/save.ts';
import { drawTraveller, drawTrayList } from './pages.ts';
import { answerSetup } from './setup-handlers.ts';
import { createShareHandlers } from './share-handlers.ts';
import { createShiftHandlers } from './shift-handlers.ts';

export function createHandlers(given: HandlerParts): Handlers {
  const { station, devices, settings, tray, manual, commissioned, examiner, ask } = given;
  const { parts, bench, check, desk } = station;
  const { index } = parts;
  const answers = [confirming(platformScrypt)];
  const common = {
    ...{ ...parts, records: index, settings, manual, commissioned, examiner, ask, answers },
    ...(given.reception && { reception: given.reception }),
    ...(given.lock && { lock: given.lock }),
    role: 'bench',
  } as const;

  return {
    ...createCommonHandlers(common),
    async station() {
      return {
        ...commonView(common),
        role: 'bench',
        batch: desk.batch(),
        batches: index.batches().map(({ batch }) => batch),
        bench: bench.view(),
        check: check.view,
        shiftCheck: station.shiftCheck.view(),
        target: parts.shift().target,
        devices: devices.view,
        tray: tray?.cards ?? [],
        labels: settings.value.labels,
        packing: station.parts.signer === null ? null : settings.value.packing,
      };
    },
    ...openingCalls(given),
    ...unitCalls(given),
    ...benchCalls(given),
    ...offPathCalls(given),
    ...endingCalls(given),
    ...createShareHandlers(station, ask),
    ...createShiftHandlers(given),
    ...paperCalls(given),
    ...answerLaser(given),
    ...answerSetup(given),
    ...answerDevices(given),
  };
}

/** Some of the calls. */
function openingCalls({
  station,
  tray,
  chooseFiles,
}: HandlerParts): Part<
  'openBatch' | 'openSample' | 'selectBatch' | 'deskProduct' | 'startCheck' | 'stopCheck' | 'checkLocked'
> {
  const { parts, check, desk } = station;

  /** Pre-verifies in the background from the first moment: what is wrong is known before its card is on the bench. */
  async function checked(opening: Promise<Result<BatchView>>): Promise<Result<BatchView>> {
    const opened = await opening;
    if (opened.ok) await check.start();
    return opened;
  }

  return {
    async openBatch() {
      const files = await chooseFiles();
      return files === null ? ok(null) : checked(station.open(files));
    },
    openSample: async () => {
      if (tray === null) return notTraining();
      const known = parts.index.batches().find(({ batch }) => batch === tray.batch);
      return checked(known === undefined ? station.open(tray.files) : station.select(known.batch));
    },
    selectBatch: ({ batch }) => checked(station.select(batch)),
    async deskProduct() {
      const product = desk.product();
      return product === null ? null : { product, picture: drawProduct(product) };
    },
    startCheck: () => check.start(),
    async stopCheck() {
      await check.stop();
      return ok(null);
    },
    checkLocked: ({ supervisor }) => check.goOnLocked(supervisor),
  };
}

/** Cards to be looked at: nothing is done to them. */
function unitCalls({ station }: HandlerParts): Part<'units' | 'traveller' | 'preview'> {
  const { parts, desk } = station;
  const { index } = parts;

  const rowOf = ({ serial, address, sticker, state, reason }: UnitRow): UnitRow => ({
    serial,
    address,
    sticker,
    state,
    reason,
  });

  return {
    async units({ search, state, offset, limit }) {
      const batch = desk.batch()?.batch ?? '';
      const page = index.units({ batch, search, state: state as BenchUnitState | null, offset, limit });
      return { total: page.total, rows: page.rows.map(rowOf) };
    },
    async traveller({ serial }) {
      const unit = index.unit(serial);
      if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
      const onDesk = desk.units.unit(serial);
      const deeds = onDesk === null ? [] : station.ending.offPath.offered(onDesk).map(viewOf);
      const steps = parts.journal.shown(index.traveller(serial));
      return ok({ unit: rowOf(unit), steps, deeds, inTray: station.bench.trayOf(serial) !== null });
    },
    async preview({ serial }) {
      const unit = desk.units.unit(serial);
      if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
      const drawn = previewJob(desk.layout(), parts.mode, serial as Serial);
      return drawn.ok ? ok({ serial, state: unit.state, ...drawn.value }) : drawn;
    },
  };
}

/** Answers for the card on the bench. Whoever has answered and scans the same card again means it. */
function benchCalls({
  station,
  devices,
}: HandlerParts): Part<
  'typeSerial' | 'vouchSerial' | 'marked' | 'readBack' | 'unread' | 'inspected' | 'series' | 'fillTray' | 'reprintLabel'
> {
  const { bench } = station;

  function answered<T>(answer: Promise<T>): Promise<T> {
    devices.scanner.forget();
    return answer;
  }

  return {
    typeSerial: ({ serial, person }) => answered(station.typed(serial, [person])),
    vouchSerial: ({ serial, people }) => answered(station.typed(serial, people)),
    marked: ({ serial, finished }) => answered(bench.marked(serial, finished)),
    unread: ({ serial }) => answered(bench.unread(serial)),
    readBack: ({ serial, symbols }) => answered(bench.readBack(serial, symbols)),
    inspected: ({ serial, good, person }) => answered(bench.inspected(serial, good, person)),
    fillTray: ({ deed, serial }) => answered(bench.fill(deed, serial)),
    series: ({ what, person }) => answered(bench.series(what, person)),
    reprintLabel: async ({ serial }) => bench.reprint(serial),
  };
}

/** What people decide about a card off the path. */
function offPathCalls({
  station,
  settings,
}: HandlerParts): Part<'resolveDoubt' | 'decide' | 'decideTogether' | 'reasons' | 'changeReasons'> {
  const { bench, etching, parts } = station;
  const { offPath } = station.ending;
  return {
    reasons: async () => settings.value.reasons,
    changeReasons: ({ deed, reason }) => changeReasons({ settings, journal: parts.journal }, deed, reason),
    resolveDoubt: ({ serial, as, people }) => etching.resolve(serial, as, people),
    decide: ({ deed, person, ...about }) => bench.between(() => offPath.decide(deed, { ...about, people: [person] })),
    decideTogether: ({ deed, ...about }) => bench.between(() => offPath.decide(deed, about)),
  };
}

function endingCalls({
  station,
  ask,
}: HandlerParts): Part<'ending' | 'pickSample' | 'closeBatch' | 'writeProof' | 'receipts' | 'writeReceipt'> {
  const { ending } = station;
  return {
    ending: async () => ending.view(),
    pickSample: ({ count }) => ending.pick(count),
    closeBatch: ({ people, labels }) => ending.close(people, labels),
    receipts: async () => ending.receipts(),
    async writeReceipt({ to }) {
      const directory = await ask.directory('receipt');
      if (directory === null) return ok(null);
      const sent = await ending.receipt(to, directory);
      return sent.ok ? ok({ file: sent.value.file }) : sent;
    },
    async writeProof() {
      const directory = await ask.directory('proof');
      if (directory === null) return ok(null);
      const sent = await ending.proof(directory);
      return sent.ok ? ok({ file: sent.value.file }) : sent;
    },
  };
}

function paperCalls({
  station,
  settings,
  ask,
  printPdf,
}: HandlerParts): Part<'saveReport' | 'saveTraveller' | 'saveTrayList' | 'saveAnswers'> {
  const { mode } = station.parts;
  const words = () => wordsOf(settings.value.language);

  async function save(
    drawn: Result<DrawnPage>,
    as: 'report' | 'page',
  ): Promise<Result<{ readonly path: string } | null>> {
    if (!drawn.ok) return drawn;
    const directory = await ask.directory(as);
    return directory === null ? ok(null) : savePage(drawn.value, directory, printPdf);
  }

  return {
    saveReport: () => save(drawReport(station, words()), 'report'),
    saveTraveller: ({ serial }) => save(drawTraveller(station, serial, words()), 'page'),
    saveTrayList: ({ serial }) => save(drawTrayList(station, serial, words()), 'page'),
    async saveAnswers() {
      const directory = await ask.directory('answers');
      return directory === null ? ok(null) : saveAnswerSheet(directory, mode, settings.value.language, printPdf);
    },
  };
}
