import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import {
  parseFiles,
  parseLabelCount,
  parseStatusByte,
  parseStatusFrame,
} from '../../../../core/sticker/languages/tspl-status.ts';

const byte = (value: number) => must(parseStatusByte(String.fromCharCode(value)));

test.each([
  [0x00, [], 0],
  [0x20, [], 1],
  [0x01, ['head-open'], 0],
  [0x40, ['head-open'], 0],
  [0x41, ['head-open'], 0],
  [0x02, ['jammed'], 0],
  [0x03, ['head-open', 'jammed'], 0],
  [0x04, ['paper-out'], 0],
  [0x08, ['ribbon-out'], 0],
  [0x0d, ['head-open', 'paper-out', 'ribbon-out'], 0],
  [0x10, ['paused'], 0],
  [0x80, ['unknown'], 0],
])('<ESC>!? answered with %i: %j', (value, troubles, waiting) => {
  expect(byte(value)).toEqual({ troubles, waiting });
});

test('no byte but two says that the printer is well (property)', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), (value) => {
      expect(byte(value).troubles.length === 0).toBe(value === 0x00 || value === 0x20);
    }),
  );
});

test.each(['', '\x00\x00', 'OK\r\n'])('%j is no status byte', (answer) => {
  expect(parseStatusByte(answer)).toMatchObject({ error: { kind: 'garbled' } });
});

test.each([
  ['@@@@', [], 0],
  ['P@@@', [], 1],
  ['W@@@', [], 1],
  ['B@@@', [], 1],
  ['C@@@', [], 1],
  ['F@@@', [], 1],
  ['L@@@', [], 0],
  ['@A@@', [], 0],
  ['@B@@', [], 0],
  ['@H@@', ['buffer-full'], 0],
  ['`@@@', ['paused'], 0],
  ['K@@@', ['paused'], 0],
  ['E@@@', ['unknown'], 0],
  ['E@@A', ['paper-out'], 0],
  ['E@@B', ['jammed'], 0],
  ['E@@D', ['ribbon-out'], 0],
  ['E@@H', ['jammed'], 0],
  ['E@@`', ['head-open'], 0],
  ['E@@a', ['head-open', 'paper-out'], 0],
  ['E@A@', ['over-temperature'], 0],
  ['E@B@', ['over-temperature'], 0],
  ['E@D@', ['head-worn'], 0],
  ['E@H@', ['cutter'], 0],
  ['E@P@', ['buffer-full'], 0],
  ['Z@@@', ['unknown'], 0],
  ['@@`@', ['unknown'], 0],
  ['@@@P', ['unknown'], 0],
])('<ESC>!S answered with %j: %j', (status, troubles, waiting) => {
  expect(must(parseStatusFrame(`\x02${status}\x03\r\n`))).toEqual({ troubles, waiting });
});

test.each(['', '@@@@', '\x02@@@\x03\r\n', '\x02@@@@\x03', '\x02@@@?\x03\r\n', '\x00\x02@@@@\x03\r\n'])(
  '%j is no status frame',
  (answer) => {
    expect(parseStatusFrame(answer)).toMatchObject({ error: { kind: 'garbled' } });
  },
);

test.each([
  ['\x1a', 0],
  ['FONT001.TTF\rROMAN.FNT\r\x1a', 0],
  ['AUTO.BAS\rFONT001.TTF\rLOGO.PCX\r\x1a', 2],
  ['AUTO.BAS\r', null],
  ['', null],
])('files %j: %s besides letters', (answer, count) => {
  expect(parseFiles(answer)).toBe(count);
});

test.each([
  ['4711', 4711],
  ['4711\r\n', 4711],
  ['\r\n0\r', 0],
  ['', null],
  ['4711 labels', null],
  ['-1', null],
  ['12345678901', null],
])('a label count of %j is %s', (answer, count) => {
  expect(parseLabelCount(answer)).toBe(count);
});
