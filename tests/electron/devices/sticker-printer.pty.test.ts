/**
 * Stickers over real pseudo terminals, whatever goes wrong: each is printed, not printed or in doubt, as is true, and
 * none comes out a second time.
 */
import { SerialPort } from 'serialport';
import { describe, expect, test, vi, type TestContext } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { PRINTER_LANGUAGES, type PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import { layOutSticker, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import { createSerialConnector } from '../../../electron/devices/serial.ts';
import type { SimulatorFault } from '../../../electron/devices/simulator.ts';
import { stickerPrinter } from '../../../electron/devices/sticker-printer.ts';
import { readPrinted } from '../../../electron/devices/virtual-eye.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import type { PrinterTraits } from '../../../electron/devices/virtual-firmware.ts';
import { attachVirtualDevice } from '../../fakes/pty.ts';

const connector = createSerialConnector(() => SerialPort.binding);
const KEY = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';

const sticker = (language: PrinterLanguage, serial: string) =>
  must(
    layOutSticker(
      {
        serial,
        coin: 'BTC',
        address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
        key: KEY,
        sticker: `ST-${serial}`,
        training: true,
      },
      STICKER_STOCK,
      { ...STICKER_STYLE, language },
    ),
  );

/** How sure each is that a sticker is out, with the counter that some have and without. */
const EVIDENCE: Readonly<Record<PrinterLanguage, { readonly counted: string; readonly uncounted: string }>> = {
  zpl: { counted: 'counted', uncounted: 'buffer-empty' },
  tspl: { counted: 'counted', uncounted: 'seen-printing' },
  sbpl: { counted: 'buffer-empty', uncounted: 'buffer-empty' },
};
const COUNTS = (language: PrinterLanguage): boolean => EVIDENCE[language].counted === 'counted';

/** Whose it is: as letters, or by the code of its upper layer where everything is drawn. */
const serialOn = (label: string, language: PrinterLanguage): string =>
  /ST-(\w+)/.exec(label)?.[1] ?? /\?label=(\w+)/.exec(readPrinted(label, language, 12).join(' '))?.[1] ?? 'unread';

async function start({ onTestFinished }: TestContext, traits: Partial<PrinterTraits>) {
  const labels: string[] = [];
  const virtual: VirtualPrinter = new VirtualPrinter((label) => labels.push(serialOn(label, virtual.traits.language)), {
    dpmm: 12,
    pace: 500,
    counts: true,
    boot: 1600,
    ...traits,
  });
  const { language } = virtual.traits;
  const cable = await attachVirtualDevice(virtual, 'printer');
  const printer = startPrinter(
    connector,
    {
      address: { port: { path: cable.path, baudRate: 115_200, flow: 'none' }, usb: null },
      language,
      dpmm: 12,
      timing: { poll: 100, answer: 1000, label: 5000, watch: 20 },
    },
    { status: () => undefined },
  );
  onTestFinished(async () => {
    await printer.close();
    await cable.close();
  });
  const ready = () => vi.waitFor(() => expect(printer.status.state).toBe('ready'), 15_000);
  await ready();
  /** Prints a sticker and says what became of it. */
  const print = async (serial: string): Promise<string> => {
    const done = await stickerPrinter(printer).print(sticker(language, serial));
    return done.ok ? done.value : `${done.error.kind}: ${String(done.error.facts?.['because'])}`;
  };
  /** What it holds has come out, or is held for good. */
  const idle = () => vi.waitFor(() => expect([virtual.queued, virtual.printing]).toEqual([0, false]), 10_000);
  const atWork = () => vi.waitFor(() => expect(virtual.printing).toBe(true), { timeout: 10_000, interval: 5 });
  return { language, labels, virtual, printer, print, ready, idle, atWork };
}

type Line = Awaited<ReturnType<typeof start>>;

/** The station has given up a question that nobody answered, and asks once more. */
async function askedInVain({ virtual }: Line): Promise<void> {
  const answer = vi.spyOn(virtual, 'answer');
  await vi.waitFor(() => expect(answer.mock.calls.length).toBeGreaterThan(1), 10_000);
}

/** It is mended; nothing comes out by itself, and the next sticker does, once. */
async function mended(line: Line, fault: SimulatorFault, out: readonly string[]) {
  const { language, virtual, labels, print, ready, idle } = line;
  virtual.faults.set(fault === 'unplug-mid-label' ? 'unplugged' : fault, false);
  await idle();
  expect(labels).toEqual(out);
  await ready();
  expect(await print('NEXT')).toBe(EVIDENCE[language].counted);
  expect(labels).toEqual([...out, 'NEXT']);
}

const before: readonly (readonly [SimulatorFault, string])[] = [
  ['paper-out', 'paper-out'],
  ['ribbon-out', 'ribbon-out'],
  ['head-open', 'head-open'],
  ['paused', 'paused'],
  ['silent', 'no-answer'],
  ['garbage', 'garbled'],
  ['unplugged', 'no-port'],
];

/** What becomes of a sticker that meets a fault half way, and whether it comes out in the end. */
const during: readonly (readonly [SimulatorFault, string, 'stays in' | 'comes out' | 'may come out'])[] = [
  ['paper-out', 'void: paper-out', 'stays in'],
  ['ribbon-out', 'void: ribbon-out', 'stays in'],
  ['head-open', 'void: head-open', 'stays in'],
  ['paused', 'void: paused', 'stays in'],
  ['garbage', 'void: garbled', 'may come out'],
  ['reset-mid-label', 'void: restarted', 'stays in'],
  ['unplug-mid-label', 'void: unplugged', 'stays in'],
  // Nobody is there to stop it: it comes out, once.
  ['unplugged', 'void: unplugged', 'comes out'],
];

const SOON = new Set<SimulatorFault>(['reset-mid-label', 'unplug-mid-label']);

describe.concurrent.each(PRINTER_LANGUAGES)('in %s', (language) => {
  test('a sticker comes out once, counted where it counts, and both its layers read', async (ctx) => {
    const whole: string[] = [];
    const { print, virtual, labels } = await start(ctx, { language });
    const accept = vi.spyOn(virtual, 'accept');
    expect(await print('A')).toBe(EVIDENCE[language].counted);
    for (const [label, copies] of accept.mock.calls) whole.push(...new Array<string>(copies).fill(label));
    expect(labels).toEqual(['A']);
    expect(whole.map((label) => readPrinted(label, language, 12))).toEqual([
      [KEY, 'bitcoin:16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF?label=A'],
    ]);
  });

  test('without a counter the evidence is less, and is called what it is', async (ctx) => {
    const { print, labels } = await start(ctx, { language, counts: false });
    expect(await print('A')).toBe(EVIDENCE[language].uncounted);
    expect(labels).toEqual(['A']);
  });

  test.for(before)('%s before: not printed, and not a byte of it was sent', async ([fault, because], ctx) => {
    const line = await start(ctx, { language });
    const accept = vi.spyOn(line.virtual, 'accept');
    line.virtual.faults.set(fault, true);
    await vi.waitFor(() => expect(line.printer.status.trouble?.kind).toBe(because), 10_000);
    expect(await line.print('A')).toBe(`unsent: ${because}`);
    expect(accept).not.toHaveBeenCalled();
    await mended(line, fault, []);
  });

  test.for(during)('%s half way: %s; it %s', async ([fault, end, fate], ctx) => {
    const line = await start(ctx, { language });
    if (SOON.has(fault)) line.virtual.faults.set(fault, true);
    const printing = line.print('A');
    if (!SOON.has(fault)) {
      await line.atWork();
      line.virtual.faults.set(fault, true);
    }
    expect(await printing).toBe(end);
    if (fate === 'comes out') await vi.waitFor(() => expect(line.labels).toEqual(['A']), 10_000);
    if (fate === 'may come out') await line.idle();
    await mended(line, fault, fate === 'stays in' ? [] : [...line.labels]);
    expect(line.labels.filter((label) => label === 'A').length).toBeLessThanOrEqual(1);
  });

  test('silent half way, and back: a counter knows that it came out', async (ctx) => {
    const line = await start(ctx, { language });
    const printing = line.print('A');
    await line.atWork();
    line.virtual.faults.set('silent', true);
    await askedInVain(line);
    line.virtual.faults.set('silent', false);
    expect(await printing).toBe(COUNTS(language) ? 'counted' : 'void: restarted');
    await mended(line, 'silent', ['A']);
  });

  test('silent half way, and back, without a counter: nobody knows, because a reset looks the same', async (ctx) => {
    const line = await start(ctx, { language, counts: false });
    const printing = line.print('A');
    await line.atWork();
    line.virtual.faults.set('silent', true);
    await askedInVain(line);
    line.virtual.faults.set('silent', false);
    expect(await printing).toBe('void: restarted');
    expect(line.labels).toEqual(['A']);
  });

  test('more counted than was sent: in doubt, where there is a counter', async (ctx) => {
    const { print, virtual, atWork } = await start(ctx, { language });
    const printing = print('A');
    await atWork();
    vi.spyOn(virtual, 'counted', 'get').mockReturnValue(9999);
    expect(await printing).toBe(COUNTS(language) ? 'void: miscounted' : EVIDENCE[language].counted);
  });

  test('a printer that never gets round to it is told to forget it: in doubt by its deadline', async (ctx) => {
    const { print, virtual, labels, atWork } = await start(ctx, { language, pace: 60_000 });
    const printing = print('A');
    await atWork();
    expect(await printing).toBe('void: unfinished');
    await vi.waitFor(() => expect([virtual.queued, virtual.printing]).toEqual([0, false]));
    expect(labels).toEqual([]);
  });
});
