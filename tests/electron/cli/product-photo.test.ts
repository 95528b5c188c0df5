/** A photo put into a product's file from the command line, taken out again, and what is refused on the way. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { PHOTO_BYTES, photoFrom } from '../../../core/product/photo.ts';
import { readProduct } from '../../../core/product/product.ts';
import { exifTurned, jpegOf, segment } from '../../fakes/photos.ts';
import { commandLine } from './run.ts';

const twofold = commandLine();
let home = '';
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-photo-'))));
afterAll(() => rmSync(home, { recursive: true }));

const factsOf = (picture: Uint8Array): object => {
  const sha256 = createHash('sha256').update(picture).digest('hex');
  return { kind: 'JPEG', width: 640, height: 400, bytes: picture.length, sha256 };
};
const run = (...args: readonly string[]) => twofold.run(['product', 'photo', ...args, '--json']);
function file(name: string, bytes: Uint8Array): string {
  writeFileSync(join(home, name), bytes);
  return join(home, name);
}
const folder = (name: string): string => {
  mkdirSync(join(home, name), { recursive: true });
  return join(home, name);
};
const written = (name: string) => must(readProduct(readFileSync(join(home, name, 'real.product.json'), 'utf8')));

test('it goes in as what it shows, in the next revision, and out again', async () => {
  const told = jpegOf({ told: [segment(0xe1, Buffer.from('Exif\0\0GPS')), exifTurned(1, true)] });
  const picture = file('camera.jpg', told);
  expect(await run('--product', 'real', '--picture', picture, '--out', folder('in'))).toMatchObject({ code: 0 });
  const { metal, revision } = written('in');
  expect(metal.photo).toBe(must(photoFrom(jpegOf())));
  const out = await run('--file', join(home, 'in', 'real.product.json'), '--none', '--out', folder('out'));
  expect(out.code).toBe(0);
  expect([written('out').metal.photo, written('out').revision]).toEqual([undefined, revision + 1]);
});

test.each([
  ['one that lies on its side', () => file('turned.jpg', jpegOf({ told: [exifTurned(6, false)] })), 'photo-turned'],
  ['one that is too large', () => file('large.jpg', jpegOf({ filled: PHOTO_BYTES })), 'photo-too-large'],
  ['a page that calls itself a photo', () => file('page.jpg', Buffer.from('<html></html>')), 'not-a-photo'],
  ['an empty file', () => file('empty.png', new Uint8Array(0)), 'not-a-photo'],
  ['a folder', () => folder('folder.jpg'), 'not-a-file'],
  [
    'a link to a photo',
    () => {
      symlinkSync(file('there.jpg', jpegOf()), join(home, 'link.jpg'));
      return join(home, 'link.jpg');
    },
    'not-a-file',
  ],
] as const)('refused is %s, and no file is written', async (name, picture, kind) => {
  const out = folder(`none ${name}`);
  const { code, answers } = await run('--product', 'real', '--picture', picture(), '--out', out);
  expect(code).not.toBe(0);
  expect(answers.at(-1)).toMatchObject({ error: { kind } });
  expect(() => readFileSync(join(out, 'real.product.json'))).toThrow('ENOENT');
});

test('a photo or none: one of the two', async () => {
  const picture = file('both.jpg', jpegOf());
  for (const given of [[], ['--picture', picture, '--none']])
    expect((await run('--product', 'real', ...given, '--out', home)).answers.at(-1)).toMatchObject({
      error: { kind: 'go-together' },
    });
});

test('what is shown of a product says of its photo what it is, and spares people its letters', async () => {
  const picture = jpegOf({ width: 640, height: 400 });
  await run('--product', 'real', '--picture', file('shown.jpg', picture), '--out', folder('shown'));
  const from = ['--file', join(home, 'shown', 'real.product.json')];
  const { said, code } = await twofold.run(['product', 'show', ...from, '--json']);
  expect(code).toBe(0);
  expect(said.at(-1)).toMatchObject({ says: { metal: { photo: factsOf(picture) } } });
  const { photo = '' } = written('shown').metal;
  expect(JSON.stringify(said)).not.toContain(photo.slice(0, 40));
});
