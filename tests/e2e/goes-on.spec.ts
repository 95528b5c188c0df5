/** Long work that a lock breaks off goes on by itself with whoever signs in next. */
import { expect, test } from '@playwright/test';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { journalText, removeStation, startApp } from './app.ts';
import { askedWindow, peopledStation, plugScanner, strike, textOfBadge, typePin } from './people.ts';

test('codes that were being made when Origin was locked are made to the end after the next sign-in', async () => {
  test.setTimeout(240_000);
  const people: Record<'Ada' | 'Bela', TestBadge> = { Ada: newBadge('493716'), Bela: newBadge('804975') };
  const scanner = await plugScanner();
  const directory = await peopledStation('origin', 'HEL-1-ORIGIN-01', scanner.path, people);
  const run = await startApp(directory, [], null);
  const comeIn = async (name: 'Ada' | 'Bela') => {
    await expect
      .poll(async () => {
        await scanner.scan(textOfBadge(people[name]));
        return run.app.windows().length;
      })
      .toBe(2);
    await (await askedWindow(run.app)).waitForSelector('[data-asks="pin"]');
    await typePin(run.app, people[name].pin);
    await run.page.waitForSelector('[data-role="origin"]', { timeout: 60_000 });
  };
  const made = (): number =>
    [...journalText(directory).matchAll(/"count":(\d+)[^}]*"kind":"units-coded"/g)].reduce(
      (sum, [, n]) => sum + Number(n),
      0,
    );
  await comeIn('Ada');
  const planned = await run.page.evaluate(() =>
    window.station.call('plan', {
      ...{ batch: 'B-1', count: 60, prefix: 'TF-', digits: 6, start: null, check: false, order: 'sequential' },
      ...{ alphabet: 'legible', groups: 6, size: 4, lots: null, product: null },
    }),
  );
  expect(planned).toMatchObject({ ok: true });
  await run.page.evaluate(() => void window.station.call('make', { batch: 'B-1', dice: null }).catch(() => undefined));
  await expect.poll(made, { timeout: 60_000 }).toBeGreaterThan(0);
  await strike(run.app, ['F12'], 'station');
  await expect(run.page.locator('[data-stage="gate"]')).toBeVisible({ timeout: 30_000 });
  const before = made();
  expect(before).toBeLessThan(60);
  await comeIn('Bela');
  await expect.poll(made, { timeout: 120_000 }).toBe(60);
  await run.close();
  await scanner.close();
  removeStation(directory);
});
