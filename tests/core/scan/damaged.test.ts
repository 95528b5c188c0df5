import { expect, it } from 'vitest';
import { readCodes } from '../../../core/scan/codes.ts';
import { openCppReader } from '../../../core/scan/cpp-reader.ts';
import { cppWasm } from '../../../electron/workers/cpp-wasm.ts';
import { damaged, DAMAGES } from '../../fakes/damages.ts';

const EACH = 6;
const LEAST = 160;

it(`of ${Object.keys(DAMAGES).length * EACH} pictures of damaged stickers at least ${LEAST} are read, and none wrongly`, async () => {
  using first = await openCppReader(cppWasm());
  const unread: string[] = [];
  for (const [name, damage] of Object.entries(DAMAGES)) {
    for (let number = 0; number < EACH; number++) {
      const text = `6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76g${'TXYZabc'.slice(number, number + 2)}`;
      const texts = await readCodes(damaged(damage, text, number), first);
      expect([[], [text]], `${name}, ${number}`).toContainEqual(texts);
      if (texts.length === 0) unread.push(`${name}, ${number}`);
    }
  }
  expect(Object.keys(DAMAGES).length * EACH).toBe(180);
  expect(180 - unread.length, unread.join('; ')).toBeGreaterThanOrEqual(LEAST);
}, 300_000);
