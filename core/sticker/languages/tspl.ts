/**
 * A sticker in TSPL2, for printers of TSC and the many that follow it. Source: TSC, *TSPL/TSPL2 Programming Language*.
 *
 * The printer draws the code itself: its `BITMAP` is binary, and binary does not pass under XON/XOFF. Model and mask are
 * said outright, because some default to model 1 and all to a mask of their own: so the code that is printed is the one
 * that was read back here.
 */
import { never } from '../../base/result.ts';
import { pointOf } from '../layer.ts';
import { jobSize, type StickerLayout } from '../layout.ts';
import type { StickerPart } from '../parts.ts';
import { maskOf, QUIET } from '../qr.ts';

/** One whole label, `SIZE` to `PRINT`. Made only by {@link stickerTspl}. */
export type TsplLabel = string & { readonly __brand: 'TsplLabel' };

/** @param gap between two labels on the roll, millimetres. */
export function stickerTspl({ stock, lower, upper }: StickerLayout, gap = 2): TsplLabel {
  const { width, height } = jobSize(stock);
  return [
    `SIZE ${width} mm,${height} mm`,
    `GAP ${gap} mm,0 mm`,
    'DIRECTION 1',
    'REFERENCE 0,0',
    'CLS',
    ...[...lower, ...upper].map((part) => command(part, stock.dpmm)),
    'PRINT 1,1',
    '',
  ].join('\r\n') as TsplLabel;
}

function command(part: StickerPart, dpmm: number): string {
  const { box } = part;
  switch (part.kind) {
    case 'mark':
      return `BAR ${box.x},${box.y},${box.width},${box.height}`;
    case 'code': {
      const [x, y] = [box.x + QUIET * part.module, box.y + QUIET * part.module];
      return `QRCODE ${x},${y},${part.level},${part.module},A,0,M2,S${maskOf(part.grid)},"${quoted(part.text)}"`;
    }
    case 'text': {
      const points = (dots: number) => Math.max(1, Math.floor(dots / pointOf(dpmm)));
      // Font 0 is scalable, in points; 2 is centred about the place. Turned, the line runs up from its lower end.
      const [x, y] = part.turned
        ? [box.x, box.y + Math.round(box.height / 2)]
        : [box.x + Math.round(box.width / 2), box.y];
      return `TEXT ${x},${y},"0",${part.turned ? 270 : 0},${points(part.width)},${points(part.height)},2,"${quoted(part.text)}"`;
    }
    default:
      return never(part);
  }
}

/** A quote within a string is `\["]`; line ends would end the command. Anything else that is not ASCII is dropped. */
export const quoted = (text: string): string => text.replace(/[^ -~]/g, '').replaceAll('"', '\\["]');
