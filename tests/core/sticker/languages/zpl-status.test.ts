import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createAnswerReader,
  parseCounter,
  parseErrors,
  parseHostStatus,
  parseIdentity,
} from '../../../../core/sticker/languages/zpl-status.ts';
import { trouble } from '../../../../core/sticker/trouble.ts';

const READY = ['030,0,0,0200,000,0,0,0,000,0,0,0', '001,0,0,0,1,2,6,0,00000000,1,000', '1234,0'] as const;

/** The three strings with one field set. */
function withField(string: 0 | 1, field: number, value: string): readonly string[] {
  return READY.map((text, i) =>
    i === string
      ? text
          .split(',')
          .map((old, j) => (j === field ? value : old))
          .join(',')
      : text,
  );
}

const host = (strings: readonly string[]) => {
  const parsed = parseHostStatus(strings);
  return parsed.ok ? parsed.value : parsed.error.kind;
};

describe('~HS', () => {
  test('a ready printer', () => {
    expect(host(READY)).toEqual({ troubles: [], waiting: 0 });
  });

  test("the guide's own example", () => {
    expect(host(['030,0,0,1245,000,0,0,0,000,0,0,0', '000,0,0,0,0,2,4,0,00000006,1,000', '1234,0'])).toEqual({
      troubles: [],
      waiting: 6,
    });
  });

  test.each([
    [0, 1, 'paper-out'],
    [0, 2, 'paused'],
    [0, 5, 'buffer-full'],
    [0, 6, 'diagnostics'],
    [0, 7, 'partial-format'],
    [0, 9, 'memory-lost'],
    [0, 10, 'under-temperature'],
    [0, 11, 'over-temperature'],
    [1, 2, 'head-open'],
    [1, 3, 'ribbon-out'],
  ] as const)('string %i field %i is %s', (string, field, kind) => {
    expect(host(withField(string, field, '1'))).toEqual({ troubles: [kind], waiting: 0 });
  });

  test('formats in the buffer and labels of a batch are waiting', () => {
    const [first, second] = [withField(0, 4, '003'), withField(1, 8, '00000040')];
    expect(host([first[0] ?? '', second[1] ?? '', READY[2]])).toEqual({ troubles: [], waiting: 43 });
  });

  test('the open head is named before what follows from it', () => {
    const both = [withField(0, 2, '1')[0] ?? '', withField(1, 2, '1')[1] ?? '', READY[2]];
    expect(host(both)).toMatchObject({ troubles: ['head-open', 'paused'] });
  });

  test.each<[string, readonly string[]]>([
    ['nothing', []],
    ['two strings', READY.slice(0, 2)],
    ['four strings', [...READY, '1234,0']],
    ['the strings in another order', [READY[1], READY[0], READY[2]]],
    ['a field too few', [READY[0].slice(0, -2), READY[1], READY[2]]],
    ['a field too many', [`${READY[0]},0`, READY[1], READY[2]]],
    ['a flag that is neither 0 nor 1', withField(0, 1, '2')],
    ['a letter for a number', withField(0, 4, '00x')],
    ['a line end within', [`${READY[0]}\n`, READY[1], READY[2]]],
  ])('%s is garbled, never healthy', (_, strings) => {
    expect(host(strings)).toBe('garbled');
  });

  test('one wrong character is never healthy unless it is a field that says nothing of health (property)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(0, 1, 2),
        fc.nat(40),
        fc.string({ minLength: 1, maxLength: 1 }),
        (which, at, character) => {
          fc.pre(!/[0-9A-Za-z_]/.test(character));
          const strings = READY.map((text, i) => {
            const place = at % text.length;
            return i === which ? text.slice(0, place) + character + text.slice(place + 1) : text;
          });
          fc.pre(strings.some((text, i) => text !== READY[i]));
          expect(host(strings)).toBe('garbled');
        },
      ),
    );
  });
});

