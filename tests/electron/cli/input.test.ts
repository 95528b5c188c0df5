import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLines, type InputLine } from '../../../electron/cli/input.ts';

const LONGEST = 12;

async function read(...pieces: readonly (string | Uint8Array)[]): Promise<readonly (string | InputLine)[]> {
  async function* input() {
    for (const piece of pieces) yield new Uint8Array(Buffer.from(piece));
  }
  const lines: (string | InputLine)[] = [];
  for await (const line of readLines(input(), LONGEST)) lines.push('text' in line ? line.text : line);
  return lines;
}

const tooLong = { trouble: 'too-long' };

it('gives line after line, the last without its line feed as well', async () => {
  expect(await read('a\nbb\n', 'c')).toEqual(['a', 'bb', 'c']);
  expect(await read('a\n')).toEqual(['a']);
  expect(await read()).toEqual([]);
});

it('gives an empty line as one', async () => {
  expect(await read('\n\r\na\n')).toEqual(['', '', 'a']);
});

it('takes a carriage return before a line feed as part of it, even torn apart, and only there', async () => {
  expect(await read('a\r\nb\r', '\nc\rd\n')).toEqual(['a', 'b', 'c\rd']);
});

it('takes the longest line, and one byte more no longer', async () => {
  const longest = 'x'.repeat(LONGEST);
  expect(await read(`${longest}\n${longest}\r\n${longest}y\n${longest}\n`)).toEqual([
    longest,
    longest,
    tooLong,
    longest,
  ]);
});

it('reports a line that never ends once', async () => {
  expect(await read('a\n', ...Array.from({ length: 100 }, () => 'xxxxxxxxx'))).toEqual(['a', tooLong]);
});

it('refuses what is not UTF-8, and goes on behind it', async () => {
  const damaged = Buffer.from([0x61, 0xc3, 0x28, 0x0a]);
  expect(await read('é\n', damaged, 'b\n')).toEqual(['é', { trouble: 'not-utf-8' }, 'b']);
});

it('overwrites what it has read', async () => {
  const piece = Buffer.from('secret\nsec');
  async function* input() {
    yield piece;
  }
  for await (const _ of readLines(input(), LONGEST));
  expect(piece.every((byte) => byte === 0)).toBe(true);
});

it('gives the same lines however the bytes arrive', async () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'é', '🔑', '\r', '\n'), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), async (all, sizes) => {
      const bytes = Buffer.from(all);
      const pieces: Uint8Array[] = [];
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = sizes[i % sizes.length] ?? 1;
        pieces.push(bytes.subarray(at, at + size));
        at += size;
      }
      expect(await read(...pieces)).toEqual(await read(bytes));
      const whole = all.split('\n').map((line) => line.replace(/\r$/, ''));
      if (all === '' || all.endsWith('\n')) whole.pop();
      expect(await read(bytes)).toEqual(whole.map((line) => (Buffer.byteLength(line) > LONGEST ? tooLong : line)));
    }),
  );
});
