/**
 * The desk of whoever designs products, in a real window at Origin: a place dragged by hand and by keys, what stands
 * against it said at once, back and forth, saved as the next revision, and a batch planned with it.
 */
import { expect, test } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Product } from '../../core/product/schema.ts';
import type { OriginBridge } from '../../electron/roles/origin/contract.ts';
import { exifTurned, jpegOf } from '../fakes/photos.ts';
import { STEEL_PHOTO } from '../fakes/steel-photo.ts';
import { removeStation, resize, type RunningApp, startApp, WINDOW_SIZES } from './app.ts';
import { expectAccessible } from './axe.ts';
import { callsOf, choose } from './site.ts';

test.describe.configure({ mode: 'serial' });

let run: RunningApp;
let medium = '';

test.beforeAll(async () => {
  run = await startApp(undefined, [], 'origin');
  medium = join(run.directory, 'medium');
  mkdirSync(medium);
});
test.afterAll(async () => {
  await run.close();
  removeStation(run.directory);
});

const on = (selector: string) => run.page.locator(selector);
const place = (id: string) => on(`[data-place="${id}"]`);
const against = (kind: string) => on(`[data-against="${kind}"]`);
const good = (yes: boolean) => expect(on('[data-design]')).toHaveAttribute('data-good', String(yes));
const check = (part: string) => on(`[data-check="${part}"]`);
const number = (name: string) => on(`[data-number="${name}"]`);

