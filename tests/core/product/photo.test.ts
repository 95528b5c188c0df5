import { base64 } from '@scure/base';
import { PNG } from 'pngjs';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { PHOTO_BYTES, PHOTO_SIDE, photoFacts, photoFrom, photoTrouble } from '../../../core/product/photo.ts';
import { PRODUCT_FILE, productHash, readProduct, writeProduct } from '../../../core/product/product.ts';
import { jpegOf, segment, exifTurned } from '../../fakes/photos.ts';

const text = (words: string): Uint8Array => new Uint8Array(Buffer.from(words, 'latin1'));
const shown = (photo: string): string => Buffer.from(base64.decode(photo)).toString('latin1');
const kindOf = (picture: Uint8Array): string | null => {
  const made = photoFrom(picture);
  return made.ok ? null : made.error.kind;
};
const real = must(
  readProduct(readFileSync(join(import.meta.dirname, '../../../resources/products/real.product.json'), 'utf8')),
);
const withPhoto = (photo: string) => readProduct(JSON.stringify({ ...real, metal: { ...real.metal, photo } }));

/** A PNG of a grey card with a text chunk put before its dots. */
function png(width = 64, height = 40, told: Uint8Array = new Uint8Array(0)): Uint8Array {
  const picture = new PNG({ width, height });
  picture.data.fill(0x90);
  const bytes = PNG.sync.write(picture);
  return new Uint8Array(Buffer.concat([bytes.subarray(0, 33), told, bytes.subarray(33)]));
}

/** A chunk as pngjs would write it: of a kind that is left out. */
const chunk = (type: string, data: string): Uint8Array => {
  // The sum of a chunk is that of any decoder: taken from one that pngjs has written would need the same bytes.
  const body = Buffer.from(`${type}${data}`, 'latin1');
  let sum = 0xffffffff;
  for (const byte of body) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE((sum ^ 0xffffffff) >>> 0);
  return new Uint8Array(Buffer.concat([length, body, crc]));
};

describe('of a picture only what it shows is kept', () => {
  test('of a JPEG: no Exif, no profile, no comment, no thumbnail, nothing behind its end', () => {
    const bare = jpegOf();
    const told = jpegOf({
      told: [
        segment(0xe0, text('JFIF\0 a thumbnail')),
        segment(0xe1, text('Exif\0\0GPS 47.3769 8.5417')),
        segment(0xe2, text('ICC_PROFILE')),
        segment(0xfe, text('taken by somebody')),
      ],
      behind: text('a film of the factory'),
    });
    expect(photoFrom(told)).toEqual(photoFrom(bare));
    expect(shown(must(photoFrom(told)))).not.toMatch(/JFIF|Exif|GPS|ICC|somebody|film/);
  });

  test('of a PNG: no text, no time, nothing behind its end; its dots stay', () => {
    const told = Buffer.concat([png(64, 40, chunk('tEXt', 'Author\0somebody')), Buffer.from('behind')]);
    const made = must(photoFrom(new Uint8Array(told)));
    expect(made).toBe(must(photoFrom(png())));
    expect(shown(made)).not.toMatch(/Author|behind/);
    expect(PNG.sync.read(Buffer.from(base64.decode(made)))).toMatchObject({ width: 64, height: 40 });
  });

  test('made once, it is as it was made', () => {
    for (const picture of [jpegOf(), png()]) {
      const made = must(photoFrom(picture));
      expect(photoFrom(base64.decode(made))).toEqual({ ok: true, value: made });
      expect(photoTrouble(made)).toBeNull();
    }
  });
});

test('what is said of one: its kind, its dots, its bytes and their hash; and nothing of what is none', () => {
  for (const [kind, picture] of [
    ['JPEG', jpegOf({ width: 64, height: 40 })],
    ['PNG', png(64, 40)],
  ] as const) {
    const sha256 = createHash('sha256').update(picture).digest('hex');
    const facts = { kind, width: 64, height: 40, bytes: picture.length, sha256 };
    expect(photoFacts(must(photoFrom(picture)))).toEqual(facts);
  }
  for (const none of ['AAA', base64.encode(text('no photo')), base64.encode(png().subarray(0, -6))])
    expect(photoFacts(none)).toBeNull();
});

