import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { FaultSwitches, simulatedConnector } from '../../../electron/devices/simulator.ts';
import type { TransportEvents } from '../../../electron/devices/transport.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../../electron/devices/virtual-scanner.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const deaf: TransportEvents = { data: () => undefined, lost: () => undefined };
const port = (path: string) => ({ path, baudRate: 9600, flow: 'none' as const });
const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('fault switches', () => {
  test('tell their positions and every change once', () => {
    const switches = new FaultSwitches(['silent', 'slow']);
    const heard: string[] = [];
    const ignore = switches.watch((fault, on) => heard.push(`${fault} ${on}`));
    switches.set('slow', true);
    switches.set('slow', true);
    ignore();
    switches.set('silent', true);
    expect(heard).toEqual(['slow true']);
    expect(switches.list()).toEqual([
      { fault: 'silent', on: true },
      { fault: 'slow', on: true },
    ]);
  });

  test('that a device has not are a mistake', () => {
    const { faults } = new VirtualScanner();
    expect([faults.knows('glued'), faults.knows('paper-out'), faults.knows('toString')]).toEqual([true, false, false]);
    expect(() => faults.set('paper-out', true)).toThrow(TypeError);
  });
});

describe('a simulated line', () => {
  test('is there while it is plugged in, and for one at a time', async () => {
    const scanner = new VirtualScanner();
    const connector = simulatedConnector({ '/sim/scanner': scanner });
    expect(await connector.list()).toEqual([{ path: '/sim/scanner', title: 'Simulated scanner', usb: null }]);
    const first = must(await connector.open(port('/sim/scanner'), deaf));
    expect(await connector.open(port('/sim/scanner'), deaf)).toMatchObject({ error: { kind: 'port-busy' } });
    await first.close();
    must(await connector.open(port('/sim/scanner'), deaf));
    scanner.faults.set('unplugged', true);
    expect(await connector.open(port('/sim/scanner'), deaf)).toMatchObject({ error: { kind: 'no-port' } });
    expect(await connector.open(port('/sim/other'), deaf)).toMatchObject({ error: { kind: 'no-port' } });
    expect(await connector.list()).toEqual([]);
  });

  test('takes nothing once it has ended, like a real one', async () => {
    const scanner = new VirtualScanner();
    const lost = vi.fn();
    const transport = must(await simulatedConnector({ s: scanner }).open(port('s'), { data: () => undefined, lost }));
    scanner.faults.set('unplugged', true);
    expect(await transport.write(bytes('x'))).toMatchObject({ error: { kind: 'unplugged' } });
    await transport.close();
    expect(await transport.write(bytes('x'))).toMatchObject({ ok: false });
    expect(scanner.heard).toEqual([]);
    expect(lost).toHaveBeenCalledTimes(1);
  });
});

describe('the virtual printer does what makes real ones dangerous', () => {
  /** A printer, the labels it put out, and what it said. */
  function printer() {
    const labels: string[] = [];
    const said: string[] = [];
    const virtual = new VirtualPrinter((zpl) => labels.push(zpl), { pace: 100 });
    virtual.attach((answer) => said.push(Buffer.from(answer).toString('latin1')));
    return { virtual, labels, said };
  }
  const label = (setting: string) => `^XA${setting}^FO0,0^FDA^FS^PQ1,0,1,N^XZ`;

  test.each([
    ['prints a spoiled label again by itself', '', 1],
    ['does not, told not to', '^JZN', 0],
  ])('%s', async (_, setting, count) => {
    const { virtual, labels } = printer();
    virtual.receive(bytes(label(setting)));
    await pass(50);
    virtual.faults.set('paper-out', true);
    await pass(1000);
    expect(labels).toHaveLength(0);
    virtual.faults.set('paper-out', false);
    await pass(1000);
    expect(labels).toHaveLength(count);
  });

  test('holds what came while it could not print, and prints it later, unless it is cleared', async () => {
    const { virtual, labels } = printer();
    virtual.faults.set('head-open', true);
    virtual.receive(bytes(label('')));
    virtual.faults.set('head-open', false);
    await pass(1000);
    expect(labels).toHaveLength(1);
    virtual.faults.set('head-open', true);
    virtual.receive(bytes(label('') + '~JA'));
    virtual.faults.set('head-open', false);
    await pass(1000);
    expect(labels).toHaveLength(1);
  });

  test('keeps half a label, says so, and makes the next one of it unless it is cancelled', async () => {
    const { virtual, labels, said } = printer();
    virtual.receive(bytes('^XA^FO0,0^FDHALF~HS'));
    expect(said[0]?.split(',')[7]).toBe('1');
    virtual.receive(bytes('~JX~HS' + label('')));
    expect(said[1]?.split(',')[7]).toBe('0');
    await pass(1000);
    expect(labels).toEqual([label('')]);
  });
});
