import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import {
  layOutVerdict,
  VERDICT_STOCK,
  verdictCode,
  verdictLabel,
  type VerdictFacts,
} from '../../../core/sticker/verdict.ts';
import { commandsOf, PRINTER_LANGUAGES, type PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import type { Box, LabelPart, LabelSize } from '../../../core/sticker/parts.ts';
import type { Bitmap } from '../../../core/sticker/bitmap.ts';
import { pictureOf, readLabel } from '../../../core/sticker/picture.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { drawnOf, LEAST_DRAWN } from '../../../core/sticker/drawn-text.ts';
import { printZpl } from '../../fakes/print.ts';
import { noto } from '../../fakes/typeface.ts';

const facts: VerdictFacts = {
  serial: must(parseSerial('CARD-000123')),
  outcome: 'PASS',
  reason: null,
  at: '2026-11-22T10:04:31.000Z',
  station: 'BENCH-1',
  reference: { seq: 123, hash: `9f3a77c0${'5'.repeat(56)}` },
  by: null,
  training: false,
};
const widest: VerdictFacts = {
  serial: must(parseSerial('WWWWWWWWWWWWWWWWWWWWWWW1')),
  outcome: 'FAIL',
  reason: 'WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW and MMMMMMMMMMMMMMMMMMMMMMMM @@@@@@@@@@@@@@@@@ %%%% %%%%%',
  at: '2026-11-22T10:04:31.000Z',
  station: 'WIDE STATION '.repeat(9),
  reference: { seq: 9_999_999_999, hash: 'f'.repeat(64) },
  by: 'LW',
  training: true,
};
const cases: readonly (readonly [string, VerdictFacts])[] = [
  ['a pass', facts],
  ['a fail', { ...facts, outcome: 'FAIL', reason: 'This sticker belongs to CARD-000124.' }],
  ['a training pass', { ...facts, training: true }],
  ['the widest of everything', widest],
  ['one whose name is drawn', { ...facts, by: drawnOf('欧阳小', noto) }],
  ['the widest, whose name is drawn', { ...widest, by: drawnOf('龘龘龘', noto) }],
];

const at = (dpmm: number): LabelSize => ({ ...VERDICT_STOCK, dpmm });
const inZpl = (given: VerdictFacts, dpmm: number) => commandsOf(must(verdictLabel(given, at(dpmm))), 'zpl');
const partsOf = (given: VerdictFacts, size: LabelSize, language: PrinterLanguage = 'zpl'): readonly LabelPart[] => {
  const parts = layOutVerdict(given, size, language);
  if (typeof parts === 'string') throw new Error(parts);
  return parts;
};

const area = (part: LabelPart) => part.box;
const apart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
const inside = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

/** Every pair of parts that overlap, but for text on the frame before it. */
function collisions(parts: readonly LabelPart[]): string[] {
  return parts.flatMap((a, i) =>
    parts.slice(i + 1).flatMap((b, j) => {
      const framed = j === 0 && a.kind === 'frame' && b.kind === 'text' && inside(b.box, a.box);
      return framed || apart(area(a), area(b)) ? [] : [`${JSON.stringify(a)} on ${JSON.stringify(b)}`];
    }),
  );
}

describe.each(cases)('%s', (_, given) => {
  test.each([8, 12, 24])('at %i dots a millimetre: nothing overlaps, nothing leaves the label', (dpmm) => {
    const label: Box = { x: 0, y: 0, width: VERDICT_STOCK.width * dpmm, height: VERDICT_STOCK.height * dpmm };
    const parts = partsOf(given, at(dpmm));
    expect(collisions(parts)).toEqual([]);
    expect(parts.filter((part) => !inside(part.box, label))).toEqual([]);
    expect(parts.find((part) => part.kind === 'code')).toMatchObject({ module: dpmm === 8 ? 4 : dpmm === 12 ? 6 : 10 });
  });

  test.each([8, 12, 24])('at %i dots a millimetre: the printed code reads back', async (dpmm) => {
    const printed = await printZpl(inZpl(given, dpmm), at(dpmm));
    expect([printed.width, printed.height]).toEqual([50 * dpmm, 25 * dpmm]);
    expect(printed.readCode()).toBe(verdictCode(given));
  });

  test.each([8, 12])('at %i dots a millimetre: ink is where the layout says and nowhere else', async (dpmm) => {
    const parts = partsOf(given, at(dpmm));
    const printed = await printZpl(inZpl(given, dpmm), at(dpmm));
    const stray: string[] = [];
    for (let y = 0; y < printed.height; y++) {
      for (let x = 0; x < printed.width; x++) {
        // Round letters reach a dot over the line.
        const dot: Box = { x, y: y + 1, width: 1, height: 0 };
        if (printed.dark(x, y) && !parts.some((part) => inside(dot, part.box))) stray.push(`${x},${y}`);
      }
    }
    expect(stray).toEqual([]);
  });
});

test('says what it is for, and where the record stands', () => {
  expect(verdictCode(facts)).toBe('TF1 CARD-000123 PASS 123 9f3a77c0');
  const zpl = inZpl(facts, 8);
  for (const text of ['PASS', 'CARD-000123', '2026-11-22 10:04Z', '#123 9f3a77c0', 'BENCH-1']) {
    expect(zpl).toContain(text);
  }
  expect(zpl).not.toContain('TRAINING');
  expect(inZpl({ ...facts, training: true }, 8)).toContain('TRAINING ONLY');
});

test('who it was is drawn at the end of the last line, legibly on whatever stock has room for the code', () => {
  const by = drawnOf('王小明', noto);
  for (let height = 12; height <= 30; height++) {
    for (const dpmm of [8, 12, 24]) {
      const parts = layOutVerdict(
        { ...facts, serial: must(parseSerial('A123')), by },
        { width: 50, height, dpmm },
        'zpl',
      );
      if (typeof parts === 'string') continue;
      const [who] = parts.filter(({ kind }) => kind === 'drawing');
      expect(who?.box.height).toBeGreaterThanOrEqual(LEAST_DRAWN);
      expect(who?.box.width).toBeGreaterThanOrEqual(3 * LEAST_DRAWN);
    }
  }
});

test('the words can be others', () => {
  const words = { PASS: 'GUT', FAIL: 'AUSSCHUSS', training: 'UEBUNG' };
  const zpl = commandsOf(must(verdictLabel({ ...facts, training: true }, VERDICT_STOCK, 'zpl', words)), 'zpl');
  expect(zpl).toContain('^FDGUT^FS');
  expect(zpl).toContain('^FDUEBUNG^FS');
});

test('a fail is a black bar, a pass a frame: they differ in mass, not in letters alone', async () => {
  const ink = async (outcome: 'PASS' | 'FAIL') => {
    const printed = await printZpl(inZpl({ ...facts, outcome }, 8), VERDICT_STOCK);
    let dots = 0;
    for (let y = 16; y < 130; y++) for (let x = 16; x < 240; x++) dots += printed.dark(x, y) ? 1 : 0;
    return dots / (114 * 224);
  };
  expect(await ink('FAIL')).toBeGreaterThan(0.6);
  expect(await ink('PASS')).toBeLessThan(0.4);
});

test('the serial is never cut, however long (property)', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[A-Z0-9]{3,23}$/),
      fc.boolean(),
      fc.constantFrom(8, 12, 24),
      (text, training, dpmm) => {
        const serial = must(parseSerial(`${text}7`));
        const parts = partsOf({ ...facts, serial, training }, at(dpmm));
        const texts = parts.flatMap((part) => (part.kind === 'text' ? [part.text] : []));
        expect(texts.join('')).toContain(serial);
      },
    ),
  );
});

