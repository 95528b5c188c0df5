import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { formatNames, FORMATS, type EtchFormat } from '../../../core/etch/formats/formats.ts';
import { FIRST_PEN } from '../../../core/etch/pens.ts';
import { calibrationOf, matrixOf, rulersOf, testCardOf, writeTestCard } from '../../../core/etch/test-cards.ts';
import { layoutOf } from '../../../core/product/layout.ts';
import { SHIPPED } from '../../../electron/products/shelf.ts';
import { READERS } from '../../fakes/etch-readers.ts';

const DRAWN = Object.keys(READERS) as (keyof typeof READERS)[];
const textOf = (file: Uint8Array): string => Buffer.from(file).toString('latin1');
const CELLS = matrixOf([20, 50], [200, 800, 1600], FIRST_PEN);

describe('a job without secrets', () => {
  test.each(DRAWN)('calibrates as %s: frame, cross, rulers as long as they say, and what is up', (format) => {
    const frame = { width: 200, height: 130 };
    expect(rulersOf(frame)).toEqual({ x: 190, y: 120 });
    const lines = READERS[format](must(writeTestCard(format, calibrationOf(frame))));
    const length = ({ points }: (typeof lines)[number]): number => {
      const [[x = 0, y = 0] = [], [toX = 0, toY = 0] = []] = points;
      return points.length === 2 ? Math.hypot(toX - x, toY - y) : 0;
    };
    expect(lines.map(length)).toEqual(expect.arrayContaining([190_000, 120_000]));
    expect(lines.filter(({ points }) => points.length === 5)).toHaveLength(1);
  });

  test.each(SHIPPED.map((product) => [product.name, product] as const))('draws the card of %s', (_, product) => {
    for (const format of DRAWN)
      for (const coded of [true, false]) must(writeTestCard(format, testCardOf(layoutOf(product, { coded }))));
  });

  test('tries every power at every speed, a pen a cell', () => {
    const gcode = textOf(must(writeTestCard('gcode', CELLS)));
    for (const power of [200, 500])
      for (const speed of [12_000, 48_000, 96_000]) expect(gcode).toContain(`S${power} F${speed}`);
    const project = textOf(must(writeTestCard('lightburn', CELLS)));
    expect(project.match(/<CutSetting /g)).toHaveLength(2 + 6);
    expect(project).toContain('<maxPower Value="50"/>\n<speed Value="1600"/>');
  });

  test('that tries pens is not written where nothing says them, nor any as texts', () => {
    for (const name of formatNames) {
      const { pens, text }: EtchFormat = FORMATS[name];
      const tried = writeTestCard(name, CELLS);
      if (text === true) expect(tried).toMatchObject({ error: { kind: 'no-strokes' } });
      else expect([name, tried.ok ? 'written' : tried.error.kind]).toEqual([name, pens ? 'written' : 'no-pens']);
    }
  });
});
