import { describe, expect, test } from 'vitest';
import { CARD, checkLayout, layoutName, type Layout, type Zone } from '../../../core/etch/card.ts';

const withZone = (name: keyof typeof CARD.zones, change: Partial<Zone>): Layout => ({
  ...CARD,
  zones: { ...CARD.zones, [name]: { ...CARD.zones[name], ...change } },
});

const why = (layout: Layout): string => {
  const checked = checkLayout(layout);
  return checked.ok ? 'accepted' : checked.error.message;
};

describe('the card', () => {
  test('the default layout passes its own check', () => {
    expect(checkLayout(CARD)).toEqual({ ok: true, value: CARD });
  });

  test('a layout is on record by name and version', () => {
    expect(layoutName(CARD)).toBe('card-86x54/1');
  });

  test.each<[string, Layout, string]>([
    ['a zone over the card edge', withZone('serial', { x: 1 }), 'the serial comes closer than 3 mm to the edge'],
    ['a zone in the sticker', withZone('serial', { x: 20 }), 'the serial runs into the sticker'],
    ['a zone in the sticker’s clearance', withZone('serial', { x: 7.1 }), 'the serial runs into the sticker'],
    ['a zone in the emblem', withZone('watermark', { x: 31 }), 'the watermark runs into the emblem'],
    ['two zones in one place', withZone('watermark', { y: 20 }), 'the serial runs into the watermark'],
    ['letters too small to read', withZone('passphrase', { cap: 1.1 }), 'lower than 1.2 mm'],
    ['letters that are no number', withZone('passphrase', { cap: NaN }), 'lower than 1.2 mm'],
    ['letters too wide for the zone', withZone('passphrase', { cap: 3.4 }), '24 symbols of 3.4 mm do not fit'],
    ['letters too high for the zone', withZone('serial', { height: 2.4 }), '24 symbols of 2.2 mm do not fit'],
    ['a passphrase beside the strip', { ...CARD, strip: { ...CARD.strip, y: 39 } }, 'does not cover the passphrase'],
    ['a strip over the serial', { ...CARD, strip: { ...CARD.strip, y: 27, height: 21 } }, 'covers the serial'],
    ['a strip off the card', { ...CARD, strip: { ...CARD.strip, x: 20 } }, 'does not lie on the card'],
    ['no beam', { ...CARD, beam: 0 }, 'sizes between 0 and 500 mm'],
    ['a name that cannot go on record', { ...CARD, name: 'My Card' }, 'its name'],
    ['half a version', { ...CARD, version: 1.5 }, 'its version'],
  ])('%s is refused', (_, layout, reason) => {
    expect(why(layout)).toContain(reason);
  });
});
