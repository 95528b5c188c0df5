/** The scanner of a station, and the printer of one that has it. */
import * as v from 'valibot';
import type { Failure, Result } from '../../core/base/result.ts';
import type { Heard, ScannerHabits } from '../../core/scan/habits.ts';
import type { MakerName } from '../../core/sticker/programming-codes.ts';
import type { BarsView } from '../../core/sticker/code128.ts';
import type { CodeView } from '../../core/sticker/code-view.ts';
import type { Command } from '../../core/scan/command.ts';

const Choice = {
  /** A path that `ports` has listed last, or the one in use; `other`: the person chooses it in a native dialog. */
  port: v.pipe(v.string(), v.minLength(1), v.maxLength(260)),
  baudRate: v.picklist([9600, 19200, 38400, 57600, 115200]),
  /** The scanner's good/bad answer; ignored for the printer. */
  feedback: v.string(),
} as const;

/** Of every station with a scanner, which reads badges at least. */
export const scannerCalls = {
  ports: v.null(),
  configureDevice: v.object({ device: v.literal('scanner'), ...Choice }),
  /** The code to scan for {@link ScannerAnswers.hearScanner}, as QR code and as Data Matrix. */
  testCodes: v.null(),
  /** The codes that set scanners to a serial port, of each maker whose is published. */
  makerCodes: v.null(),
  /** Listens to the scanner for one scan of the test code; answers when it came, or after half a minute. */
  hearScanner: v.null(),
  /** Whoever listened has left: the scanner is everybody's again. */
  stopHearing: v.null(),
  /** Goes by what was heard last from now on; `default`: by what most scanners do. */
  keepHabits: v.object({ as: v.picklist(['heard', 'default']) }),
  /** Sends what a family of scanners beeps at, good and then bad. */
  trySound: v.object({ feedback: v.string() }),
} as const;

export interface ScannerAnswers {
  ports: readonly PortView[];
  configureDevice: Result<null>;
  testCodes: { readonly qr: CodeView; readonly matrix: CodeView };
  makerCodes: Readonly<Record<MakerName, BarsView | null>>;
  hearScanner: Result<Heard>;
  stopHearing: null;
  keepHabits: Result<null>;
  trySound: Result<null>;
}

const Device = v.picklist(['scanner', 'printer']);

/** Of one with a printer besides. */
export const deviceCalls = {
  ...scannerCalls,
  configureDevice: v.object({ device: Device, ...Choice }),
  /** Asks the person for a directory in a native dialog and writes the sheet of scanned answers there. */
  saveAnswers: v.null(),
  /** A roll or a ribbon was put in, for so many labels; null: nobody counts. */
  newRoll: v.object({
    of: v.picklist(['roll', 'ribbon']),
    labels: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100_000))),
  }),
  /** Training only: holds the test code before the simulated scanner. */
  simulateTest: v.null(),
  /** Training only: breaks or mends a simulated device. */
  simulateFault: v.object({ device: Device, fault: v.string() }),
} as const;

export interface DeviceAnswers extends ScannerAnswers {
  /** Null when the person chose no directory. */
  saveAnswers: Result<{ readonly path: string } | null>;
  newRoll: Result<null>;
  simulateTest: Result<null>;
  simulateFault: Result<null>;
}

/** Of a station with a scanner alone. */
export interface ScannerUpdate {
  readonly type: 'scanner';
  readonly scanner: DevicesView['scanner'];
}

export type DevicesUpdate =
  | { readonly type: 'devices'; readonly devices: DevicesView }
  /** A person has answered with the scanner. */
  | { readonly type: 'command'; readonly command: Command };

export interface PortView {
  readonly path: string;
  /** Maker and serial number where known. */
  readonly title: string;
}

export interface DevicesView {
  readonly scanner: DeviceView & { readonly habits: ScannerHabits };
  readonly printer: DeviceView & { readonly left: LabelsLeft };
}

/** What a printer uses up. */
export type Supply = 'roll' | 'ribbon';

/** For how many labels there is still enough, counted down from what a person said; null where nobody said. */
export type LabelsLeft = Readonly<Record<Supply, number | null>>;

export interface DeviceView {
  readonly port: string;
  readonly baudRate: number;
  readonly feedback: string;
  readonly state: 'absent' | 'opening' | 'identifying' | 'ready' | 'busy' | 'faulted';
  /** What is wrong, and what to do. */
  readonly trouble: Failure | null;
  /** Fault switches of the simulator with their present position; empty for a real device. */
  readonly faults: readonly { readonly fault: string; readonly on: boolean }[];
}
