/** A station that was put back, whose people have badges: two of them go on with it at its door, and nobody else. */
import { expect, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { readJournal, removeStation, startApp } from './app.ts';
import { askedWindow, peopledStation, plugScanner, textOfBadge, typePin } from './people.ts';

test('two people go on with a station that was put back, with badge and PIN', async () => {
  const people: Record<'Ada' | 'Li Wei' | 'Cai', TestBadge> = {
    Ada: newBadge('493716'),
    'Li Wei': newBadge('804975'),
    Cai: newBadge('836172'),
  };
  const scanner = await plugScanner();
  const directory = await peopledStation('press', 'HEL-1-PRESS-01', scanner.path, people);
  rmSync(join(directory, 'journal.anchor'));
  const run = await startApp(directory, [], null);
  const { app, page } = run;
  const asks = async (step: string) => {
    const asked = await askedWindow(app);
    await expect(asked.locator(`[data-asks="${step}"]`)).toBeVisible();
    return asked;
  };
  const bring = async (who: keyof typeof people) => {
    await scanner.scan(textOfBadge(people[who]));
    await asks('pin');
    await typePin(app, people[who].pin);
  };
  await expect
    .poll(async () => {
      await scanner.scan(textOfBadge(people.Cai));
      return app.windows().length;
    })
    .toBe(2);
  await asks('pin');
  await typePin(app, people.Cai.pin);
  await expect(page.locator('[data-go-on]')).toBeVisible();
  await expect.poll(() => app.windows().length).toBe(1);
  await expect(page.locator('[data-go-on] input')).toHaveCount(2);
  await page.locator('[data-do="go-on"]').click();
  await expect(page.locator('[data-go-on] [role="status"]')).not.toBeEmpty();
  await page.locator('[data-field="head"]').fill('ab'.repeat(32));
  await page.locator('[data-field="reason"]').fill('put back after the flood');
  await run.picture('going-on-1-asked');
  await page.locator('[data-do="go-on"]').click();
  await expect.poll(() => app.windows().length).toBe(2);
  const asked = await asks('badge');
  await asked.screenshot({ path: 'out/e2e-screens/going-on-2-sign.png' });
  await bring('Cai');
  await asks('badge');
  await bring('Ada');
  await expect(page.locator('[data-role="press"]')).toBeVisible();
  const accepted = readJournal(directory).find(({ event }) => event.kind === 'history-accepted');
  expect(accepted).toMatchObject({ event: { signatures: [{ name: 'Cai' }, { name: 'Ada' }], lost: true } });
  await run.close();
  await scanner.close();
  removeStation(directory);
});
