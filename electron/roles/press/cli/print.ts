/** `twofold press print` and `prove`: a printer, a scanner, and the stickers between them. */
import { failIn, ok, type Failure, type Result } from '../../../../core/base/result.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import { MOST_UNITS } from '../../../../core/transfer/fields.ts';
import { sentence } from '../../../../resources/words/text.ts';
import { maybe, textValue, wholeValue } from '../../../cli/form.ts';
import { answer, verb, type Line } from '../../../cli/verb.ts';
import { stickerPrinter } from '../../../devices/sticker-printer.ts';
import { openSettings } from '../../../station/settings.ts';
import type { Medium, PressStation } from '../station.ts';
import {
  BATCH,
  chosenStickers,
  MEDIUM,
  PRINTER,
  SCANNER,
  STICKER,
  type ScannerGiven,
  type Stickers,
} from './arguments.ts';
import { printAndProve, proveAll, toPrint } from './line.ts';
import { serialPorts } from '../../../devices/serial-ports.ts';
import { openPrinter, played, type PressPrinter } from './printer.ts';
import { openScans, playedScans, type ScanSource } from './scans.ts';
import { atBatch } from './station.ts';

const fail = failIn('command');

export const printVerbs = [
  verb({
    name: 'press print',
    streams: true,
    options: {
      ...BATCH,
      ...MEDIUM,
      ...PRINTER,
      ...STICKER,
      ...SCANNER,
      count: maybe(wholeValue()),
      serial: maybe(textValue('S')),
    },
    run: (given, line) =>
      atBatch(given, line, async (station, batch) => {
        const stickers = chosenStickers(given);
        if (!stickers.ok) return stickers;
        if (given.simulate && station.parts.mode !== 'training') {
          return fail(
            'not-training',
            'Stickers of a printer that is only played cannot be put on a card. Say --printer.',
          );
        }
        // Nobody has to scan what is only played: all of it, then.
        const count = given.count ?? (given.simulate ? MOST_UNITS : 1);
        const source = await scansOf(given, line);
        try {
          const printer = await openPrinter(given);
          if (!printer.ok) return printer;
          try {
            const medium = { directory: given.key, together: given['same-disk'] };
            const work = { station, batch, line, ...stickers.value, medium, count, serial: given.serial };
            return await printAll(work, printer.value, source);
          } finally {
            await printer.value.close();
          }
        } finally {
          await source.close();
        }
      }),
  }),
  verb({
    name: 'press prove',
    streams: true,
    options: { ...BATCH, ...SCANNER },
    run: (given, line) =>
      atBatch(given, line, async (station, batch) => {
        const opened = await station.open(batch.batch, null);
        if (!opened.ok) return opened;
        const source = await scansOf(given, line);
        const proven = await proveAll({ station, batch, press: opened.value.press, line }, source.scans);
        await source.close();
        return ok(answer({ done: proven }));
      }),
  }),
];

interface Printing extends Stickers {
  readonly station: PressStation;
  readonly batch: PressBatch;
  readonly line: Line;
  readonly medium: Medium;
  readonly count: number;
  readonly serial: string | undefined;
}

async function printAll(work: Printing, { printer, eye }: PressPrinter, source: ScanSource): Promise<Result<null>> {
  const { station, batch, line, stock, style, medium, count, serial } = work;
  const real = stickerPrinter(printer);
  const at = { printer: eye === null ? real : played(real), stock, style, medium };
  const opened = await station.open(batch.batch, at);
  if (!opened.ok) return opened;
  const opening = { station, batch, press: opened.value.press, line };
  const scans = eye === null ? () => source.scans : () => playedScans(eye());
  const done = await printAndProve(opening, toPrint(opening, serial, count), scans);
  await opened.value.close();
  return done.ok ? ok(null) : done;
}

/** The scanner that is named, beside standard input. */
async function scansOf(
  given: ScannerGiven & { readonly station: string },
  { signal, note, words }: Line,
): Promise<ScanSource> {
  const tell = (state: string, trouble: Failure | null): void => {
    const why = trouble === null ? '' : `: ${sentence(words, trouble)}`;
    note(`${words.line.scanner} ${state}${why}`);
  };
  const { scanner } = (await openSettings(given.station)).value;
  return openScans(given, serialPorts(), signal, tell, scanner.habits);
}
