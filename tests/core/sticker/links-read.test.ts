import { expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { commandsOf } from '../../../core/sticker/languages/languages.ts';
import { layOutSticker, stickerLabel, STICKER_STOCK, STICKER_STYLE } from '../../../core/sticker/layout.ts';
import { readLabel } from '../../../core/sticker/picture.ts';

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

test('of two hundred stickers with links every code reads from its ink', () => {
  let state = 7;
  const next = (): number => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
  const some = (n: number): string => Array.from({ length: n }, () => BASE58[Math.floor(next() * 58)]).join('');
  for (let i = 0; i < 200; i++) {
    const text = { address: `1${some(33)}`, key: `6P${some(56)}`, serial: `TF-${100_000 + i}` };
    const card = { ...text, coin: 'BTC', sticker: 'ST-00000001', training: false } as const;
    const label = stickerLabel(must(layOutSticker(card, STICKER_STOCK, STICKER_STYLE)));
    const meant = label.parts.flatMap((part) => (part.kind === 'code' ? [part.text] : []));
    expect(readLabel(commandsOf(label, 'zpl'), 'zpl', STICKER_STOCK.dpmm)).toEqual(meant);
  }
});
