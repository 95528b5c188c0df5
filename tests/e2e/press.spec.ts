/**
 * A batch at Press as its people do it: real window, scanner and printer on real serial lines, an order from Origin,
 * four stickers printed, proven, spoilt and lost, the return, and the destruction of everything else.
 */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PressBridge } from '../../electron/roles/press/contract.ts';
import type { LineStep } from '../../electron/roles/press/contract-view.ts';
import { addressInLink } from '../../core/coins/coins.ts';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { readSticker } from '../fakes/print.ts';
import { attachVirtualDevice, type PtyCable } from '../fakes/pty.ts';
import { AGAIN, journalText, removeStation, root, type RunningApp, startApp } from './app.ts';
import { expectAccessible } from './axe.ts';
import { found } from './secrets.ts';
import { callsOf, choose, well, type Calling } from './site.ts';

test.describe.configure({ mode: 'serial' });

const COUNT = 4;
const BATCH = 'PRESS-E2E';
const DPMM = 12;

const home = mkdtempSync(join(tmpdir(), 'twofold-press-e2e-'));
const at = (...names: readonly string[]): string => join(home, ...names);
const station = at('press');

/** What came out of the printer on the line, newest last. */
const labels: string[] = [];
/** What the codes of those that are stickers say. */
const stickers: (readonly [key: string, link: string])[] = [];
const scanner = new VirtualScanner();
const printer = new VirtualPrinter((label) => labels.push(label), { dpmm: DPMM, pace: 50, counts: true });
let cables: { scanner: PtyCable; printer: PtyCable };
let run: RunningApp;
let press: Calling<PressBridge>;

const newest = () => stickers.at(-1) as (typeof stickers)[number];

test.beforeAll(async () => {
  for (const name of ['stick', 'medium', 'papers', 'shipped', 'shipped-again']) mkdirSync(at(name));
  const cli = (...args: string[]) =>
    execFileSync(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args, '--station', at('origin')]);
  const origin = (...args: string[]) => cli('origin', ...args);
  cli('station', 'create', '--training', '--role', 'origin');
  origin('new', '--batch', BATCH, '--count', String(COUNT), '--prefix', 'TF-', '--workers', '1');
  origin('export', '--batch', BATCH, '--transfer', 'order', '--carrier', 'Li Wei', '--out', at('stick'));
  cables = {
    scanner: await attachVirtualDevice(scanner, 'scanner'),
    printer: await attachVirtualDevice(printer, 'printer'),
  };
  run = await startApp(station, [], 'press');
  press = callsOf<PressBridge>(run.page);
});

test.afterAll(async () => {
  await run.close();
  await cables.scanner.close();
  await cables.printer.close();
  removeStation(home);
});

const desk = async () => (await press('station', null)).desk;
const onStick = (kind: string): string =>
  at('stick', readdirSync(at('stick')).find((name) => name.startsWith(`${kind}-`)) ?? `no ${kind}`);
const click = (what: string) => run.page.click(`[data-do="${what}"]`);
const verdict = () => run.page.locator('[data-outcome]');
const notice = () => run.page.locator('[data-notice]');
const see = (step: LineStep['at']) => expect(run.page.locator('[data-step]')).toHaveAttribute('data-step', step);
/** Two scans of one code in a breath are one. */
const nextTurn = () => run.page.waitForTimeout(AGAIN);

const isReady = (device: 'scanner' | 'printer') =>
  expect(run.page.locator(`[data-device="${device}"]`)).toHaveAttribute('data-state', 'ready');

async function print(): Promise<void> {
  await see('print');
  await isReady('printer');
  await run.page.keyboard.press('Enter');
  await see('scan');
  await read();
}
async function read(): Promise<void> {
  const codes = await readSticker(labels.at(-1) ?? '', DPMM);
  const key = codes.find((code) => code.startsWith('6P')) ?? '';
  stickers.push([key, codes.find((code) => code !== key) ?? '']);
}
async function prove([key, link]: readonly [string, string]): Promise<void> {
  await scanner.scan(link);
  await expect(run.page.locator('h2', { hasText: 'Scan the yellow layer' })).toBeVisible();
  await scanner.scan(key);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PROVEN');
}
/** Signs in the dialog that is open: its fields from top to bottom. */
async function sign(act: string, ...fields: readonly string[]): Promise<void> {
  const form = run.page.locator(`[data-sign="${act}"]`);
  for (const [i, text] of fields.entries()) await form.locator('input').nth(i).fill(text);
  // Long enough for what is held, and a click for what is not.
  await form.locator('[data-do="sign"]').click({ delay: 1400 });
  await expect(form).toHaveCount(0);
}

