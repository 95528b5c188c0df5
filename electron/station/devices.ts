/**
 * The two devices of a station by the settings: real ports or simulators, started, restarted when a person chooses
 * another port, and shown as one view.
 */
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { isFeedbackName } from '../../core/scan/feedback.ts';
import { FRAME_RULES } from '../../core/scan/frame.ts';
import type { Label } from '../../core/sticker/parts.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { DeviceView, DevicesView, PortView } from '../bridge/devices.ts';
import { printLabel } from '../devices/print-label.ts';
import { startPrinter, type Printer } from '../devices/printer.ts';
import { startScanner, type ScannerEvent as ScannerScan, type Scanner } from '../devices/scanner.ts';
import type { VirtualDevice } from '../devices/simulator.ts';
import type { Connector, DeviceStatus } from '../devices/transport.ts';
import { SIMULATED, type SettingsStore } from './settings.ts';

const fail = failIn('port');

type DeviceName = 'scanner' | 'printer';

/** What a window shows for the port of a device that has none yet, where nothing is played. */
export const UNCHOSEN = 'none';

const NOT_CHOSEN: Connector = {
  open: async () => fail('no-port', 'No port is chosen for this device. Choose one on the screen of the devices.'),
  list: async () => [],
};

/** What a printer is spoken to in, and the resolution its labels are drawn for. */
export interface Labels {
  readonly language: PrinterLanguage;
  readonly dpmm: number;
}

export interface DevicePorts {
  readonly journal: Journal;
  readonly settings: SettingsStore;
  readonly serial: Connector;
  /** Training alone has devices that are only played; null anywhere else. */
  readonly simulated: Connector | null;
  /** The devices behind `simulated`, at the paths `scanner` and `printer`. */
  readonly virtual: Readonly<Record<DeviceName, VirtualDevice>> | null;
  readonly scanned: (scan: ScannerScan) => void;
  readonly changed: (view: DevicesView) => void;
}

export interface Devices {
  readonly view: DevicesView;
  readonly scanner: Scanner;
  readonly printer: Printer;
  /** Prints a label if it would read. */
  print(label: Label): ReturnType<typeof printLabel>;
  ports(): Promise<readonly PortView[]>;
  choose(device: DeviceName, choice: { port: string; baudRate: number; feedback: string }): Promise<Result<null>>;
  fault(device: DeviceName, fault: string): Result<null>;
  /**
   * Lets the printer go and takes it up again, for other labels.
   *
   * @param between what is done while it is let go.
   */
  changeLabels(between: () => void): Promise<void>;
  close(): Promise<void>;
}

/** @param labels what the printer is set to; asked whenever it is taken up. */
export function startDevices(ports: DevicePorts, labels: () => Labels): Devices {
  const { settings, virtual, simulated } = ports;

  const address = (device: DeviceName) => {
    const { port, baudRate, usb } = settings.value[device];
    const path = port === SIMULATED ? device : port;
    return { port: { path, baudRate, flow: 'none' as const }, usb };
  };
  const connector = (device: DeviceName): Connector =>
    settings.value[device].port === SIMULATED ? (simulated ?? NOT_CHOSEN) : ports.serial;

  function takePrinter(): Printer {
    const status = (next: DeviceStatus): void => noteStatus('printer', next);
    return startPrinter(connector('printer'), { address: address('printer'), ...labels() }, { status });
  }

  function takeScanner(): Scanner {
    const status = (next: DeviceStatus): void => noteStatus('scanner', next);
    const chosen = settings.value.scanner.feedback;
    const feedback = isFeedbackName(chosen) ? chosen : 'none';
    return startScanner(
      connector('scanner'),
      { address: address('scanner'), rules: FRAME_RULES, feedback },
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
    const played = port === SIMULATED && virtual !== null ? virtual[device] : null;
    const faults = played?.faults.list() ?? [];
    return {
      port: port === SIMULATED && played === null ? UNCHOSEN : port,
      baudRate,
      feedback,
      state,
      trouble,
      faults,
    };
  }
  const viewAll = (): DevicesView => ({
    scanner: viewOne('scanner', scanner.status),
    printer: viewOne('printer', printer.status),
  });

  let scanner = takeScanner();
  let printer = takePrinter();

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
    print: (label) => printLabel(printer, label),
    async ports() {
      const listed = await ports.serial.list();
      const none = simulated === null ? UNCHOSEN : SIMULATED;
      return [{ path: none, title: '' }, ...listed.map(({ path, title }) => ({ path, title }))];
    },
    async choose(device, wanted) {
      const choice = { ...wanted, port: wanted.port === UNCHOSEN ? SIMULATED : wanted.port };
      const listed = choice.port === SIMULATED ? [] : await ports.serial.list();
      const usb = listed.find(({ path }) => path === choice.port)?.usb ?? null;
      const saved = await settings.change({ [device]: { ...choice, usb } });
      if (!saved.ok) return saved;
      await ports.journal.append([{ kind: 'settings-changed', what: device, to: `${wanted.port} ${choice.baudRate}` }]);
      if (device === 'scanner') {
        await scanner.close();
        scanner = takeScanner();
      } else {
        await printer.close();
        printer = takePrinter();
      }
      ports.changed(viewAll());
      return ok(null);
    },
    fault(device, fault) {
      if (virtual === null) return fail('not-training', 'Real devices break by themselves.');
      const { faults } = virtual[device];
      if (!faults.knows(fault)) throw new TypeError('no such fault switch');
      faults.set(fault, !faults.has(fault));
      ports.changed(viewAll());
      return ok(null);
    },
    async changeLabels(between) {
      await printer.close();
      between();
      printer = takePrinter();
      ports.changed(viewAll());
    },
    async close() {
      await Promise.all([scanner.close(), printer.close()]);
    },
  };
}
