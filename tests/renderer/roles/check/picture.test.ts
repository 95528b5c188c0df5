import { PNG } from 'pngjs';
import { describe, expect, it } from 'vitest';
import { readGrey, sizeOf } from '../../../../renderer/roles/check/picture.ts';

const view = (bytes: Iterable<number>): DataView => new DataView(Uint8Array.from(bytes).buffer);
const png = PNG.sync.write(new PNG({ width: 300, height: 7 }));
/** Start of image, an application segment, a table, a baseline frame of 480 x 640. */
const jpeg = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xdb, 0, 3, 9, 0xff, 0xc0, 0, 11, 8, 1, 0xe0, 2, 0x80, 1];

/** Application segments of the largest size, then the frame. */
function jpegWithMetadata(least: number): Uint8Array {
  const segment = Uint8Array.from({ length: 65_537 }, (_, at) => [0xff, 0xe1, 0xff, 0xff][at] ?? 0);
  const count = Math.ceil(least / segment.length);
  return Uint8Array.from(
    [jpeg.slice(0, 2), ...Array<Uint8Array>(count).fill(segment), jpeg.slice(2)].flatMap((part) => [...part]),
  );
}

/** The head of a WebP: its first chunk, and what is in it up to the size. */
const webp = (chunk: string, before: readonly number[], size: readonly number[]): number[] => [
  ...Buffer.from(`RIFF\0\0\0\0WEBP${chunk}\0\0\0\0`, 'latin1'),
  ...before,
  ...size,
  ...Array<number>(8).fill(0),
];

describe('the size that a picture claims', () => {
  it.each<[string, Iterable<number>, { width: number; height: number } | null]>([
    ['a PNG', png, { width: 300, height: 7 }],
    ['a JPEG', jpeg, { width: 640, height: 480 }],
    ['a progressive JPEG', jpeg.with(15, 0xc2), { width: 640, height: 480 }],
    ['a JPEG cut short', jpeg.slice(0, 16), null],
    ['a JPEG whose segments are garbage', [0xff, 0xd8, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], null],
    ['a JPEG of no height', jpeg.with(19, 0).with(20, 0), null],
    ['a PNG of no width', Buffer.from(png).fill(0, 16, 20), null],
    ['fault 27: a JPEG behind 2 MB of metadata', jpegWithMetadata(2 << 20), { width: 640, height: 480 }],
    [
      'fault 27: a lossy WebP',
      webp('VP8 ', [0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a].slice(3), [0x80, 2, 0xe0, 1]),
      { width: 640, height: 480 },
    ],
    ['fault 27: a lossless WebP', webp('VP8L', [0x2f], [0x7f, 0xc2, 0x77, 0]), { width: 640, height: 480 }],
    ['fault 27: an extended WebP', webp('VP8X', [0, 0, 0, 0], [0x7f, 2, 0, 0xdf, 1, 0]), { width: 640, height: 480 }],
    ['text', Buffer.from('no picture at all, only words'), null],
    ['nothing', [], null],
  ])('is read from the head of %s', (_, bytes, size) => {
    expect(sizeOf(view(bytes))).toEqual(size);
  });

  it('comes to an end with any bytes', () => {
    for (let seed = 0; seed < 200; seed++) {
      const bytes = Uint8Array.from({ length: 64 }, (_, i) =>
        i < 2 ? (jpeg[i] ?? 0) : (seed * 31 + i * i * 17) & 0xff,
      );
      const size = sizeOf(view(bytes));
      expect(size === null || size.width > 0).toBe(true);
    }
  });
});

describe('a file', () => {
  it('that is no picture, or claims too much, is not decoded', async () => {
    expect(await readGrey(new Blob(['hello']))).toBe('not-a-picture');
    const bomb = PNG.sync.write(new PNG({ width: 2, height: 2 }));
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    expect(await readGrey(new Blob([new Uint8Array(bomb)]))).toBe('picture-too-large');
    expect(await readGrey(new Blob([new Uint8Array((60 << 20) + 1)]))).toBe('picture-too-large');
    expect(await readGrey(new Blob([Buffer.from('\0\0\0\x18ftypheic\0\0\0\0')]))).toBe('heic-picture');
  });
});
