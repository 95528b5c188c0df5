import { describe, expect, it } from 'vitest';
import { CHECKED_HOURS, type ProductCheck } from '../../../../core/product/schema.ts';
import { afterWhat, HOURS, withCheck } from '../../../../renderer/frame/products/shift-check.ts';
import { Design } from '../../../../renderer/frame/products/design.svelte.ts';
import { LANGUAGE_CODES, wordsOf } from '../../../../resources/words/languages.ts';
import { productFakes, realProduct as real } from '../../../fakes/products.ts';

describe('what a product asks for of the check of a shift', () => {
  it('may be as many hours as its file may say', () => {
    expect(HOURS).toEqual(CHECKED_HOURS);
  });

  it('is set part by part, and a file says nothing of what is not asked for', () => {
    const eight = withCheck(real, { hours: 8 });
    expect(eight).toEqual({ ...real, check: { hours: 8 } });
    const both = withCheck(eight, { person: true });
    expect(both.check).toEqual({ hours: 8, person: true });
    expect(withCheck(both, { hours: null }).check).toEqual({ person: true });
    expect(withCheck(withCheck(both, { hours: null }), { person: false })).toEqual(real);
    expect('check' in withCheck(eight, { hours: null })).toBe(false);
  });

  it('goes back and forth with the design, and a number of cards that cannot be is said at once', async () => {
    const design = new Design(productFakes(), real, () => 1);
    design.change(withCheck(design.draft, { cards: 200 }));
    await design.look();
    expect([design.good, design.draft.check]).toEqual([true, { cards: 200 }]);
    design.change(withCheck(design.draft, { cards: 0 }));
    await design.look();
    expect([design.good, design.formless?.kind]).toEqual([false, 'bad-field']);
    design.undo();
    design.undo();
    await design.look();
    expect([design.good, design.draft]).toEqual([true, real]);
    design.redo();
    expect(design.draft.check).toEqual({ cards: 200 });
  });

  it.each(LANGUAGE_CODES)('is said whole, in %s', (code) => {
    const words = wordsOf(code);
    const said = (check: ProductCheck): string => afterWhat(words, check);
    expect(said({})).toBe('');
    const all = said({ hours: 12, person: true, setUp: true, cards: 2000 });
    const { after } = words.shiftCheck;
    for (const one of [after.hours(12), after.person, after.setUp]) expect(all).toContain(one);
    expect(all.split(words.shiftCheck.also)).toHaveLength(4);
    expect(said({ person: false, setUp: true })).toBe(after.setUp);
  });
});
