/** The formats a job can be written in: one object a format. Everything else asks this table. */
import type { Fixture } from '../fixture.ts';
import { DXF } from './dxf.ts';
import { GCODE } from './gcode.ts';
import { HPGL } from './hpgl.ts';
import type { Drawing } from './layer.ts';
import { LIGHTBURN } from './lightburn.ts';
import type { Padding } from './sheet.ts';
import { SVG } from './svg.ts';
import { CSV, TXT } from './text.ts';

export interface EtchFormat {
  /** Of the file, without its dot: lower-case letters and digits. */
  readonly extension: string;
  readonly pad: Padding;
  /** The laser's own fonts draw it from text: every card of it is read, symbol by symbol. */
  readonly text?: true;
  /** It has no passes of its own: strokes are written as often as their pen says. */
  readonly repeats?: true;
  /** It says how each layer is marked. */
  readonly pens?: true;
  /** How its numbers count: what a fixture, or none, becomes in the file. */
  axes(fixture: Fixture | undefined): Fixture;
  /** Writes the job, filled up by `pad`. The bytes hold the passphrase: the caller wipes them, and the letterings. */
  write(drawing: Drawing): Uint8Array;
}

export const FORMATS = {
  svg: SVG,
  dxf: DXF,
  lightburn: LIGHTBURN,
  gcode: GCODE,
  hpgl: HPGL,
  csv: CSV,
  txt: TXT,
} as const satisfies Record<string, EtchFormat>;

export type FormatName = keyof typeof FORMATS;

export const formatNames = Object.keys(FORMATS) as readonly FormatName[];