/** Takes hold of something and lets it go elsewhere; pixels. */
async function drag(selector: string, x: number, y: number): Promise<void> {
  const box = await on(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not there`);
  const [left, top] = [box.x + box.width / 2, box.y + box.height / 2];
  await run.page.mouse.move(left, top);
  await run.page.mouse.down();
  await run.page.mouse.move(left + x / 2, top + y / 2);
  await run.page.mouse.move(left + x, top + y);
  await run.page.mouse.up();
}

test('every product is there, drawn with the longest texts that may come', async () => {
  const { page } = run;
  await page.keyboard.press('F6');
  for (const name of ['real', 'pure', 'pro', 'coin']) {
    await on(`button[data-product="${name}"]`).click();
    await expect(place('serial')).toBeVisible();
    await run.picture(`products-1-${name}`);
  }
});

test('a product with a photo shows its metal, under what is marked', async () => {
  const real = JSON.parse(
    readFileSync(join(import.meta.dirname, '../../resources/products/real.product.json'), 'utf8'),
  );
  const file = join(run.directory, 'photo.product.json');
  writeFileSync(file, JSON.stringify({ ...real, name: 'photo', metal: { ...real.metal, photo: STEEL_PHOTO } }));
  await choose(run, file);
  await on('[data-do="import-product"]').click();
  await expect(on('button[data-product="photo"]')).toBeVisible();
  await on('button[data-product="photo"]').click();
  await expect(on('canvas[data-photo]')).toHaveAttribute('data-drawn', '32 51');
  await run.picture('products-1-photo');
});

test('a test card and the file of a product go where a person says', async () => {
  await on('button[data-product="real"]').click();
  await choose(run, medium, medium);
  await on('[data-do="test-card"]').click();
  await expect(on('[data-written]')).toContainText('test-card-real.svg');
  await on('[data-do="export-product"]').click();
  await expect(on('[data-written]')).toContainText('real.product.json');
  expect(readdirSync(medium).sort()).toEqual(['real.product.json', 'test-card-real.svg']);
  expect(readFileSync(join(medium, 'test-card-real.svg'), 'utf8')).toContain('<svg');
});

test('a place is dragged, what stands against it is said at once, and it is taken back', async () => {
  const { page } = run;
  await on('[data-do="copy"]').click();
  await good(true);
  await run.picture('products-2-designer');
  await drag('[data-place="serial"]', 0, 120);
  await good(false);
  await expect(against('over-another')).not.toHaveCount(0);
  await expect(against('strip-covers')).toBeVisible();
  await expect(on('[data-do="save"]')).toBeDisabled();
  await run.picture('products-3-against');
  await page.keyboard.press('Control+z');
  await good(true);
  await page.keyboard.press('Control+Shift+z');
  await good(false);
  await on('[data-do="undo"]').click();
  await good(true);
  await place('serial').click();
  await drag('[data-handle="se"]', -120, 0);
  await expect(against('does-not-fit')).toBeVisible();
  await on('[data-do="undo"]').click();
  await good(true);
});

test('a photo of the metal is chosen, refused with the reason, taken away, and comes back', async () => {
  const { page } = run;
  const [steel, side, none] = ['steel.png', 'side.jpg', 'none.png'].map((name) => join(run.directory, name)) as [string, string, string]; // prettier-ignore
  writeFileSync(steel, Buffer.from(STEEL_PHOTO, 'base64'));
  writeFileSync(side, jpegOf({ told: [exifTurned(6, true)] }));
  writeFileSync(none, 'no photo');
  await page.locator('.designer label', { hasText: 'Card' }).click();
  const photo = on('canvas[data-photo]');
  await choose(run, side, none, steel);
  await on('[data-do="choose-photo"]').click();
  await expect(page.getByText('This photo is stored on its side')).toBeVisible();
  await on('[data-do="choose-photo"]').click();
  await expect(page.getByText('neither JPEG nor PNG')).toBeVisible();
  await expect(photo).toHaveCount(0);
  await on('[data-do="choose-photo"]').click();
  await expect(photo).toHaveAttribute('data-drawn', '32 51');
  await good(true);
  await run.picture('products-3-photo');
  await on('[data-do="remove-photo"]').click();
  await expect(photo).toHaveCount(0);
  await on('[data-do="undo"]').click();
  await expect(photo).toHaveAttribute('data-drawn', '32 51');
  await on('[data-do="undo"]').click();
  await expect(photo).toHaveCount(0);
  await page.locator('.designer label', { hasText: 'Place' }).click();
});

test('by keys alone: arrows move a place, with Shift they change its size, and numbers are typed', async () => {
  const { page } = run;
  await place('watermark').focus();
  await expect(number('x')).toHaveValue('34');
  await page.keyboard.press('ArrowLeft');
  await expect(number('x')).toHaveValue('33.5');
  await page.keyboard.press('Alt+ArrowRight');
  await expect(number('x')).toHaveValue('33.6');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(number('height')).toHaveValue('8.5');
  await expect(place('watermark')).toHaveAttribute('aria-label', /22 x 8.5 mm/);
  await number('cap').fill('1');
  await expect(against('letters-too-low')).toBeVisible();
  await number('cap').fill('2.6');
  await good(true);
  await on('[data-add="hole"]').click();
  await expect(place('hole-0')).toHaveAttribute('aria-pressed', 'true');
  await place('hole-0').press('Delete');
  await expect(place('hole-0')).toHaveCount(0);
  await page.keyboard.press('F4');
  await page.keyboard.press('F6');
  await place('watermark').focus();
  await expect(number('x')).toHaveValue('33.6');
});

test('it is saved under a name of its own, on record, and a batch is planned with it', async () => {
  const { page } = run;
  await page.getByText('Card', { exact: true }).click();
  await on('[data-text="name"]').fill('Real!');
  await expect(against('bad-field')).toBeVisible();
  await on('[data-text="name"]').fill('gold');
  await on('[data-text="title"]').fill('Golden card');
  await number('thickness').fill('1');
  await good(true);
  await run.picture('products-4-card');
  await page.locator('main label', { hasText: 'Batches' }).click();
  await check('hours').selectOption('8');
  await check('cards').fill('0');
  await expect(against('bad-field')).toBeVisible();
  await check('cards').fill('200');
  await check('person').check();
  await good(true);
  await on('[data-do="undo"]').click();
  await expect(check('person')).not.toBeChecked();
  await on('[data-do="redo"]').click();
  await expect(check('person')).toBeChecked();
  await check('person').scrollIntoViewIfNeeded();
  await run.picture('products-4-check');
  await on('[data-do="save"]').click();
  await expect(on('button[data-product="gold"]')).toHaveAttribute('aria-current', 'true');
  await expect(
    on('dd').filter({ hasText: 'after 8 hours; when another person signs in; after 200 cards' }),
  ).toBeVisible();
  await run.picture('products-5-saved');
  const [file = ''] = readdirSync(join(run.directory, 'products'));
  const saved = JSON.parse(readFileSync(join(run.directory, 'products', file), 'utf8')) as Product;
  expect(saved.check).toEqual({ hours: 8, person: true, cards: 200 });
  expect(run.journal().map(({ event }) => event)).toContainEqual(
    expect.objectContaining({ kind: 'settings-changed', what: 'product' }),
  );
  await page.keyboard.press('F2');
  await page.selectOption('[name="product"]', 'gold');
  await expect(on('[name="prefix"]')).toHaveValue('TF-');
  await page.fill('[name="batch"]', 'GOLD-1');
  await page.fill('[name="count"]', '3');
  await page.fill('[name="groups"]', '6');
  await expect(against('another-shape')).toBeVisible();
  await run.picture('products-6-plan');
  await page.fill('[name="groups"]', '5');
  await on('[data-do="plan"]').click();
  // The machine is being measured: it does nothing else meanwhile.
  await expect(on('[data-summary="measured"]')).toBeVisible();
  await run.picture('products-7-summary');
  await on('[data-do="begin"]').click({ delay: 1400 });
  await expect(on('dd[data-product="gold"]')).toBeVisible();
  const { batches } = await callsOf<OriginBridge>(page)('station', null);
  expect(batches).toMatchObject([{ batch: 'GOLD-1', product: 'gold' }]);
});

for (const language of ['en', 'zh'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`nothing is cut off or unreadable from 1024 to 1920: ${language}, ${theme}`, async () => {
      const { page } = run;
      const prefer = { language, theme, textSize: 'medium', sound: false } as const;
      await callsOf<OriginBridge>(page)('preferences', prefer);
      await page.reload();
      await page.waitForSelector('[data-screen]');
      for (const [width, height] of WINDOW_SIZES) {
        await resize(run, width, height);
        await page.keyboard.press('F2');
        await run.picture(`products-8-plan-${width}-${language}-${theme}`);
        await page.keyboard.press('F6');
        await expect(place('serial')).toBeVisible();
        await run.picture(`products-8-shelf-${width}-${language}-${theme}`);
        await expectAccessible(page);
        await on('[data-do="design"]').click();
        await place('secret').focus();
        await run.picture(`products-8-designer-${width}-${language}-${theme}`);
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        await on('[data-do="give-up"]').click();
      }
    });
