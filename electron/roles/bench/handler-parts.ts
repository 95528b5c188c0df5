/** What the calls of a Bench's window are answered with. */
import { failIn } from '../../../core/base/result.ts';
import type { Handlers } from './contract.ts';
import type { CommonParts } from '../../station/common-handlers.ts';
import type { Devices } from '../../station/devices.ts';
import type { BatchFiles } from '../served.ts';
import type { PrintPdf } from '../../papers/pdf.ts';
import type { LoadedLabels, SettingsStore } from '../../station/settings.ts';
import type { ShiftSource } from '../../station/shift.ts';
import type { Wall } from '../../station/wall.ts';
import type { BenchStation } from './station.ts';
import type { PackingLabels } from './packing.ts';
import type { Tray } from './tray.ts';

const fail = failIn('bench');

export interface HandlerParts extends Pick<
  CommonParts,
  'manual' | 'commissioned' | 'examiner' | 'ask' | 'reception' | 'lock'
> {
  readonly station: BenchStation;
  readonly source: ShiftSource;
  readonly wall: Wall;
  readonly devices: Devices;
  readonly settings: SettingsStore;
  /** Pages as PDF. */
  readonly printPdf: PrintPdf;
  /** The training tray; null outside training. */
  readonly tray: Tray | null;
  readonly packing: PackingLabels;
  /** Training: puts a printer of other labels behind the simulated port. */
  readonly fit: (labels: LoadedLabels) => void;
  /** Asks the person for the two files of a batch; null if they changed their mind. */
  readonly chooseFiles: () => Promise<BatchFiles | null>;
}

export type Part<N extends keyof Handlers> = Pick<Handlers, N>;

export const notTraining = () => fail('not-training', 'This is for training stations only.');
