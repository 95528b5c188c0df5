/**
 * A tray, as the person at the laser fills it: a real window, a scanner on a real serial line, the number block, and
 * what goes wrong: a card that fails, a pocket that stays empty, a power cut, and a tray that goes in turned round.
 */
import { expect, test } from '@playwright/test';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandText } from '../../core/scan/command.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { attachVirtualDevice, type PtyCable } from '../fakes/pty.ts';
import { AGAIN, removeStation, sampleCards, samplePassphrases, startApp, type RunningApp } from './app.ts';
import { typeReadBack } from './bench-work.ts';
import { choose } from './site.ts';

test.describe.configure({ mode: 'serial' });

const scanner = new VirtualScanner();
let cable: PtyCable;
let run: RunningApp;

test.beforeAll(async () => {
  cable = await attachVirtualDevice(scanner, 'scanner');
  run = await startApp();
  await run.page.click('[data-do="sample"]');
  await expect
    .poll(async () => (await run.view()).batch?.states)
    .toMatchObject({ checked: 16, condemned: 2, received: 0 });
  await plugIn();
});

test.afterAll(async () => {
  await run.close();
  await cable.close();
  removeStation(run.directory);
});

async function plugIn(): Promise<void> {
  await choose(run, cable.path);
  const chosen = await run.page.evaluate(() =>
    window.station.call('configureDevice', { device: 'scanner', port: 'other', baudRate: 9600, feedback: 'none' }),
  );
  expect(chosen).toEqual({ ok: true, value: null });
}

const card = (number: number) => sampleCards[number - 1] as (typeof sampleCards)[number];
const metal = (number: number): string => `TF2 ${card(number).serial}`;
const pocket = (number: number) => run.page.locator(`[data-pocket="${number}"]`);
const tray = () => run.page.locator('[data-tray]');
const verdict = () => run.page.locator('[data-outcome]');
const notice = () => run.page.locator('[data-notice]');
const states = async () => (await run.view()).batch?.states;
const see = (step: string) => expect(run.page.locator('[data-step]')).toHaveAttribute('data-step', step);

async function verify(number: number): Promise<void> {
  await scanner.scan(card(number).serial);
  await see('address');
  await scanner.scan(card(number).address);
  await see('serial');
}

/** What a person reads off the metal at the positions asked. */
async function typeSymbols(number: number): Promise<void> {
  const { step } = (await run.view()).bench;
  const positions = step.at === 'read-back' ? step.positions : [];
  const symbols = samplePassphrases.get(card(number).serial)?.replaceAll('-', '') ?? '';
  await typeReadBack(run.page, positions.map((position) => symbols[position - 1]).join(''));
}

test('the tray is set under Laser, refused where its cards would lie over each other', async () => {
  const { page } = run;
  await page.keyboard.press('F7');
  await page.getByText('Jobs and tray').click();
  await page.selectOption('[data-laser="reading"]', '1');
  const type = async (fields: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(fields)) await page.fill(`input[data-tray="${name}"]`, text);
    await page.click('[data-do="set-tray"]');
  };
  await type({ rows: '2', columns: '3', across: '80', down: '60', margin: '10', skip: '' });
  await expect(page.locator('.trouble[role="status"]', { hasText: 'over each other' })).toBeVisible();
  await type({ across: '92', skip: '6' });
  await run.picture('tray-01-setting');
  await page.keyboard.press('F1');
  await expect(tray()).toHaveAttribute('data-next', '1');
  await expect(pocket(6)).toHaveAttribute('data-state', 'left-out');
  await run.picture('tray-02-empty');
});

test('fills pocket by pocket; a card that fails stays out, and a pocket is left empty by the number block', async () => {
  const { page } = run;
  await verify(1);
  await expect(page.locator('[data-job="laid"]')).toBeVisible();
  await expect(pocket(1)).toHaveAttribute('data-state', 'laid');
  await run.picture('tray-03-laid');
  await scanner.scan(card(9).serial);
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await expect(pocket(2)).toHaveAttribute('data-state', 'skipped');
  await run.picture('tray-04-failed');
  await verify(2);
  await expect(pocket(3)).toHaveAttribute('data-state', 'laid');
  await page.keyboard.press('+');
  await expect(pocket(4)).toHaveAttribute('data-state', 'skipped');
  await page.keyboard.press('-');
  await expect(tray()).toHaveAttribute('data-next', '4');
  await scanner.scan(commandText('skip'));
  await expect(tray()).toHaveAttribute('data-next', '5');
  expect(readdirSync(join(run.directory, 'etch'))).toEqual([]);
});

