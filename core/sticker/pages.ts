/** What is printed before any secret is: a page to set the printer by, and a sticker that is one in everything but its content. */
import {
  jobSize,
  layOutSticker,
  LEAST_MODULE,
  type LayoutFailure,
  type StickerLayout,
  type StickerStock,
} from './layout.ts';
import type { Result } from '../result.ts';
import { boxField, textField, zplLabel, type ZplLabel } from './zpl.ts';

/** As long as an EPK and as dense, and no reader takes it for one; broken into lines as an EPK is. */
export const TEST_KEY = 'Test.sticker.without' + 'a.key..It.opens.none' + 'of.the.world..TEST';
/** As long as an address, and none. */
export const TEST_ADDRESS = 'This.is.a.test...' + 'It.is.no.address.';

/** A sticker without a secret, of the very layout. */
export const testSticker = (stock: StickerStock): Result<StickerLayout, LayoutFailure> =>
  layOutSticker({ serial: 'TEST-0000', address: TEST_ADDRESS, key: TEST_KEY, sticker: 'TEST', training: false }, stock);

/**
 * Frames just inside both layers, a ruler in millimetres along the top and the left of each, and blocks of lines as
 * thick as the smallest module: sharp and of equal width, or the printer is too hot, too fast or worn.
 */
export function calibrationZpl(stock: StickerStock): ZplLabel {
  const dots = (millimetres: number) => Math.round(millimetres * stock.dpmm);
  const [width, height] = [dots(stock.width), dots(stock.height)];
  const fields = [0, dots(stock.width + stock.gutter)].flatMap((left) => {
    const rule = (along: boolean) =>
      Array.from({ length: Math.floor(along ? stock.width : stock.height) }, (_, mm) => {
        const long = dots(mm % 5 === 0 ? 2 : 1);
        const at = along ? { x: left + dots(mm), y: 0 } : { x: left, y: dots(mm) };
        return along ? boxField(at, 1, long, 1) : boxField(at, long, 1, 1);
      });
    const centre = { x: left + Math.round(width / 2), y: Math.round(height / 2) };
    const bars = [0, 1, 2, 3, 4].flatMap((i) => [
      boxField({ x: left + dots(4) + 2 * i * LEAST_MODULE, y: dots(13) }, LEAST_MODULE, dots(5), LEAST_MODULE),
      boxField({ x: left + dots(12), y: dots(13) + 2 * i * LEAST_MODULE }, dots(5), LEAST_MODULE, LEAST_MODULE),
    ]);
    return [
      boxField({ x: left, y: 0 }, width, height, 1),
      ...rule(true),
      ...rule(false),
      boxField({ x: centre.x - dots(2), y: centre.y }, dots(4), 1, 1),
      boxField({ x: centre.x, y: centre.y - dots(2) }, 1, dots(4), 1),
      textField({ x: left + dots(4), y: dots(4) }, `${stock.width} x ${stock.height} mm`, { height: dots(2) }),
      textField({ x: left + dots(4), y: dots(6.4) }, `${stock.dpmm} dots/mm`, { height: dots(2) }),
      ...bars,
    ];
  });
  return zplLabel(jobSize(stock), fields);
}