const errors = (string: string) => {
  const parsed = parseErrors(string);
  return parsed.ok ? parsed.value : parsed.error.kind;
};
const answer = (flag: number, group2: string, group1: string) =>
  `\r\n\r\n  PRINTER STATUS                            \r\n   ERRORS:         ${flag} ${group2} ${group1}    \r\n   WARNINGS:       1 00000000 00000008    \r\n`;

describe('~HQES', () => {
  test('no error is ready; warnings do not stop', () => {
    expect(errors(answer(0, '00000000', '00000000'))).toEqual([]);
  });

  test.each([
    ['00000001', ['paper-out']],
    ['00000002', ['ribbon-out']],
    ['00000004', ['head-open']],
    ['00000005', ['head-open', 'paper-out']],
    ['00000008', ['cutter']],
    ['00000010', ['over-temperature']],
    ['00000030', ['over-temperature']],
    ['00000040', ['head-worn']],
    ['00010000', ['paused']],
    ['00010001', ['paper-out', 'paused']],
    ['00000400', ['unknown']],
    ['80000001', ['paper-out', 'unknown']],
    ['00000000', ['unknown']],
  ])('%s', (group1, kinds) => {
    expect(errors(answer(1, '00000000', group1))).toEqual(kinds);
  });

  test('any bit at all is an error, whatever the flag says (property)', () => {
    fc.assert(
      fc.property(fc.nat(31), fc.boolean(), fc.constantFrom(0, 1), (bit, high, flag) => {
        const group = (2 ** bit).toString(16).padStart(8, '0').toUpperCase();
        const text = high ? answer(flag, group, '00000000') : answer(flag, '00000000', group);
        expect(errors(text)).not.toEqual([]);
        expect(errors(text)).not.toBe('garbled');
      }),
    );
  });

  test.each(['', 'ERRORS: 0', answer(0, '0000000', '00000000'), `${answer(0, '00000000', '00000000')}x`])(
    '%j is garbled',
    (text) => {
      expect(errors(text)).toBe('garbled');
    },
  );
});

test.each([
  ['ZD420-300dpi,V84.20.11Z,12,8192KB', { model: 'ZD420-300dpi', firmware: 'V84.20.11Z', dpmm: 12 }],
  ['ZTC GK420d,V61.17.16Z,8,2104KB,X', { model: 'ZTC GK420d', firmware: 'V61.17.16Z', dpmm: 8 }],
])('~HI %s', (text, identity) => {
  expect(parseIdentity(text)).toEqual({ ok: true, value: identity });
});

test.each(['', 'ZD420', 'a,b,c,d', ',,8,'])('~HI %j is garbled', (text) => {
  expect(parseIdentity(text)).toMatchObject({ ok: false, error: { kind: 'garbled' } });
});

test('every trouble has a sentence', () => {
  expect(trouble('no-answer').message).toMatch(/^The printer does not answer\. Check/);
});

describe('the answer reader', () => {
  const stream = Buffer.from(READY.map((text) => `\x02${text}\x03\r\n`).join(''), 'latin1');

  test('puts strings together from chunks cut anywhere', () => {
    for (let cut = 0; cut <= stream.length; cut++) {
      const reader = createAnswerReader();
      expect([...reader.push(stream.subarray(0, cut)), ...reader.push(stream.subarray(cut))]).toEqual(READY);
    }
  });

  test('drops noise, strings that never ended, and strings without end', () => {
    const reader = createAnswerReader();
    const noisy = Buffer.from(`\x00~\x03#\x02half\x02${'x'.repeat(100_000)}\x03\x02whole\x03`, 'latin1');
    expect(reader.push(noisy)).toEqual(['whole']);
  });
});

test.each([
  ['"123"', 123],
  ['\r\n"0"\r\n', 0],
  ['"?"', null],
  ['"12 labels"', null],
  ['123', null],
  ['"1234567890"', null],
])('a counter in %j is %s', (answer, count) => {
  expect(parseCounter(answer)).toBe(count);
});
