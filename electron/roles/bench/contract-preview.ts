import type { BenchUnitState } from '../../../core/life/bench-life.ts';

/** The etch job of one card as polylines, millimetres, origin top left, y down. The passphrase is masked. */
export interface EtchPreview {
  readonly serial: string;
  readonly state: BenchUnitState;
  readonly layout: string;
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly PreviewShape[];
  /** Where each masked symbol stands, in their order, hyphens left out. SVG path data. */
  readonly symbols: readonly string[];
}

export interface PreviewShape {
  readonly layer: 'outline' | 'zone' | 'code' | 'serial' | 'mask' | 'watermark' | 'sticker';
  /** SVG path data. */
  readonly path: string;
}