test('any texts fit (property)', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.boolean(), fc.nat(), (reason, station, training, seq) => {
      const given: VerdictFacts = {
        ...facts,
        outcome: 'FAIL',
        reason,
        station,
        training,
        reference: { seq, hash: facts.reference.hash },
      };
      expect(collisions(partsOf(given, VERDICT_STOCK))).toEqual([]);
    }),
  );
});

const STOCKS: readonly LabelSize[] = [
  VERDICT_STOCK,
  { width: 60, height: 30, dpmm: 8 },
  { width: 60, height: 40, dpmm: 12 },
  { width: 45, height: 20, dpmm: 12 },
  { width: 38, height: 19, dpmm: 24 },
];

const inkIn = ({ width, dots }: Bitmap, box: Box): boolean =>
  Array.from({ length: box.height }, (_, y) => (box.y + y) * width + box.x).some((row) =>
    dots.subarray(row, row + box.width).includes(1),
  );

describe.each(PRINTER_LANGUAGES)('fault 23: in %s', (language) => {
  test.each(STOCKS)('on $width x $height mm at $dpmm dots a millimetre', (size) => {
    for (const outcome of ['PASS', 'FAIL'] as const) {
      const reason = outcome === 'FAIL' ? 'This sticker belongs to CARD-000124.' : null;
      const given = { ...facts, outcome, reason, by: drawnOf('王小明', noto) };
      const commands = commandsOf(must(verdictLabel(given, size, language)), language);
      expect(readLabel(commands, language, size.dpmm)).toEqual([verdictCode(given)]);
      const parts = partsOf(given, size, language);
      const label: Box = { x: 0, y: 0, width: size.width * size.dpmm, height: size.height * size.dpmm };
      expect(collisions(parts)).toEqual([]);
      expect(parts.filter((part) => !inside(part.box, label))).toEqual([]);
      const serial = parts.filter((part) => part.kind === 'text' && part.text === 'CARD-000123');
      expect(serial).toHaveLength(1);
      for (const { box } of serial) expect(inkIn(pictureOf(commands, language, size.dpmm).bitmap, box)).toBe(true);
    }
  });

  test('a label without room is refused with what would do', () => {
    const refused = verdictLabel(facts, { width: 22, height: 22, dpmm: 8 }, language);
    expect(refused).toMatchObject({ error: { area: 'sticker', kind: 'text-too-small' } });
    expect(refused.ok ? '' : refused.error.message).toContain('Use labels of 50 x 25 mm.');
  });
});
