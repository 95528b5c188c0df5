import { expect, test } from 'vitest';
import { FEEDBACK, feedbackBytes, isFeedbackName, type FeedbackName } from '../../../core/scan/feedback.ts';

test.each<[FeedbackName, readonly number[], readonly number[]]>([
  ['none', [], []],
  ['honeywell-host-ack', [0x1b, 0x37, 0x2c], [0x1b, 0x38, 0x2c]],
  ['datalogic-host', [0x01], [0x46, 0x45]],
])('%s', (profile, good, bad) => {
  expect([[...feedbackBytes(profile, 'good')], [...feedbackBytes(profile, 'bad')]]).toEqual([good, bad]);
});

test('a name from the settings is a profile or none', () => {
  expect(Object.keys(FEEDBACK).every(isFeedbackName)).toBe(true);
  expect(['', 'toString', 'Honeywell'].some(isFeedbackName)).toBe(false);
});
