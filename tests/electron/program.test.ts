import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { must } from '../../core/base/result.ts';
import { MANIFEST, openProgram, type ProgramFiles } from '../../electron/program.ts';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');
const PACKED: Readonly<Record<string, string>> = {
  twofold: 'the runtime',
  'locales/en-US.pak': 'words of the runtime',
  'resources/app.asar': 'our own code',
  'resources/app.asar.unpacked/serialport.node': 'for the ports',
};
const manifestOf = (files: Readonly<Record<string, string>>): string =>
  Object.entries(files)
    .map(([name, text]) => `${hashOf(text)}  ${name}\n`)
    .join('');

/** A disk with these files; the manifest is one of them. */
function diskOf(files: Readonly<Record<string, string>>): ProgramFiles {
  const textOf = (name: string): string => {
    const text = files[name];
    if (text === undefined) throw new Error('ENOENT');
    return text;
  };
  return {
    read: async (name) => Buffer.from(textOf(name)),
    sha256: async (name) => hashOf(textOf(name)),
    list: async (folder) =>
      Object.keys(files).flatMap((name) => (name.startsWith(`${folder}/`) ? [name.slice(folder.length + 1)] : [])),
  };
}
const whole = { ...PACKED, [MANIFEST]: manifestOf(PACKED) };

const open = (change: Readonly<Record<string, string | undefined>>) =>
  openProgram(
    diskOf(
      Object.fromEntries(
        Object.entries({ ...whole, ...change }).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
      ),
    ),
  );
const named = (list: string) => ({ ok: false, error: { area: 'launch', kind: 'altered-program', facts: { list } } });

describe('M10: the program knows itself', () => {
  test('as it was packed it opens, and says which build it is', async () => {
    const program = must(await open({}));
    expect(program.build).toBe(hashOf(manifestOf(PACKED)).slice(0, 16));
    expect(await program.rest()).toEqual({ ok: true, value: null });
  });

  test.each([
    ['one byte of the archive', { 'resources/app.asar': 'our own cod3' }, 'resources/app.asar'],
    [
      'a library that is gone',
      { 'resources/app.asar.unpacked/serialport.node': undefined },
      'resources/app.asar.unpacked/serialport.node',
    ],
    ['a folder that would be loaded first', { 'resources/app/index.js': 'not ours' }, 'resources/app/index.js'],
    ['no manifest', { [MANIFEST]: undefined }, MANIFEST],
    ['an empty manifest', { [MANIFEST]: '' }, 'resources/app.asar, resources/app.asar.unpacked/serialport.node'],
  ])('%s: no station opens', async (_what, change, list) => {
    expect(await open(change)).toMatchObject(named(list));
  });

  test('a file of the runtime is found out behind the window', async () => {
    const program = must(await open({ twofold: 'another runtime', 'locales/en-US.pak': undefined }));
    expect(await program.rest()).toMatchObject(named('twofold, locales/en-US.pak'));
  });

  test('another program with a manifest of its own says another build', async () => {
    const other = { ...PACKED, 'resources/app.asar': 'not ours' };
    const program = must(await open({ ...other, [MANIFEST]: manifestOf(other) }));
    expect(program.build).not.toBe(must(await open({})).build);
  });
});
