/**
 * A sticker for a window: drawn from the commands that would be sent. The upper layer is shown as it is. The lower one
 * is an encrypted key, so its code and its letters are covered where they will stand; nothing here takes a key.
 */
import { ok, type Result } from '../base/result.ts';
import { blankBitmap, inkPath, type Bitmap } from './bitmap.ts';
import { commandsOf } from './languages/languages.ts';
import {
  layOutSticker,
  stickerLabel,
  STICKER_STYLE,
  type LayoutFailure,
  type StickerStyle,
  type StickerText,
} from './layout.ts';
import type { LabelPart, StickerStock } from './parts.ts';
import { TEST_KEY } from './pages.ts';
import { pictureOf } from './picture.ts';
import { QUIET } from './qr.ts';

/** One layer: an SVG path in a view box of `0 0 width height`, filled with ink; a unit is a dot. */
export interface LayerPreview {
  readonly width: number;
  readonly height: number;
  readonly path: string;
}

export interface StickerPreview {
  readonly stock: StickerStock;
  readonly upper: LayerPreview;
  /** Its code is a block of stripes and its letters are bars, of the place and size of the real ones. */
  readonly lower: LayerPreview;
}

/** What of a sticker may be seen. */
export type SeenText = Omit<StickerText, 'key'>;

/** The sticker of this unit as it would be printed, or why it cannot be. */
export function previewSticker(
  text: SeenText,
  stock: StickerStock,
  style: StickerStyle = STICKER_STYLE,
): Result<StickerPreview, LayoutFailure> {
  const layout = layOutSticker({ ...text, key: TEST_KEY }, stock, style);
  if (!layout.ok) return layout;
  const covered = { ...layout.value, lower: layout.value.lower.flatMap(cover) };
  const { bitmap } = pictureOf(commandsOf(stickerLabel(covered), style.language), style.language, stock.dpmm);
  const dots = (millimetres: number) => Math.round(millimetres * stock.dpmm);
  const [width, height] = [dots(stock.width), dots(stock.height)];
  const layer = (left: number): LayerPreview => ({ width, height, path: inkPath(cut(bitmap, left, width, height)) });
  return ok({ stock, lower: layer(0), upper: layer(dots(stock.width + stock.gutter)) });
}

/** Stripes in the code's place, bars in the place of its letters; the small print beside them stays. */
function cover(part: LabelPart): readonly LabelPart[] {
  const { box } = part;
  if (part.kind === 'code') {
    const quiet = QUIET * part.module;
    const [x, width, end] = [box.x + quiet, box.width - 2 * quiet, box.y + box.height - quiet];
    const stripes: LabelPart[] = [];
    for (let y = box.y + quiet; y < end; y += 3 * part.module) {
      stripes.push({ kind: 'mark', box: { x, y, width, height: part.module } });
    }
    return stripes;
  }
  if (part.kind === 'text' && !part.turned) {
    const thin = Math.max(1, Math.round(part.height / 3));
    return [{ kind: 'mark', box: { ...box, y: box.y + thin, height: thin } }];
  }
  return [part];
}

function cut({ dots, width: whole }: Bitmap, left: number, width: number, height: number): Bitmap {
  const part = blankBitmap(width, height);
  for (let y = 0; y < height; y++) {
    part.dots.set(dots.subarray(y * whole + left, y * whole + left + width), y * width);
  }
  return part;
}
