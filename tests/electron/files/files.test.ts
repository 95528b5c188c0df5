/** The one owner of writing whole, erasing, and words for what the disk answers. */
import { promises as disk } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eraseFile, overwrite, zeros } from '../../../electron/files/erase.ts';
import { diskFault, diskFaultOf, inWords } from '../../../electron/files/fault.ts';
import { shortageFor } from '../../../electron/files/room.ts';
import { replaceWhole, syncDirectory, writeNew } from '../../../electron/files/whole.ts';

let directory = '';
const at = (name: string): string => join(directory, name);

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-files-'));
});
afterEach(() => rm(directory, { recursive: true }));

const errno = (code: string): Error => Object.assign(new Error(`${code}: it failed`), { code });

describe('a file that is replaced', () => {
  test('is the new one, and what a power cut left of an earlier try is gone', async () => {
    await writeFile(at('a'), 'old');
    await writeFile(at('a.next'), 'half of something longer');
    await replaceWhole(directory, at('a'), 'new');
    expect([await readFile(at('a'), 'utf8'), await readdir(directory)]).toEqual(['new', ['a']]);
  });

  test('a new one is never written over another, nor through a link', async () => {
    await writeFile(at('a'), 'kept');
    await symlink(at('b'), at('link'));
    await expect(writeNew(at('a'), 'x')).rejects.toMatchObject({ code: 'EEXIST' });
    await expect(writeNew(at('link'), 'x')).rejects.toMatchObject({ code: 'EEXIST' });
    expect(await readFile(at('a'), 'utf8')).toBe('kept');
  });
});

test('D9: a system that syncs no directory is not asked to, and every other is', async () => {
  const refusing = { open: () => Promise.reject(errno('EPERM')) };
  const real = Object.getOwnPropertyDescriptor(process, 'platform') as PropertyDescriptor;
  const on = async (value: string): Promise<unknown> => {
    Object.defineProperty(process, 'platform', { ...real, value });
    try {
      return await syncDirectory(directory, refusing).catch((error: Error) => error.message);
    } finally {
      Object.defineProperty(process, 'platform', real);
    }
  };
  expect(await on('win32')).toBe(undefined);
  expect(await on('linux')).toContain('EPERM');
});

describe('a file that is erased', () => {
  test('is overwritten in all its length before its name goes', async () => {
    const written: Uint8Array[] = [];
    await writeFile(at('a'), Buffer.alloc(100_000, 7));
    const fs = { open: disk.open, unlink: async () => void written.push(await readFile(at('a'))) };
    expect(await eraseFile(at('a'), zeros, fs)).toBe(true);
    expect(written[0]).toEqual(Buffer.alloc(100_000));
    expect(await eraseFile(at('b'), zeros)).toBe(false);
  });

  test('that is a directory or a pipe is refused', async () => {
    await mkdir(at('d'));
    await expect(eraseFile(at('d'), zeros)).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(eraseFile('/dev/null', zeros)).rejects.toMatchObject({ code: 'NOT_A_FILE' });
  });

  test('says so when a medium keeps something else than what was written', async () => {
    await writeFile(at('a'), Buffer.alloc(10, 7));
    const file = await disk.open(at('a'), 'r+');
    await expect(overwrite(file, zeros, at('a'))).resolves.toBe(undefined);
    const write = (bytes: Uint8Array): Promise<object> => Promise.resolve({ bytesWritten: bytes.length });
    const lying = { stat: () => file.stat(), sync: () => file.sync(), write };
    const ones = (length: number): Uint8Array => new Uint8Array(length).fill(1);
    await expect(overwrite(lying as never, ones, at('a'))).rejects.toMatchObject({ code: 'READ_BACK' });
    await file.close();
  });
});

describe('what the disk answers', () => {
  test.each([
    ['ENOSPC', 'disk-full', 'the disk is full. Free some room.'],
    ['ENOMEDIUM', 'medium-gone', 'the medium was taken out. Put it back.'],
    ['EXYZ', 'disk-error', 'the disk refuses. Use another one.'],
  ])('%s is said in words', (code, kind, words) => {
    const fault = diskFaultOf(errno(code));
    expect([fault.kind, inWords(fault)]).toEqual([kind, words]);
    expect(diskFault('/x', errno(code))).toMatchObject({ error: { area: 'file', kind: 'disk', facts: { code } } });
  });

  test('a bug is not dressed up as a fault of the disk', () => {
    expect(() => diskFaultOf(new TypeError('a bug'))).toThrow('a bug');
    expect(() => diskFaultOf(errno('ERR_STREAM_DESTROYED'))).toThrow('it failed');
  });
});

test.each([
  [1000, false, null],
  [999, false, { needed: 1000, free: 999 }],
  [1_000_000, true, { needed: 1000, free: 0, words: 'it needs 1000 bytes and the disk has 0 bytes left' }],
])('ten units of a hundred bytes, %d free, on the reserve %s', async (free, low, short) => {
  const found = await shortageFor(10, 100, { journal: { low }, room: () => Promise.resolve(free) });
  if (short === null) expect(found).toBeNull();
  else expect(found).toMatchObject(short);
});
