/**
 * The two devices of a bench by the settings: real ports or simulators, started, restarted when a person chooses
 * another port, and shown as one view.
 */
import type { Journal } from '../../core/ports.ts';
import { ok, type Result } from '../../core/result.ts';
import { isFeedbackName } from '../../core/scan/feedback.ts';
import { FRAME_RULES } from '../../core/scan/frame.ts';
import type { ZplLabel } from '../../core/sticker/zpl.ts';
import type { DeviceView, DevicesView, PortView } from '../bridge/contracts/devices.ts';
import { startPrinter, type Printer } from '../devices/printer.ts';
import { startScanner, type Scan as ScannerScan, type Scanner } from '../devices/scanner.ts';
import type { VirtualDevice } from '../devices/simulator.ts';
import type { Connector, DeviceStatus } from '../devices/transport.ts';
import { SIMULATED, type SettingsStore } from './settings.ts';

type DeviceName = 'scanner' | 'printer';

/** Dots a millimetre the labels are drawn for: 203 dpi, what most label printers have. */
export const LABEL_DPMM = 8;

export interface DevicePorts {
  readonly journal: Journal;
  readonly settings: SettingsStore;
  readonly serial: Connector;
  readonly simulated: Connector;
  /** The devices behind `simulated`, at the paths `scanner` and `printer`. */
  readonly virtual: Readonly<Record<DeviceName, VirtualDevice>>;
  readonly scanned: (scan: ScannerScan) => void;
  readonly changed: (view: DevicesView) => void;
}

export interface Devices {
  readonly view: DevicesView;
  readonly scanner: Scanner;
  readonly printer: Printer;
  print(label: ZplLabel): ReturnType<Printer['print']>;
  ports(): Promise<readonly PortView[]>;
  choose(device: DeviceName, choice: { port: string; baudRate: number; feedback: string }): Promise<Result<null>>;
  fault(device: DeviceName, fault: string): Result<null>;
  close(): Promise<void>;
}

export function startDevices(ports: DevicePorts): Devices {
  const { settings, virtual } = ports;

  const address = (device: DeviceName) => {
    const { port, baudRate, usb } = settings.value[device];
    const path = port === SIMULATED ? device : port;
    return { port: { path, baudRate, flow: 'none' as const }, usb };
  };
  const connector = (device: DeviceName): Connector =>
    settings.value[device].port === SIMULATED ? ports.simulated : ports.serial;

  function startOne(device: 'scanner'): Scanner;
  function startOne(device: 'printer'): Printer;
  function startOne(device: DeviceName): Scanner | Printer {
    const status = (next: DeviceStatus): void => noteStatus(device, next);
    if (device === 'printer') {
      return startPrinter(
        connector(device),
        { address: address(device), language: 'zpl', dpmm: LABEL_DPMM },
        { status },
      );
    }
    const chosen = settings.value.scanner.feedback;
    const feedback = isFeedbackName(chosen) ? chosen : 'none';
    return startScanner(
      connector(device),
      { address: address(device), rules: FRAME_RULES, feedback },
      { scan: ports.scanned, status },
    );
  }

  /** Ready and not ready are worth a record; opening and busy come and go with every label. */
  function noteStatus(device: DeviceName, { state, trouble }: DeviceStatus): void {
    if (state === 'ready' || state === 'absent' || state === 'faulted') {
      const event = { kind: 'device-changed', device, state, reason: trouble?.kind ?? null } as const;
      // A journal that fails has stopped the station and said so already.
      ports.journal.append([event]).catch(() => undefined);
    }
    queueMicrotask(() => ports.changed(viewAll()));
  }

  function viewOne(device: DeviceName, { state, trouble }: DeviceStatus): DeviceView {
    const { port, baudRate, feedback } = settings.value[device];
    const faults = port === SIMULATED ? virtual[device].faults.list() : [];
    return { port, baudRate, feedback, state, trouble, faults };
  }
  const viewAll = (): DevicesView => ({
    scanner: viewOne('scanner', scanner.status),
    printer: viewOne('printer', printer.status),
  });

  let scanner = startOne('scanner');
  let printer = startOne('printer');

  return {
    get view() {
      return viewAll();
    },
    get scanner() {
      return scanner;
    },
    get printer() {
      return printer;
    },
    print: (label) => printer.print(label),
    async ports() {
      const listed = await ports.serial.list();
      return [{ path: SIMULATED, title: '' }, ...listed.map(({ path, title }) => ({ path, title }))];
    },
    async choose(device, choice) {
      const listed = choice.port === SIMULATED ? [] : await ports.serial.list();
      const usb = listed.find(({ path }) => path === choice.port)?.usb ?? null;
      const saved = await settings.change({ [device]: { ...choice, usb } });
      if (!saved.ok) return saved;
      await ports.journal.append([{ kind: 'settings-changed', what: device, to: `${choice.port} ${choice.baudRate}` }]);
      if (device === 'scanner') {
        await scanner.close();
        scanner = startOne('scanner');
      } else {
        await printer.close();
        printer = startOne('printer');
      }
      ports.changed(viewAll());
      return ok(null);
    },
    fault(device, fault) {
      const { faults } = virtual[device];
      if (!faults.knows(fault)) throw new TypeError('no such fault switch');
      faults.set(fault, !faults.has(fault));
      ports.changed(viewAll());
      return ok(null);
    },
    async close() {
      await Promise.all([scanner.close(), printer.close()]);
    },
  };
}
