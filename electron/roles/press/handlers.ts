/** Press's calls, each answered by the part of the station that knows. Nothing is decided here. */
import { coins, type Coin } from '../../../core/coins/coins.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PressBatch } from '../../../core/stations/press/book.ts';
import type { Press } from '../../../core/stations/press/press.ts';
import { pressBecause } from '../../../core/stations/press/reasons.ts';
import { previewSticker } from '../../../core/sticker/preview.ts';
import type { PressUnitState } from '../../../core/life/press-life.ts';
import type { PressHandlers, StickersView } from './contract.ts';
import type { PrintPdf } from '../../papers/pdf.ts';
import { deviceHandlers } from '../../station/scanner-handlers.ts';
import { saveAnswerSheet } from '../../station/answers.ts';
import type { Ask } from '../served.ts';
import { figuresHandlers } from '../../station/figures-handlers.ts';
import type { ShiftSource } from '../../station/shift.ts';
import type { Wall } from '../../station/wall.ts';
import { commonView, createCommonHandlers, type CommonParts } from '../../station/common-handlers.ts';
import type { PressDesk } from './desk.ts';
import type { PressDevices } from './devices.ts';
import { doomedOf, readCertificate, saveCertificateTo } from './papers.ts';
import { unitsPage } from '../../../core/stations/press/survey.ts';
import type { PressTray } from './tray.ts';

const fail = failIn('press');

export interface PressHandlerParts {
  readonly common: CommonParts;
  readonly desk: PressDesk;
  readonly source: ShiftSource;
  readonly wall: Wall;
  readonly devices: PressDevices;
  readonly ask: Ask;
  readonly printPdf: PrintPdf;
  /** null outside training. */
  readonly tray: PressTray | null;
  /** Where the order of the sample lies; null outside training. */
  readonly sample: string | null;
}

const nothing = () => fail('no-batch', 'No batch is on the desk. Take an order in, or choose a batch.');
const training = () => fail('not-training', 'This is for training stations only.');

export function createPressHandlers(parts: PressHandlerParts): PressHandlers {
  const { common, desk, devices, ask, printPdf, tray, sample } = parts;
  const { directory } = common;
  const { book } = desk.station;
  const vouch = (step: (press: Press) => Promise<Result<null>>) => desk.line.vouch(step);

  /** With what a person chose in a dialog; null, they changed their mind. */
  async function chosen<T>(
    asked: Promise<string | null>,
    go: (path: string) => Promise<Result<T>>,
  ): Promise<Result<T | null>> {
    const path = await asked;
    return path === null ? ok(null) : go(path);
  }

  return {
    ...createCommonHandlers(common),
    ...figuresHandlers({ ...parts, settings: common.settings }),
    station: async () => ({
      ...commonView(common),
      role: 'press',
      desk: desk.view(),
      devices: devices.view,
      stickers: stickersView(devices),
      target: common.settings.value.shift.target,
      coins,
      tray: tray !== null,
    }),

    takeOrder: ({ coins: wanted }) => chosen(ask.file('order', ['jsonl']), (path) => desk.take(path, wanted)),
    takeSampleOrder: async ({ coins: wanted }) => (sample === null ? training() : desk.take(sample, wanted)),
    selectBatch: ({ batch }) => desk.select(batch),
    async chooseMedium() {
      const directory = await ask.directory('key');
      if (directory === null) return ok(false);
      const there = await desk.putIn(directory);
      return there.ok ? ok(true) : there;
    },
    makeKeys: () => desk.make(),
    async stopMaking() {
      desk.stopMaking();
      return ok(null);
    },

    openLine: () => desk.openLine(),
    closeLine: () => desk.closeLine(),
    print: ({ serial }) => desk.line.print(serial),
    async preview({ serial }) {
      const unit = book.unit(serial);
      if (unit?.keyed == null) return { ok: false, error: pressBecause('unknown-serial', { serial }) };
      // The number the next sticker will get, while it has none.
      const sticker = unit.sticker ?? `ST-${String(book.nextSticker).padStart(8, '0')}`;
      const coin = (book.batch(unit.batch)?.taken.deposit ?? 'BTC') as Coin;
      const text = { serial, coin, address: unit.keyed.address, sticker, training: common.mode === 'training' };
      const { stock, style } = devices.loaded;
      return previewSticker(text, stock, style);
    },
    spoil: ({ serial, reason, supervisor }) => vouch((press) => press.spoil(serial, reason, supervisor)),
    destroyed: ({ serial, person }) => vouch((press) => press.destroyed(serial, person)),
    absent: ({ serial, people }) => vouch((press) => press.absent(serial, people)),
    withdraw: ({ serial, reason, supervisor }) => vouch((press) => press.withdraw(serial, reason, supervisor)),

    async units({ state, ...question }) {
      const batch: PressBatch | null = desk.batch;
      if (batch === null) return { total: 0, rows: [] };
      return unitsPage(batch.batch, book, { ...question, state: state as PressUnitState | null });
    },

    giveReturn: ({ counted, ...wanted }) =>
      chosen(ask.directory('return'), (to) => desk.giveReturn(counted, to, wanted)),
    ship: (wanted) => chosen(ask.directory('shipment'), (to) => desk.ship(wanted, to)),
    async doomed() {
      const { batch, medium } = desk;
      return batch === null ? [] : doomedOf(directory, batch.batch, medium?.directory ?? null);
    },
    takeReceipt: () => chosen(ask.file('receipt', ['jsonl']), (path) => desk.takeReceipt(path)),
    async destroyBatch({ people, unreceived, printer }) {
      const clear = printer === 'clear' ? () => devices.forget() : null;
      const done = await desk.destroy(people, unreceived, clear);
      return done.ok ? ok(null) : done;
    },
    certificate: ({ batch }) =>
      book.batch(batch) === null ? Promise.resolve(nothing()) : readCertificate(directory, batch),
    async saveCertificate({ batch }) {
      if (book.batch(batch) === null) return nothing();
      return chosen(ask.directory('certificate'), (to) => saveCertificateTo(to, directory, batch, printPdf));
    },

    saveAnswers: () =>
      chosen(ask.directory('answers'), (to) =>
        saveAnswerSheet(to, common.mode, common.settings.value.language, printPdf),
      ),
    ...deviceHandlers(devices, tray === null ? null : (text) => tray.hold(text)),
    configureDevice: ({ device, ...choice }) => devices.choose(device, choice),
    configureStickers: (choice) => devices.load(choice),
    printPage: ({ page }) => devices.page(page),

    simulateScan: async ({ what }) => tray?.scan(what) ?? training(),
    simulateFault: async ({ device, fault }) => (tray === null ? training() : devices.fault(device, fault)),
  };
}

function stickersView({ loaded, flaw, follow }: Pick<PressDevices, 'loaded' | 'flaw' | 'follow'>): StickersView {
  const { stock, style } = loaded;
  const { width, height, dpmm } = stock;
  const { language, serialIn } = style;
  return { language, serialIn, follow, dpmm: dpmm as StickersView['dpmm'], width, height, trouble: flaw };
}
