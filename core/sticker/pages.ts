/** What is printed before any secret is: a page to set the printer by, and a sticker that is one in everything but its content. */
import type { Result } from '../base/result.ts';
import { LEAST_MODULE } from './layer.ts';
import { layOutSticker, STICKER_STYLE, type LayoutFailure, type StickerLayout, type StickerStyle } from './layout.ts';
import type { LabelPart, StickerStock } from './parts.ts';
import type { Box } from './parts.ts';

/** As long as an EPK and as dense, and no reader takes it for one; broken into lines as an EPK is. */
export const TEST_KEY = 'Test.sticker.without' + 'a.key..It.opens.none' + 'of.the.world..TEST';
/** As long as an address, and none; in a link, no wallet takes it. */
export const TEST_ADDRESS = 'This.is.a.test...' + 'It.is.no.address.';

/** What the upper code of the page says where stickers have a link. */
export const TEST_LINK = `bitcoin:${TEST_ADDRESS}?label=TEST-000000`;

/** A sticker without a secret, of the very layout. */
export const testSticker = (
  stock: StickerStock,
  style: StickerStyle = STICKER_STYLE,
): Result<StickerLayout, LayoutFailure> =>
  layOutSticker(
    { serial: 'TEST-000000', coin: 'BTC', address: TEST_ADDRESS, key: TEST_KEY, sticker: 'TEST', training: false },
    stock,
    style,
  );

/**
 * Frames just inside both layers, a ruler in millimetres along the top and the left of each, and blocks of lines as
 * thick as the smallest module: sharp and of equal width, or the printer is too hot, too fast or worn. The size that
 * is written on it is the one it was drawn for: laid against a real ruler it shows a wrong resolution.
 */
export function calibrationPage(stock: StickerStock): StickerLayout {
  const right = Math.round((stock.width + stock.gutter) * stock.dpmm);
  const lower = calibrationLayer(stock);
  const upper = lower.map((part): LabelPart => ({ ...part, box: { ...part.box, x: part.box.x + right } }));
  return { stock, lower, upper };
}

function calibrationLayer(stock: StickerStock): readonly LabelPart[] {
  const dots = (millimetres: number) => Math.round(millimetres * stock.dpmm);
  const [width, height, tall] = [dots(stock.width), dots(stock.height), dots(2)];
  const mark = (x: number, y: number, wide: number, high: number): LabelPart => ({
    kind: 'mark',
    box: { x, y, width: wide, height: high },
  });
  const line = (y: number, text: string): LabelPart => {
    const box: Box = { x: dots(3), y, width: width - dots(4), height: tall };
    return { kind: 'text', box, text, height: tall, width: tall, turned: false, align: 'middle' };
  };
  const ticks = (along: boolean) =>
    Array.from({ length: Math.floor(along ? stock.width : stock.height) }, (_, mm) => {
      const long = dots(mm % 5 === 0 ? 2 : 1);
      return along ? mark(dots(mm), 0, 1, long) : mark(0, dots(mm), long, 1);
    });
  const [middle, centre] = [Math.round(width / 2), Math.round(height / 2)];
  const bars = [0, 1, 2, 3, 4].flatMap((i) => [
    mark(dots(4) + 2 * i * LEAST_MODULE, dots(13), LEAST_MODULE, dots(5)),
    mark(dots(12), dots(13) + 2 * i * LEAST_MODULE, dots(5), LEAST_MODULE),
  ]);
  return [
    mark(0, 0, width, 1),
    mark(0, height - 1, width, 1),
    mark(0, 0, 1, height),
    mark(width - 1, 0, 1, height),
    ...ticks(true),
    ...ticks(false),
    mark(middle - dots(2), centre, dots(4), 1),
    mark(middle, centre - dots(2), 1, dots(4)),
    line(dots(4), `${stock.width} x ${stock.height} mm`),
    line(dots(6.4), `${stock.dpmm} dots/mm`),
    ...bars,
  ];
}
