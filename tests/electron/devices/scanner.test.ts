import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FRAME_RULES } from '../../../core/scan/frame-rules.ts';
import type { FeedbackName } from '../../../core/scan/feedback.ts';
import { startScanner, type ScannerEvent } from '../../../electron/devices/scanner.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { VirtualScanner } from '../../../electron/devices/virtual-scanner.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const EPK = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';

const say = (scan: ScannerEvent) =>
  scan.kind === 'code' ? `${scan.aim ?? ''}>${String.fromCharCode(...scan.bytes)}` : scan.reason;

function start(virtual = new VirtualScanner(), feedback: FeedbackName = 'honeywell-host-ack') {
  const scans: string[] = [];
  const states: string[] = [];
  const connector = simulatedConnector({ '/sim/scanner': virtual });
  const open = vi.spyOn(connector, 'open');
  const scanner = startScanner(
    connector,
    {
      address: { port: { path: '/sim/scanner', baudRate: 9600, flow: 'none' }, usb: null },
      rules: FRAME_RULES,
      feedback,
    },
    {
      scan: (scan) => scans.push(say(scan)),
      status: ({ state, trouble }) => states.push(trouble === null ? state : `${state}: ${trouble.kind}`),
    },
  );
  return { virtual, scanner, scans, states, open };
}

test('gives each code as it was scanned', async () => {
  const { virtual, scans, states } = start();
  await pass(0);
  await virtual.scan('CARD-000123');
  await virtual.scan(EPK);
  expect(states).toEqual(['ready']);
  expect(scans).toEqual([']Q1>CARD-000123', `]Q1>${EPK}`]);
});

test('takes a code that comes in drops', async () => {
  const { virtual, scans } = start();
  await pass(0);
  virtual.faults.set('slow', true);
  void virtual.scan(EPK);
  await pass(5000);
  expect(scans).toEqual([`]Q1>${EPK}`]);
});

test('refuses half a code, a garbled one, and lets recognition see a glued one', async () => {
  const { virtual, scans } = start();
  await pass(0);
  for (const fault of ['truncated', 'garbage', 'glued'] as const) {
    virtual.faults.set(fault, true);
    await virtual.scan('CARD-1');
    await pass(1000);
    virtual.faults.set(fault, false);
  }
  expect(scans).toEqual(['incomplete-scan', 'garbled-scan', ']Q1>CARD-1CARD-1']);
});

test('an unplug in the middle of a code drops it, says so, and the next connection begins afresh', async () => {
  const { virtual, scans, states, open } = start(new VirtualScanner({ packet: 20 }));
  await pass(0);
  virtual.faults.set('truncated', true);
  await virtual.scan(EPK);
  virtual.faults.set('truncated', false);
  virtual.faults.set('unplugged', true);
  await pass(3000);
  virtual.faults.set('unplugged', false);
  await pass(5000);
  await virtual.scan('CARD-1');
  expect(scans).toEqual(['incomplete-scan', ']Q1>CARD-1']);
  expect(states).toEqual(['ready', 'absent: unplugged', 'absent: no-port', 'ready']);
  expect(open.mock.calls.length).toBeGreaterThan(2);
});

test('answers good and bad in the words of the scanner', async () => {
  const { virtual, scanner } = start();
  await pass(0);
  expect(await scanner.feedback('good')).toEqual({ ok: true, value: null });
  expect(await scanner.feedback('bad')).toEqual({ ok: true, value: null });
  expect(virtual.heard).toEqual([0x1b, 0x37, 0x2c, 0x1b, 0x38, 0x2c]);
});

test('a code held under a waiting scanner is answered again, without a word to the station', async () => {
  const { virtual, scanner, scans } = start();
  await pass(0);
  await virtual.scan('CARD-1');
  await scanner.feedback('good');
  await virtual.scan('CARD-1');
  await pass(10);
  expect(scans).toEqual([']Q1>CARD-1']);
  expect(virtual.heard).toEqual([0x1b, 0x37, 0x2c, 0x1b, 0x37, 0x2c]);
});

test('without a feedback profile nothing is sent', async () => {
  const { virtual, scanner } = start(new VirtualScanner(), 'none');
  await pass(0);
  await virtual.scan('CARD-1');
  expect(await scanner.feedback('bad')).toEqual({ ok: true, value: null });
  await virtual.scan('CARD-1');
  expect(virtual.heard).toEqual([]);
});

test('an answer to an unplugged scanner is refused and never sent later', async () => {
  const { virtual, scanner } = start();
  await pass(0);
  virtual.faults.set('unplugged', true);
  expect(await scanner.feedback('good')).toMatchObject({ ok: false, error: { kind: 'closed' } });
  virtual.faults.set('unplugged', false);
  await pass(5000);
  expect(scanner.status.state).toBe('ready');
  expect(virtual.heard).toEqual([]);
});

test('after close nothing is heard and nothing is looked for', async () => {
  const { virtual, scanner, scans, open } = start();
  await pass(0);
  await scanner.close();
  await virtual.scan('CARD-1');
  await pass(60_000);
  expect(scans).toEqual([]);
  expect(open).toHaveBeenCalledTimes(1);
});
