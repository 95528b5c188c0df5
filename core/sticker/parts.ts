/** What layouts are made of: boxes in dots, the stock they lie on, and the parts that are drawn. */
import { MATRIX_QUIET } from './matrix.ts';
import { QUIET, type CodeGrid, type QrLevel } from './qr.ts';

/** In dots, from the top left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The stock in the printer. Millimetres. */
export interface StickerStock {
  /** Of each layer. */
  readonly width: number;
  readonly height: number;
  /** Between the two columns of layers. */
  readonly gutter: number;
  readonly dpmm: number;
}

/** Whole width and height of what a printer prints at once. */
export interface LabelSize {
  /** Millimetres. */
  readonly width: number;
  readonly height: number;
  /** Dots per millimetre: 8 (203 dpi), 12 (300 dpi) or 24 (600 dpi). */
  readonly dpmm: number;
}

export interface TextPart {
  readonly kind: 'text';
  readonly box: Box;
  readonly text: string;
  /** Of the font, in dots; the width is less where a line needs it. */
  readonly height: number;
  readonly width: number;
  /** Reads from bottom to top. */
  readonly turned: boolean;
  /** Where in its box the line stands; `start` is the left end, or the lower one of a turned line. */
  readonly align: 'middle' | 'start';
}

/** The box holds the quiet zone as well. */
export interface CodePart {
  readonly kind: 'code';
  readonly box: Box;
  readonly text: string;
  readonly grid: CodeGrid;
  readonly module: number;
  /** Of a QR code; `null`: a Data Matrix, which has one of its own. */
  readonly level: QrLevel | null;
}

/** What a printer has no letters for. */
export interface DrawingPart {
  readonly kind: 'drawing';
  readonly box: Box;
  /** Of the box, row by row; 1 is ink. The first row has none: by that a drawing is told from a code. */
  readonly dots: Uint8Array;
}

/** Light modules around a code of this kind. */
export const quietOf = (level: QrLevel | null): number => (level === null ? MATRIX_QUIET : QUIET);

export type LabelPart =
  | TextPart
  | CodePart
  /** Ink from edge to edge. */
  | { readonly kind: 'mark'; readonly box: Box }
  | DrawingPart
  /** A frame of so many dots; a text may stand inside. */
  | { readonly kind: 'frame'; readonly box: Box; readonly border: number }
  /** A black bar with a white word on it. */
  | { readonly kind: 'bar'; readonly box: Box; readonly word: TextPart };

/** All that is printed at once, whatever the printer is spoken to in. */
export interface Label {
  readonly size: LabelSize;
  readonly parts: readonly LabelPart[];
}
