/** The shift of those that make no cards: Origin's units and Press's stickers, in the real window, in both languages. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playStickers } from '../fakes/played-stickers.ts';
import { pictures, removeStation, startApp, type RunningApp } from './app.ts';

const HOUR = 3_600_000;

const toShift = ({ page }: RunningApp) => page.locator('nav button', { hasText: 'Shift' }).click();

/** Both languages, light and dark. */
async function looked(run: RunningApp, name: string): Promise<void> {
  await run.picture(`shift-${name}`);
  await run.page.getByText('中文', { exact: true }).click();
  await expect(run.page.locator('.shift legend').first()).toHaveText('时段');
  await run.page.emulateMedia({ colorScheme: 'dark' });
  await expect(run.page.locator('html[data-theme="dark"]')).toHaveCount(1);
  await run.picture(`shift-${name}-zh`);
}

test('Press says what was printed, proven and spoilt, prints it, and hangs it on a wall', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-e2e-'));
  const medium = mkdtempSync(join(tmpdir(), 'twofold-shift-'));
  await playStickers(directory, { of: 320, proven: 240, begin: Date.now() - 5 * HOUR });
  const run = await startApp(directory, [], 'press');
  const { page, app } = run;
  try {
    await page.setViewportSize({ width: 1600, height: 1000 });
    await toShift(run);
    await expect(page.locator('.shift dd').first()).toHaveText('240');
    await expect(page.locator('.shift dt').first()).toHaveText('Stickers proven');
    await expect(page.locator('.shift dd', { hasText: 'spoilt' })).toHaveText(
      '252 printed, 12 spoilt or withdrawn, 0 never came out',
    );
    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, medium);
    await page.locator('[data-do="save-shift"]').click();
    await expect(page.locator('.outcome')).toContainText('.pdf');
    expect(readdirSync(medium).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);
    await page.locator('[data-do="wall"]').click();
    const wall = () => app.windows().find((one) => one.url().startsWith('app://wall'));
    await expect.poll(() => wall() !== undefined).toBe(true);
    await expect(wall()?.locator('.figure b').first() ?? page.locator('.none')).toHaveText('240');
    await wall()?.screenshot({ path: join(pictures, 'shift-press-wall.png') });
    await looked(run, 'press');
  } finally {
    await run.close();
    rmSync(medium, { recursive: true });
    removeStation(directory);
  }
});

test('Origin says what was made, and what left', async () => {
  const run = await startApp(undefined, [], 'origin');
  const { page } = run;
  await page.setViewportSize({ width: 1600, height: 1000 });
  const wish = {
    ...{ batch: 'SHIFT', count: 12, prefix: 'S-', digits: 6, start: null, check: true, order: 'sequential' },
    ...{ alphabet: 'legible', groups: 5, size: 4, lots: null, product: null },
  };
  expect(await page.evaluate((given) => window.station.call('plan', given), wish)).toMatchObject({ ok: true });
  const made = await page.evaluate(() => window.station.call('make', { batch: 'SHIFT', dice: null }));
  expect(made).toMatchObject({ ok: true, value: 'done' });
  await toShift(run);
  await expect(page.locator('.shift dd').first()).toHaveText('12');
  await expect(page.locator('.shift dt').first()).toHaveText('Units made');
  await looked(run, 'origin');
  await run.close();
  removeStation(run.directory);
});
