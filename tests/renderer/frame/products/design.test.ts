import { describe, expect, it } from 'vitest';
import { failIn } from '../../../../core/base/result.ts';
import { Design, ProductDesk } from '../../../../renderer/frame/products/design.svelte.ts';
import { movedBy } from '../../../../renderer/frame/products/places.ts';
import { productFakes, productViewOf, realProduct as real } from '../../../fakes/products.ts';

const open = (over: Parameters<typeof productFakes>[0] = {}) => new Design(productFakes(over), real, () => 1);
const serialX = ({ draft }: Design): number => draft.zones.serial.x;

describe('a design', () => {
  it('is judged as it is now', async () => {
    const design = open();
    await design.look();
    expect(design.good).toBe(true);
    design.chosen = 'serial';
    design.nudge(movedBy(0, 14), 0.01);
    await design.look();
    expect(design.good).toBe(false);
    expect(design.against.map(({ failure }) => failure.kind)).toContain('over-another');
  });

  it('asks one question at a time, and the last one asked is answered', async () => {
    const fakes = productFakes();
    let asked = 0;
    const design = open({ reviewProduct: (input) => (asked++, fakes.reviewProduct(input)) });
    for (let i = 0; i < 20; i++) design.change({ ...real, title: `Card ${i}` });
    design.change({ ...real, title: '' });
    await design.look();
    expect(design.formless?.kind).toBe('bad-field');
    expect(asked).toBeLessThan(5);
  });

  it('goes back and forth, and a change from there begins anew', () => {
    const design = open();
    design.chosen = 'serial';
    for (const _ of [1, 2, 3]) design.nudge(movedBy(1, 0), 0.01);
    expect([serialX(design), design.canRedo]).toEqual([9, false]);
    design.undo();
    design.undo();
    expect(serialX(design)).toBe(7);
    design.redo();
    expect([serialX(design), design.canUndo, design.canRedo]).toEqual([8, true, true]);
    design.nudge(movedBy(0, 1), 0.01);
    expect(design.canRedo).toBe(false);
    for (const _ of [1, 2, 3, 4, 5]) design.undo();
    expect(design.draft).toEqual(real);
    expect(design.canUndo).toBe(false);
  });

  it('a whole drag is one step back, and one that movedBy nothing is none', () => {
    const design = open();
    design.begin();
    for (let i = 1; i <= 10; i++) design.drag('serial', movedBy(i / 10, 0), 0.1);
    design.end();
    expect(serialX(design)).toBe(7);
    design.undo();
    expect([serialX(design), design.canUndo]).toEqual([6, false]);
    design.begin();
    design.end();
    expect(design.canUndo).toBe(false);
  });

  it('what was taken away is no longer chosen, and comes back', () => {
    const design = open();
    design.add('hole');
    expect(design.chosen).toBe('hole-0');
    design.remove();
    expect([design.chosen, design.draft.metal.holes]).toEqual([null, []]);
    design.undo();
    expect(design.draft.metal.holes).toHaveLength(1);
    design.chosen = 'serial';
    design.remove();
    expect(design.draft.zones.serial).toBeDefined();
  });

  it('a photo is put in, changed and taken out, a step back each, and the same again is none', () => {
    const design = open();
    const { photo } = design.draft.metal;
    expect(photo).toBeUndefined();
    for (const next of ['AAAA', 'AAAA', 'BBBB', null, null]) design.setPhoto(next);
    expect('photo' in design.draft.metal).toBe(false);
    const seen: unknown[] = [];
    while (design.canUndo) {
      design.undo();
      seen.push(design.draft.metal.photo ?? null);
    }
    expect(seen).toEqual(['BBBB', 'AAAA', null]);
  });
});

describe('the desk', () => {
  const opened = async (over: Parameters<typeof productFakes>[0] = {}) => {
    const desk = new ProductDesk(productFakes(over));
    await desk.list();
    return desk;
  };

  it('saves a design as the next revision of its name, and shows it', async () => {
    const desk = await opened();
    desk.begin(productViewOf(real), 'real');
    expect(desk.design?.revision).toBe(2);
    desk.design?.change({ ...real, title: 'Ours' });
    expect(await desk.save()).toBe(true);
    expect(desk.design).toBeNull();
    expect(desk.product?.product).toMatchObject({ name: 'real', revision: 2, title: 'Ours' });
  });

  it('begins another product under a name that is free, at revision 1', async () => {
    const desk = await opened();
    const name = desk.freeName('real');
    desk.begin(productViewOf(real), name);
    expect([name, desk.design?.revision]).toEqual(['real-2', 1]);
    await desk.save();
    expect(desk.freeName('real')).toBe('real-3');
  });

  it('says why it was refused, and keeps the design', async () => {
    const refuse = async () => failIn('product')('revision-taken', 'Taken.', { product: 'real', revision: 2 });
    const desk = await opened({ saveProduct: refuse });
    desk.begin(productViewOf(real), 'real');
    expect(await desk.save()).toBe(false);
    expect(desk.design?.against.map(({ failure }) => failure.kind)).toContain('revision-taken');
    desk.design?.change({ ...real, title: 'Another' });
    expect(desk.design?.refused).toBeNull();
  });
});
