/**
 * The desk of whoever prepares the laser, in a real window at Bench: a fixture tried, seen and used, a mirror warned of
 * and shown, the lens corrected, pens by material, and jobs without secrets where a person says. Nothing fires by itself.
 */
import { expect, test } from '@playwright/test';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Station } from '../../electron/roles/bench/contract.ts';
import { keepPicture, removeStation, resize, type RunningApp, startApp, WINDOW_SIZES } from './app.ts';
import { expectAccessible } from './axe.ts';
import { shoot } from './manual-pictures.ts';
import { callsOf, choose } from './site.ts';

test.describe.configure({ mode: 'serial' });

let run: RunningApp;
let medium = '';

test.beforeAll(async () => {
  run = await startApp();
  medium = join(run.directory, 'medium');
  mkdirSync(medium);
});
test.afterAll(async () => {
  await run.close();
  removeStation(run.directory);
});

const on = (selector: string) => run.page.locator(selector);
const to = (word: string) => run.page.getByText(word, { exact: true }).click();
const changes = (what: string): readonly string[] =>
  run.journal().flatMap(({ event }) => (event.kind === 'settings-changed' && event.what === what ? [event.to] : []));

test('a fixture is seen before it is used, and a mirrored one is warned of and shown', async () => {
  const { page } = run;
  await page.keyboard.press('F7');
  await expect(on('main')).toHaveAttribute('data-screen', 'laser');
  await expect(on('[data-mirrored="false"]')).toBeVisible();
  await expect(on('[data-do="set-fixture"]')).toBeDisabled();
  await run.picture('laser-1-fixture');
  await page.selectOption('[data-fixture="rotation"]', '90');
  await on('[data-do="mirror"]').click();
  await expect(on('[data-warning="mirrors"]')).toBeVisible();
  await expect(on('[data-mirrored="true"]')).toBeVisible();
  await run.picture('laser-2-mirrored');
  expect(changes('fixture')).toEqual([]);
  await on('[data-do="as-it-stands"]').click();
  await expect(on('[data-mirrored="false"]')).toBeVisible();
  await page.selectOption('[data-fixture="corner"]', 'centre');
  await on('[data-number="offset-x"]').fill('12.5');
  await on('[data-do="set-fixture"]').click();
  await expect(on('[data-trial="false"]')).toBeVisible();
  expect(changes('fixture')).toEqual(['centre, 12.5 0 mm, turned 0, 1 1, y down']);
  await on('[data-number="offset-x"]').fill('900');
  await on('[data-do="set-fixture"]').click();
  await expect(on('[data-said]')).toContainText('400 mm');
  expect(changes('fixture')).toHaveLength(1);
  await on('[data-do="as-it-stands"]').click();
});

test('the lens is corrected by what a caliper says of the calibration job', async () => {
  await choose(run, medium);
  await on('[data-do="calibration"]').click();
  await expect(on('[data-said]')).toContainText('calibration.svg');
  expect(readFileSync(join(medium, 'calibration.svg'), 'utf8')).toContain('<svg');
  await on('[data-number="measured-x"]').fill('69.8');
  await on('[data-do="measured"]').click();
  await expect(on('[data-number="scale-x"]')).toHaveValue('1.00287');
  await on('[data-number="measured-x"]').fill('20');
  await on('[data-do="measured"]').click();
  await expect(on('[data-said]')).toContainText('0.9 to 1.1');
  expect(changes('fixture')).toHaveLength(2);
});

test('a tray lies in the field to scale, pocket by pocket, whatever product is shown', async () => {
  const { page } = run;
  await to('Jobs and tray');
  const tray = { rows: '3', columns: '4', across: '92', down: '60', margin: '10', skip: '12' };
  for (const [name, text] of Object.entries(tray)) await page.fill(`input[data-tray="${name}"]`, text);
  await on('[data-do="set-tray"]').click();
  await run.picture('laser-3-jobs');
  await to('Fixture');
  await expect(on('[data-field-pocket]')).toHaveCount(12);
  await run.picture('laser-4-tray');
  await page.selectOption('[data-fixture="product"]', 'pro');
  await run.picture('laser-5-tray-pro');
});

