/** Settings and media as records keep them, in the words of the window. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { LASER_SETTINGS } from '../../../electron/roles/bench/laser-record.ts';
import { enSettings } from '../../../resources/words/en/records/settings.ts';
import { zh } from '../../../resources/words/zh/zh.ts';
import { eventSentence } from '../../../resources/words/text.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

test('every setting of which a change goes on record has its name', () => {
  const folder = join(root, 'electron');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts'));
  const text = sources.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n');
  const written = [...text.matchAll(/'settings-changed',\s*what: '([a-z-]+)'/g)].map(([, what]) => what ?? '');
  const found = [...written, ...LASER_SETTINGS];
  expect(found.length).toBeGreaterThan(8);
  expect(found.filter((what) => !Object.hasOwn(enSettings, what))).toEqual([]);
});

/** What may stand in Latin letters in Chinese: units and names of things that are so called. */
const NAMES = /\b(zpl|tspl|dxf|svg|link|USB|dev|ttyUSB0|default|steel|fill)\b/g;

test.each([
  ['ribbon', 'not counted'],
  ['roll', '500'],
  ['tray', '2x3, 92 x 60 mm, margin 10 mm, serpentine, without 4'],
  ['job-folder', "the station's own"],
  ['job-name', "each job's own"],
  ['job-format', 'dxf'],
  ['idle', '5 min, before 10'],
  ['laser', 'files'],
  ['laser', '/dev/ttyUSB0 default'],
  ['read-back', '10 of 100 cards symbol by symbol'],
  ['read-back', 'every card symbol by symbol'],
  ['stickers', 'zpl 8 dots/mm 60 x 40 mm link, next by itself'],
  ['stickers', 'tspl 12 dots/mm 60 x 40 mm link, next by hand'],
  ['labels', 'zpl 8 dots/mm 60 x 40 mm'],
  ['fixture', 'bottom-left, 1 2 mm, turned 90, mirrored, 1 1, y up'],
  ['pen', 'steel, fill: 40 %, 800 mm/s, 20 kHz, 3 passes'],
  ['packing', 'not printed'],
  ['packing', 'printed'],
  ['scan-source', 'standard input'],
  ['shift-check', 'none'],
  ['shift-check', '8 h'],
])('%s set to "%s" is Chinese in Chinese', (what, to) => {
  const said = eventSentence(zh, { kind: 'settings-changed', what, to } as JournalEvent);
  const latin = said.replace(NAMES, '').replace('bottom-left', '').match(/[A-Za-z]{2,}/g);
  expect(latin, said).toBeNull();
});

test('a folder of the disk and a device without an id are named in Chinese; an id stays what it is', () => {
  const { on } = zh.originWindow.sending;
  expect(on('folder 0123456789ab', '安娜')).toBe('在 文件夹 0123456789ab 上，由 安娜 携带');
  expect(on('device 2049, 16000 bytes', '安娜')).toBe('在 设备 2049（16000 字节） 上，由 安娜 携带');
  expect(on('4A2B-19FF', '安娜')).toBe('在 4A2B-19FF 上，由 安娜 携带');
  expect(zh.papers.slip.mediumOf('folder 0123456789ab')).toBe('文件夹 0123456789ab');
});
