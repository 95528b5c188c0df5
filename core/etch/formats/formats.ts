/** The formats a job can be written in: one object a format. Everything else asks this table. */
import { DXF } from './dxf.ts';
import type { Drawing } from './layer.ts';
import type { Padding } from './sheet.ts';
import { SVG } from './svg.ts';

export interface EtchFormat {
  /** Of the file, without its dot: lower-case letters and digits. */
  readonly extension: string;
  readonly pad: Padding;
  /** The laser's own fonts draw it from text: every card of it is read, symbol by symbol. */
  readonly text?: true;
  /** Writes the job, filled up by `pad`. The bytes hold the passphrase: the caller wipes them, and the letterings. */
  write(drawing: Drawing): Uint8Array;
}

export const FORMATS = { svg: SVG, dxf: DXF } as const satisfies Record<string, EtchFormat>;

export type FormatName = keyof typeof FORMATS;

export const formatNames = Object.keys(FORMATS) as readonly FormatName[];
