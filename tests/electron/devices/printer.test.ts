import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Commands } from '../../../core/sticker/languages/language.ts';
import { zplLabel, textField } from '../../../core/sticker/languages/zpl.ts';
import { startPrinter } from '../../../electron/devices/printer.ts';
import { simulatedConnector, type SimulatorFault } from '../../../electron/devices/simulator.ts';
import { VirtualPrinter } from '../../../electron/devices/virtual-printer.ts';
import type { PrinterTraits } from '../../../electron/devices/virtual-firmware.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const label = (text: string): Commands =>
  zplLabel({ width: 50, height: 25, dpmm: 8 }, [textField({ x: 10, y: 10 }, text.padEnd(200, '.'), { height: 24 })]);

function start(traits: Partial<PrinterTraits> = {}) {
  const labels: string[] = [];
  const states: string[] = [];
  const virtual = new VirtualPrinter((zpl) => labels.push(/\^FD(\w+)/.exec(zpl)?.[1] ?? zpl), traits);
  const connector = simulatedConnector({ '/sim/printer': virtual });
  const open = vi.spyOn(connector, 'open');
  const printer = startPrinter(
    connector,
    { address: { port: { path: '/sim/printer', baudRate: 9600, flow: 'none' }, usb: null }, language: 'zpl', dpmm: 8 },
    { status: ({ state, trouble }) => states.push(trouble === null ? state : `${state}: ${trouble.kind}`) },
  );
  return { virtual, printer, labels, states, open };
}

/** Prints, and lets time pass until it is known how it went. */
async function print(printer: ReturnType<typeof start>['printer'], text: string): Promise<string> {
  const printing = printer.print(label(text));
  await pass(60_000);
  const printed = await printing;
  return printed.ok ? printed.value : `${printed.error.kind}: ${String(printed.error.facts?.['because'])}`;
}

test('prints a label, says how far that is proven, and tells its states', async () => {
  const { printer, labels, states } = start();
  await pass(100);
  expect(printer.status.state).toBe('ready');
  expect(printer.identity).toEqual({ model: 'VIRTUAL-8', firmware: 'V1.0', dpmm: 8 });
  expect(await print(printer, 'A')).toBe('buffer-empty');
  expect(labels).toEqual(['A']);
  expect(states).toEqual(['identifying', 'ready', 'busy', 'ready']);
});

test('is not done before the label is out', async () => {
  const { printer, labels } = start({ pace: 3000 });
  await pass(100);
  let done = false;
  const printing = printer.print(label('A')).then(() => {
    done = true;
  });
  await pass(2900);
  expect([done, labels]).toEqual([false, []]);
  await pass(1000);
  await printing;
  expect([done, labels]).toEqual([true, ['A']]);
});

test('an old printer that answers ~HS alone is good enough', async () => {
  const { printer } = start({ detailed: false });
  await pass(5000);
  expect(await print(printer, 'A')).toBe('buffer-empty');
});

test('a printer of another resolution is refused', async () => {
  const { printer, labels } = start({ dpmm: 12 });
  await pass(5000);
  expect(printer.status).toMatchObject({ state: 'faulted', trouble: { kind: 'wrong-resolution' } });
  expect(await print(printer, 'A')).toBe('printer-not-ready: wrong-resolution');
  expect(labels).toEqual([]);
});

describe('a printer that is not ready', () => {
  const troubles: readonly (readonly [SimulatorFault, string])[] = [
    ['paper-out', 'paper-out'],
    ['head-open', 'head-open'],
    ['ribbon-out', 'ribbon-out'],
    ['paused', 'paused'],
    ['silent', 'no-answer'],
    ['slow', 'no-answer'],
    ['garbage', 'garbled'],
  ];
  test.each(troubles)('%s: says so, refuses at once, and works again when mended', async (fault, kind) => {
    const { virtual, printer, labels, states } = start();
    await pass(100);
    virtual.faults.set(fault, true);
    expect(await print(printer, 'A')).toBe(`printer-not-ready: ${kind}`);
    expect(printer.status).toMatchObject({ state: 'faulted', trouble: { kind } });
    virtual.faults.set(fault, false);
    await pass(10_000);
    expect(printer.status).toEqual({ state: 'ready', trouble: null });
    expect(await print(printer, 'B')).toBe('buffer-empty');
    expect(labels).toEqual(['B']);
    expect(states).toContain(`faulted: ${kind}`);
  });

  test.each(troubles)('%s before the first word is found out, too', async (fault, kind) => {
    const { virtual, printer } = start();
    virtual.faults.set(fault, true);
    await pass(10_000);
    expect(printer.status.trouble?.kind).toBe(kind);
    virtual.faults.set(fault, false);
    await pass(10_000);
    expect(printer.status.state).toBe('ready');
  });
});

