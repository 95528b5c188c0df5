/** What layouts are made of: boxes in dots, the stock they lie on, and the parts that are drawn. */
import type { QrGrid, QrLevel } from './qr.ts';

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

export type StickerPart =
  | {
      readonly kind: 'text';
      readonly box: Box;
      readonly text: string;
      /** Of the font, in dots; the width is less where a line needs it. */
      readonly height: number;
      readonly width: number;
      readonly turned: boolean;
    }
  /** The box holds the quiet zone as well. */
  | {
      readonly kind: 'code';
      readonly box: Box;
      readonly text: string;
      readonly grid: QrGrid;
      readonly module: number;
      readonly level: QrLevel;
    }
  | { readonly kind: 'mark'; readonly box: Box };
