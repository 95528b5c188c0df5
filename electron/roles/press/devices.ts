/**
 * Press's two devices by the settings: the sticker printer with what is loaded in it, and the scanner that its stickers
 * are scanned back with.
 */
import { never, ok, type Failure, type Result } from '../../../core/base/result.ts';
import type { StickerPrinter } from '../../../core/stations/press/ports.ts';
import { STICKER_STOCK, STICKER_STYLE, type StickerStyle } from '../../../core/sticker/layout.ts';
import type { StickerStock } from '../../../core/sticker/parts.ts';
import { calibrationPage, testSticker } from '../../../core/sticker/pages.ts';
import type { Judgement } from '../../../core/scan/feedback.ts';
import { stickerPrinter } from '../../devices/sticker-printer.ts';
import { startDevices, type DevicePorts, type Devices, type Labels } from '../../station/devices.ts';
import type { Settings } from '../../station/settings.ts';

/** What a person sets the sticker printer to; millimetres of each layer. */
export type StickerChoice = Settings['stickers'];

export interface Loaded {
  readonly stock: StickerStock;
  readonly style: StickerStyle;
}

export interface PressDevicePorts extends DevicePorts {
  /** Training: puts another simulated printer behind the simulated port. */
  readonly fit: (labels: Labels) => void;
}

export interface PressDevices extends Pick<
  Devices,
  'view' | 'ports' | 'choose' | 'hear' | 'stopHearing' | 'keepHabits' | 'newRoll' | 'scanner' | 'fault' | 'close'
> {
  /** What stickers are laid out for now. */
  readonly loaded: Loaded;
  /** Whether the next sticker is printed by itself when the one before is proven. */
  readonly follow: boolean;
  /** Why no sticker can be printed on what is loaded. */
  readonly flaw: Failure | null;
  /** The printer that is set now, whichever that is when a sticker is printed. */
  readonly stickers: StickerPrinter;
  /** Sets the printer to another language, resolution or size. Refused where no sticker would fit, in a sentence that says what would. */
  load(choice: StickerChoice): Promise<Result<null>>;
  /** Prints a page without a secret. */
  page(page: 'calibration' | 'test'): Promise<Result<null>>;
  /** Empties the printer's memory and asks it. */
  forget(): Promise<Result<null>>;
  /** Makes the scanner beep, good or bad. */
  feedback(judgement: Judgement): Promise<Result<null>>;
}

const loadedBy = ({ language, dpmm, width, height, serialIn }: StickerChoice): Loaded => ({
  stock: { ...STICKER_STOCK, dpmm, width, height },
  style: { ...STICKER_STYLE, language, serialIn },
});

export function startPressDevices(ports: PressDevicePorts): PressDevices {
  const { settings, journal } = ports;
  const labels = (): Labels => settings.value.stickers;
  const loaded = (): Loaded => loadedBy(settings.value.stickers);
  const pair = startDevices(ports, labels);

  /** A sticker without a secret is as large as one with: what takes this takes all but the longest addresses. */
  const fits = ({ stock, style }: Loaded) => testSticker(stock, style);

  const stickers: StickerPrinter = {
    get trouble() {
      return stickerPrinter(pair.printer).trouble;
    },
    async print(layout) {
      const printed = await stickerPrinter(pair.printer).print(layout);
      if (printed.ok || printed.error.kind === 'void') await pair.labelUsed();
      return printed;
    },
  };

  return {
    get view() {
      return pair.view;
    },
    get loaded() {
      return loaded();
    },
    get follow() {
      return settings.value.stickers.follow;
    },
    get flaw() {
      const tried = fits(loaded());
      return tried.ok ? null : tried.error;
    },
    get scanner() {
      return pair.scanner;
    },
    stickers,
    hear: () => pair.hear(),
    stopHearing: () => pair.stopHearing(),
    newRoll: (of, count) => pair.newRoll(of, count),
    keepHabits: (habits) => pair.keepHabits(habits),
    ports: () => pair.ports(),
    choose: (device, choice) => pair.choose(device, choice),
    fault: (device, fault) => pair.fault(device, fault),
    close: () => pair.close(),
    async load(choice) {
      const { language, dpmm, width, height, serialIn, follow } = choice;
      const tried = fits(loadedBy(choice));
      if (!tried.ok) return tried;
      const before = settings.value.stickers;
      const saved = await settings.change({ stickers: { language, dpmm, width, height, serialIn, follow } });
      if (!saved.ok) return saved;
      const next = follow ? 'next by itself' : 'next by hand';
      const to = `${language} ${dpmm} dots/mm ${width} x ${height} mm ${serialIn}, ${next}`;
      await journal.append([{ kind: 'settings-changed', what: 'stickers', to }]);
      // Only what the printer is spoken to in makes it start anew.
      if (language === before.language && dpmm === before.dpmm) return ok(null);
      await pair.changeLabels(() => ports.fit({ language, dpmm }));
      return ok(null);
    },
    async page(page) {
      const layout = pageOf(page, loaded());
      if (!layout.ok) return layout;
      const printed = await stickers.print(layout.value);
      return printed.ok ? ok(null) : printed;
    },
    forget: () => pair.printer.forget(),
    feedback: (judgement) => pair.scanner.feedback(judgement),
  };
}

function pageOf(page: 'calibration' | 'test', { stock, style }: Loaded) {
  switch (page) {
    case 'calibration':
      return ok(calibrationPage(stock));
    case 'test':
      return testSticker(stock, style);
    default:
      return never(page);
  }
}
