import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { makeQr } from '../../../core/sticker/qr.ts';
import { readPicture } from '../../../core/scan/picture.ts';
import { must } from '../../../core/base/result.ts';
import { jobSize, layOutSticker, stickerLabel, STICKER_STOCK } from '../../../core/sticker/layout.ts';
import { commandsOf } from '../../../core/sticker/languages/languages.ts';
import { photograph, spoil, type Shot } from '../../fakes/pictures.ts';
import { printZpl } from '../../fakes/print.ts';

const EPK = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
const ADDRESS = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const CODE = 'cfrm38V5UPS5Aik2Z91tWbgNUTDmL4uKyUF4CX7wATVikgxRfg9tjCT7Mdon16uVeWCJqjnFGts';

describe('a picture of a code', () => {
  it.each<[string, Shot]>([
    ['a clean file', {}],
    ['two dots a module', { module: 2 }],
    ['one dot a module, no table', { module: 1, margin: 0 }],
    ['large', { module: 12 }],
    ['upside down', { angle: 180 }],
    ['turned by 10 degrees', { angle: 10 }],
    ['turned by 33 degrees', { angle: 33 }],
    ['turned by 45 degrees', { angle: 45 }],
    ['turned by 77 degrees', { angle: 77, module: 5 }],
    ['noisy', { noise: 40, module: 6 }],
    ['soft', { blur: 2, module: 6 }],
    ['in a shadow', { shadow: 0.7, module: 6 }],
    ['a poor JPEG', { jpeg: 15, module: 5 }],
    ['a photograph', { angle: 17, noise: 15, blur: 1, shadow: 0.5, jpeg: 50, module: 5 }],
    ['white on black', { inverted: true, margin: 0 }],
  ])('is read: %s', (_, shot) => {
    expect(readPicture(photograph([EPK], shot))).toEqual([EPK]);
  });

  it.each<[string, Shot]>([
    ['clean', {}],
    ['turned', { angle: 12, module: 5 }],
    ['close together, small', { module: 2 }],
    ['photographed', { angle: 5, noise: 10, blur: 1, jpeg: 60, module: 6 }],
  ])('is read with the others beside it: %s', (_, shot) => {
    expect(new Set(readPicture(photograph([EPK, ADDRESS, CODE], shot)))).toEqual(new Set([EPK, ADDRESS, CODE]));
  });

  it('is read off both layers of a sticker as they are printed', async () => {
    const stock = { ...STICKER_STOCK, dpmm: 12 };
    const text = {
      serial: 'TF-000123',
      coin: 'BTC' as const,
      address: ADDRESS,
      key: EPK,
      sticker: 'ST-1',
      training: true,
    };
    const printed = await printZpl(commandsOf(stickerLabel(must(layOutSticker(text, stock))), 'zpl'), jobSize(stock));
    const { width, height } = printed;
    const values = Uint8ClampedArray.from({ length: width * height }, (_, at) =>
      printed.dark(at % width, Math.floor(at / width)) ? 0 : 255,
    );
    const shot = spoil({ width, height, values }, { noise: 20, blur: 1, jpeg: 60, shadow: 0.3 });
    expect(new Set(readPicture(shot))).toEqual(new Set([EPK, `bitcoin:${ADDRESS}?label=TF-000123`]));
  });

  it('is wiped when it has been read', () => {
    const picture = photograph([EPK]);
    readPicture(picture);
    expect(picture.values.every((value) => value === 0)).toBe(true);
  });

  it('may show nothing at all', () => {
    const noise = photograph(['x'], { noise: 250 });
    expect(readPicture({ width: 300, height: 200, values: new Uint8ClampedArray(60_000).fill(255) })).toEqual([]);
    expect(readPicture({ width: 5, height: 5, values: new Uint8ClampedArray(25) })).toEqual([]);
    expect(readPicture(noise)).toEqual([]);
  });
});

describe('fault 27: several codes in one picture', () => {
  it('four in a row, small and close together', async () => {
    const { width, height, data } = PNG.sync.read(
      await readFile(new URL('../../vectors/row-of-4.png', import.meta.url)),
    );
    const values = Uint8ClampedArray.from({ length: width * height }, (_, dot) => data[4 * dot] ?? 0);
    expect([...readPicture({ width, height, values })].sort()).toEqual([
      '6PnDtnY2wKsihxbkjBKmFPUcwWk5L8ahJfdh3MW1Lsk1KagEMq4xvZQ9hj',
      '6PnmiB2yhdjeuxaqrsvekLmLqbTH4vPJnB25fPmpjeLKbEpqobm8khWfR6',
      '6Pnrc55WeKWggARhYaYJSWUBx9zfuCLWupv2heehtfdcVQ5EvpGEKhh9Av',
      '6Pnsz7d3UrAK2BooEwTtcJZjZn3SGdQdPiW59PWyDyRDKVU17Vi8yEhgHH',
    ]);
  });

  it('a sheet of four by three, every one', () => {
    const texts = Array.from({ length: 12 }, (_, at) => `${EPK.slice(0, 50)}${String(at + 11).padStart(8, '1')}`);
    const [module, quiet] = [4, 4];
    const grids = texts.map((text) => makeQr(text, 'M'));
    const side = ((grids[0]?.length ?? 0) + 2 * quiet) * module;
    const [width, height] = [4 * side, 3 * side];
    const values = new Uint8ClampedArray(width * height).fill(255);
    for (const [at, grid] of grids.entries()) {
      const [left, top] = [(at % 4) * side, Math.floor(at / 4) * side];
      for (let y = 0; y < grid.length * module; y++) {
        for (let x = 0; x < grid.length * module; x++) {
          const dark = grid[Math.floor(y / module)]?.[Math.floor(x / module)] === true;
          if (dark) values[(top + quiet * module + y) * width + left + quiet * module + x] = 0;
        }
      }
    }
    expect([...readPicture({ width, height, values })].sort()).toEqual([...texts].sort());
  }, 60_000);
});
