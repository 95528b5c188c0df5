/** A shift in figures, in the real window: a full one, an empty one, one card, one across midnight. */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ShiftView } from '../../core/shift/picture.ts';
import { playShift, type PlayedShift } from '../fakes/played-shift.ts';
import { pictures, removeStation, startApp, type RunningApp } from './app.ts';

const HOUR = 3_600_000;

async function played(shift: PlayedShift): Promise<RunningApp> {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-e2e-'));
  await playShift(directory, shift);
  return startApp(directory);
}

const numbersOf = async (page: Page, period: string): Promise<ShiftView['numbers']> => {
  const answer = await page.evaluate(
    (wanted) => window.station.call('shift', { period: wanted, target: 50 }) as Promise<{ value: ShiftView }>,
    period,
  );
  return answer.value.numbers;
};

/** The window for a second monitor, once it is there. */
async function wallOf(app: RunningApp['app']): Promise<Page> {
  const found = (): Page | undefined => app.windows().find((one) => one.url().startsWith('app://wall'));
  await expect.poll(() => found() !== undefined).toBe(true);
  return found() as Page;
}

const toShift = (page: Page) => page.locator('nav button', { hasText: 'Shift' }).click();

test('a shift of 400 cards says what was recorded, prints, and reads across the hall', async () => {
  const run = await played({ cards: 400, of: 520, begin: Date.now() - 7.9 * HOUR, pace: 0.7 });
  const { page, app } = run;
  const medium = mkdtempSync(join(tmpdir(), 'twofold-shift-'));
  try {
    await page.setViewportSize({ width: 1600, height: 1000 });
    await toShift(page);
    await expect(page.locator('.shift dd').first()).toHaveText('400');
    const numbers = await numbersOf(page, 'hours');
    const finished = run.journal().filter(({ event }) => event.kind === 'unit-finished');
    expect(numbers.finished).toBe(finished.length);
    expect(numbers.curve.at(-1)?.sum).toBe(400);
    expect(numbers.reasons.length).toBeGreaterThan(2);
    expect(numbers.lost).toEqual([{ device: 'printer', seconds: 780, times: 1 }]);
    await run.picture('shift-400');
    await page.locator('details summary').first().click();
    await expect(page.locator('details table').first().locator('tbody tr')).toHaveCount(numbers.curve.length);
    await page.locator('details summary').first().click();

    await app.evaluate(({ dialog }, path) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    }, medium);
    await page.locator('[data-do="save-shift"]').click();
    await expect(page.locator('.outcome')).toContainText('.pdf');
    expect(readdirSync(medium).filter((name) => name.endsWith('.pdf'))).toHaveLength(1);

    await page.locator('[data-do="wall"]').click();
    const wall = await wallOf(app);
    await expect(wall.locator('.figure b').first()).toHaveText('400');
    const [size, height] = await wall
      .locator('.figure b')
      .first()
      .evaluate((one) => [parseFloat(getComputedStyle(one).fontSize), innerHeight] as const);
    // A sixth of the window: 10 cm of a picture 60 cm high, where 2.5 cm read from 5 m.
    expect(size).toBeGreaterThan(height / 6);
    await expect(wall.locator('li')).toHaveCount(5);
    // It follows what is put on record, and nothing can be done on it.
    await page.evaluate(() => window.station.call('setTarget', { target: 61 }));
    await expect(wall.locator('small').first()).toHaveText('/61');
    expect(await wall.locator('button, a, input, script').count()).toBe(0);
    expect(await wall.evaluate(() => typeof window.station)).toBe('undefined');
    await wall.screenshot({ path: join(pictures, 'shift-wall.png') });

    await page.getByText('中文', { exact: true }).click();
    await expect(page.locator('.shift legend').first()).toHaveText('时段');
    await page.locator('[data-do="save-shift"]').click();
    await expect.poll(() => readdirSync(medium).filter((name) => name.endsWith('.pdf'))).toHaveLength(2);
    // No typeface of the system need write Chinese: the page has brought its own.
    const newest =
      readdirSync(medium)
        .filter((name) => name.endsWith('.pdf'))
        .sort()
        .at(-1) ?? '';
    const drawn = readFileSync(join(medium, newest), 'latin1');
    expect([/NotoSansSC\w*-Regular/.test(drawn), /NotoSansSC\w*-Bold/.test(drawn)]).toEqual([true, true]);
    await run.picture('shift-400-zh');

    await page.locator('[data-do="wall"]').click();
    await page.evaluate(() => window.station.call('setTarget', { target: 62 }));
    await expect(wall.locator('.figure span').first()).toHaveText('完成的卡');
    await page.evaluate(() =>
      window.station.call('preferences', { language: 'zh', theme: 'dark', textSize: 'medium', sound: false }),
    );
    await page.evaluate(() => window.station.call('setTarget', { target: 63 }));
    await expect(wall.locator('html.dark')).toHaveCount(1);
    await wall.screenshot({ path: join(pictures, 'shift-wall-zh.png') });
    // One window, however often it is asked for; and it ends with a key of its own.
    expect(app.windows().filter((one) => one.url().startsWith('app://wall'))).toHaveLength(1);
    await app.evaluate(({ webContents }) => {
      const shown = webContents.getAllWebContents().find((one) => one.getURL().startsWith('app://wall'));
      shown?.sendInputEvent({ type: 'keyDown', keyCode: 'Escape' });
    });
    await expect.poll(() => wall.isClosed()).toBe(true);
  } finally {
    await run.close();
    expect(existsSync(medium)).toBe(true);
    rmSync(medium, { recursive: true });
    removeStation(run.directory);
  }
});

test('an empty shift and one card say what they know, and no more', async () => {
  for (const cards of [0, 1]) {
    const run = await played({ cards, of: cards, begin: Date.now() - HOUR, pace: 1 });
    await toShift(run.page);
    await expect(run.page.locator('.shift dd').first()).toHaveText(String(cards));
    const numbers = await numbersOf(run.page, 'hours');
    expect([numbers.finished, numbers.firstPass]).toEqual([cards, cards === 0 ? null : 1]);
    await run.picture(`shift-${cards}`);
    await run.close();
    removeStation(run.directory);
  }
});

test('a shift across midnight is whole in its hours, and cut where the day begins', async () => {
  const midnight = new Date();
  midnight.setHours(0, 0, 0, 0);
  const run = await played({ cards: 60, of: 70, begin: midnight.getTime() - 0.75 * HOUR, pace: 1 });
  await toShift(run.page);
  const [today, yesterday, week] = [
    await numbersOf(run.page, 'today'),
    await numbersOf(run.page, 'yesterday'),
    await numbersOf(run.page, 'week'),
  ];
  expect(today.finished + yesterday.finished).toBe(60);
  expect(Math.min(today.finished, yesterday.finished)).toBeGreaterThan(5);
  expect(week.finished).toBe(60);
  await run.page.locator('.shift input[type="radio"]').nth(3).check();
  await expect(run.page.locator('.shift dd').first()).toHaveText('60');
  await run.picture('shift-midnight');
  await run.close();
  removeStation(run.directory);
});