test('pens are kept by material, and a matrix to find them goes where a person says', async () => {
  const { page } = run;
  await to('Pens');
  await expect(on('[data-do="matrix"]')).toBeDisabled();
  await run.picture('laser-6-pens');
  await callsOf<Station>(page)('setLaserFormat', { format: 'gcode' });
  await on('[data-do="other-material"]').fill('brass-2');
  await on('[data-do="use-material"]').click();
  await on('[data-pen="serial"] [data-part="power"]').fill('35');
  await on('[data-pen="serial"] [data-do="set-pen"]').click();
  await expect(on('[data-said]')).toContainText('brass-2');
  expect(changes('pen')).toEqual(['brass-2, serial: 35 %, 500 mm/s, 30 kHz, 1 passes']);
  await on('[data-pen="code"] [data-part="power"]').fill('350');
  await on('[data-pen="code"] [data-do="set-pen"]').click();
  await expect(on('[data-said]')).toContainText('100 per cent');
  await choose(run, medium);
  await on('[data-do="matrix"]').click();
  await expect(on('[data-said]')).toContainText('pens-brass-2.gcode');
  expect(readdirSync(medium)).toContain('pens-brass-2.gcode');
});

test('each program of a laser has what it needs on one page, as the manual shows it', async () => {
  const { page } = run;
  const set = callsOf<Station>(page);
  /** A part of the window, as large as it is read. */
  const part = (selector: string, name: string): Promise<void> =>
    shoot(page, name, async (file) => keepPicture(file, await on(selector).screenshot()));
  await set('setLaserFormat', { format: 'lightburn' });
  await to('Fixture');
  await to('Pens');
  await expect(on('[data-do="matrix"]')).toBeEnabled();
  await part('[data-screen="laser"] .page', 'laser-9-lightburn');

  await set('setLaserFormat', { format: 'txt' });
  await to('Jobs and tray');
  await choose(run, '/dev/ttyUSB0');
  await page.selectOption('[data-line="port"]', 'other');
  await page.selectOption('[data-line="protocol"]', 'ezcad');
  await on('[data-line="template"]').fill('CARD');
  await on('[data-do="set-line"]').click();
  await expect(on('[data-link="/dev/ttyUSB0"]')).toContainText('CARD001');
  await part('[data-screen="laser"] .jobs', 'laser-9-ezcad');
  await page.selectOption('[data-line="port"]', '');
  await on('[data-do="set-line"]').click();
  await expect(on('[data-link=""]')).toBeVisible();

  await set('setLaserFormat', { format: 'gcode' });
  await to('Fixture');
  await page.selectOption('[data-fixture="corner"]', 'bottom-left');
  await on('[data-number="offset-x"]').fill('0');
  await on('[data-number="scale-x"]').fill('1');
  await on('[data-do="up"]').click();
  await expect(on('[data-trial="true"] [data-mirrored="false"]')).toBeVisible();
  await part('[data-screen="laser"] .page', 'laser-9-grbl');
  await on('[data-do="as-it-stands"]').click();
});

test('products are designed here too', async () => {
  await to('Products');
  await on('[data-do="copy"]').click();
  await expect(on('[data-design][data-good="true"]')).toBeVisible();
  await run.picture('laser-7-designer');
  await on('[data-do="give-up"]').click();
});

for (const language of ['en', 'zh'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`nothing is cut off or unreadable from 1024 to 1920: ${language}, ${theme}`, async () => {
      const { page } = run;
      await callsOf<Station>(page)('preferences', { language, theme, textSize: 'medium', sound: false });
      await page.reload();
      await page.waitForSelector('[data-screen]');
      for (const [width, height] of WINDOW_SIZES) {
        await resize(run, width, height);
        await page.keyboard.press('F7');
        for (const [index, name] of ['fixture', 'pens', 'jobs', 'products'].entries()) {
          await on('[data-screen="laser"] label').nth(index).click();
          await expect(on('[data-field-pocket], [data-pen], [data-tray], [data-place]').first()).toBeVisible();
          await run.picture(`laser-8-${name}-${width}-${language}-${theme}`);
          await expectAccessible(page);
          expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
        }
      }
    });
