import { readFile } from 'node:fs/promises';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepareZXingModule } from 'zxing-wasm/reader';
import { readCodes } from '../../../core/scan/codes.ts';
import { openCppReader, type CppReader } from '../../../core/scan/cpp-reader.ts';
import type { Grey } from '../../../core/scan/grey.ts';
import { photograph } from '../../fakes/pictures.ts';
import { cppWasm } from '../../../electron/workers/cpp-wasm.ts';

const EPK = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
const ADDRESS = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';

let first: CppReader;
beforeAll(async () => {
  first = await openCppReader(cppWasm());
});
afterAll(() => first[Symbol.dispose]());

describe('a picture looked at by two readers', () => {
  it('gives all of its codes', async () => {
    expect(new Set(await readCodes(photograph([EPK, ADDRESS]), first))).toEqual(new Set([EPK, ADDRESS]));
  });

  it('fault 27: gives each of four in a row, small and close together', async () => {
    const row = new URL('../../vectors/row-of-4.png', import.meta.url);
    const { width, height, data } = PNG.sync.read(await readFile(row));
    const values = Uint8ClampedArray.from({ length: width * height }, (_, dot) => data[4 * dot] ?? 0);
    expect((await readCodes({ width, height, values }, first)).length).toBe(4);
  });

  it('is read by the second where the first sees nothing, or dies of it', async () => {
    const blind: CppReader['read'][] = [async () => [], () => Promise.reject(new Error('memory access out of bounds'))];
    for (const read of blind) expect(await readCodes(photograph([EPK]), { read })).toEqual([EPK]);
  });

  it('is wiped, whoever read it', async () => {
    for (const read of [first.read, async () => []]) {
      const picture = photograph([EPK]);
      await readCodes(picture, { read });
      expect(picture.values.every((value) => value === 0)).toBe(true);
    }
  });

  it('may show nothing at all', async () => {
    const white = (side: number): Grey => ({
      ...{ width: side, height: side },
      values: new Uint8ClampedArray(side * side).fill(255),
    });
    expect(await readCodes(white(300), first)).toEqual([]);
    expect(await readCodes(white(5), first)).toEqual([]);
  });

  it('stays in no memory of the first', async () => {
    const own = await openCppReader(cppWasm());
    await own.read(photograph([EPK]));
    const { HEAPU8 } = (await prepareZXingModule({ fireImmediately: true })) as unknown as { HEAPU8: Uint8Array };
    expect(HEAPU8.some((value) => value !== 0)).toBe(true);
    own[Symbol.dispose]();
    expect(HEAPU8.some((value) => value !== 0)).toBe(false);
    first = await openCppReader(cppWasm());
  });
});
