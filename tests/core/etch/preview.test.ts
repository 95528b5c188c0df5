import { describe, expect, test } from 'vitest';
import { CARD } from '../../../core/etch/card.ts';
import { previewJob, type Shape } from '../../../core/etch/preview.ts';
import { must } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';

const serial = must(parseSerial('TF-2026-000123'));
const of = (shapes: readonly Shape[], layer: Shape['layer']) =>
  shapes.filter((shape) => shape.layer === layer).map(({ path }) => path);

/** Rectangles of a path made of `MxyHxVyHxZ`. */
const rectangles = (path: string) =>
  [...path.matchAll(/M([\d.]+) ([\d.]+)H([\d.]+)V([\d.]+)H\1Z/g)].map(([, ...edges]) => edges.map(Number));

describe('the preview', () => {
  const preview = must(previewJob(CARD, 'training', serial));

  test('is the card at true scale, with the layout that makes it', () => {
    expect(preview).toMatchObject({ layout: 'card-86x54/1', width: 86, height: 54 });
    expect(of(preview.shapes, 'outline')).toEqual([
      'M3 0H83A3 3 0 0 1 86 3V51A3 3 0 0 1 83 54H3A3 3 0 0 1 0 51V3A3 3 0 0 1 3 0Z',
    ]);
  });

  test('shows where sticker, emblem, serial and strip are', () => {
    expect(of(preview.shapes, 'sticker').flatMap(rectangles)).toEqual([
      [58, 6, 80, 28],
      [6, 6, 32, 14],
    ]);
    expect(of(preview.shapes, 'zone').flatMap(rectangles)).toEqual([
      [6, 23.6, 56, 28],
      [6, 37, 80, 48],
    ]);
  });

  test('masks the passphrase: twenty equal bars, a hyphen after every four, all under the strip', () => {
    const bars = of(preview.shapes, 'mask').flatMap(rectangles) as [number, number, number, number][];
    const heights = bars.map(([, top, , bottom]) => Math.round((bottom - top) * 10) / 10);
    expect(heights.map((height) => (height > 1 ? '#' : '-')).join('')).toBe('####-####-####-####-####');
    const { x, y, width, height } = CARD.strip;
    expect(
      bars.filter(([left, top, right, bottom]) => left < x || top < y || right > x + width || bottom > y + height),
    ).toEqual([]);
  });

  test('the mask is the same for every card', () => {
    const other = must(previewJob(CARD, 'training', must(parseSerial('XX-9'))));
    expect(of(other.shapes, 'mask')).toEqual(of(preview.shapes, 'mask'));
    expect(of(other.shapes, 'serial')).not.toEqual(of(preview.shapes, 'serial'));
  });

  test('bears the watermark in training only', () => {
    const real = must(previewJob(CARD, 'production', serial));
    expect(of(preview.shapes, 'watermark')).toHaveLength(1);
    expect(of(real.shapes, 'watermark')).toEqual([]);
  });

  test('what does not fit the card does not preview', () => {
    const narrow = { ...CARD, zones: { ...CARD.zones, serial: { ...CARD.zones.serial, width: 10 } } };
    const cramped = { ...CARD, zones: { ...CARD.zones, passphrase: { ...CARD.zones.passphrase, cap: 4 } } };
    expect(previewJob(narrow, 'training', serial)).toMatchObject({ error: { kind: 'does-not-fit' } });
    expect(previewJob(cramped, 'training', serial)).toMatchObject({ error: { kind: 'does-not-fit' } });
  });
});
