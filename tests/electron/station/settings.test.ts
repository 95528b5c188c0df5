import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ONE_CARD } from '../../../core/etch/tray.ts';
import { DEFAULT_HABITS } from '../../../core/scan/habits.ts';
import { openSettings, SIMULATED } from '../../../electron/station/settings.ts';
import { scratch } from '../../fakes/bench-station.ts';

const DEFAULTS = {
  language: 'en',
  languages: {},
  idle: 5,
  theme: 'system',
  textSize: 'medium',
  sound: true,
  scanner: { port: SIMULATED, baudRate: 9600, feedback: 'none', usb: null, habits: DEFAULT_HABITS },
  printer: { port: SIMULATED, baudRate: 9600, feedback: 'none', usb: null, left: null, ribbon: null },
  stickers: { language: 'zpl', dpmm: 12, width: 22, height: 22, serialIn: 'link', follow: true },
  labels: { language: 'zpl', dpmm: 8, width: 50, height: 25 },
  packing: false,
  laser: { format: 'svg', directory: null, slot: null, link: null },
  tray: ONE_CARD,
  reasons: [],
  reading: { code: false, share: 10 },
  shift: { target: 38, check: 0 },
};

test('a change outlives the station', async () => {
  const directory = await scratch();
  const settings = await openSettings(directory);
  expect(settings.value).toEqual(DEFAULTS);
  expect(await settings.change({ language: 'zh', sound: false })).toEqual({ ok: true, value: null });
  expect(settings.value).toEqual({ ...DEFAULTS, language: 'zh', sound: false });
  expect((await openSettings(directory)).value).toEqual(settings.value);
  expect((await stat(join(directory, 'settings.json'))).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['settings.json']);
});

test("a language is that of who chose it, and the window's for everybody else", async () => {
  const directory = await scratch();
  const settings = await openSettings(directory);
  settings.speakTo('00000000000000aa');
  await settings.change({ language: 'zh', sound: false });
  expect(settings.value).toMatchObject({ language: 'zh', sound: false });
  settings.speakTo('00000000000000bb');
  expect(settings.value).toMatchObject({ language: 'en', sound: false });
  settings.speakTo(null);
  await settings.change({ language: 'zh' });
  settings.speakTo('00000000000000bb');
  await settings.change({ language: 'en' });
  const again = await openSettings(directory);
  const spoken = ['00000000000000aa', '00000000000000bb', '00000000000000cc', null].map((person) => {
    again.speakTo(person);
    return again.value.language;
  });
  expect(spoken).toEqual(['zh', 'en', 'zh', 'zh']);
});

test('a file cut anywhere is no file, and never a half of one', async () => {
  const directory = await scratch();
  const path = join(directory, 'settings.json');
  await (await openSettings(directory)).change({ language: 'zh' });
  const whole = await readFile(path, 'utf8');
  for (let length = 0; length < whole.length; length += 7) {
    await writeFile(path, whole.slice(0, length));
    expect((await openSettings(directory)).value).toEqual(DEFAULTS);
  }
  await writeFile(path, whole);
  expect((await openSettings(directory)).value.language).toBe('zh');
});

describe('what is not understood falls back', () => {
  test.each([
    'null',
    '[]',
    '"zh"',
    '7',
    '{"language":"xx"}',
    '{"scanner":{"port":7}}',
    '{"stickers":{"dpmm":9}}',
    '\u0000\u0001',
  ])('%j', async (text) => {
    const directory = await scratch();
    await writeFile(join(directory, 'settings.json'), text);
    expect((await openSettings(directory)).value).toEqual(DEFAULTS);
  });
});

test('changes at once are all kept', async () => {
  const directory = await scratch();
  const settings = await openSettings(directory);
  await Promise.all([
    settings.change({ language: 'zh' }),
    settings.change({ theme: 'dark' }),
    settings.change({ sound: false }),
  ]);
  const expected = { ...DEFAULTS, language: 'zh', theme: 'dark', textSize: 'medium', sound: false };
  expect(settings.value).toEqual(expected);
  expect((await openSettings(directory)).value).toEqual(expected);
});

test('a change that cannot be saved is refused, and is not there', async () => {
  const directory = await scratch();
  const settings = await openSettings(directory);
  await settings.change({ theme: 'dark' });
  await mkdir(join(directory, 'settings.json.next'));
  const answer = await settings.change({ language: 'zh' });
  expect(answer).toMatchObject({ ok: false, error: { kind: 'settings-failed', facts: { code: 'EISDIR' } } });
  expect(settings.value).toEqual({ ...DEFAULTS, theme: 'dark' });
});
