/** Single cards as the window sees them. */
import type { Preview } from '../../../core/etch/preview.ts';
import type { ShownRecord } from '../../../core/journal/who.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { DeedView } from '../../../core/stations/bench/deeds.ts';

export interface UnitRow {
  readonly serial: string;
  readonly address: string;
  readonly sticker: string;
  readonly state: BenchUnitState;
  readonly reason: string | null;
}

export interface UnitsPage {
  readonly total: number;
  readonly rows: readonly UnitRow[];
}

export interface Traveller {
  readonly unit: UnitRow;
  readonly steps: readonly ShownRecord[];
  /** What may be decided about it now; nothing about a card of another batch than the one on the desk. */
  readonly deeds: readonly DeedView[];
  /** Whether it lies in a tray, or lay in one at the laser. */
  readonly inTray: boolean;
}

/** The etch job of one card as lines; the passphrase is masked. */
export interface EtchPreview extends Preview {
  readonly serial: string;
  readonly state: BenchUnitState;
}
