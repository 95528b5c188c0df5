/** A way out of the computer pauses a station; two people go on, with a reason, and the warning stays. */
import { expect, test } from '@playwright/test';
import { answerQuestions, removeStation, resize, startApp } from './app.ts';
import { MADE_WITH, stationWith } from './made.ts';

const FOUND = 'network interface eth0';
const REASON = 'the plug is stuck, its cable is cut';

test('fault 81: two people go on with a reason, and what is still there stays across the window', async () => {
  const directory = await stationWith('origin', [
    { kind: 'incident', reason: 'not-air-gapped', serial: null, detail: FOUND },
  ]);
  const run = await startApp(directory, [], null);
  const { page, app } = run;
  await page.locator('[data-field="passphrase"]').fill(MADE_WITH);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-role="origin"]')).toBeVisible();
  const asked = await answerQuestions(app, true);
  const backUp = () => page.evaluate(() => window.station.call('backUp', { person: 'Li Wei' }));
  expect(await backUp()).toMatchObject({ error: { kind: 'paused' } });

  // As main tells after every look: in a checkout it looks at nothing.
  await app.evaluate(({ BrowserWindow }, found) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('update', { type: 'surroundings', found: [found] });
  }, FOUND);
  await expect(page.locator('[data-alarm]')).toContainText(FOUND);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /^Records/ })
    .click();
  await page.locator('[data-do="go-on"]').click();
  await page.locator('[data-field="first"]').fill('Li Wei');
  await page.locator('[data-field="second"]').fill('Anna Roth');
  await resize(run, 1024, 768);
  await run.picture('pause-go-on');
  await page.locator('[data-sign="go-on"] [data-do="sign"]').click();
  // Without a reason nobody is asked.
  expect(await asked()).toEqual([]);
  await page.locator('[data-field="reason"]').fill(REASON);
  await page.locator('[data-sign="go-on"] [data-do="sign"]').click();
  await expect(page.locator('[data-do="go-on"]')).toHaveCount(0);
  expect((await asked()).join()).toContain(FOUND);
  await expect(page.locator('[data-alarm]')).toContainText(FOUND);
  await run.picture('pause-gone-on');
  await page.locator('header button[lang]').click();
  await expect(page.locator('[data-alarm]')).toContainText('未与外界隔离');
  await resize(run, 1280, 800);
  await run.picture('pause-gone-on-zh');
  const [lifted] = run.journal().flatMap(({ event }) => (event.kind === 'pause-lifted' ? [event] : []));
  expect(lifted).toMatchObject({ reason: REASON, signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }] });
  await run.close();
  removeStation(directory);
});