describe('refused', () => {
  test.each([
    ['nothing', new Uint8Array(0)],
    ['a text of another name', text('photo.jpg')],
    ['a GIF', text('GIF89a..........')],
    ['an SVG, which could ask for more', text('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a JPEG that ends early', jpegOf().subarray(0, -8)],
    ['a JPEG without a scan', jpegOf({ scan: false })],
    ['a JPEG of no size', jpegOf({ width: 0 })],
    ['a JPEG of four colours', jpegOf({ colours: 4 })],
    ['a JPEG with a frame more', jpegOf({ told: [segment(0xc0, new Uint8Array(9).fill(1))] })],
    ['a JPEG whose segment is longer than it', Uint8Array.of(0xff, 0xd8, 0xff, 0xdb, 0xff, 0xff, 1, 2)],
    ['a JPEG with arithmetic codes', jpegOf({ frame: 0xc9 })],
    ['a PNG that ends early', png().subarray(0, -6)],
    ['a PNG with a changed byte', png().map((byte, at) => (at === 20 ? byte ^ 1 : byte))],
    ['a PNG that needs what nobody knows', png(8, 8, chunk('ABCD', ''))],
  ])('as no photo: %s', (_, picture) => {
    expect(kindOf(picture)).toBe('not-a-photo');
  });

  test('too many dots, too many bytes', () => {
    expect(kindOf(jpegOf({ width: PHOTO_SIDE + 1 }))).toBe('photo-too-large');
    expect(kindOf(jpegOf({ height: 65_000 }))).toBe('photo-too-large');
    expect(kindOf(jpegOf({ filled: PHOTO_BYTES }))).toBe('photo-too-large');
    expect(kindOf(jpegOf({ width: PHOTO_SIDE, height: PHOTO_SIDE }))).toBeNull();
  });

  test('one that lies on its side and says so in what is taken out, in either order of bytes', () => {
    for (const little of [true, false]) {
      expect(kindOf(jpegOf({ told: [exifTurned(6, little)] }))).toBe('photo-turned');
      expect(kindOf(jpegOf({ told: [exifTurned(1, little)] }))).toBeNull();
    }
  });

  test('every cut of a JPEG and of a PNG, and none of them throws', () => {
    for (const whole of [jpegOf({ told: [exifTurned(6, true)] }), png(8, 8)])
      for (let cut = 0; cut < whole.length; cut++) expect(kindOf(whole.subarray(0, cut))).toBe('not-a-photo');
  });
});

describe('in a product', () => {
  const photo = must(photoFrom(jpegOf({ filled: PHOTO_BYTES - 1000 })));

  test('it is part of what its hash is of, and the largest fits its file', () => {
    const product = must(withPhoto(photo));
    expect(productHash(product)).not.toBe(productHash(real));
    expect(must(readProduct(writeProduct(product)))).toEqual(product);
    expect(writeProduct(product).length).toBeLessThan(PRODUCT_FILE);
    expect(Math.ceil(PHOTO_BYTES / 3) * 4).toBeLessThan(PRODUCT_FILE - 12 * 1024);
  });

  test.each([
    ['one that says more', base64.encode(jpegOf({ told: [segment(0xfe, text('by somebody'))] })), 'photo-says-more'],
    ['one that is none', base64.encode(text('no photo')), 'not-a-photo'],
    ['what is not base64', 'AAA', 'not-a-photo'],
    ['a link to one', 'https://example.com/photo.jpg', 'bad-field'],
    ['a data link', `data:image/jpeg;base64,${photo}`, 'bad-field'],
  ])('refused is %s', (_, odd, kind) => {
    expect(withPhoto(odd)).toMatchObject({ ok: false, error: { kind } });
  });
});