describe('a label that breaks off', () => {
  test.each(['paper-out', 'head-open', 'ribbon-out', 'paused'] as const)(
    '%s while it is printed: void, and it never comes out later by itself',
    async (fault) => {
      const { virtual, printer, labels } = start({ pace: 3000 });
      await pass(100);
      const printing = printer.print(label('A'));
      await pass(1000);
      virtual.faults.set(fault, true);
      await pass(5000);
      const printed = await printing;
      expect(printed).toMatchObject({ ok: false, error: { kind: 'label-void', facts: { because: fault } } });
      virtual.faults.set(fault, false);
      await pass(60_000);
      expect(labels).toEqual([]);
      expect(printer.status.state).toBe('ready');
    },
  );

  test('unplugged in mid-write: void, a new connection, and nothing of it is sent again', async () => {
    const { virtual, printer, labels, states, open } = start();
    await pass(100);
    virtual.faults.set('unplug-mid-label', true);
    const printing = printer.print(label('A'));
    await pass(5000);
    const printed = await printing;
    expect(printed).toMatchObject({ ok: false, error: { kind: 'label-void', facts: { because: 'unplugged' } } });
    expect(printed.ok ? '' : printed.error.message).toContain('may or may not have come out');
    expect(printer.status).toMatchObject({ state: 'absent', trouble: { kind: 'no-port' } });

    const received = vi.spyOn(virtual, 'receive');
    virtual.faults.set('unplugged', false);
    await pass(20_000);
    const heard = received.mock.calls.map(([bytes]) => Buffer.from(bytes).toString('latin1')).join('');
    expect(heard).not.toContain('^FD');
    // Half of the label is stuck in the printer; it is cancelled before anything else is printed.
    expect(heard.indexOf('~JX')).toBeGreaterThan(-1);
    expect(open.mock.results).not.toHaveLength(1);
    expect(await print(printer, 'B')).toBe('buffer-empty');
    expect(labels).toEqual(['B']);
    expect(states.slice(0, 5)).toEqual(['identifying', 'ready', 'busy', 'absent: unplugged', 'absent: no-port']);
  });

  test('a printer that takes no more bytes: void by its deadline, and the connection is given up', async () => {
    const { virtual, printer, labels, states } = start();
    await pass(100);
    const receive = virtual.receive.bind(virtual);
    vi.spyOn(virtual, 'receive').mockImplementation((bytes) => {
      receive(bytes);
      if (Buffer.from(bytes).includes('^XA^CI')) virtual.faults.set('stalled', true);
    });
    const printing = printer.print(label('A'));
    await pass(9000);
    expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'stalled' } } });
    expect(states).toContain('faulted: stalled');
    virtual.faults.set('stalled', false);
    await pass(60_000);
    expect(printer.status.state).toBe('ready');
    expect(labels).toEqual([]);
  });

  test('a printer that falls silent: void by its deadline', async () => {
    const { virtual, printer } = start({ pace: 3000 });
    await pass(100);
    const printing = printer.print(label('A'));
    await pass(1000);
    virtual.faults.set('silent', true);
    await pass(15_000);
    expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'no-answer' } } });
  });

  test('a printer that never gets round to it: void by its deadline', async () => {
    const { printer, labels } = start({ pace: 600_000 });
    await pass(100);
    const printing = printer.print(label('A'));
    await pass(12_000);
    expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'unfinished' } } });
    await pass(1_200_000);
    expect(labels).toEqual([]);
  });
});

test('a second label while one is printed is refused', async () => {
  const { printer, labels } = start();
  await pass(100);
  const first = printer.print(label('A'));
  expect(await printer.print(label('B'))).toMatchObject({ error: { kind: 'printer-busy' } });
  await pass(5000);
  expect(await first).toEqual({ ok: true, value: 'buffer-empty' });
  expect(labels).toEqual(['A']);
});

test('without a printer nothing is taken, and nothing is printed when it comes', async () => {
  const { virtual, printer, labels } = start();
  virtual.faults.set('unplugged', true);
  await pass(1000);
  expect(await print(printer, 'A')).toMatch(/^printer-not-ready: (unplugged|no-port)$/);
  virtual.faults.set('unplugged', false);
  await pass(60_000);
  expect(labels).toEqual([]);
});

test('what the printer still held from before is dropped at connection', async () => {
  const { virtual, printer, labels } = start();
  virtual.faults.set('paper-out', true);
  virtual.receive(Buffer.from(label('OLD')));
  await pass(5000);
  expect(printer.status.trouble?.kind).toBe('paper-out');
  virtual.faults.set('paper-out', false);
  await pass(5000);
  expect(labels).toEqual([]);
});

test('a printer that was switched off and on is brought to its known state again', async () => {
  const { virtual, printer } = start();
  await pass(100);
  virtual.faults.set('silent', true);
  await pass(5000);
  virtual.powerCycle();
  const received = vi.spyOn(virtual, 'receive');
  virtual.faults.set('silent', false);
  await pass(5000);
  const heard = received.mock.calls.map(([bytes]) => Buffer.from(bytes).toString('latin1')).join('');
  expect(heard).toContain('^JZN');
  expect(printer.status.state).toBe('ready');
});

test('close ends a label that is being printed, and asks no more', async () => {
  const { virtual, printer } = start({ pace: 5000 });
  await pass(100);
  const printing = printer.print(label('A'));
  await pass(1000);
  await printer.close();
  await pass(1000);
  expect(await printing).toMatchObject({ error: { kind: 'label-void', facts: { because: 'closed' } } });
  const received = vi.spyOn(virtual, 'receive');
  await pass(60_000);
  expect(received).not.toHaveBeenCalled();
});
