/** A station that reads badges and nothing else: its scanner is found and set up in its window, with the number block. */
import { expect, test } from '@playwright/test';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { readJournal, removeStation, resize, startApp, WINDOW_SIZES } from './app.ts';
import {
  askedWindow,
  peopledStation,
  plugScanner,
  STATION_PASSPHRASE,
  strike,
  TEST_TEXT,
  textOfBadge,
  typePin,
} from './people.ts';
import { choose } from './site.ts';

for (const role of ['origin', 'check'] as const) {
  test(`${role} is given another scanner in its window, by whoever has its passphrase, and opens by badge again`, async () => {
    const people: Record<'Ada' | 'Li Wei', TestBadge> = { Ada: newBadge('493716'), 'Li Wei': newBadge('804975') };
    const scanner = await plugScanner();
    // Of the scanner before nothing is left that its port could be found by.
    const directory = await peopledStation(role, `HEL-1-${role.toUpperCase()}-01`, null, people);
    const run = await startApp(directory, [], null);
    const { app, page } = run;
    const asks = async (step: string) =>
      expect((await askedWindow(app)).locator(`[data-asks="${step}"]`)).toBeVisible();
    await page.locator('[data-do="recover"]').click();
    await page.locator('input[type="password"]').fill(STATION_PASSPHRASE);
    await page.keyboard.press('Enter');
    await expect(page.locator(`[data-role="${role}"]`)).toBeVisible();
    await expect(page.locator('[data-device="scanner"]')).toHaveAttribute('data-state', 'absent');
    // The passphrase is nobody: it changes nothing else.
    expect(await page.evaluate(() => window.station.call('setIdle', { minutes: 30 }))).toMatchObject({ ok: false });

    await strike(app, ['F5', 'numdec'], 'station');
    const dialog = page.locator('dialog');
    const other = dialog.locator('[data-port="other"]');
    await expect(other).toBeVisible();
    await run.picture(`scanner-${role}-1-none`);
    await choose(run, scanner.path);
    await strike(app, [`num${(await other.locator('kbd').textContent()) ?? ''}`], 'station');
    await expect(dialog.locator(`[data-port="${scanner.path}"]`)).toHaveAttribute('data-state', 'ready');
    // Whoever scans again before it has fallen silent gives it two codes in one.
    await expect
      .poll(
        async () => {
          await scanner.scan(TEST_TEXT);
          return dialog.locator('[data-heard]').getAttribute('data-heard');
        },
        { intervals: [2000] },
      )
      .toBe('test');
    await run.picture(`scanner-${role}-2-heard`);
    await strike(app, ['num0', 'numdec'], 'station');
    await expect(dialog).toHaveCount(0);

    await expect
      .poll(async () => {
        await scanner.scan(textOfBadge(people.Ada));
        return app.windows().length;
      })
      .toBe(2);
    await asks('pin');
    await typePin(app, people.Ada.pin);
    await expect(page.locator('[data-present]')).toHaveAttribute('data-present', 'Ada');
    for (const [width, height] of WINDOW_SIZES) {
      await resize(run, width, height);
      await page.locator('nav button', { hasText: 'Devices' }).click();
      await expect(page.locator('[data-do="apply-scanner"]')).toBeVisible();
      await run.picture(`scanner-${role}-3-devices-${width}`);
    }
    await page.evaluate(() =>
      window.station.call('preferences', { language: 'zh', theme: 'dark', textSize: 'medium', sound: false }),
    );
    await page.reload();
    await page.waitForSelector('[data-screen]');
    await page.locator('nav button', { hasText: '设备' }).click();
    await run.picture(`scanner-${role}-4-devices-zh`);
    await page.locator('[data-do="scanner-setup"]').click();
    await expect(other).toBeVisible();
    await run.picture(`scanner-${role}-5-page-zh`);
    await strike(app, ['numdec'], 'station');
    await expect(dialog).toHaveCount(0);

    // The door reads badges from the same port.
    await strike(app, ['F12'], 'station');
    await expect(page.locator('[data-stage="gate"]')).toBeVisible();
    await expect
      .poll(async () => {
        await scanner.scan(textOfBadge(people['Li Wei']));
        return app.windows().length;
      })
      .toBe(2);
    await asks('pin');
    await typePin(app, people['Li Wei'].pin);
    await expect(page.locator(`[data-role="${role}"]`)).toBeVisible();
    await expect(page.locator('[data-present]')).toHaveAttribute('data-present', 'Li Wei');
    const changes = readJournal(directory).flatMap(({ event }) => (event.kind === 'settings-changed' ? [event] : []));
    expect(changes).toEqual([{ kind: 'settings-changed', what: 'scanner', to: `${scanner.path} 9600` }]);
    await run.close();
    await scanner.close();
    removeStation(directory);
  });
}
