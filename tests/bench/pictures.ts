/** Pictures of damaged stickers: how many each reader reads, and in which time. */
import { readCodes } from '../../core/scan/codes.ts';
import { openCppReader } from '../../core/scan/cpp-reader.ts';
import type { Grey } from '../../core/scan/grey.ts';
import { readPicture } from '../../core/scan/picture.ts';
import { cppWasm } from '../../electron/workers/cpp-wasm.ts';
import { damaged, DAMAGES } from '../fakes/damages.ts';
import { median, milliseconds } from './measure.ts';
import { atLeast, type Table } from './table.ts';

const TEXT = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
const EACH = 6;

export async function pictures(): Promise<readonly Table[]> {
  using first = await openCppReader(cppWasm());
  const readers: Readonly<Record<string, (picture: Grey) => Promise<readonly string[]> | readonly string[]>> = {
    'zxing-js, all its looks': (picture) => readPicture(picture),
    'zxing-cpp, all its views': (picture) => first.read(picture),
    'one after the other': (picture) => readCodes(picture, first),
  };
  const rows = [];
  for (const [what, read] of Object.entries(readers)) {
    const times: number[] = [];
    let count = 0;
    for (const damage of Object.values(DAMAGES)) {
      for (let number = 0; number < EACH; number++) {
        const picture = damaged(damage, TEXT, number);
        let texts: readonly string[] = [];
        times.push(await milliseconds(async () => (texts = await read(picture))));
        if (texts.includes(TEXT)) count++;
      }
    }
    const last = what === 'one after the other';
    rows.push(
      { what: `${what}: read`, value: count, unit: 'x' as const, ...(last && { target: atLeast(160) }) },
      { what: `${what}: a picture, p50`, value: median(times), unit: 'ms' as const },
    );
  }
  return [{ title: `${Object.keys(DAMAGES).length * EACH} pictures of damaged stickers`, rows }];
}
