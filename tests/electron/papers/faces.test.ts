import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { facesIn, typefaceIn } from '../../../electron/papers/faces.ts';
import { faceBytes } from '../../fakes/typeface.ts';

const made: string[] = [];
afterEach(() => Promise.all(made.splice(0).map((path) => rm(path, { recursive: true }))));

/** A folder of window's files with these typefaces. */
async function distOf(files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'faces-'));
  made.push(dist);
  const assets = join(dist, 'renderer', 'assets');
  await mkdir(assets, { recursive: true });
  for (const [weight, bytes] of Object.entries(files)) {
    await writeFile(join(assets, `noto-sans-sc-chinese-simplified-${weight}-normal.woff2`), bytes);
  }
  return dist;
}

test('labels are drawn in the typeface that the window has, and in none where it is not there or broken', async () => {
  const good = await typefaceIn(await distOf({ 400: faceBytes() }));
  expect(good?.letters('李伟')).toHaveLength(2);
  expect(await typefaceIn(await distOf({}))).toBeNull();
  expect(await typefaceIn(await distOf({ 400: faceBytes().slice(0, 5000) }))).toBeNull();
});

test('pages bring both weights of it', async () => {
  const rules = await facesIn(await distOf({ 400: Uint8Array.of(1, 2, 3), 700: Uint8Array.of(4, 5, 6) }));
  expect(rules).toContain('font-weight: 400; src: url(data:font/woff2;base64,AQID)');
  expect(rules).toContain('font-weight: 700; src: url(data:font/woff2;base64,BAUG)');
});
