import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPictureReader } from '../../../../electron/roles/check/picture.ts';
import { bundle } from '../../../fakes/cli-bundle.ts';
import { photograph } from '../../../fakes/pictures.ts';

const ADDRESS = '1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB';
let dist: string;

beforeAll(async () => {
  dist = await bundle({ picture: 'electron/workers/picture.ts' });
});
afterAll(() => rm(dist, { recursive: true, force: true }));

describe('reading a picture in a thread of its own', () => {
  it('finds the codes, and leaves nothing of the picture', async () => {
    const picture = photograph([ADDRESS, 'TF-000123']);
    const read = await createPictureReader(dist)(picture);
    expect(read.ok && new Set(read.value)).toEqual(new Set([ADDRESS, 'TF-000123']));
    expect(picture.values.every((value) => value === 0)).toBe(true);
  });

  it.each([
    ['no code', 200, 100, 20_000, 'no-code'],
    ['too few values', 200, 100, 10, 'not-a-picture'],
    ['no width', 0, 100, 0, 'not-a-picture'],
    ['a side too long', 2401, 1, 2401, 'not-a-picture'],
  ])('says so of %s', async (_, width, height, values, kind) => {
    const read = await createPictureReader(dist)({ width, height, values: new Uint8ClampedArray(values).fill(200) });
    expect(read).toMatchObject({ ok: false, error: { kind } });
  });

  it('is ended when it takes too long', async () => {
    const { width, height, values } = photograph(['x'], { noise: 255, module: 30 });
    const read = await createPictureReader(dist, 1)({ width, height, values });
    expect(read).toMatchObject({ ok: false, error: { kind: 'took-too-long' } });
  });
});
