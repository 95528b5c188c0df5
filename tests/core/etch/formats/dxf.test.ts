import fc from 'fast-check';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { CARD, CODE_CARD } from '../../../../core/etch/card.ts';
import { DXF } from '../../../../core/etch/formats/dxf.ts';
import { oneCard } from '../../../fakes/jobs.ts';
import { FORMATS } from '../../../../core/etch/formats/formats.ts';
import { letter, type Lettering } from '../../../../core/etch/strokes.ts';
import { bytes, cardPassphrase } from '../passphrases.ts';

type Pair = readonly [code: number, value: string];

/** Pairs of lines, as any importer reads them, comments passed over. */
function pairsOf(file: Uint8Array): readonly Pair[] {
  const lines = Buffer.from(file).toString('latin1').split('\r\n');
  expect(lines.pop()).toBe('');
  expect(lines.length % 2).toBe(0);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(256);
  const pairs = Array.from({ length: lines.length / 2 }, (_, at): Pair => [
    Number(lines[2 * at]),
    lines[2 * at + 1] as string,
  ]);
  return pairs.filter(([code]) => code !== 999);
}

interface Polyline {
  readonly layer: string;
  /** Micrometres from the top left corner, x and y in turn: what was drawn. */
  readonly points: readonly number[];
}

function polylinesOf(file: Uint8Array, height: number): readonly Polyline[] {
  const read: { layer: string; points: number[] }[] = [];
  let entity = '';
  for (const [code, value] of pairsOf(file)) {
    if (code === 0) entity = value;
    if (entity === 'POLYLINE' && code === 8) read.push({ layer: value, points: [] });
    if (entity !== 'VERTEX') continue;
    const now = read.at(-1) as { layer: string; points: number[] };
    if (code === 8) expect(value).toBe(now.layer);
    if (code === 10) now.points.push(Math.round(Number(value) * 1000));
    if (code === 20) now.points.push(height * 1000 - Math.round(Number(value) * 1000));
  }
  return read;
}

const drawn = (passphrase: Uint8Array): readonly Lettering[] => [
  must(letter(CARD, 'serial', bytes('TF-2026-000123'))),
  must(letter(CARD, 'passphrase', passphrase)),
  must(letter(CARD, 'watermark', bytes('TRAINING'))),
];

const LAYERS = {
  serial: 'SERIAL',
  passphrase: 'PASSPHRASE',
  watermark: 'WATERMARK',
  code: 'CODE',
  date: 'DATE',
} as const;

test('the DXF job is read back stroke by stroke to the micrometre, each on its layer, all of one size', () => {
  fc.assert(
    fc.property(cardPassphrase, (passphrase) => {
      const letterings = drawn(passphrase);
      const file = DXF.write(oneCard(CARD, letterings));
      const strokes = letterings.flatMap(({ zone, glyphs }) =>
        glyphs.flat().map((stroke) => ({ layer: LAYERS[zone], points: [...stroke] })),
      );
      expect(polylinesOf(file, CARD.height)).toEqual(strokes);
      expect(file).toHaveLength(DXF.pad.block);
    }),
    { numRuns: 20 },
  );
});

test('several cards stand in their places, each with all it has alone, in a file of a block a card', () => {
  const frame = { width: 200, height: 120 };
  const places = [
    { x: 0, y: 0 },
    { x: 100.5, y: 60.25 },
  ];
  const texts = ['7Q2K-M9XV-4HTR-D0WB-3NYE', '1111-1111-1111-1111-1111'].map((text) => drawn(bytes(text)));
  const cards = texts.map((letterings, n) => ({ letterings, at: places[n] ?? { x: 0, y: 0 } }));
  const file = DXF.write({ layout: CARD, frame, cards });
  const alone = cards.flatMap(({ letterings, at }) =>
    polylinesOf(DXF.write(oneCard(CARD, letterings)), CARD.height).map(({ layer, points }) => ({
      layer,
      points: points.map((value, i) => value + Math.round((i % 2 === 0 ? at.x : at.y) * 1000)),
    })),
  );
  const byText = (line: unknown) => JSON.stringify(line);
  expect(polylinesOf(file, frame.height).map(byText).sort()).toEqual(alone.map(byText).sort());
  expect(file).toHaveLength(2 * DXF.pad.block);
});

test('the DXF job holds polylines of release 12 and nothing else', () => {
  const pairs = pairsOf(DXF.write(oneCard(CARD, drawn(bytes('7Q2K-M9XV-4HTR-D0WB-3NYE')))));
  expect(pairs.slice(0, 5)).toEqual([
    [0, 'SECTION'],
    [2, 'HEADER'],
    [9, '$ACADVER'],
    [1, 'AC1009'],
    [0, 'ENDSEC'],
  ]);
  expect(pairs.at(-1)).toEqual([0, 'EOF']);
  const kinds = new Set(pairs.filter(([code]) => code === 0).map(([, value]) => value));
  expect([...kinds].sort()).toEqual(
    ['ENDSEC', 'ENDTAB', 'EOF', 'LAYER', 'POLYLINE', 'SECTION', 'SEQEND', 'TABLE', 'VERTEX'].sort(),
  );
});

test('a confirmation code has a layer of its own, and its DXF job the same size', () => {
  const code = bytes('cfrm38VUAMVHMYTmjHg8Yyoz2HQfXjEKnGZRtX7qEuKtQQQk2eZfxXUs4wNaK3rsnNCEhUq5GNf');
  const file = DXF.write(oneCard(CODE_CARD, [must(letter(CODE_CARD, 'passphrase', code))]));
  expect(new Set(polylinesOf(file, CODE_CARD.height).map(({ layer }) => layer))).toEqual(
    new Set(['CONFIRMATION-CODE']),
  );
  expect(file).toHaveLength(DXF.pad.block);
});

test('comments fill every room but one that is shorter than a comment', () => {
  for (let room = 0; room < 600; room++) {
    const filling = DXF.pad.fill(room);
    expect(filling?.length ?? null).toBe(room > 0 && room < 7 ? null : room);
  }
});

test('every format of a job has an extension of its own', () => {
  const extensions = Object.values(FORMATS).map(({ extension }) => extension);
  expect(new Set(extensions).size).toBe(extensions.length);
  for (const extension of extensions) expect(extension).toMatch(/^[a-z0-9]+$/);
});
