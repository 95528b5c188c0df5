import { expect, it } from 'vitest';
import { FOLDER_REFUSALS, LINE_REFUSALS } from '../../../core/etch/refusals.ts';
import { lineRefused } from '../../../electron/etch/link.ts';
import { sentence } from '../../../resources/words/text.ts';
import { zh } from '../../../resources/words/zh/zh.ts';

it.each(LINE_REFUSALS)('says in each language why a laser on a line was not started: %s', (why) => {
  const { error } = lineRefused('/dev/ttyUSB0', why);
  expect(error.message).toMatch(/^The laser at \/dev\/ttyUSB0 was not started: [a-z ,;]+\. Nothing was marked\.$/);
  const said = sentence(zh, error);
  // Its path, and nothing else in Latin letters.
  expect(said.replace('/dev/ttyUSB0', '')).toMatch(/^[\p{Script=Han}（），：。]+$/u);
});

it('adds what the device calls it, in its own words and behind the reason', () => {
  const { error } = lineRefused('COM3', 'no-text', 'card: T2');
  expect(error.message).toContain('for each text; add those that are missing (card: T2). Nothing');
  expect(sentence(zh, error)).toMatch(/请补上所缺的对象（card: T2）。没有打标。$/);
});

it.each(FOLDER_REFUSALS)('says in Chinese why jobs cannot go to a folder: %s', (why) => {
  const refused = (code?: string) => ({
    area: 'etch' as const,
    kind: 'bad-target' as const,
    message: '',
    facts: { path: '/media/laser', why, ...(code === undefined ? {} : { code }) },
  });
  expect(sentence(zh, refused()).replace('/media/laser', '')).toMatch(/^[\p{Script=Han}（），：。、 U]+$/u);
  expect(sentence(zh, refused('EIO'))).toContain('（EIO）：');
});
