/** The photo that a person chooses for a design: what its file shows, or why not; and no path comes from the page. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { PHOTO_BYTES, photoFrom } from '../../../core/product/photo.ts';
import { createProductHandlers } from '../../../electron/station/product-handlers.ts';
import { scratch } from '../../fakes/bench-station.ts';
import { exifTurned, jpegOf } from '../../fakes/photos.ts';

async function chosen(name: string | null, bytes: Uint8Array = new Uint8Array(0)) {
  const directory = await scratch();
  const path = name === null ? null : join(directory, name);
  if (path !== null) writeFileSync(path, bytes);
  const asked: unknown[] = [];
  const file = async (...question: readonly unknown[]) => {
    asked.push(question);
    return path;
  };
  const append = () => Promise.reject(new Error('nothing of a choice is on record'));
  const ask = { file, directory: async () => null };
  const answer = await createProductHandlers({ directory, journal: { append }, ask }).choosePhoto(null);
  return { answer, asked };
}

test('it is what the file shows, and is asked for by what it is', async () => {
  const { answer, asked } = await chosen('camera.jpg', jpegOf({ told: [exifTurned(1, true)] }));
  expect(must(answer)).toBe(must(photoFrom(jpegOf())));
  expect(asked).toEqual([['photo', ['jpg', 'jpeg', 'png']]]);
});

test('nothing is chosen where the person changed their mind', async () => {
  expect((await chosen(null)).answer).toEqual({ ok: true, value: null });
});

test.each([
  ['one that lies on its side', jpegOf({ told: [exifTurned(6, false)] }), 'photo-turned'],
  ['one that is too large', jpegOf({ filled: PHOTO_BYTES }), 'photo-too-large'],
  ['a page that calls itself a photo', Buffer.from('<html></html>'), 'not-a-photo'],
])('refused is %s', async (_, bytes, kind) => {
  expect((await chosen('camera.jpg', bytes)).answer).toMatchObject({ ok: false, error: { area: 'product', kind } });
});
