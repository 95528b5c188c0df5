/** What is read back of a medium is read from it, and not from what the system still has of it in memory. */
import { constants, mkdtempSync, promises as disk, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writePart, type MediumFs } from '../../../electron/files/medium.ts';
import { isPast, keepsAnother, pastCache } from '../../fakes/past-cache.ts';

const { O_DIRECT = 0 } = constants;
let medium = '';
beforeEach(() => void (medium = mkdtempSync(join(tmpdir(), 'twofold-medium-'))));
afterEach(() => rmSync(medium, { recursive: true, force: true }));

const bytes = Uint8Array.from({ length: 200_001 }, (_, i) => i % 251);

async function held(fs: MediumFs): Promise<boolean> {
  const part = await writePart(fs, medium, 'file', bytes);
  await part.publish();
  return part.holds();
}

const where = (bend: (handle: disk.FileHandle) => void): MediumFs => ({ ...disk, open: pastCache(bend) });
const refused = (): Error => Object.assign(new Error('EINVAL'), { code: 'EINVAL' });

test('what lies there whole is found so, of any length', async () => {
  expect(await held(disk)).toBe(true);
  expect(readFileSync(join(medium, 'file'))).toEqual(Buffer.from(bytes));
});

test.runIf(process.platform === 'linux')(
  'a stick that keeps something else than the system remembers is found out',
  async () => expect(await held(where(keepsAnother))).toBe(false),
);

test('a file system without such a way is read as any other', async () => {
  expect(
    await held({
      ...disk,
      open: (path, flags, mode) => (isPast(flags) ? Promise.reject(refused()) : disk.open(path, flags, mode)),
    }),
  ).toBe(true);
  expect(await held(where((handle) => Object.assign(handle, { read: () => Promise.reject(refused()) })))).toBe(true);
});

test('memory that does not lie as the device wants it is tried from the next place on', async () => {
  let tries = 0;
  const particular = where((handle) => {
    const read = handle.read.bind(handle) as (...given: unknown[]) => Promise<unknown>;
    Object.assign(handle, {
      read: (buffer: Buffer, from: number, ...rest: unknown[]) =>
        from % 512 === 496 ? read(buffer, from, ...rest) : (tries++, Promise.reject(refused())),
    });
  });
  expect(await held(particular)).toBe(true);
  expect(tries).toBe(O_DIRECT === 0 ? 0 : 31);
});
