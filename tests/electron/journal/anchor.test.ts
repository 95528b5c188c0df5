/** The power cut at every change of an anchor's file: what was acknowledged is there, and nothing else is needed. */
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import type { Head } from '../../../core/journal/chain.ts';
import { createAnchors, readAnchor, writeAnchor, type Anchors } from '../../../electron/journal/anchor.ts';
import { newDirectory } from '../../fakes/origin.ts';
import { power, type Loss } from '../../fakes/power.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power: over } = await import('../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: over.over(real.promises) };
});

const root = await newDirectory();
afterAll(() => rmSync(root, { recursive: true, force: true }));

const mac = (text: string): string => createHash('sha256').update(`the key ${text}`).digest('hex');
const headAt = (size: number, digit = 'abcdef'[size % 6] as string): Head => ({ size, hash: digit.repeat(64) });

let places = 0;
interface Place {
  readonly path: string;
  readonly anchors: Anchors;
}
function place(): Place {
  const directory = join(root, String(places++));
  mkdirSync(directory);
  const path = join(directory, 'journal.anchor');
  return {
    path,
    anchors: createAnchors({ beside: path, computer: null, medium: null, name: 'x', mac }),
  };
}

/** Both lines of a file that lies there. */
const bothIn = (path: string): readonly string[] => {
  const text = readFileSync(path, 'latin1');
  return [text.slice(0, 192), text.slice(-192)];
};

describe.each<Loss>(['half', 'unsynced', 'torn'])('the power cut at every change, what is %s lost', (loss) => {
  test('what was acknowledged is there, or what was under way', async () => {
    let cuts = 0;
    for (let n = 1; ; n++, cuts++) {
      const { path, anchors } = place();
      let acknowledged = 0;
      power.cutAt(n, loss);
      const whole = await (async () => {
        for (let size = 1; size <= 6; size++) {
          await anchors.write(headAt(size));
          acknowledged = size;
        }
        return true;
      })().catch(() => false);
      await power.restore();
      const stands = await readAnchor(path, mac);
      if (acknowledged === 0) expect(['gone', 1]).toContain(stands === 'gone' ? stands : stands.size);
      else expect([headAt(acknowledged), headAt(acknowledged + 1)]).toContainEqual(stands);
      // And it is gone on with, from whatever was left.
      await writeAnchor(path, headAt(9), mac);
      expect(await readAnchor(path, mac)).toEqual(headAt(9));
      if (whole) break;
    }
    // The first makes the file in five changes; each of the others takes two writes and a sync.
    expect(cuts).toBe(5 + 5 * 3);
  });

  test.each([
    ['before the last', headAt(3, '9')],
    ['as far, of another history', headAt(5, '9')],
  ])('a head %s takes the place of what was there', async (_, other) => {
    for (let n = 1, whole = false; !whole; n++) {
      const { path, anchors } = place();
      for (const size of [4, 5]) await anchors.write(headAt(size));
      let may = [headAt(5), other];
      power.cutAt(n, loss);
      whole = await (async () => {
        await anchors.write(other);
        may = [other, headAt(6)];
        await anchors.write(headAt(6));
        return true;
      })().catch(() => false);
      await power.restore();
      expect(may).toContainEqual(await readAnchor(path, mac));
    }
  });
});

describe('what a pencil finds there', () => {
  test('no older line, whichever of the two is spoilt', async () => {
    const { path, anchors } = place();
    for (let size = 1; size <= 5; size++) {
      await anchors.write(headAt(size));
      const [first, second] = bothIn(path);
      expect(first).toBe(second);
      expect(first).toContain(`twofold-anchor-1 ${size} `);
    }
  });

  test('a line that is not the station’s counts for nothing, and the other does', async () => {
    const { path, anchors } = place();
    await anchors.write(headAt(4));
    const bytes = readFileSync(path);
    bytes.write('twofold-anchor-1 9', 0, 'latin1');
    writeFileSync(path, bytes);
    expect(await readAnchor(path, mac)).toEqual(headAt(4));
    bytes.write('twofold-anchor-1 9', bytes.length - 192, 'latin1');
    writeFileSync(path, bytes);
    expect(await readAnchor(path, mac)).toBe('gone');
  });
});

describe('a file that is not the one it left there is not written into', () => {
  test('a link, another file, a second name', async () => {
    const { path, anchors } = place();
    await anchors.write(headAt(1));
    await rename(path, `${path}.aside`);
    const aside = readFileSync(`${path}.aside`, 'latin1');
    symlinkSync(`${path}.aside`, path);
    await anchors.write(headAt(2));
    writeFileSync(`${path}.other`, 'short');
    await rename(`${path}.other`, path);
    await anchors.write(headAt(3));
    expect(await readAnchor(path, mac)).toEqual(headAt(3));
    // As long as it, and under a second name: that is somebody's, or a backup.
    await rm(path);
    linkSync(`${path}.aside`, path);
    await anchors.write(headAt(4));
    expect(await readAnchor(path, mac)).toEqual(headAt(4));
    expect(readFileSync(`${path}.aside`, 'latin1')).toBe(aside);
  });

  test('a note of one line, as the first stations wrote it, is read and then replaced', async () => {
    const { path, anchors } = place();
    const text = `twofold-anchor-1 7 ${headAt(7).hash}`;
    writeFileSync(path, `${text} ${mac(text)}\n`);
    expect(await readAnchor(path, mac)).toEqual(headAt(7));
    await anchors.write(headAt(8));
    expect(statSync(path).size).toBeGreaterThan(512);
    expect(await readAnchor(path, mac)).toEqual(headAt(8));
  });
});
