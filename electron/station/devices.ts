/**
 * The two devices of a station by the settings: real ports or simulators, started, restarted when a person chooses
 * another port, and shown as one view.
 */
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { isFeedbackName } from '../../core/scan/feedback.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import { withHabits, type Heard, type ScannerHabits } from '../../core/scan/habits.ts';
import { hearOnce, stopHearing } from '../devices/hearing.ts';
import type { Label } from '../../core/sticker/parts.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { DeviceView, DevicesView, PortView, Supply } from '../bridge/devices.ts';
import { printLabel } from '../devices/print-label.ts';
import { startPrinter, type Printer } from '../devices/printer.ts';
import { startScanner, type ScannerEvent as ScannerScan, type Scanner } from '../devices/scanner.ts';
import type { DeviceAddress } from '../devices/connection.ts';
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

/** In the place of a port: the person is asked for its path where no page can answer. */
const OTHER = 'other';

/** What a person chose for a device. */
export interface DeviceChoice {
  readonly port: string;
  readonly baudRate: number;
  readonly feedback: string;
}

/** What a printer is spoken to in, and the resolution its labels are drawn for. */
export interface Labels {
  readonly language: PrinterLanguage;
  readonly dpmm: number;
}

export interface DevicePorts {
  readonly journal: Journal;
  readonly settings: SettingsStore;
  readonly serial: Connector;
  /** Asks a person for the path of a port that the system does not list; null: they changed their mind. */
  readonly askPort: () => Promise<string | null>;
  /** Training alone has devices that are only played; null anywhere else. */
  readonly simulated: Connector | null;
  /** The devices behind `simulated`, at the paths `scanner` and `printer`. */
  readonly virtual: Readonly<Record<DeviceName, VirtualDevice>> | null;
  /** How the scanner's bytes become codes. */
  readonly frames: FrameRules;
  readonly scanned: (scan: ScannerScan) => void;
  readonly changed: (view: DevicesView) => void;
}

export interface Devices {
  readonly view: DevicesView;
  readonly scanner: Scanner;
  readonly printer: Printer;
  /** Prints a label if it would read. */
  print(label: Label): ReturnType<typeof printLabel>;
  /** One label has left the roll, whoever printed it. */
  labelUsed(): Promise<void>;
  /** A roll or a ribbon was put in, for so many labels; null: nobody counts. */
  newRoll(of: Supply, labels: number | null): Promise<Result<null>>;
  ports(): Promise<readonly PortView[]>;
  choose(device: DeviceName, choice: DeviceChoice): Promise<Result<null>>;
  /** Listens for one scan of the test code, and finds out how the scanner is set. Nobody else hears it. */
  hear(): Promise<Result<Heard>>;
  /** Nobody listens any more. */
  stopHearing(): void;
  /** Keeps how the scanner is set, and goes by it from now on. */
  keepHabits(habits: ScannerHabits): Promise<Result<null>>;
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
export const startDevices = (ports: DevicePorts, labels: () => Labels): Devices => new StationDevices(ports, labels);

class StationDevices implements Devices {
  readonly #ports: DevicePorts;
  readonly #labels: () => Labels;
  #scanner: Scanner;
  #printer: Printer;
  /** What the window was shown last: a page names no other path, since opening some devices does something. */
  #listed: readonly string[] = [];

  constructor(ports: DevicePorts, labels: () => Labels) {
    this.#ports = ports;
    this.#labels = labels;
    this.#scanner = this.#takeScanner();
    this.#printer = this.#takePrinter();
  }

