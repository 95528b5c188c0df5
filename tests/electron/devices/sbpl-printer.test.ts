import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { commandsOf } from '../../../core/sticker/languages/languages.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const label = commandsOf(
  stickerLabel(
    must(
      layOutSticker(
        {
          serial: 'CARD-000123',
          coin: 'BTC',
          address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF',
          key: '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7',
          sticker: 'ST-00000123',
          training: true,
        },
        STICKER_STOCK,
        { ...STICKER_STYLE, language: 'sbpl' },
      ),
    ),
  ),
  'sbpl',
);

function start(speaks: 'sbpl' | 'tspl' = 'sbpl') {
  const labels: string[] = [];
  const sent: string[] = [];
  const virtual = new VirtualPrinter((one) => labels.push(one), { language: speaks, dpmm: 12, stored: 2 });
  const receive = virtual.receive.bind(virtual);
  vi.spyOn(virtual, 'receive').mockImplementation((bytes) => {
    sent.push(Buffer.from(bytes).toString('latin1'));
    receive(bytes);
  });
  const printer = startPrinter(
    simulatedConnector({ p: virtual }),
    { address: { port: { path: 'p', baudRate: 115_200, flow: 'none' }, usb: null }, language: 'sbpl', dpmm: 12 },
    { status: () => undefined },
  );
  return { virtual, printer, labels, heard: () => sent.splice(0).join('') };
}

test('at connection: the job of before cancelled, and what is stored deleted', async () => {
  const { printer, heard, virtual } = start();
  virtual.receive(Buffer.from(label.slice(0, 500)));
  await pass(1000);
  expect(printer.status.state).toBe('ready');
  const said = heard();
  expect(said.indexOf('\x18')).toBeLessThan(said.indexOf('\x1b*X'));
  expect(virtual.stored).toBe(0);
});

test('one label a job; it has come out when nothing is left', async () => {
  const { printer, labels } = start();
  await pass(1000);
  const printing = printer.print(label);
  await pass(5000);
  expect(await printing).toEqual({ ok: true, value: 'buffer-empty' });
  expect(labels).toEqual([label]);
});

test.each(['paper-out', 'ribbon-out', 'head-open', 'paused'] as const)(
  'with %s in the middle of a label it is in doubt, and nothing comes out of it afterwards',
  async (fault) => {
    const { virtual, printer, labels, heard } = start();
    await pass(1000);
    const printing = printer.print(label);
    await pass(100);
    virtual.faults.set(fault, true);
    await pass(5000);
    expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: fault } } });
    expect(heard()).toContain('\x18');
    virtual.faults.set(fault, false);
    await pass(5000);
    expect(labels).toEqual([]);
    expect(printer.status.state).toBe('ready');
  },
);

test('at the end of a batch: cancelled and deleted, and asked what is left; silence is no answer', async () => {
  const { virtual, printer, heard } = start();
  await pass(1000);
  virtual.stored = 3;
  heard();
  const done = printer.forget();
  await pass(5000);
  expect(await done).toEqual({ ok: true, value: null });
  expect(heard()).toMatch(/\x18[^]*\x1b\*X/);
  expect(virtual.stored).toBe(0);

  virtual.faults.set('silent', true);
  const silent = printer.forget();
  await pass(10_000);
  expect(await silent).toMatchObject({ error: { kind: 'memory-not-empty' } });
});

test('a TSPL printer that is spoken to in SBPL is not ready', async () => {
  const { printer } = start('tspl');
  await pass(5000);
  expect(printer.status).toMatchObject({ state: 'faulted', trouble: { kind: 'no-answer' } });
});