test('an order is taken in, once, and its keys are made on a medium of their own', async () => {
  const { page } = run;
  await choose(run, onStick('order'));
  await run.picture('press-01-order');
  await click('take');
  await expect(page.locator('[data-stage="keys"]')).toBeVisible();
  await expect(page.locator('[data-do="make"]')).toBeDisabled();
  await choose(run, at('medium'));
  await click('medium');
  await expect(page.locator(`[data-medium="${at('medium')}"]`)).toBeVisible();
  await click('make');
  await expect(page.locator('[data-stage="stickers"]')).toBeVisible();
  expect((await desk()).batch?.states).toMatchObject({ keyed: COUNT, ordered: 0 });
  expect(readdirSync(at('medium'))).toEqual([`${BATCH}.key`]);
  await run.picture('press-02-units');

  await choose(run, onStick('order'));
  await click('stage-order');
  await click('take');
  await expect(notice()).toHaveAttribute('data-notice', 'batch-known');
  await page.keyboard.press('Escape');
});

/** Whether the next sticker comes by itself. */
async function setFollowing(follow: boolean): Promise<void> {
  const { trouble: _, ...set } = (await press('station', null)).stickers;
  await well(press('configureStickers', { ...set, follow }));
}

test('with what is only played, the tray plays the whole of a sticker', async () => {
  const { page } = run;
  await setFollowing(false);
  await page.keyboard.press('F1');
  await see('no-key');
  await page.keyboard.press('Enter');
  await see('print');
  await expect(page.locator('[data-key="in"]')).toBeVisible();
  await expect(page.locator('[data-preview]')).not.toHaveAttribute('data-preview', '');
  await page.keyboard.press('Enter');
  await see('scan');
  await run.picture('press-03-scan');
  // No scanner reads through a scratch, so nothing is said: nothing came.
  await click('scan-damaged');
  await see('scan');
  await click('scan-other-lower');
  await expect(notice()).toHaveAttribute('data-notice', 'no-sticker');
  await click('scan-lower');
  await expect(page.locator('h2', { hasText: 'Scan the upper layer' })).toBeVisible();
  await click('scan-upper');
  await expect(verdict()).toHaveAttribute('data-outcome', 'PROVEN');
  await run.picture('press-04-proven');
});

test('takes the real ports, and prints pages without a secret', async () => {
  const { page } = run;
  await page.keyboard.press('F3');
  for (const device of ['scanner', 'printer'] as const) {
    const { path: port } = cables[device];
    await choose(run, port);
    await well(press('configureDevice', { device, port: 'other', baudRate: 115200, feedback: 'none' }));
    await isReady(device);
  }
  await click('page-calibration');
  await expect(page.locator('[role="status"]', { hasText: 'Printed.' })).toBeVisible();
  await page.selectOption('[data-stickers="dpmm"]', { label: '203 dpi' });
  await click('apply-stickers');
  await expect(notice()).toHaveAttribute('data-notice', 'text-too-small');
  await run.picture('press-05-too-small');
  await page.keyboard.press('Escape');
  expect((await press('station', null)).stickers).toMatchObject({ dpmm: 12, trouble: null });
  await page.keyboard.press('F1');
});

