import { DOMParser, type Element } from '@xmldom/xmldom';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD, grown, overlap, type Rect, inside } from '../../../../core/etch/card.ts';
import { letter } from '../../../../core/etch/strokes.ts';
import { LAYERS, SVG } from '../../../../core/etch/formats/svg.ts';
import { oneCard } from '../../../fakes/jobs.ts';
import { must } from '../../../../core/base/result.ts';
import { bytes, cardPassphrase } from '../passphrases.ts';

const write = (serial: string, passphrase: Uint8Array) =>
  SVG.write(
    oneCard(CARD, [
      must(letter(CARD, 'serial', bytes(serial))),
      must(letter(CARD, 'passphrase', passphrase)),
      must(letter(CARD, 'watermark', bytes('TRAINING'))),
    ]),
  );

const parse = (file: Uint8Array): Element => {
  const root = new DOMParser({
    onError: (level, message) => {
      throw new Error(`${level}: ${message}`);
    },
  }).parseFromString(Buffer.from(file).toString('ascii'), 'image/svg+xml').documentElement;
  if (root === null) throw new Error('no root element');
  return root;
};

const all = (root: Element, name: string): Element[] => Array.from(root.getElementsByTagName(name));

/** The area a path marks, as any importer would read it: bounds of its points and half its line width around. */
function markOf(path: Element): Rect {
  const d = path.getAttribute('d') ?? '';
  expect(d).toMatch(/^M\d+\.\d{3} \d+\.\d{3}([ML]\d+\.\d{3} \d+\.\d{3})+$/);
  const points = d
    .slice(1)
    .split(/[ML]/)
    .map((point) => point.split(' ').map(Number) as [number, number]);
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const bounds = { x: Math.min(...xs), y: Math.min(...ys) };
  const size = { width: Math.max(...xs) - bounds.x, height: Math.max(...ys) - bounds.y };
  return grown({ ...bounds, ...size }, Number(path.getAttribute('stroke-width')) / 2);
}

describe('the SVG job', () => {
  const file = write('TF-2026-000123', bytes('7Q2K-M9XV-4HTR-D0WB-3NYE'));
  const root = parse(file);

  test('has the size of the card in millimetres, at true scale', () => {
    expect(['width', 'height', 'viewBox'].map((name) => root.getAttribute(name))).toEqual([
      '86mm',
      '54mm',
      '0 0 86 54',
    ]);
  });

  test('holds geometry and nothing else', () => {
    const names = new Set(all(root, '*').map((element) => element.tagName));
    const attributes = new Set(all(root, '*').flatMap((e) => Array.from(e.attributes, ({ name }) => name)));
    expect([...names].sort()).toEqual(['g', 'path']);
    expect([...attributes].sort()).toEqual([
      'd',
      'fill',
      'id',
      'stroke',
      'stroke-linecap',
      'stroke-linejoin',
      'stroke-width',
    ]);
    expect(root.textContent?.trim()).toBe('');
  });

  test('has one path a symbol, in the colour of its layer', () => {
    const layers = all(root, 'g').map((group) => ({
      id: group.getAttribute('id'),
      paths: all(group, 'path').length,
      colours: [...new Set(all(group, 'path').map((path) => path.getAttribute('stroke')))],
    }));
    expect(layers).toEqual([
      { id: 'serial', paths: 14, colours: [LAYERS.serial] },
      { id: 'passphrase', paths: 24, colours: [LAYERS.passphrase] },
      { id: 'watermark', paths: 8, colours: [LAYERS.watermark] },
    ]);
  });

  test('whatever the passphrase: every mark in its zone, none in an exclusion, the file of one size', () => {
    fc.assert(
      fc.property(cardPassphrase, (passphrase) => {
        const job = write('TF-2026-000123', passphrase);
        const paths = all(parse(job), 'path');
        const strays = paths.filter((path) => {
          const layer = (path.parentNode as Element).getAttribute('id') as 'serial' | 'passphrase' | 'watermark';
          const mark = grown(markOf(path), -1e-6); // binary fractions of a millimetre
          const zone = CARD.zones[layer];
          return !inside(mark, zone) || CARD.exclusions.some((taboo) => overlap(mark, grown(taboo, taboo.clearance)));
        });
        return strays.length === 0 && paths.length === 46 && job.length === SVG.pad.block;
      }),
      { numRuns: 25 },
    );
  });

  test('the wordiest card has the same size as any other', () => {
    expect(write('8'.repeat(24), bytes('8888-8888-8888-8888-8888'))).toHaveLength(SVG.pad.block);
  });

  test('a job larger than a block fills two, and loses nothing on the way', () => {
    const serial = must(letter(CARD, 'serial', bytes('8'.repeat(24))));
    const twice = SVG.write(oneCard(CARD, [serial, serial, serial]));
    expect(twice).toHaveLength(2 * SVG.pad.block);
    expect(all(parse(twice), 'path')).toHaveLength(72);
  });

  test('several cards share a layer each, in their places, and a field of their own', () => {
    const glyphs = [[Int32Array.of(1000, 2000, 3000, 4000)]];
    const card = (x: number, y: number) => ({ at: { x, y }, letterings: [{ zone: 'passphrase', glyphs }] as const });
    const file = SVG.write({ layout: CARD, frame: { width: 180, height: 120 }, cards: [card(0, 0), card(90, 60.5)] });
    const root = parse(file);
    expect([root.getAttribute('width'), root.getAttribute('viewBox')]).toEqual(['180mm', '0 0 180 120']);
    expect(all(root, 'g').map((group) => group.getAttribute('id'))).toEqual(['passphrase']);
    expect(all(root, 'path').map((path) => path.getAttribute('d'))).toEqual([
      'M1.000 2.000L3.000 4.000',
      'M91.000 62.500L93.000 64.500',
    ]);
    expect(file).toHaveLength(2 * SVG.pad.block);
  });

  test('the same card gives the same bytes', () => {
    expect(write('TF-2026-000123', bytes('7Q2K-M9XV-4HTR-D0WB-3NYE'))).toEqual(file);
  });

  test.each([
    [0, '0.000'],
    [7, '0.007'],
    [1000, '1.000'],
    [10_050, '10.050'],
    [85_999, '85.999'],
    [123_456, '123.456'],
  ])('%i micrometres are written as %s', (value, written) => {
    const stroke = Int32Array.of(value, value, value, value);
    const [path] = all(
      parse(
        SVG.write({ ...oneCard(CARD, [{ zone: 'serial', glyphs: [[stroke]] }]), frame: { width: 200, height: 200 } }),
      ),
      'path',
    );
    expect(path?.getAttribute('d')).toBe(`M${written} ${written}L${written} ${written}`);
  });

  test.each([-1, 1_000_000])('a stroke off the field, at %i, is a bug, not a job', (off) => {
    const glyphs = [[Int32Array.of(off, 0, 0, 0)]];
    expect(() => SVG.write(oneCard(CARD, [{ zone: 'serial', glyphs }]))).toThrow(RangeError);
  });
});
