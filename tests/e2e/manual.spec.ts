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
  const title = () =>
    run.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((one) => one.getTitle()));
  const found = await run.app.evaluateHandle(({ BrowserWindow }) => {
    const counts: number[] = [];
    const [beside] = BrowserWindow.getAllWindows().filter((one) => one.getTitle().startsWith('Manual'));
    beside?.webContents.on('found-in-page', (_event, { matches }) => counts.push(matches));
    return counts;
  });
  const press = (...keys: readonly string[]) =>
    run.app.evaluate(({ BrowserWindow }, typed) => {
      const [beside] = BrowserWindow.getAllWindows().filter((one) => /^(Manual|Find)/.test(one.getTitle()));
      for (const keyCode of typed) beside?.webContents.sendInputEvent({ type: 'keyDown', keyCode });
    }, keys);
  await press(...'certificate');
  await expect.poll(title).toContain('Find: certificate (Enter: next, Esc: end)');
  await expect.poll(async () => Math.max(0, ...(await found.jsonValue()))).toBeGreaterThan(0);
  await press('Escape');
  await expect.poll(title).toContain('Manual - Twofold (type to find)');

  // Whose work it carries is a page that main opens; whatever else a page asks for is not opened.
  await manual.click('#licences a');
  await expect(manual).toHaveURL('app://station/licences.html');
  await expect(manual.locator('summary', { hasText: '@noble/secp256k1 3.2.0: MIT' })).toBeVisible();
  expect(await manual.locator('details').count()).toBeGreaterThan(40);
  await manual.screenshot({ path: 'out/e2e-screens/manual-licences.png' });
  await manual.click('nav a');
  await expect(manual).toHaveURL('app://station/manual/manual.html');

  // In Chinese all of it is Chinese.
  await run.page.evaluate(() =>
    window.station.call('preferences', { language: 'zh', theme: 'light', textSize: 'medium', sound: false }),
  );
  await run.page.evaluate(() => window.station.call('openManual', null));
  await expect(manual).toHaveURL('app://station/manual/manual.zh.html#press');
  await expect(manual.locator('#press h2')).toHaveText('印制站');
  await manual.screenshot({ path: 'out/e2e-screens/manual-zh.png' });
  const [preferences] = await run.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((one) => /^(Manual|手册)/.test(one.getTitle()))
      .map((one) => (one.webContents as unknown as { getLastWebPreferences(): object }).getLastWebPreferences()),
  );
  expect(preferences).toMatchObject({ javascript: false, sandbox: true, contextIsolation: true });

  // It goes with its station, so that nothing is left open.
  const gone = manual.waitForEvent('close');
  await run.close();
  await gone;
  removeStation(run.directory);
});