test("another card's layer is refused, and proves nothing", async () => {
  await print();
  const first = newest();
  // A person has this one done: the next one comes by itself.
  await setFollowing(true);
  const { length } = labels;
  await scanner.scan(first[1]);
  await scanner.scan(first[0]);
  await expect.poll(() => labels.length).toBe(length + 1);
  await see('scan');
  await setFollowing(false);
  await read();
  const second = newest();
  await scanner.scan(second[1]);
  await nextTurn();
  await scanner.scan(first[0]);
  await expect(verdict()).toHaveAttribute('data-outcome', 'REFUSED');
  await expect(verdict()).toHaveAttribute('data-reason', 'other-unit-key');
  await run.picture('press-06-refused');
  await expectAccessible(run.page);
  expect((await desk()).batch?.states).toMatchObject({ proven: 2, printed: 1 });
});

test('a spoilt sticker is signed for, destroyed, and printed anew', async () => {
  const { page } = run;
  await page.keyboard.press('Delete');
  await run.picture('press-07-spoil');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-sign="spoil"] [role="alert"]')).not.toBeEmpty();
  await sign('spoil', 'Torn', 'Anna Roth');
  await see('destroy');
  await run.picture('press-08-destroy');
  await page.keyboard.press('Enter');
  await sign('destroyed', 'Li Wei');
  const before = newest();
  await print();
  expect(newest()[0]).toBe(before[0]);
  await prove(newest());
});

test('a printer that is out of labels prints nothing, and one that is pulled out leaves a doubt', async () => {
  const { page } = run;
  printer.faults.set('paper-out', true);
  await expect(page.locator('[data-trouble="paper-out"]')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(notice()).toHaveAttribute('data-notice', 'paper-out');
  await run.picture('press-09-paper-out');
  printer.faults.set('paper-out', false);
  await expect(page.locator('[data-trouble="paper-out"]')).toHaveCount(0);

  printer.faults.set('unplug-mid-label', true);
  await see('print');
  await page.keyboard.press('Enter');
  await see('doubt');
  await run.picture('press-10-doubt');
  printer.faults.set('unplug-mid-label', false);
  printer.faults.set('unplugged', false);
  await isReady('printer');
  await click('absent');
  await sign('absent', 'Li Wei', 'Anna Roth');
  await print();
  await prove(newest());
  await see('done');
});

test('the key leaves the memory when it is put away, and the batch is found again in the morning', async () => {
  await click('put-away');
  await expect(run.page.locator('[data-key="out"]')).toBeVisible();
  await run.close();
  run = await startApp(station, [], 'press');
  press = callsOf<PressBridge>(run.page);
  await see('done');
  expect(await desk()).toMatchObject({
    ready: false,
    medium: null,
    batch: { batch: BATCH, states: { proven: COUNT } },
  });
  for (const device of ['scanner', 'printer'] as const) await isReady(device);
  await choose(run, at('medium'));
  await well(press('chooseMedium', null));
});

test('the return is written when the count of the hand is right', async () => {
  const { page } = run;
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-stage="return"]')).toBeVisible();
  await page.locator('[data-counted]').fill('3');
  await choose(run, at('stick'), at('stick'));
  await click('give');
  await expect(notice()).toHaveAttribute('data-notice', 'miscounted');
  await page.locator('[data-counted]').fill('4');
  await click('give');
  await expect(page.locator('[data-lies]')).toContainText(at('stick'));
  const [, ...lines] = readFileSync(onStick('return'), 'utf8').trim().split('\n');
  const returned = lines.map((line) => JSON.parse(line) as { addresses: { BTC: string } });
  expect(returned).toHaveLength(COUNT);
  expect(returned.map(({ addresses }) => addresses.BTC)).toEqual(
    expect.arrayContaining(stickers.map(([, link]) => addressInLink(link))),
  );
});

