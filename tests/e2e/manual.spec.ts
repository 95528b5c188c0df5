/** The manual, shown beside the work. */
import { expect, test } from '@playwright/test';
import { removeStation, startApp } from './app.ts';

test('opens at the chapter of the station, without a script and without a way out', async () => {
  const run = await startApp(undefined, [], 'press');
  await run.page.keyboard.press('?');
  const opened = run.app.waitForEvent('window');
  await run.page.click('[data-do="manual"]');
  const manual = await opened;
  await expect(manual).toHaveURL('app://station/manual/manual.html#press');
  await expect(manual.locator('#press h2')).toBeInViewport();

  const pictures = manual.locator('img');
  for (let i = 0; i < (await pictures.count()); i++) {
    await pictures.nth(i).scrollIntoViewIfNeeded();
    await expect(pictures.nth(i)).toHaveJSProperty('complete', true);
    expect(await pictures.nth(i).evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(600);
  }
  expect(await manual.evaluate(() => 'station' in window)).toBe(false);
  const [preferences] = await run.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((one) => one.getTitle().startsWith('Manual'))
      .map((one) => (one.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()),
  );
  expect(preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true });

  // It goes with its station, so that nothing is left open.
  const gone = manual.waitForEvent('close');
  await run.close();
  await gone;
  removeStation(run.directory);
});
