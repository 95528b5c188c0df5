/**
 * The two devices of a station by the settings: real ports or simulators, started, restarted when a person chooses
 * another port, and shown as one view.
 */
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import type { Heard, ScannerHabits } from '../../core/scan/habits.ts';
import type { Label } from '../../core/sticker/parts.ts';
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { DevicesView, PortView, Supply } from '../bridge/devices.ts';
import { printLabel } from '../devices/print-label.ts';
import { startPrinter, type Printer } from '../devices/printer.ts';
import type { ScannerEvent as ScannerScan, Scanner } from '../devices/scanner.ts';
import type { DeviceStatus } from '../devices/transport.ts';
import {
  deviceAddress,
  connectorOf,
  createPortChoice,
  noteStatus,
  deviceView,
  type DeviceChoice,
  type DeviceName,
  type PortChoice,
  type PortParts,
} from './device-port.ts';
import { startStationScanner, type StationScanner } from './station-scanner.ts';

const fail = failIn('port');

/** What a printer is spoken to in, and the resolution its labels are drawn for. */
export interface Labels {
  readonly language: PrinterLanguage;
  readonly dpmm: number;
}

export interface DevicePorts extends PortParts {
  readonly journal: Journal;
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
  readonly #choice: PortChoice;
  readonly #scanner: StationScanner;
  #printer: Printer;

  constructor(ports: DevicePorts, labels: () => Labels) {
    this.#ports = ports;
    this.#labels = labels;
    this.#choice = createPortChoice(ports);
    this.#scanner = startStationScanner({ ...ports, changed: () => this.#tell() }, this.#choice);
    this.#printer = this.#takePrinter();
  }

  get view(): DevicesView {
    return {
      scanner: this.#scanner.view,
      printer: {
        ...deviceView('printer', this.#printer.status, this.#ports),
        left: { roll: this.#ports.settings.value.printer.left, ribbon: this.#ports.settings.value.printer.ribbon },
      },
    };
  }

  get scanner(): Scanner {
    return this.#scanner.scanner;
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

  ports(): Promise<readonly PortView[]> {
    return this.#choice.list();
  }

  async choose(device: DeviceName, wanted: DeviceChoice): Promise<Result<null>> {
    if (device === 'scanner') return this.#scanner.choose(wanted);
    const chosen = await this.#choice.choose(device, wanted);
    if (!chosen.ok) return chosen;
    if (chosen.value) await this.changeLabels(() => undefined);
    return ok(null);
  }

  hear(): Promise<Result<Heard>> {
    return this.#scanner.hear();
  }

  stopHearing(): void {
    this.#scanner.stopHearing();
  }

  keepHabits(habits: ScannerHabits): Promise<Result<null>> {
    return this.#scanner.keepHabits(habits);
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
    const at = deviceAddress('printer', this.#ports.settings);
    const status = (next: DeviceStatus): void => {
      noteStatus('printer', next, this.#ports);
      queueMicrotask(() => this.#tell());
    };
    return startPrinter(connectorOf('printer', this.#ports), { address: at, ...this.#labels() }, { status });
  }
}
