import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { commandsOf } from '../../../core/sticker/languages/languages.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import type { PrinterTraits } from '../../../electron/devices/virtual-firmware.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const KEY = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';
const label = commandsOf(
  stickerLabel(
    must(
      layOutSticker(
        {
          serial: 'CARD-000123',
          coin: 'BTC',
          address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
          key: KEY,
          sticker: 'ST-00000123',
          training: true,
        },
        STICKER_STOCK,
        { ...STICKER_STYLE, language: 'tspl' },
      ),
    ),
  ),
  'tspl',
);

function start(traits: Partial<PrinterTraits> = {}) {
  const labels: string[] = [];
  const sent: string[] = [];
  const virtual = new VirtualPrinter((one) => labels.push(one), {
    language: 'tspl',
    dpmm: 12,
    counts: true,
    ...traits,
  });
  const receive = virtual.receive.bind(virtual);
  vi.spyOn(virtual, 'receive').mockImplementation((bytes) => {
    sent.push(Buffer.from(bytes).toString('latin1'));
    receive(bytes);
  });
  const printer = startPrinter(
    simulatedConnector({ p: virtual }),
    { address: { port: { path: 'p', baudRate: 9600, flow: 'none' }, usb: null }, language: 'tspl', dpmm: 12 },
    { status: () => undefined },
  );
  const heard = () => sent.splice(0).join('');
  return { virtual, printer, labels, heard };
}

test('at connection: queue and drawing cleared, stored files deleted, no reprint by itself or by a key', async () => {
  const { printer, heard, virtual } = start({ stored: 2 });
  await pass(1000);
  expect(printer.status.state).toBe('ready');
  expect(printer.identity).toEqual({ model: 'VIRTUAL-12', firmware: '', dpmm: null });
  const said = heard();
  for (const command of ['\x1b!.\r\nCLS\r\n', 'SET REPRINT OFF\r\n', 'SET PRINTKEY OFF\r\n', 'KILL "*"\r\n']) {
    expect(said).toContain(command);
  }
  expect([virtual.stored, virtual.reprints]).toEqual([0, false]);
});

test('one label a job, and it is taken out of the drawing memory when it is out', async () => {
  const { printer, labels, heard } = start();
  await pass(1000);
  heard();
  const printing = printer.print(label);
  await pass(5000);
  expect(await printing).toEqual({ ok: true, value: 'counted' });
  const said = heard();
  expect(said.match(/PRINT/g)).toHaveLength(1);
  expect(said.lastIndexOf('CLS\r\n')).toBeGreaterThan(said.indexOf('PRINT 1,1'));
  expect(labels).toHaveLength(1);
  // What is printed from memory now is empty.
  expect(await again(labels, printer)).not.toContain(KEY);
});

/** The last label once more, as `PRINT` does of what is still drawn. */
async function again(labels: readonly string[], printer: ReturnType<typeof start>['printer']): Promise<string> {
  const printing = printer.print('PRINT 1,1\r\n' as typeof label);
  await pass(5000);
  await printing;
  return labels.at(-1) ?? '';
}

test('an old printer answers one byte and counts nothing: it is believed only after it was seen to print', async () => {
  const { printer, labels } = start({ detailed: false, counts: false });
  await pass(5000);
  const printing = printer.print(label);
  await pass(5000);
  expect(await printing).toEqual({ ok: true, value: 'seen-printing' });
  expect(labels).toHaveLength(1);
});

test('ready without ever having printed proves nothing', async () => {
  const { virtual, printer } = start({ counts: false });
  await pass(5000);
  // The label is swallowed whole, as by a printer that was set to another language.
  vi.spyOn(virtual, 'accept').mockImplementation(() => undefined);
  const printing = printer.print(label);
  await pass(15_000);
  expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'unfinished' } } });
});

test('and a counter that stands still neither', async () => {
  const { virtual, printer } = start();
  await pass(5000);
  vi.spyOn(virtual, 'accept').mockImplementation(() => undefined);
  const printing = printer.print(label);
  await pass(30_000);
  expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'uncounted' } } });
});

test('half a line from before is ended, and nothing of it is printed', async () => {
  const { virtual, printer, labels } = start();
  virtual.receive(Buffer.from(`SIZE 47 mm,22 mm\r\nCLS\r\nQRCODE 66,24,M,4,A,0,M2,S1,"${KEY.slice(0, 20)}`));
  await pass(1000);
  const printing = printer.print(label);
  await pass(5000);
  expect(await printing).toMatchObject({ ok: true });
  expect(labels).toEqual([expect.stringContaining(`"${KEY}"`)]);
  expect(labels[0]?.match(/QRCODE/g)).toHaveLength(2);
});

test('at the end of a batch: cleared, deleted, and the printer asked what is left', async () => {
  const { virtual, printer, heard } = start();
  await pass(1000);
  virtual.stored = 3;
  heard();
  const done = printer.forget();
  await pass(5000);
  expect(await done).toEqual({ ok: true, value: null });
  const said = heard();
  const places = ['\x1b!.\r\nCLS\r\n', 'KILL "*"\r\n', '~!F\r\n'].map((command) => said.indexOf(command));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(places).not.toContain(-1);

  virtual.faults.set('silent', true);
  const again_ = printer.forget();
  await pass(10_000);
  expect(await again_).toMatchObject({ error: { kind: 'memory-not-empty' } });
});

test('a ZPL printer that is spoken to in TSPL is not ready', async () => {
  const zpl = new VirtualPrinter(() => undefined, { language: 'zpl', dpmm: 12 });
  const printer = startPrinter(
    simulatedConnector({ p: zpl }),
    { address: { port: { path: 'p', baudRate: 9600, flow: 'none' }, usb: null }, language: 'tspl', dpmm: 12 },
    { status: () => undefined },
  );
  await pass(5000);
  expect(printer.status).toMatchObject({ state: 'faulted', trouble: { kind: 'no-answer' } });
});
