import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inSight, moved, pagesOf, scrollTo, type Viewport } from '../../../../renderer/roles/bench/rows.ts';

const view: Viewport = { top: 4400, height: 440, row: 44, total: 10_000 };

describe('inSight', () => {
  it('draws what is in sight and a few beyond', () => {
    expect(inSight(view, 2)).toEqual({ first: 98, last: 112 });
  });

  it('stays within the rows, and covers the window wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(20_000), fc.nat(500_000), fc.integer({ min: 1, max: 2000 }), (total, top, height) => {
        const { first, last } = inSight({ top, height, row: 44, total });
        expect(first).toBeGreaterThanOrEqual(0);
        expect(last).toBeLessThanOrEqual(total);
        expect(first).toBeLessThanOrEqual(last);
        for (const y of [top, top + height - 1]) {
          const row = Math.floor(y / 44);
          if (row < total) expect(row >= first && row < last).toBe(true);
        }
      }),
    );
  });
});

describe('pagesOf', () => {
  it('names every page that holds a wanted row', () => {
    expect(pagesOf(98, 112, 100)).toEqual([0, 1]);
    expect(pagesOf(100, 200, 100)).toEqual([1]);
    expect(pagesOf(0, 0, 100)).toEqual([]);
  });
});

describe('moving', () => {
  it('goes by rows, pages and ends, and never off the table', () => {
    expect(moved('ArrowDown', 100, view)).toBe(101);
    expect(moved('PageDown', 100, view)).toBe(109);
    expect(moved('End', 100, view)).toBe(9999);
    expect(moved('ArrowUp', 0, view)).toBe(0);
    expect(moved('ArrowDown', 9999, view)).toBe(9999);
    expect(moved('a', 0, view)).toBeNull();
    expect(moved('ArrowDown', 0, { ...view, total: 0 })).toBeNull();
  });

  it('scrolls only as far as the row needs', () => {
    expect(scrollTo(100, view)).toBeNull();
    expect(scrollTo(99, view)).toBe(4356);
    expect(scrollTo(110, view)).toBe(4444);
  });
});
