import { describe, expect, it } from 'vitest';
import {
  ADDED,
  canAdd,
  isOptional,
  movedBy,
  placesOf,
  pulled,
  snapped,
  withAdded,
  withBox,
  without,
} from '../../../../renderer/frame/products/places.ts';
import { checkProduct } from '../../../../core/product/product.ts';
import { realProduct as real } from '../../../fakes/products.ts';

const box = { x: 10, y: 20, width: 30, height: 8 };
const boxOf = (id: string, product = real) => placesOf(product).find((place) => place.id === id)?.box;

describe('a pull', () => {
  it('moves a whole place, onto the grid', () => {
    expect(pulled(box, movedBy(1.234, -0.56), 0.1)).toEqual({ x: 11.2, y: 19.4, width: 30, height: 8 });
  });

  it('moves the edges it has hold of, and leaves the others where they were', () => {
    expect(pulled(box, { left: -2, top: 1, right: 0, bottom: 0 }, 0.1)).toEqual({ x: 8, y: 21, width: 32, height: 7 });
    expect(pulled(box, { left: 0, top: 0, right: 0.26, bottom: 0 }, 0.1)).toEqual({
      ...box,
      width: 30.299999999999997,
    });
  });

  it('never turns a place inside out', () => {
    const { x, width } = pulled(box, { left: 100, top: 0, right: 0, bottom: 0 }, 0.1);
    expect([x + width, width]).toEqual([40, 0.5]);
    expect(pulled(box, { left: 0, top: 0, right: -100, bottom: -100 }, 0.1)).toMatchObject({ width: 0.5, height: 0.5 });
  });

  it('leaves no tail of binary noise', () => {
    expect(snapped(0.1 + 0.2, 0.1)).toBe(0.3);
    expect(snapped(41.300000000000004, 0.01)).toBe(41.3);
  });
});

describe('a place of a product', () => {
  it('is the same place after it was set where it is', () => {
    for (const { id, box: at } of placesOf(real)) expect(placesOf(withBox(real, id, at))).toEqual(placesOf(real));
  });

  it('is set, and nothing else with it', () => {
    const next = withBox(real, 'serial', { x: 6.12345, y: 24, width: 48, height: 5 });
    expect(boxOf('serial', next)).toMatchObject({ x: 6.12, y: 24, width: 48, height: 5 });
    expect(next.zones.serial.cap).toBe(real.zones.serial.cap);
    expect({ ...next, zones: { ...next.zones, serial: real.zones.serial } }).toEqual(real);
  });

  it('goes neither left nor up beyond the card', () => {
    expect(boxOf('strip', withBox(real, 'strip', { x: -3, y: -1, width: 74, height: 11 }))).toMatchObject({
      x: 0,
      y: 0,
    });
  });

  it('of a hole stays round', () => {
    const [holed, id] = withAdded(real, 'hole');
    const next = withBox(holed, id, { x: 40, y: 20, width: 9, height: 7 });
    expect(next.metal.holes).toEqual([{ x: 43.5, y: 23.5, diameter: 7 }]);
  });
});

describe('what a product can be given besides', () => {
  it.each(ADDED)('%s: is added once or more, and taken away again', (what) => {
    const bare = canAdd(real, what) ? real : without(real, what === 'code' ? 'code' : 'sticker');
    expect(canAdd(bare, what)).toBe(true);
    const [more, id] = withAdded(bare, what);
    expect(boxOf(id, more)).toBeDefined();
    expect(isOptional(id)).toBe(true);
    expect(placesOf(without(more, id))).toEqual(placesOf(bare));
    expect(canAdd(more, what)).toBe(what === 'keepOut' || what === 'hole');
  });

  it('takes away none that every product has', () => {
    for (const id of ['serial', 'secret', 'watermark', 'strip'] as const) {
      expect(isOptional(id)).toBe(false);
      expect(without(real, id)).toEqual(real);
    }
  });

  it('leaves a product without its code one that can be made', () => {
    expect(checkProduct(without(real, 'code')).ok).toBe(true);
  });
});
