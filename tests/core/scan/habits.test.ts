import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { FRAME_RULES } from '../../../core/scan/frame-rules.ts';
import { createFramer, type ScanFrame } from '../../../core/scan/frame.ts';
import { learnHabits, looksFramed, TEST_TEXT, type Chunk } from '../../../core/scan/habits.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { namePressScan } from '../../../core/stations/press/press-code.ts';

const bytes = (text: string) => Uint8Array.from(text, (symbol) => symbol.charCodeAt(0));
const chunk = (text: string, at = 0): Chunk => ({ bytes: bytes(text), at });
const said = (frames: readonly ScanFrame[]) =>
  frames.map((frame) => (frame.kind === 'code' ? String.fromCharCode(...frame.bytes) : frame.kind));

const EPK = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
const ADDRESS = '1LrA85iiKZCCbv6jnvpJjtBkpJrQQBMLQf';

/** What stands before and after a code, as scanners are set in the field. */
const SET: readonly (readonly [name: string, before: string, after: string])[] = [
  ['CR', '', '\r'],
  ['CR LF', '', '\r\n'],
  ['TAB', '', '\t'],
  ['STX and ETX', '\x02', '\x03'],
  ['nothing', '', ''],
  ['a code id letter', 's', '\r'],
  ['a code id letter and no end', 's', ''],
  ['an AIM id', ']Q1', '\r'],
  ['an AIM id, a letter, a character set', ']Q2s\\000026', '\r'],
  ['a letter before the AIM id', 's]Q1', '\r'],
  ['a character set', '\\000026', '\r'],
  ['a prefix', 'SCAN:', '\r'],
  ['a prefix, an AIM id and a suffix', '#1#]Q1', ';;\r'],
  ['an AIM id and a prefix', ']Q1##', '\r'],
  ['blanks', '  ', ' \r'],
  ['a suffix and no end', '', '$'],
];

describe('fault 21: a scanner is set up by scanning one code', () => {
  it.each(SET)('%s: what was found makes the framer read any code', (_name, before, after) => {
    const { habits, parts } = must(learnHabits([chunk(before + TEST_TEXT + after)]));
    expect(parts.flatMap((part) => part.bytes)).toEqual([...bytes(before + TEST_TEXT + after)]);
    const framer = createFramer({ ...FRAME_RULES, ...habits });
    for (const [turn, code] of ['TF-000123', EPK, ADDRESS].entries()) {
      const now = turn * 5000;
      const frames = [...framer.push(bytes(before + code + after), now), ...framer.tick(now + 3000)];
      expect(said(frames)).toEqual([code]);
    }
  });

  it('another letter for another kind of code is taken off as well', () => {
    const { habits } = must(learnHabits([chunk(`s${TEST_TEXT}\r`)]));
    expect(said(createFramer({ ...FRAME_RULES, ...habits }).push(bytes('wTF-000123\r'), 0))).toEqual(['TF-000123']);
  });

  it('a frame without what must stand around it lost a part, and is no code', () => {
    const { habits } = must(learnHabits([chunk(`##${TEST_TEXT};\r`)]));
    for (const cut of ['TF-000123;\r', '##TF-000123\r', '##;\r']) {
      expect(said(createFramer({ ...FRAME_RULES, ...habits }).push(bytes(cut), 0))).toEqual(['refused']);
    }
  });

  it('a scanner that stops within a code is given three times as long', () => {
    const slow = [chunk(TEST_TEXT.slice(0, 9)), chunk(TEST_TEXT.slice(9), 160), chunk('\r', 170)];
    expect(must(learnHabits(slow)).habits.idle).toBe(480);
    const { habits } = must(learnHabits([chunk(`${TEST_TEXT}\r`)]));
    expect(habits.idle).toBe(FRAME_RULES.idle);
  });

  it.each([
    ['nothing', [], 'nothing-heard'],
    ['a code of something else', [chunk(`${EPK}\r`)], 'other-code-heard'],
    ['half of it', [chunk(TEST_TEXT.slice(0, 12))], 'part-heard'],
    ['the end of it', [chunk(`${TEST_TEXT.slice(9)}\r`)], 'part-heard'],
    ['small letters', [chunk(`${TEST_TEXT.toLowerCase()}\r`)], 'letters-changed'],
  ] as const)('%s is refused in a sentence of its own, which repeats nothing of it', (_name, chunks, kind) => {
    const heard = learnHabits(chunks);
    expect(heard).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(heard)).not.toContain(EPK.slice(2, 12));
  });
});

describe('fault 21: what the scanner adds is said of the scanner, not of the sticker', () => {
  it.each([`s${EPK}`, `${EPK};`, `s${ADDRESS}`, `xy${ADDRESS}`])('%s', (text) => {
    expect(looksFramed(text)).toBe(true);
    expect(namePressScan(text)).toMatchObject({ what: 'damaged', reason: 'framed-scan' });
  });

  it('a serial with a letter in front, at both stations', () => {
    expect(nameScan('sTF-000123')).toMatchObject({ what: 'damaged', reason: 'framed-scan' });
    expect(namePressScan('sTF-000123')).toMatchObject({ what: 'damaged', reason: 'framed-scan' });
  });

  it('a damaged code is still a damaged code, and a key at Bench still a key', () => {
    const damaged = `${EPK.slice(0, 20)}a${EPK.slice(21)}`;
    expect(looksFramed(damaged)).toBe(false);
    expect(namePressScan(damaged)).toMatchObject({ what: 'unreadable' });
    expect(nameScan(`s${EPK}`)).toMatchObject({ what: 'secret' });
  });
});