test('a full tray is said so, and Enter sends it: one intent, one file', async () => {
  const { page } = run;
  await verify(3);
  await expect(tray()).toHaveAttribute('data-next', '');
  await run.picture('tray-05-full');
  await page.waitForTimeout(AGAIN);
  await scanner.scan(card(2).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'in-tray');
  await expect(tray()).toHaveAttribute('data-here', '3');
  await run.picture('tray-06-laid-already');
  await page.keyboard.press('Enter');
  await expect(tray()).toHaveAttribute('data-tray', 'sent');
  await run.picture('tray-07-sent');
  const [file, ...others] = readdirSync(join(run.directory, 'etch'));
  expect(file).toMatch(/^etch-[0-9a-f]{16}\.svg$/);
  expect(others).toEqual([]);
  const width = 2 * 10 + 2 * 92 + 86;
  const job = readFileSync(join(run.directory, 'etch', file as string), 'utf8');
  expect(job).toContain(`width="${width}mm"`);
  // Shown by the laser's pointer before anything fires: of a tray that lies turned it is at the other end.
  expect(/<g id="([^"]*)">\n<path [^>]* d="(M[0-9. ]+)/.exec(job)?.slice(1)).toEqual(['index-mark', 'M1.667 1.667']);
  const intents = run.journal().filter(({ event }) => event.kind === 'etch-intended');
  expect(intents.map(({ event }) => event)).toMatchObject([
    { serials: [card(1).serial, card(2).serial, card(3).serial], tray: '2x3', pockets: [1, 3, 5] },
  ]);
});

test('the laser has finished: one answer, and each card is read by its sticker and its metal', async () => {
  const { page } = run;
  await scanner.scan(card(1).serial);
  await see('marking');
  await run.picture('tray-08-marking');
  await page.keyboard.press('Enter');
  await see('read-back');
  await run.picture('tray-09-reading');
  await typeSymbols(1);
  await see('serial');
  expect(await states()).toMatchObject({ marked: 2, 'read-back': 1, sent: 0 });
  expect(readdirSync(join(run.directory, 'etch'))).toEqual([]);
  await scanner.scan(metal(2));
  await expect(notice()).toHaveAttribute('data-notice', 'sticker-first');
  for (const number of [2, 3]) {
    await page.waitForTimeout(AGAIN);
    await scanner.scan(card(number).serial);
    // The lot may fall on it: then its symbols are typed.
    await expect(page.locator('[data-step]')).toHaveAttribute('data-step', /metal|read-back/);
    if ((await run.view()).bench.step.at === 'metal') await scanner.scan(metal(number));
    else await typeSymbols(number);
    await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
    await see('serial');
  }
  expect(await states()).toMatchObject({ marked: 0, 'read-back': 3 });
});

test('a tray that went in turned round is found at its first card, and none of it goes on', async () => {
  const { page } = run;
  for (const number of [4, 5, 6]) await verify(number);
  await page.keyboard.press('+');
  await verify(7);
  await page.keyboard.press('*');
  await expect(tray()).toHaveAttribute('data-tray', 'sent');
  // Of six pockets the second lies where the fifth does.
  await scanner.scan(card(5).serial);
  await see('marking');
  await scanner.scan(metal(7));
  await expect(notice()).toHaveAttribute('data-notice', 'metal-again');
  await run.picture('tray-10-metal-again');
  expect(await states()).toMatchObject({ sent: 4, 'in-doubt': 0 });
  await page.waitForTimeout(AGAIN);
  await scanner.scan(metal(7));
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await expect(pocket(1)).toHaveAttribute('data-state', 'in-doubt');
  await run.picture('tray-11-turned');
  expect(await states()).toMatchObject({ sent: 0, marked: 0, 'in-doubt': 4 });
});

test('power cut with a tray at the laser: every card of it in doubt, each pocket decided by looking', async () => {
  const { directory } = run;
  await verify(8);
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(13).serial);
  await see('address');
  await scanner.scan(card(13).address);
  await see('serial');
  await run.page.keyboard.press('*');
  await expect(tray()).toHaveAttribute('data-tray', 'sent');
  await run.kill();
  await cable.close();
  cable = await attachVirtualDevice(scanner, 'scanner');
  run = await startApp(directory);
  await plugIn();
  expect(await states()).toMatchObject({ sent: 0, 'in-doubt': 6 });
  expect(readdirSync(join(directory, 'etch'))).toEqual([]);
  await run.page.keyboard.press('F1');
  await scanner.scan(card(13).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'is-in-doubt');
  await expect(pocket(2)).toHaveAttribute('data-state', 'in-doubt');
  await run.picture('tray-12-in-doubt');
  const resolve = (number: number, as: 'marked' | 'scrapped') =>
    run.page.evaluate(
      ([serial, answer]) =>
        window.station.call('resolveDoubt', { serial, as: answer, people: ['Li Wei', 'Anna Roth'] }),
      [card(number).serial, as] as const,
    );
  expect(await resolve(8, 'marked')).toEqual({ ok: true, value: null });
  expect(await resolve(13, 'scrapped')).toEqual({ ok: true, value: null });
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(8).serial);
  await expect(run.page.locator('[data-step]')).toHaveAttribute('data-step', /metal|read-back/);
  const twice = run
    .journal()
    .flatMap(({ event }) => (event.kind === 'etch-intended' ? event.serials : []))
    .filter((serial, at, all) => all.indexOf(serial) !== at);
  expect(twice).toEqual([]);
});
