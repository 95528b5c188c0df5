import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { parseSbplStatus } from '../../../../core/sticker/languages/sbpl-status.ts';

const NAME = 'STICKER'.padStart(16, '0');
const answer = (state: string, left = 0, id = '  '): string =>
  `\x02${id}${state}${String(left).padStart(6, '0')}${NAME}\x03`;
const said = (state: string, left?: number) => must(parseSbplStatus(answer(state, left)));

test.each([
  ['A', [], 0],
  ['B', [], 0],
  ['D', [], 0],
  ['M', [], 0],
  ['G', [], 1],
  ['H', [], 1],
  ['S', [], 1],
  ['0', ['paused'], 0],
  ['3', ['paused'], 0],
  ['E', ['paused'], 0],
  ['K', ['paused'], 0],
  ['a', ['buffer-full'], 0],
  ['b', ['head-open'], 0],
  ['c', ['paper-out'], 0],
  ['d', ['ribbon-out'], 0],
  ['e', ['jammed'], 0],
  ['f', ['unknown'], 0],
  ['g', ['head-worn'], 0],
  ['h', ['head-open'], 0],
  ['j', ['cutter'], 0],
  ['k', ['unknown'], 0],
])('state %s: %j', (state, troubles, waiting) => {
  expect(said(state)).toEqual({ troubles, waiting });
});

test('what is left is waiting, in any state', () => {
  expect(['A', 'G', 'c'].map((state) => said(state, 3).waiting)).toEqual([3, 3, 3]);
});

test('the number of the job is two digits or blank, and what it says of a job may come before', () => {
  for (const id of ['00', '99', '  ']) expect(parseSbplStatus(answer('A', 0, id))).toMatchObject({ ok: true });
  for (const before of ['\x06', '\x15', '\x06\x15']) {
    expect(parseSbplStatus(before + answer('A'))).toMatchObject({ ok: true, value: { troubles: [] } });
  }
});

test('no character but those of a printer that is well says that it is (property)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (code) => {
      const state = String.fromCharCode(code);
      const found = parseSbplStatus(answer(state));
      expect(found.ok && found.value.troubles.length === 0).toBe('ABCDGHIJMNOPSTUV'.includes(state));
    }),
  );
});

test.each([
  '',
  '\x06',
  answer('A').slice(1),
  answer('A').slice(0, -1),
  answer('A').slice(0, -3) + '\x03',
  answer('A') + 'x',
  answer('A', 0, 'x1'),
  answer('A') + answer('A'),
])('%j is no status', (heard) => {
  expect(parseSbplStatus(heard)).toMatchObject({ error: { kind: 'garbled' } });
});
