import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { blankBitmap } from '../../../core/sticker/bitmap.ts';
import { inkOutline } from '../../../core/sticker/outline-ink.ts';
import { readTypeface, type Letter } from '../../../core/typeface/typeface.ts';
import { faceBytes, noto } from '../../fakes/typeface.ts';

const lettersOf = (text: string): readonly Letter[] => noto.letters(text) ?? [];

/** A letter of sixteen dots, a line of text a row of dots. */
function drawing(character: string): readonly string[] {
  const [letter] = lettersOf(character);
  const bitmap = blankBitmap(16, 16);
  inkOutline(bitmap, letter?.outline ?? [], 0, 14, 16);
  return Array.from({ length: 16 }, (_, y) =>
    Array.from(bitmap.dots.subarray(16 * y, 16 * y + 16), (dot) => (dot === 1 ? '#' : '.')).join(''),
  );
}

/** The first level of GB 2312: the 3755 Han characters that are written most, in rows 16 to 55. */
function commonHan(): readonly string[] {
  const bytes = Array.from({ length: 3755 }, (_, i) => [0xb0 + Math.floor(i / 94), 0xa1 + (i % 94)]);
  return Array.from(new TextDecoder('gb2312').decode(Uint8Array.from(bytes.flat())));
}

describe('a typeface', () => {
  it('has letters in the order of the text, as often as they stand there', () => {
    expect(lettersOf('李.李').map(({ character }) => character)).toEqual(['李', '.', '李']);
    expect(lettersOf('')).toEqual([]);
  });

  it('says how wide they are: Han letters are as wide as they are high', () => {
    expect(lettersOf('李伟口').map(({ advance }) => advance)).toEqual([1, 1, 1]);
    const [narrow, wide] = lettersOf('iW').map(({ advance }) => advance) as [number, number];
    expect(narrow).toBeLessThan(wide / 2);
  });

  it('has a letter whose outline is nothing, and none for what it cannot write', () => {
    expect(lettersOf(' ')).toMatchObject([{ outline: [] }]);
    for (const text of ['김', '李김', '𠮷', '\u{1F600}', '\uFFFF', '\uD800']) {
      expect(noto.letters(text)).toBeNull();
    }
  });

  it('draws what is straight, what is round and what is hollow', () => {
    expect(drawing('口')).toMatchInlineSnapshot(`
      [
        "................",
        "................",
        "..############..",
        "..##........##..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..#..........#..",
        "..############..",
        "..############..",
        "..#..........#..",
        "................",
      ]
    `);
    expect(drawing('o')).toMatchInlineSnapshot(`
      [
        "................",
        "................",
        "................",
        "................",
        "................",
        "...####.........",
        "..##..##........",
        ".##....#........",
        ".##....##.......",
        ".#.....##.......",
        ".#.....##.......",
        ".##....##.......",
        "..##..##........",
        "...####.........",
        "................",
        "................",
      ]
    `);
    expect(drawing('李')).toMatchInlineSnapshot(`
      [
        "................",
        ".......##.......",
        ".##############.",
        ".....######.....",
        ".....#.##.#.....",
        "...##..##..##...",
        ".###...##...###.",
        ".#..########....",
        ".........###....",
        "........##......",
        ".##############.",
        ".##############.",
        ".......##.......",
        ".......##.......",
        ".....###........",
        "................",
      ]
    `);
  });

  it('has the characters that are written most but for four, each near the square that it is drawn for', () => {
    const lacking = commonHan().filter((character) => '毖谰耪锨'.includes(character));
    const letters = lettersOf(
      commonHan()
        .filter((character) => !lacking.includes(character))
        .join(''),
    );
    expect(letters).toHaveLength(3751);
    for (const { outline, advance } of letters) {
      const lengths = outline.flat();
      expect([advance, lengths.length > 0]).toEqual([1, true]);
      expect(Math.min(...lengths)).toBeGreaterThan(-0.25);
      expect(Math.max(...lengths)).toBeLessThan(1.05);
    }
  });

  it.each(['王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗', '欧阳司马诸葛上官', '玥昶旻琛烨婧祎喆曦煜钰珏', '陳偉國龍華麗'])(
    'writes the names of %s',
    (text) => expect(lettersOf(text)).toHaveLength(text.length),
  );
});

describe('a file that is no such typeface', () => {
  const unpack = (bytes: Uint8Array): Uint8Array => brotliDecompressSync(bytes);

  it('is refused whatever is wrong with it', () => {
    const good = faceBytes();
    const other = good.slice();
    other[0] = 0;
    expect(() => readTypeface(other, unpack)).toThrow('not WOFF2');
    expect(() => readTypeface(good.slice(0, 60), unpack)).toThrow();
    expect(() => readTypeface(good.slice(0, good.length / 2), unpack)).toThrow();
    expect(() => readTypeface(good, () => new Uint8Array(9))).toThrow('ends too early');
  });

  it('is refused where letters are made of letters', () => {
    const FILE =
      'node_modules/@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2';
    const face = readTypeface(readFileSync(FILE), unpack);
    expect(() => face.letters('ž')).toThrow('made of letters');
  });
});
