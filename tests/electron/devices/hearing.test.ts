import { afterEach, expect, test } from 'vitest';
import { FRAME_RULES } from '../../../core/scan/frame-rules.ts';
import { TEST_TEXT } from '../../../core/scan/habits.ts';
import { hearOnce, stopHearing } from '../../../electron/devices/hearing.ts';
import { startScanner, type Scanner, type ScannerEvent } from '../../../electron/devices/scanner.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { VirtualScanner } from '../../../electron/devices/virtual-scanner.ts';

const open: Scanner[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function start(virtual: VirtualScanner) {
  const scans: ScannerEvent[] = [];
  const ready = new Promise<void>((resolve) => {
    const scanner = startScanner(
      simulatedConnector({ scanner: virtual }),
      {
        address: { port: { path: 'scanner', baudRate: 9600, flow: 'none' }, usb: null },
        rules: FRAME_RULES,
        feedback: 'none',
      },
      { scan: (scan) => scans.push(scan), status: ({ state }) => state === 'ready' && resolve() },
    );
    open.push(scanner);
  });
  await ready;
  return { scanner: open[0] as Scanner, scans };
}

test('fault 21: while the station listens, nobody else hears the scanner; afterwards everybody does', async () => {
  const virtual = new VirtualScanner({ aim: ']Q1s', suffix: '' });
  const { scanner, scans } = await start(virtual);
  const hearing = hearOnce(scanner, { patience: 3000, silence: 20 });
  await virtual.scan(TEST_TEXT);
  expect(await hearing).toMatchObject({ ok: true, value: { habits: { end: 'silence', codeId: 1, prefix: [] } } });
  expect(scans).toEqual([]);
  await virtual.scan('TF-000124\r');
  expect(scans).toMatchObject([{ kind: 'code' }]);
});

test('fault 21: whoever listens anew ends who listened before, and who waits in vain is told', async () => {
  const virtual = new VirtualScanner();
  const { scanner } = await start(virtual);
  const first = hearOnce(scanner, { patience: 60_000, silence: 20 });
  const second = hearOnce(scanner, { patience: 50, silence: 20 });
  expect(await first).toMatchObject({ ok: false, error: { kind: 'nothing-heard' } });
  expect(await second).toMatchObject({ ok: false, error: { kind: 'nothing-heard' } });
});

test('fault 21: whoever leaves the page gives the scanner back at once', async () => {
  const virtual = new VirtualScanner();
  const { scanner, scans } = await start(virtual);
  const hearing = hearOnce(scanner, { patience: 60_000, silence: 20 });
  stopHearing(scanner);
  expect(await hearing).toMatchObject({ ok: false, error: { kind: 'nothing-heard' } });
  await virtual.scan('TF-000125');
  expect(scans).toMatchObject([{ kind: 'code' }]);
});

test('fault 24: a family of scanners is tried by its own bytes, whatever is set', async () => {
  const virtual = new VirtualScanner();
  const { scanner } = await start(virtual);
  await scanner.sound('honeywell-host-ack', 'bad');
  expect(virtual.heard).toEqual([0x1b, 0x38, 0x2c]);
});