  get view(): DevicesView {
    return {
      scanner: {
        ...viewOf('scanner', this.#scanner.status, this.#ports),
        habits: this.#ports.settings.value.scanner.habits,
      },
      printer: {
        ...viewOf('printer', this.#printer.status, this.#ports),
        left: { roll: this.#ports.settings.value.printer.left, ribbon: this.#ports.settings.value.printer.ribbon },
      },
    };
  }

  get scanner(): Scanner {
    return this.#scanner;
  }

  get printer(): Printer {
    return this.#printer;
  }

  async print(label: Label): ReturnType<typeof printLabel> {
    const printed = await printLabel(this.#printer, label);
    // A label that nobody is sure of has left the roll as well.
    if (printed.ok || printed.error.kind === 'label-void') await this.labelUsed();
    return printed;
  }

  async labelUsed(): Promise<void> {
    const { settings } = this.#ports;
    const { printer } = settings.value;
    if (printer.left === null && printer.ribbon === null) return;
    const less = (count: number | null): number | null => (count === null ? null : Math.max(0, count - 1));
    // A count that is not kept is a smaller harm than a label that is refused for it.
    await settings.change({ printer: { ...printer, left: less(printer.left), ribbon: less(printer.ribbon) } });
    this.#tell();
  }

  async newRoll(of: Supply, labels: number | null): Promise<Result<null>> {
    const { settings, journal } = this.#ports;
    const put = of === 'roll' ? { left: labels } : { ribbon: labels };
    const saved = await settings.change({ printer: { ...settings.value.printer, ...put } });
    if (!saved.ok) return saved;
    await journal.append([{ kind: 'settings-changed', what: of, to: labels === null ? 'not counted' : `${labels}` }]);
    this.#tell();
    return ok(null);
  }

  async ports(): Promise<readonly PortView[]> {
    const listed = await this.#ports.serial.list();
    const none = this.#ports.simulated === null ? UNCHOSEN : SIMULATED;
    this.#listed = listed.map(({ path }) => path);
    return [{ path: none, title: '' }, ...listed.map(({ path, title }) => ({ path, title }))];
  }

  async choose(device: DeviceName, wanted: DeviceChoice): Promise<Result<null>> {
    const { settings, journal, serial, askPort } = this.#ports;
    const port = wanted.port === OTHER ? await askPort() : wanted.port;
    if (port === null) return ok(null);
    const known = [UNCHOSEN, SIMULATED, settings.value[device].port, ...this.#listed];
    if (wanted.port !== OTHER && !known.includes(port)) {
      return fail(
        'not-listed',
        'This port is not among those that were listed. Look at the list again, or choose its path.',
      );
    }
    const choice = { ...wanted, port: port === UNCHOSEN ? SIMULATED : port };
    const listed = choice.port === SIMULATED ? [] : await serial.list();
    const usb = listed.find(({ path }) => path === choice.port)?.usb ?? null;
    const saved = await settings.change({ [device]: { ...settings.value[device], ...choice, usb } });
    if (!saved.ok) return saved;
    await journal.append([{ kind: 'settings-changed', what: device, to: `${port} ${choice.baudRate}` }]);
    if (device === 'scanner') await this.#changeScanner();
    else {
      await this.#printer.close();
      this.#printer = this.#takePrinter();
    }
    this.#tell();
    return ok(null);
  }

  async #changeScanner(): Promise<void> {
    await this.#scanner.close();
    this.#scanner = this.#takeScanner();
  }

  hear(): Promise<Result<Heard>> {
    return hearOnce(this.#scanner);
  }

  stopHearing(): void {
    stopHearing(this.#scanner);
  }

  async keepHabits(habits: ScannerHabits): Promise<Result<null>> {
    const { settings, journal } = this.#ports;
    const saved = await settings.change({ scanner: { ...settings.value.scanner, habits } });
    if (!saved.ok) return saved;
    await journal.append([{ kind: 'settings-changed', what: 'scanner-habits', to: habitsText(habits) }]);
    await this.#changeScanner();
    this.#tell();
    return ok(null);
  }

  fault(device: DeviceName, fault: string): Result<null> {
    const { virtual } = this.#ports;
    if (virtual === null) return fail('not-training', 'Real devices break by themselves.');
    const { faults } = virtual[device];
    if (!faults.knows(fault)) throw new TypeError('no such fault switch');
    faults.set(fault, !faults.has(fault));
    this.#tell();
    return ok(null);
  }

  async changeLabels(between: () => void): Promise<void> {
    await this.#printer.close();
    between();
    this.#printer = this.#takePrinter();
    this.#tell();
  }

  async close(): Promise<void> {
    await Promise.all([this.#scanner.close(), this.#printer.close()]);
  }

  #tell(): void {
    this.#ports.changed(this.view);
  }

  #takePrinter(): Printer {
    const at = addressOf('printer', this.#ports.settings);
    const status = (next: DeviceStatus): void => this.#noteStatus('printer', next);
    return startPrinter(connectorOf('printer', this.#ports), { address: at, ...this.#labels() }, { status });
  }

  #takeScanner(): Scanner {
    const chosen = this.#ports.settings.value.scanner.feedback;
    const feedback = isFeedbackName(chosen) ? chosen : 'none';
    const status = (next: DeviceStatus): void => this.#noteStatus('scanner', next);
    return startScanner(
      connectorOf('scanner', this.#ports),
      {
        address: addressOf('scanner', this.#ports.settings),
        rules: withHabits(this.#ports.frames, this.#ports.settings.value.scanner.habits),
        feedback,
      },
      { scan: this.#ports.scanned, status },
    );
  }

  /** Ready and not ready are worth a record; opening and busy come and go with every label. */
  #noteStatus(device: DeviceName, { state, trouble }: DeviceStatus): void {
    if (state === 'ready' || state === 'absent' || state === 'faulted') {
      const event = { kind: 'device-changed', device, state, reason: trouble?.kind ?? null } as const;
      // A journal that fails has stopped the station and said so already.
      this.#ports.journal.append([event]).catch(() => undefined);
    }
    queueMicrotask(() => this.#tell());
  }
}

function addressOf(device: DeviceName, settings: SettingsStore): DeviceAddress {
  const { port, baudRate, usb } = settings.value[device];
  const path = port === SIMULATED ? device : port;
  return { port: { path, baudRate, flow: 'none' }, usb };
}

const connectorOf = (device: DeviceName, { settings, simulated, serial }: DevicePorts): Connector =>
  settings.value[device].port === SIMULATED ? (simulated ?? NOT_CHOSEN) : serial;

function viewOf(device: DeviceName, { state, trouble }: DeviceStatus, { settings, virtual }: DevicePorts): DeviceView {
  const { port, baudRate, feedback } = settings.value[device];
  const played = port === SIMULATED && virtual !== null ? virtual[device] : null;
  const faults = played?.faults.list() ?? [];
  const shown = port === SIMULATED && played === null ? UNCHOSEN : port;
  return { port: shown, baudRate, feedback, state, trouble, faults };
}

/** As the record keeps it: `silence 150 ms, prefix 41, suffix 3b, 1 id`. */
const habitsText = ({ end, idle, prefix, suffix, codeId }: ScannerHabits): string =>
  `${end} ${idle} ms, prefix ${hexOf(prefix)}, suffix ${hexOf(suffix)}, ${codeId} id`;

const hexOf = (bytes: readonly number[]): string =>
  bytes.length === 0 ? 'none' : bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
