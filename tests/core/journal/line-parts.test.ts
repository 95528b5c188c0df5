import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonical, type Json } from '../../../core/base/canonical.ts';
import { decodeLine, NO_RECORDS } from '../../../core/journal/chain.ts';
import { isHexAt, partsOf } from '../../../core/journal/line-parts.ts';
import { appendLines, AT, EVENTS } from '../../fakes/chain.ts';

const ZEROS = '0'.repeat(64);
const linesOf = (bytes: Uint8Array): readonly string[] => Buffer.from(bytes).toString('utf8').trimEnd().split('\n');
const LINES = linesOf(appendLines(NO_RECORDS, EVENTS, AT).bytes);
/** As it is written where somebody is signed in. */
const signedIn = (line: string): string => line.replace(`"at":"${AT}",`, `"at":"${AT}","by":"0123456789abcdef",`);

test('every line of ours comes apart into what a parser finds in it', () => {
  for (const line of [...LINES, ...LINES.map(signedIn)]) {
    const { json, by, ...parts } = partsOf(line) ?? { json: 'null', by: undefined };
    expect(JSON.parse(line)).toEqual({ ...parts, ...(by !== undefined && { by }) });
    expect(JSON.parse(json)).toEqual((JSON.parse(line) as { event: unknown }).event);
  }
});

test('a line that is changed anywhere comes apart only into what it says, in the one way to write it', () => {
  const pieces = ['', '0', 'a', 'A', '"', '\\', '{', '}', ',', ':', ' ', '\n', '\u00e9', '\ud800', '\\u0061', '"x":1,'];
  const change = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(3),
    put: fc.constantFrom(...pieces),
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...LINES, ...LINES.map(signedIn)),
      fc.array(change, { minLength: 1, maxLength: 3 }),
      (line, changes) => {
        let text = line;
        for (const { at, cut, put } of changes) {
          const place = Math.floor(at * text.length);
          text = text.slice(0, place) + put + text.slice(place + cut);
        }
        const parts = partsOf(text);
        if (parts === null) return;
        const { json, by, ...rest } = parts;
        const value = JSON.parse(text) as Json;
        expect(value).toEqual({ ...rest, ...(by !== undefined && { by }) });
        expect(canonical(value)).toBe(text);
        expect(canonical(rest.event)).toBe(json);
      },
    ),
    { numRuns: 2000 },
  );
});

describe('what is not written as ours is left to the parser', () => {
  const stopped = `{"at":"${AT}","event":{"kind":"station-stopped"},"mac":"${ZEROS}","prev":"${ZEROS}","seq":7}`;
  const event = (json: string): string => stopped.replace('{"kind":"station-stopped"}', json);

  test('and the line that it is made of is one of ours', () => {
    expect(partsOf(stopped)).toEqual({
      ...{ at: AT, by: undefined, json: '{"kind":"station-stopped"}', event: { kind: 'station-stopped' } },
      ...{ mac: ZEROS, prev: ZEROS, seq: 7 },
    });
  });

  test.each([
    ['nothing', ''],
    ['a number behind a zero', stopped.replace('"seq":7', '"seq":07')],
    ['a number beyond the exact ones', stopped.replace('"seq":7', `"seq":${'9'.repeat(16)}`)],
    ['a negative number', stopped.replace('"seq":7', '"seq":-7')],
    ['no number', stopped.replace('"seq":7', '"seq":')],
    ['another end', stopped.replace(/\}$/, ']')],
    ['a space behind the end', `${stopped} `],
    ['a time that is none', stopped.replace(AT, AT.replace('T', ' '))],
    ['hex in capitals', stopped.replace(ZEROS, 'A'.repeat(64))],
    ['a hash that is too short', stopped.replace(`"prev":"${ZEROS}`, `"prev":"${ZEROS.slice(1)}`)],
    ['an id that is too short', stopped.replace('"event"', '"by":"0123456789abcde","event"')],
    ['no event', event('')],
    ['an event that is null', event('null')],
    ['an event with a space in it', event('{"kind": "station-stopped"}')],
    ['an event whose fields are not in their order', event('{"kind":"station-stopped","a":1}')],
    ['an event that says a field twice', event('{"kind":"station-stopped","kind":"station-stopped"}')],
    ['an event that reaches beyond its end', event('{"kind":"station-stopped"},"f":{}')],
    ['a letter that is written as a number', event('{"kind":"st\\u0061tion-stopped"}')],
    ['half a letter', event('{"kind":"\\ud800"}')],
    [
      'signatures',
      stopped.replace('"seq":7', `"seq":7,"signed":[{"by":"0123456789abcdef","signature":"${ZEROS}${ZEROS}"}]`),
    ],
    ['a field between', stopped.replace('"mac"', '"m":1,"mac"')],
  ])('%s', (_, line) => {
    expect(partsOf(line)).toBeNull();
  });

  test('which says why it is none', () => {
    const why = (line: string): unknown => decodeLine(Buffer.from(line), null);
    expect(why(event('{"kind": "station-stopped"}'))).toEqual({ why: 'it is not in canonical form' });
    expect(why(event('{"kind":"blessed"}'))).toEqual({ why: 'nothing is known of the kind "blessed"' });
    expect(why(stopped.replace('"seq":7', '"seq":07'))).toEqual({ why: 'it is not a JSON object' });
  });
});

test('hex is lower-case digits within the text', () => {
  expect(isHexAt('xx0af9', 2, 4)).toBe(true);
  expect(isHexAt('xx0af9', 3, 4)).toBe(false);
  expect(isHexAt('0af9', -1, 2)).toBe(false);
  for (const other of ['/', ':', '`', 'g', 'A', ' ']) expect(isHexAt(`0${other}0`, 0, 3)).toBe(false);
});
