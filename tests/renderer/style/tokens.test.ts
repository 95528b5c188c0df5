import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../renderer/style/tokens.css', import.meta.url), 'utf8');

/** The custom properties of each theme; dark takes over what it does not set itself. */
const [light = '', dark = ''] = css.split(":root[data-theme='dark']");
const read = (block: string) =>
  new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, hex]) => [name as string, hex as string]),
  );
const themes = { light: read(light), dark: new Map([...read(light), ...read(dark)]) };

/** WCAG 2.2, relative luminance of an sRGB colour. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

/** Every pair that carries text. */
const TEXT: readonly (readonly [string, string])[] = [
  ...['ground', 'surface', 'sunken'].flatMap((ground) => [['ink', ground] as const, ['quiet', ground] as const]),
  ['on-accent', 'accent'],
  ['accent', 'surface'],
  ['on-pass', 'pass'],
  ['on-fail', 'fail'],
  ['on-error', 'error'],
  ['on-aborted', 'aborted'],
  ['on-notice', 'notice'],
  ['on-training', 'training'],
  ['training', 'training-quiet'],
  ['ink', 'training-quiet'],
  ['bad-mark', 'surface'],
];
/** Shapes, frames of fields and the focus ring: what is seen but not read. */
const SHAPES: readonly (readonly [string, string])[] = [
  ...['ground', 'surface'].flatMap((ground) =>
    ['edge', 'focus', 'good-mark', 'bad-mark', 'wary-mark', 'accent'].map((shape) => [shape, ground] as const),
  ),
];

describe.each(Object.entries(themes))('the %s colours', (_, colours) => {
  const of = (name: string): string => {
    const hex = colours.get(name);
    if (hex === undefined) throw new Error(`no colour --${name}`);
    return hex;
  };
  it.each(TEXT)('%s on %s can be read (4.5:1)', (ink, ground) => {
    expect(contrast(of(ink), of(ground))).toBeGreaterThanOrEqual(4.5);
  });
  it.each(SHAPES)('%s on %s can be seen (3:1)', (shape, ground) => {
    expect(contrast(of(shape), of(ground))).toBeGreaterThanOrEqual(3);
  });
  it('fault 14: the grounds of PASS and FAIL differ in lightness (3:1)', () => {
    expect(contrast(of('pass'), of('fail'))).toBeGreaterThanOrEqual(3);
  });
});
