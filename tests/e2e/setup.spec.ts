/** The scanner and the printer, set up by a person: what comes is shown, kept, and gone by from then on. */
import { expect, test } from '@playwright/test';
import { removeStation, startApp } from './app.ts';

test('fault 21: a scanner without suffix is set up by one scan, and then reads a card', async () => {
  const run = await startApp();
  const { page } = run;
  const call = (name: string, input: unknown) =>
    page.evaluate(([what, given]) => window.station.call(what as never, given as never), [name, input] as const);
  await page.click('[data-do="sample"]');
  await expect.poll(async () => (await run.view()).batch?.states.checked ?? 0).toBeGreaterThan(0);
  await call('simulateFault', { device: 'scanner', fault: 'no-suffix' });
  await call('simulateScan', { card: 17, what: 'serial' });
  await expect.poll(async () => (await run.view()).bench.notice?.kind).toBe('incomplete-scan');

  await page.keyboard.press('F3');
  await page.click('[data-do="scanner-setup"]');
  await expect(page.locator('dialog svg').first()).toBeVisible();
  await page.click('[data-do="simulate-test"]');
  await expect(page.locator('[data-heard="test"]')).toBeVisible();
  await expect(page.locator('[data-part="aim"]')).toContainText('Q');
  await expect(page.locator('[data-part="end"]')).toHaveCount(0);
  await run.picture('setup-01-heard');
  await page.click('[data-do="keep-heard"]');
  await expect(page.locator('[data-habits="silence"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog')).toHaveCount(0);
  await run.picture('setup-02-devices');

  await call('simulateScan', { card: 17, what: 'serial' });
  await expect.poll(async () => (await run.view()).bench.step.at).toBe('address');

  await call('preferences', { language: 'zh', theme: 'dark', textSize: 'medium', sound: false });
  await page.reload();
  await page.waitForSelector('[data-screen]');
  await page.keyboard.press('F1');
  await run.picture('setup-03-tray-zh');
  await page.keyboard.press('F3');
  await page.click('[data-do="scanner-setup"]');
  await page.click('[data-do="simulate-test"]');
  await expect(page.locator('[data-heard="test"]')).toBeVisible();
  await run.picture('setup-04-heard-zh');
  await run.close();
  removeStation(run.directory);
});
