import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repairText, textsIn } from '../../../../core/stations/check/text.ts';
import { multipliedVectors, vectors } from '../../bip38/vectors.ts';

const CODE = 'cfrm38V5UPS5Aik2Z91tWbgNUTDmL4uKyUF4CX7wATVikgxRfg9tjCT7Mdon16uVeWCJqjnFGts';
const ADDRESS = '1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB';
const halves = (glue: string): string => `${CODE.slice(0, 30)}${glue}${CODE.slice(30)}`;

describe('repairing a text', () => {
  it.each([
    ['nothing', CODE, CODE, []],
    ['spaces around it', ` ${CODE}\t`, CODE, ['space']],
    ['line breaks around it', `\r\n${CODE}\r\n`, CODE, ['space']],
    ['a byte order mark', `\ufeff${CODE}`, CODE, ['byte-order-mark']],
    ['characters of no width', halves('\u200b\u2060'), CODE, ['invisible']],
    ['a non-breaking space at its end', `${CODE}\u00a0`, CODE, ['space']],
    ['a line break in it', halves('\r\n'), CODE, ['line-break']],
    ['a wrapped and indented line', halves('\n    '), CODE, ['line-break', 'inner-space']],
    ['groups', CODE.replace(/(.{6})/g, '$1 '), CODE, ['inner-space']],
    ['groups of non-breaking spaces', halves('\u00a0'), CODE, ['inner-space']],
    [
      'all of it',
      `\ufeff \u200b${halves('\n ')} `,
      CODE,
      ['byte-order-mark', 'invisible', 'space', 'line-break', 'inner-space'],
    ],
    ['a payment link', `bitcoin:${ADDRESS}?amount=0.5&label=x`, ADDRESS, ['link']],
    ['a payment link with a space', ` bitcoin:${ADDRESS} `, ADDRESS, ['space', 'link']],
    ['a name in front', `Confirmation code: ${CODE}`, CODE, ['label']],
    ['a Chinese name in front', `确认码：${CODE}`, CODE, ['label']],
    ['a coin in front', `BTC:${ADDRESS}`, ADDRESS, ['label']],
    ['a name and quotes', `Address: "${ADDRESS}",`, ADDRESS, ['label', 'punctuation']],
    ['Chinese quotes', `“${CODE}”。`, CODE, ['punctuation']],
    ['hyphens in it', CODE.replace(/(.{5})/g, '$1-'), CODE, ['hyphens']],
    ['a serial with a space', ' TF-000123\n', 'TF-000123', ['space']],
  ])('takes away %s', (_, given, text, repairs) => {
    expect(repairText(given)).toMatchObject({ text, repairs });
  });

  it.each([
    ['a wrong letter', CODE.replace('UPS', 'UPT')],
    ['capitals', CODE.toUpperCase()],
    ['an O for a 0', ADDRESS.replace('o', '0')],
    ['half a code', CODE.slice(0, 40)],
    ['a link to something else', `https://example.org/${CODE}`],
    ['a code in a payment link', `bitcoin:${CODE}`],
    ['words that would make a serial', 'TF 000 123'],
    ['a passphrase in groups without hyphens', '7Q2K M9XV 4HTR D0WB 3NYE'],
  ])('leaves %s alone', (_, given) => {
    expect(repairText(given)).toMatchObject({ text: given, repairs: [], found: { kind: 'none' } });
  });

  it('changes nothing but what cannot be seen', () => {
    const letters = fc.constantFrom(' ', '\n', '\r', '\t', '\u00a0', '\ufeff', '\u200b', '\u00ad');
    const dirt = fc.string({ unit: letters, maxLength: 3 });
    const codes = [
      CODE,
      ADDRESS,
      ...vectors.map(({ encrypted }) => encrypted),
      ...multipliedVectors.map((v) => v.code),
    ];
    fc.assert(
      fc.property(fc.constantFrom(...codes), fc.nat(74), dirt, dirt, dirt, (code, at, before, within, after) => {
        const { text } = repairText(before + code.slice(0, at) + within + code.slice(at) + after);
        expect(text).toBe(code);
      }),
      { numRuns: 300 },
    );
  });

  it('never makes another text of any text', () => {
    const visible = (text: string): string =>
      text.replace(/[\s\u00ad\u200b-\u200f\u2060-\u206f\u202a-\u202e\ufeff\u180e]/g, '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 90 }), (given) => {
        const { text, repairs } = repairText(given);
        if (!repairs.includes('link')) expect(visible(text)).toBe(visible(given));
      }),
      { numRuns: 500 },
    );
  });
});

describe('several texts pasted as one', () => {
  it.each([
    ['lines of codes', `TF-000123\r\n${ADDRESS} \n\n${CODE}\n`, ['TF-000123', `${ADDRESS} `, CODE]],
    ['one code over two lines', halves('\n'), [halves('\n')]],
    ['a code in a letter', `Dear customer,\n${CODE}`, [`Dear customer,\n${CODE}`]],
    ['one line', ADDRESS, [ADDRESS]],
    ['nothing', '', ['']],
  ])('%s', (_, given, texts) => {
    expect(textsIn(given)).toEqual(texts);
  });
});
