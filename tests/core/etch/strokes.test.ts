import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD, type ZoneName } from '../../../core/etch/card.ts';
import { must } from '../../../core/base/result.ts';
import { letter, type Lettering, wipeLettering } from '../../../core/etch/strokes.ts';
import { bytes, cardPassphrase } from './passphrases.ts';

/** The marked area in millimetres: the strokes and half a beam around them. */
function marked({ glyphs }: Lettering) {
  const all = glyphs.flat().flatMap((stroke) => [...stroke].map((value) => value / 1000));
  const xs = all.filter((_, i) => i % 2 === 0);
  const ys = all.filter((_, i) => i % 2 === 1);
  const half = CARD.beam / 2;
  return {
    left: Math.min(...xs) - half,
    right: Math.max(...xs) + half,
    top: Math.min(...ys) - half,
    bottom: Math.max(...ys) + half,
  };
}

const inside = (lettering: Lettering): boolean => {
  const zone = CARD.zones[lettering.zone as keyof typeof CARD.zones] ?? CARD.zones.serial;
  const mark = marked(lettering);
  const slack = 1e-9; // binary fractions of a millimetre
  return (
    mark.left >= zone.x - slack &&
    mark.right <= zone.x + zone.width + slack &&
    mark.top >= zone.y - slack &&
    mark.bottom <= zone.y + zone.height + slack
  );
};

describe('lettering', () => {
  test('every passphrase of either alphabet fits the default layout, half a beam included', () => {
    fc.assert(fc.property(cardPassphrase, (passphrase) => inside(must(letter(CARD, 'passphrase', passphrase)))));
  });

  test('the longest serial fits', () => {
    expect(inside(must(letter(CARD, 'serial', bytes('W'.repeat(24)))))).toBe(true);
  });

  test('a capital is as high as the layout says, and each symbol stands one step from the last', () => {
    const { glyphs } = must(letter(CARD, 'passphrase', bytes('HH')));
    const [first = [], second = []] = glyphs.map((strokes) => strokes.flatMap((stroke) => [...stroke]));
    expect((first[3] as number) - (first[1] as number)).toBe(3300);
    expect((second[0] as number) - (first[0] as number)).toBe(2970);
  });

  test('a passphrase stands in the middle of its zone', () => {
    const zone = CARD.zones.passphrase;
    const { left, right } = marked(must(letter(CARD, 'passphrase', bytes('MMMM-MMMM-MMMM-MMMM-MMMM'))));
    expect((left + right) / 2).toBeCloseTo(zone.x + zone.width / 2, 2);
  });

  test.each<[string, ZoneName, string]>([
    ['too many symbols', 'passphrase', '7Q2K-M9XV-4HTR-D0WB-3NYE-'],
    ['far too many symbols', 'serial', 'A'.repeat(10_000)],
  ])('%s are refused, never shrunk', (_, zone, text) => {
    expect(letter(CARD, zone, bytes(text))).toMatchObject({ ok: false, error: { kind: 'does-not-fit' } });
  });

  test('letters higher than their zone are refused', () => {
    const serial = { ...CARD.zones.serial, cap: 4.2 };
    const low = { ...CARD, zones: { ...CARD.zones, serial } };
    expect(letter(low, 'serial', bytes('A1'))).toMatchObject({ error: { kind: 'does-not-fit' } });
  });

  test.each(['7Q2k', '7Q 2', '7Q2\n', '7Q2\u00d8', '7Q2\0', '7Q2.'])(
    'a symbol without a drawing is refused by its place, and not named: %j',
    (text) => {
      const refused = letter(CARD, 'passphrase', bytes(text));
      const place = /[^0-9A-Z-]/.exec(text)?.index ?? -1;
      expect(refused).toEqual({
        ok: false,
        error: {
          area: 'etch',
          kind: 'no-glyph',
          message: `Symbol ${place + 1} of the passphrase cannot be etched: the font does not have it.`,
          facts: { zone: 'passphrase', symbol: place + 1 },
        },
      });
    },
  );

  test('nothing is not something to etch', () => {
    expect(letter(CARD, 'passphrase', bytes(''))).toMatchObject({ error: { kind: 'no-text' } });
  });

  test('wiped lettering has no geometry left', () => {
    const lettering = must(letter(CARD, 'passphrase', bytes('7Q2K')));
    wipeLettering(lettering);
    expect(lettering.glyphs.flat().flatMap((stroke) => [...stroke])).toSatisfy((values: number[]) =>
      values.every((value) => value === 0),
    );
  });

  test('the text is borrowed: left as it was', () => {
    const text = bytes('7Q2K');
    must(letter(CARD, 'passphrase', text));
    expect(text).toEqual(bytes('7Q2K'));
  });
});