test('cards leave in sealed packages, and what says so is written again for a stick that was lost', async () => {
  const { page } = run;
  const unitsIn = (file: string): readonly string[] => readFileSync(file, 'latin1').split('\n').slice(1, -1);
  const inFolder = (name: string): string => join(at(name), readdirSync(at(name))[0] ?? 'nothing');
  const said = page.locator('[data-sign="ship"] [role="alert"]');
  const packages = page.locator('[data-field="packages"]');
  await click('ship');
  await page.locator('[data-sign="ship"] input').fill('Li Wei');
  await packages.fill('A-1 and so on');
  await page.locator('[data-sign="ship"] [data-do="sign"]').click();
  await expect(said).toContainText('A seal and a number on every line');
  await packages.fill('A-1 5');
  await choose(run, at('shipped'));
  await page.locator('[data-sign="ship"] [data-do="sign"]').click();
  await expect(said).toContainText('5 cards are named');
  await run.picture('press-13-ship');
  await packages.fill('A-1 3\na-2 1');
  await choose(run, at('shipped'));
  await page.locator('[data-sign="ship"] [data-do="sign"]').click();
  await expect(page.locator('[data-shipped]')).toContainText(at('shipped'));
  await expect(page.locator('[data-shipments] [data-part="1"]')).toContainText('4 cards for Training Bench');

  await click('ship-again');
  await expect(page.locator('[data-past="1"] li')).toHaveText(['A-1 3', 'A-2 1']);
  await choose(run, at('shipped-again'));
  await run.picture('press-14-ship-again');
  await sign('ship', 'Anna Roth');
  await expect(page.locator('[data-shipped]')).toContainText(at('shipped-again'));
  expect(unitsIn(inFolder('shipped-again'))).toEqual(unitsIn(inFolder('shipped')));
  await expect(page.locator('[data-shipments] li')).toHaveCount(1);
  expect(run.journal().filter(({ event }) => event.kind === 'cards-shipped')).toHaveLength(1);

  // What is no receipt of Bench opens no way to destruction.
  await choose(run, inFolder('shipped'));
  await click('receipt');
  await expect(notice()).toHaveAttribute('data-notice', 'wrong-kind');
  expect((await desk()).batch?.receipt).toBeNull();
  await page.keyboard.press('Escape');
  await click('arrived');
  await expect(page.locator('[data-stage="destruction"]')).toBeVisible();
});

test('everything else is destroyed before two people, and the certificate says so', async () => {
  const { page } = run;
  // Known while they still exist, to be looked for afterwards.
  const codes = readFileSync(onStick('order'), 'utf8').match(/passphrase[1-9A-HJ-NP-Za-km-z]{60,}/g) ?? [];
  expect(codes).toHaveLength(COUNT);
  const secrets = Object.fromEntries([
    ['the key', readFileSync(at('medium', `${BATCH}.key`))],
    ...codes.map((code, i) => [`code ${i}`, Buffer.from(code)] as const),
    ...stickers.map(([key], i) => [`encrypted key ${i}`, Buffer.from(key)] as const),
  ]);
  expect(found(secrets, station)).toEqual(codes.map((_, i) => `code ${i}`));

  await page.locator('[data-unreceived]').fill('practice: no Bench opens it');
  await page.locator('[data-person="1"]').fill('Li Wei');
  await page.locator('[data-person="2"]').fill('li wei');
  await page.locator('[data-do="destroy"]').click({ delay: 1400 });
  await expect(page.locator('[role="alert"]', { hasText: 'Two different people' })).toBeVisible();
  await page.locator('[data-person="2"]').fill('Anna Roth');
  await run.picture('press-11-destroy');
  await page.locator('[data-do="destroy"]').click({ delay: 1400 });
  await expect(page.locator('[data-certificate]:not([data-certificate=""])')).toBeVisible();
  await choose(run, at('papers'));
  await click('save-certificate');
  await expect(page.locator('[role="status"]', { hasText: '.pdf' })).toBeVisible();
  await run.picture('press-12-certificate');
  expect(readdirSync(at('papers')).sort()).toEqual(
    ['json', 'json.minisig', 'pdf'].map((suffix) => `${BATCH}.certificate.${suffix}`),
  );
  expect(
    readFileSync(at('papers', `${BATCH}.certificate.pdf`))
      .subarray(0, 5)
      .toString('latin1'),
  ).toBe('%PDF-');

  expect(readdirSync(at('medium'))).toEqual([]);
  expect(readdirSync(join(station, 'press'))).toEqual([]);
  expect(found(secrets, station)).toEqual([]);
  expect(found(secrets, at('papers'))).toEqual([]);
  const shown = await page.content();
  for (const [key] of stickers) {
    expect(shown).not.toContain(key.slice(0, 12));
    expect(journalText(station)).not.toContain(key.slice(0, 12));
  }
});
