/**
 * The scanner of a station by the settings: started, started anew when a person chooses another port or another way to
 * read it, and shown. Every station has one; beside a printer it is one of {@link ./devices.ts}.
 */
import { ok, type Result } from '../../core/base/result.ts';
import { isFeedbackName } from '../../core/scan/feedback.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import { withHabits, type Heard, type ScannerHabits } from '../../core/scan/habits.ts';
import type { DevicesView, PortView } from '../bridge/devices.ts';
import { hearOnce, stopHearing } from '../devices/hearing.ts';
import { startScanner, type Scanner, type ScannerEvent } from '../devices/scanner.ts';
import type { DeviceStatus } from '../devices/transport.ts';
import {
  deviceAddress,
  connectorOf,
  createPortChoice,
  noteStatus,
  deviceView,
  type DeviceChoice,
  type PortChoice,
  type PortParts,
} from './device-port.ts';

export interface StationScannerParts extends PortParts {
  /** How the scanner's bytes become codes. */
  readonly frames: FrameRules;
  readonly scanned: (scan: ScannerEvent) => void;
  /** Something of {@link StationScanner.view} is otherwise. */
  readonly changed: () => void;
}

export interface StationScanner {
  readonly view: DevicesView['scanner'];
  /** The one that is set now. */
  readonly scanner: Scanner;
  ports(): Promise<readonly PortView[]>;
  choose(choice: DeviceChoice): Promise<Result<null>>;
  /** Listens for one scan of the test code, and finds out how the scanner is set. Nobody else hears it. */
  hear(): Promise<Result<Heard>>;
  /** Nobody listens any more. */
  stopHearing(): void;
  /** Keeps how the scanner is set, and goes by it from now on. */
  keepHabits(habits: ScannerHabits): Promise<Result<null>>;
  close(): Promise<void>;
}

/** @param choice of ports, where a printer chooses among them as well */
export function startStationScanner(
  parts: StationScannerParts,
  choice: PortChoice = createPortChoice(parts),
): StationScanner {
  const { settings, journal, frames, scanned, changed } = parts;

  function take(): Scanner {
    const { feedback, habits } = settings.value.scanner;
    const status = (next: DeviceStatus): void => {
      noteStatus('scanner', next, parts);
      queueMicrotask(changed);
    };
    return startScanner(
      connectorOf('scanner', parts),
      {
        address: deviceAddress('scanner', settings),
        rules: withHabits(frames, habits),
        feedback: isFeedbackName(feedback) ? feedback : 'none',
      },
      { scan: scanned, status },
    );
  }
  let scanner = take();

  async function anew(): Promise<Result<null>> {
    await scanner.close();
    scanner = take();
    changed();
    return ok(null);
  }

  return {
    get view() {
      return { ...deviceView('scanner', scanner.status, parts), habits: settings.value.scanner.habits };
    },
    get scanner() {
      return scanner;
    },
    ports: () => choice.list(),
    async choose(wanted) {
      const chosen = await choice.choose('scanner', wanted);
      if (!chosen.ok) return chosen;
      return chosen.value ? anew() : ok(null);
    },
    hear: () => hearOnce(scanner),
    stopHearing: () => stopHearing(scanner),
    async keepHabits(habits) {
      const saved = await settings.change({ scanner: { ...settings.value.scanner, habits } });
      if (!saved.ok) return saved;
      await journal.append([{ kind: 'settings-changed', what: 'scanner-habits', to: habitsText(habits) }]);
      return anew();
    },
    close: () => scanner.close(),
  };
}

/** As the record keeps it: `silence 150 ms, prefix 41, suffix 3b, 1 id`. */
const habitsText = ({ end, idle, prefix, suffix, codeId }: ScannerHabits): string =>
  `${end} ${idle} ms, prefix ${hexOf(prefix)}, suffix ${hexOf(suffix)}, ${codeId} id`;

const hexOf = (bytes: readonly number[]): string =>
  bytes.length === 0 ? 'none' : bytes.map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
