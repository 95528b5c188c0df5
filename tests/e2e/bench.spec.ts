/**
 * The job the product exists for, as an operator does it: a real window, scanner and printer on real serial lines
 * (pseudo terminals through `serialport`), eighteen cards, and everything that goes wrong on a shift.
 */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { CARD } from '../../core/etch/card.ts';
import { commandText } from '../../core/scan/command.ts';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { printZpl } from '../fakes/print.ts';
import { POSTER } from '../../electron/devices/poster.ts';
import type { IncidentView } from '../../electron/bridge/common.ts';
import { attachVirtualDevice, type PtyCable } from '../fakes/pty.ts';
import {
  AGAIN,
  EPK,
  journalText,
  keepPicture,
  removeStation,
  resize,
  root,
  sampleCards,
  samplePassphrases,
  startApp,
  type RunningApp,
} from './app.ts';
import { expectAccessible } from './axe.ts';
import { typeReadBack } from './bench-work.ts';
import { choose } from './site.ts';

test.describe.configure({ mode: 'serial' });

const labels: string[] = [];
const scanner = new VirtualScanner();
const printer = new VirtualPrinter((zpl) => labels.push(zpl), { dpmm: 8, pace: 50 });
let cables: { scanner: PtyCable; printer: PtyCable };
let run: RunningApp;

test.beforeAll(async () => {
  cables = {
    scanner: await attachVirtualDevice(scanner, 'scanner'),
    printer: await attachVirtualDevice(printer, 'printer'),
  };
  run = await startApp();
});

test.afterAll(async () => {
  await run.close();
  await cables.scanner.close();
  await cables.printer.close();
  removeStation(run.directory);
});

const card = (number: number) => sampleCards[number - 1] as (typeof sampleCards)[number];

async function see(step: string): Promise<void> {
  await expect(run.page.locator('[data-step]')).toHaveAttribute('data-step', step);
}
const notice = () => run.page.locator('[data-notice]');
const verdict = () => run.page.locator('[data-outcome]');

/** Scans serial and sticker of a card and waits for its verdict. */
async function verify(number: number): Promise<void> {
  await scanner.scan(card(number).serial);
  await see('address');
  await scanner.scan(card(number).address);
  await see('serial');
}

/** The card comes back from the laser: scanned, marked, read off. */
async function readBack(number: number): Promise<void> {
  const { serial } = card(number);
  await scanner.scan(serial);
  await see('marking');
  await run.page.keyboard.press('Enter');
  await see('read-back');
  await typeSymbols(number);
  await see('serial');
}

/** What a person reads off the metal at the positions asked. */
async function typeSymbols(number: number): Promise<void> {
  const { step } = (await run.view()).bench;
  const positions = step.at === 'read-back' ? step.positions : [];
  const symbols = samplePassphrases.get(card(number).serial)?.replaceAll('-', '') ?? '';
  await typeReadBack(run.page, positions.map((position) => symbols[position - 1]).join(''));
}

/** Somebody looks at the next thing of each card, and finds it good. */
async function lookAt(...numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    // No hand is faster: a line that is never idle is taken for a scanner gone wild.
    await run.page.waitForTimeout(250);
    await scanner.scan(card(number).serial);
    await see('inspecting');
    await run.page.keyboard.press('Enter');
    await see('serial');
    await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  }
}

/** The traveller of a card, found by its serial (fault 20). */
async function openTraveller(serial: string): Promise<void> {
  await run.page.keyboard.press('F2');
  await run.page.fill('input[type="search"]', serial);
  // From the field into the table, and from its row to the card, as fast as hands are: never to a card of the search before.
  await run.page.keyboard.press('Enter');
  await expect(run.page.locator('[role="grid"]')).toBeFocused();
  await run.page.keyboard.press('Enter');
  await expect(run.page.locator(`[data-traveller="${serial}"]`)).toBeVisible();
}

/** Two people sign in the dialog that is open. */
async function sign(fields: readonly string[]): Promise<void> {
  const inputs = run.page.locator('dialog input:not([type="radio"])');
  for (const [at, text] of fields.entries()) await inputs.nth(at).fill(text);
  // Long enough for what is held, and a click for what is not.
  await run.page.locator('dialog [data-do="sign"]').click({ delay: 1400 });
  await expect(run.page.locator('dialog')).toHaveCount(0);
}

test('opens the sample batch and pre-verifies it in the background', async () => {
  const { page } = run;
  await run.picture('bench-01-open');
  await page.click('[data-do="sample"]');
  await page.keyboard.press('F1');
  await see('serial');
  await expect
    .poll(async () => (await run.view()).batch?.states)
    .toMatchObject({ checked: 16, condemned: 2, received: 0 });
});

test('takes the scanner and the printer by paths that a person chooses, none from the page', async () => {
  const { page } = run;
  for (const device of ['scanner', 'printer'] as const) {
    const { path } = cables[device];
    const configure = (port: string) =>
      page.evaluate(
        ([name, at]) =>
          window.station.call('configureDevice', { device: name, port: at, baudRate: 9600, feedback: 'none' }),
        [device, port] as const,
      );
    // M6: a page opens nothing that nobody has listed.
    for (const named of [path, '/dev/tty0', '/etc/passwd'])
      expect(await configure(named)).toMatchObject({ ok: false, error: { kind: 'not-listed' } });
    await choose(run, path);
    expect(await configure('other')).toEqual({ ok: true, value: null });
    await expect(page.locator(`[data-device="${device}"]`)).toHaveAttribute('data-state', 'ready');
  }
});

test('passes a good card: verdict, label, etch job', async () => {
  await verify(1);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  await expect(run.page.locator('[data-job="sent"]')).toBeVisible();
  await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
  await run.picture('bench-02-pass');
  expect(existsSync(join(run.directory, 'etch', `${card(1).serial}.svg`))).toBe(true);
});

test('tells wrong order, repeated scans and unknown serials apart', async () => {
  await scanner.scan(card(2).address);
  await expect(notice()).toHaveAttribute('data-notice', 'serial-first');
  await scanner.scan(card(1).address);
  await expect(notice()).toHaveAttribute('data-notice', 'repeated-address');
  await run.picture('bench-03-notice');
  await scanner.scan('TRAIN-9999');
  await expect(notice()).toHaveAttribute('data-notice', 'unknown-serial');
  await scanner.scan(card(2).serial);
  await see('address');
  // Longer than one code held under the scanner, which is silent on purpose.
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(2).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'address-next');
  await scanner.scan(card(2).address);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  // The verdict stays until the next scan.
  await see('serial');
});

test('reads a marked card back, and then asks for its strip and for a name', async () => {
  await readBack(1);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  expect(existsSync(join(run.directory, 'etch', `${card(1).serial}.svg`))).toBe(false);
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(1).serial);
  await see('inspecting');
  await run.page.keyboard.type('Li Wei');
  await run.page.keyboard.press('Enter');
  await run.picture('bench-05a-strip');
  await run.page.keyboard.press('Enter');
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  expect((await run.view()).batch?.states).toMatchObject({ 'read-back': 0, covered: 1 });
});

test('fault 3: a card whose passphrase is not its own gets FAIL, reason and label when it comes', async () => {
  await scanner.scan(card(9).serial);
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
  await run.picture('bench-03a-condemned');
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(9).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'is-quarantined');
});

test('fault 5: quarantines both cards whose stickers were swapped, once a second read agrees', async () => {
  await scanner.scan(card(10).serial);
  await see('address');
  await scanner.scan(card(10).address);
  await expect(notice()).toHaveAttribute('data-notice', 'read-again');
  // The scanner's own repeats are passed over for a while: the same code counts again after them.
  await run.page.waitForTimeout(AGAIN);
  await scanner.scan(card(10).address);
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await run.picture('bench-04-fail');
  await scanner.scan(card(11).serial);
  await expect(run.page.locator(`[data-hand="${card(11).serial}"]`)).toBeVisible();
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
});

test('an encrypted private key under the scanner is an incident and is kept nowhere', async () => {
  await scanner.scan(card(12).serial);
  await see('address');
  await scanner.scan(EPK);
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await run.picture('bench-05-secret');
  expect((await run.view()).openIncidents).toBe(1);
  expect(journalText(run.directory)).not.toContain(EPK.slice(0, 12));
  expect(await run.page.content()).not.toContain(EPK.slice(0, 12));
});

test('fault 4: the line stands until the three things are done and somebody has signed', async () => {
  const { page } = run;
  await expect(page.locator('[data-band="stop"]')).toBeVisible();
  // A good card is not taken meanwhile.
  await scanner.scan(card(3).serial);
  await expect(page.locator('[data-band="stop"]')).toBeVisible();
  expect((await run.view()).bench.step.at).toBe('serial');
  for (const step of ['0', '1']) {
    await expect(page.locator('[data-stop]')).toHaveAttribute('data-stop', step);
    await page.keyboard.press('Enter');
  }
  await scanner.scan(commandText('yes'));
  await expect(page.locator('[data-stop]')).toHaveAttribute('data-stop', '3');
  await page.keyboard.press('Enter');
  await page.locator('dialog input').fill('Anna Roth');
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-band="stop"]')).toHaveCount(0);
});

test('half a code, two glued codes and garbage are refused', async () => {
  for (const [fault, kind] of [
    ['truncated', 'incomplete-scan'],
    ['garbage', 'garbled-scan'],
    ['glued', 'unreadable'],
  ] as const) {
    scanner.faults.set(fault, true);
    await scanner.scan(card(3).address);
    await expect(notice()).toHaveAttribute('data-notice', kind);
    scanner.faults.set(fault, false);
  }
});

test('a scanner that is pulled out in the middle of a card is noticed, and the card goes on when it is back', async () => {
  await scanner.scan(card(3).serial);
  await see('address');
  scanner.faults.set('unplugged', true);
  await expect(run.page.locator('[data-device="scanner"]')).toHaveAttribute('data-state', 'absent');
  await run.picture('bench-06-scanner-gone');
  scanner.faults.set('unplugged', false);
  await expect(run.page.locator('[data-device="scanner"]')).toHaveAttribute('data-state', 'ready');
  await scanner.scan(card(3).address);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
});

test('a label that cannot be printed is said, and the card is none the worse', async () => {
  printer.faults.set('paper-out', true);
  await verify(4);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  await expect(run.page.locator('[data-label="failed"]')).toBeVisible();
  await run.picture('bench-07-paper-out');
  printer.faults.set('paper-out', false);
  await expect(run.page.locator('[data-device="printer"]')).toHaveAttribute('data-state', 'ready');
  const printed = labels.length;
  await run.page.evaluate((serial) => window.station.call('reprintLabel', { serial }), card(4).serial);
  await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
  expect(labels.length).toBe(printed + 1);
});

test('takes the rest of the batch through', async () => {
  for (const number of [5, 6, 7, 8]) {
    await verify(number);
    await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
    await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
  }
  for (const number of [2, 3, 4, 5, 6, 7]) await readBack(number);
  const { batch } = await run.view();
  expect(batch?.states).toMatchObject({ 'read-back': 6, covered: 1, sent: 1, quarantined: 4 });
});

test('a serial that no code says is typed by a hand, read by two people, and on record as typed', async () => {
  const { page } = run;
  const { serial } = card(8);
  await page.keyboard.press('/');
  const field = page.locator('dialog input.mono');
  await expect(field).toBeFocused();
  // What a scanner types that is set as a keyboard is taken away before it can be sent.
  await page.keyboard.type(EPK);
  await expect(page.locator('dialog [role="alert"]').first()).toBeVisible();
  await expect(field).toHaveValue('');
  // No hand goes on in the same breath.
  await page.waitForTimeout(300);
  await page.waitForTimeout(200);
  await field.pressSequentially(serial.toLowerCase(), { delay: 60 });
  await run.picture('bench-typed');
  const [first, second] = [page.locator('dialog input').nth(1), page.locator('dialog input').nth(2)];
  await first.fill('Li Wei');
  await second.fill('Anna Roth');
  await page.keyboard.press('Enter');
  await expect(page.locator('dialog')).toHaveCount(0);
  await see('marking');
  await page.keyboard.press('Escape');
  await see('serial');
  const typed = journalText(run.directory)
    .split('\n')
    .filter((line) => line.includes('"serial-vouched"'));
  expect(typed).toHaveLength(1);
  expect(typed[0]).toContain(serial);
  await openTraveller(serial);
  await expect(page.locator('[data-traveller]')).toContainText('typed by hand');
  await page.keyboard.press('Escape');
  await page.keyboard.press('F1');
});

test('a hand that slips, a poster, a card that is lost, one that burns: none of them costs another card', async () => {
  await scanner.scan(card(13).serial);
  await see('address');
  await scanner.scan(card(14).address);
  await expect(notice()).toHaveAttribute('data-notice', 'read-again');
  await scanner.scan(card(13).address);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  await scanner.scan(card(14).serial);
  await see('address');
  await scanner.scan(POSTER);
  await expect(notice()).toHaveAttribute('data-notice', 'unreadable');
  await scanner.scan(card(14).address);
  await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
  for (const number of [15, 16, 18]) {
    await verify(number);
    await expect(verdict()).toHaveAttribute('data-outcome', 'PASS');
    await expect(run.page.locator('[data-label="printed"]')).toBeVisible();
  }
  const say = (number: number, as: string) =>
    run.page.evaluate((input) => window.station.call('decide', input), {
      ...{ deed: 'put-aside', serial: card(number).serial, as, reason: 'seen at the laser', person: 'Li Wei' },
    });
  for (const [number, as] of [
    [15, 'lost'],
    [16, 'burnt'],
  ] as const) {
    expect(await say(number, as)).toMatchObject({ ok: true });
    expect(existsSync(join(run.directory, 'etch', `${card(number).serial}.svg`))).toBe(false);
  }
  await scanner.scan(card(17).serial);
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  for (const number of [13, 14, 18]) await readBack(number);
  expect((await run.view()).batch?.states).toMatchObject({ 'read-back': 9, quarantined: 6, missing: 1, sent: 1 });
  // A card with a job that is gone is an incident: somebody answers for it.
  const open = await run.page.evaluate(() => window.station.call('incidents', null) as Promise<IncidentView[]>);
  const incident = open.find(({ reason, acknowledgedBy }) => reason === 'lost' && acknowledgedBy === null)?.incident;
  await run.page.evaluate((input) => window.station.call('acknowledge', input), { incident, person: 'Anna Roth' });
});

test('an etch job is strokes inside their zones, to scale, and nothing else', async () => {
  const svg = readFileSync(join(run.directory, 'etch', `${card(8).serial}.svg`), 'utf8');
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  const top = document.documentElement;
  expect([top?.getAttribute('width'), top?.getAttribute('height'), top?.getAttribute('viewBox')]).toEqual([
    '86mm',
    '54mm',
    '0 0 86 54',
  ]);
  expect(document.getElementsByTagName('text').length).toBe(0);
  const paths = Array.from(document.getElementsByTagName('path'));
  expect(paths.length).toBeGreaterThan(24);
  for (const path of paths) {
    const numbers = (path.getAttribute('d') ?? '').match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
    const points = numbers.flatMap((x, at) => (at % 2 === 0 ? [[x, numbers[at + 1] as number] as const] : []));
    const inside = Object.values(CARD.zones).some((zone) =>
      points.every(([x, y]) => x >= zone.x && x <= zone.x + zone.width && y >= zone.y && y <= zone.y + zone.height),
    );
    expect(inside).toBe(true);
  }
});

/** What the printer has printed of the batch by then, with the one that was printed again. */
const LABELS = 19;

test('a misread symbol is asked again, with the position only', async () => {
  await scanner.scan(card(8).serial);
  await see('marking');
  await run.picture('bench-08-laser');
  await run.page.keyboard.press('Enter');
  await see('read-back');
  await run.picture('bench-09-read-back');
  // What is typed outlives a printer that is away for a moment, when all that was to be printed is out.
  const out = () => run.journal().filter(({ event }) => event.kind === 'label-printed').length;
  await expect.poll(out).toBe(LABELS);
  const fields = run.page.locator('form input.mono');
  await expect(fields.first()).toBeFocused();
  await run.page.keyboard.type('Z');
  printer.faults.set('unplugged', true);
  await expect(fields).toHaveCount(0);
  printer.faults.set('unplugged', false);
  await expect(fields.nth(1)).toBeFocused();
  await expect(fields.first()).toHaveValue('Z');
  await run.page.keyboard.type('ZZZ');
  await run.page.keyboard.press('Enter');
  await expect(run.page.locator('[data-attempt="2"]')).toBeVisible();
  await typeSymbols(8);
  await see('serial');
});

test('every label carries its verdict in a code that reads', async () => {
  const failed = run.journal().flatMap(({ event }) => (event.kind === 'label-failed' ? [event] : []));
  expect(failed.map(({ serial }) => serial)).toEqual([card(4).serial]);
  expect(labels.length).toBe(LABELS);
  const byReference = new Map(run.journal().map(({ seq, event }) => [seq, event]));
  for (const zpl of labels) {
    // Reading a label keeps this process, and so the printer in it, from answering: in between it may.
    await run.view();
    const printed = await printZpl(zpl, { width: 50, height: 25, dpmm: 8 });
    keepPicture(`label-${labels.indexOf(zpl)}`, printed.png);
    const text = printed.readCode();
    const [format, serial, outcome, seq] = text.split(' ');
    expect(format).toBe('TF1');
    // A card that somebody has put aside wears that as a FAIL.
    const said = byReference.get(Number(seq));
    if (said?.kind === 'unit-put-aside') expect([said.serial, 'FAIL']).toEqual([serial, outcome]);
    else expect(said).toMatchObject({ kind: 'verdict-given', serial, outcome });
  }
});

test('a strip that is not good puts its card aside until it is made anew', async () => {
  const { page } = run;
  await expect(page.locator('[data-device="printer"]')).toHaveAttribute('data-state', 'ready');
  await lookAt(3);
  await scanner.scan(card(2).serial);
  await see('inspecting');
  await page.keyboard.press('Delete');
  await expect(verdict()).toHaveAttribute('data-outcome', 'FAIL');
  await expect(page.locator('[data-label="printed"]')).toBeVisible();
  await openTraveller(card(2).serial);
  await page.click('[data-do="rework"]');
  await sign(['new strip', 'Anna Roth']);
  await expect(page.locator('[data-traveller] [data-state="read-back"]')).toBeVisible();
  await run.picture('bench-09a-reworked');
  await page.keyboard.press('Escape');
});

test('covers every good card', async () => {
  await run.page.keyboard.press('F1');
  await expect(run.page.locator('[data-do="series-strip"]')).toBeVisible();
  await lookAt(2, 4, 5, 6, 7, 8, 13, 14, 18);
  await expect(run.page.locator('[data-do="series-strip"]')).toBeHidden();
  expect((await run.view()).batch?.states).toMatchObject({ covered: 11 });
});

test('seals and packs a tray in a series: a scan a card, and no key', async () => {
  const { page } = run;
  const series = page.locator('[data-series="packing"]');
  await scanner.scan(commandText('packing'));
  await expect(series).toBeVisible();
  for (const [done, number] of [1, 2, 3, 4, 5, 6, 7, 13, 14, 18, 8].entries()) {
    // No hand is faster, as above.
    await page.waitForTimeout(250);
    await scanner.scan(card(number).serial);
    await expect.poll(async () => (await run.view()).bench.series?.cards).toBe(done + 1);
  }
  await run.picture('bench-09b-series');
  await page.waitForTimeout(AGAIN);
  await scanner.scan(card(8).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'in-series');
  await scanner.scan(commandText('no'));
  await expect(series).toBeHidden();
  expect((await run.view()).batch?.states).toMatchObject({ finished: 11, quarantined: 6, missing: 1 });
  const events = run.journal().map(({ event }) => event);
  expect(events).toContainEqual(expect.objectContaining({ kind: 'series-ended', what: 'packing', cards: 11 }));
  expect(events.filter(({ kind }) => kind === 'work-counted')).toHaveLength(11);
  await page.waitForTimeout(AGAIN);
  await scanner.scan(card(8).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'already-finished');
  await run.picture('bench-09b-finished');
});

test('opens what the lot falls on, and closes no batch before that', async () => {
  const { page } = run;
  await page.keyboard.press('F2');
  await page.click('[data-do="sample"]');
  await page.click('[data-do="draw"]');
  const drawn = page.locator('[data-drawn]');
  await expect(drawn).toHaveCount(1);
  const serial = String(await drawn.getAttribute('data-drawn'));
  await run.picture('bench-09c-sample');
  await page.keyboard.press('Escape');
  await page.click('[data-do="close-batch"]');
  await expect(page.locator('[data-obstacle="sample-open"]')).toContainText(serial);
  await run.picture('bench-09d-not-yet');
  await page.keyboard.press('Escape');
  await openTraveller(serial);
  await page.click('[data-do="sample"]');
  await page.locator('dialog input[type="radio"]').first().check();
  await sign(['Li Wei', 'Anna Roth']);
  await expect(page.locator('[data-traveller] [data-state="sampled"]')).toBeVisible();
  await page.keyboard.press('Escape');
});

test('closes the batch with two people, destroys its passphrases and proves what is finished', async () => {
  const { page } = run;
  await page.fill('input[type="search"]', '');
  await expect(page.locator('[data-ending="open"]')).toBeVisible();
  await page.click('[data-do="close-batch"]');
  // Two of twenty are not on a card: the label of the bad strip, and the PASS of the card that burnt.
  await sign(['2', 'Li Wei', 'Anna Roth']);
  await expect(page.locator('[data-ending="closed"]')).toBeVisible();
  expect(readdirSync(join(run.directory, 'vault'))).toEqual([]);
  const out = mkdtempSync(join(tmpdir(), 'twofold-proof-'));
  await run.app.evaluate(({ dialog }, directory) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [directory] });
  }, out);
  await page.click('[data-do="proof"]');
  await expect.poll(() => readdirSync(out)).toHaveLength(1);
  await run.picture('bench-09e-closed');
  const [file = ''] = readdirSync(out);
  const proof = readFileSync(join(out, file), 'utf8').split('\n').slice(1, -1);
  removeStation(out);
  const good = sampleCards.filter(({ expect: ends }) => ends === 'PASS').map((one) => one.serial);
  const proven = proof.map((line) => (JSON.parse(line) as { serial: string }).serial);
  expect(proven).toHaveLength(10);
  expect(good).toEqual(expect.arrayContaining(proven));
  await page.keyboard.press('F1');
  await scanner.scan(card(9).serial);
  await expect(notice()).toHaveAttribute('data-notice', 'batch-is-closed');
});

test('no passphrase is in the journal, in the window or in a label', async () => {
  const everything = journalText(run.directory) + (await run.page.content()) + labels.join('');
  for (const passphrase of samplePassphrases.values()) {
    expect(everything).not.toContain(passphrase);
    expect(everything).not.toContain(passphrase.replaceAll('-', ''));
  }
});

test('every screen is there for everybody', async () => {
  for (const [key, name] of [
    ['F1', 'bench'],
    ['F2', 'batch'],
    ['F3', 'devices'],
    ['F4', 'records'],
    ['F5', 'open'],
  ] as const) {
    await run.page.keyboard.press(key);
    await expect(run.page.locator('[data-screen]')).toHaveAttribute('data-screen', name);
    for (const theme of ['light', 'dark'] as const) {
      await run.page.emulateMedia({ colorScheme: theme });
      await expectAccessible(run.page);
      await run.picture(`bench-10-${name}-${theme}`);
    }
  }
});

test('fault 50: in the smallest window nothing is cut off, on any screen', async () => {
  await resize(run, 1024, 640);
  for (const key of ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7']) {
    await run.page.keyboard.press(key);
    const cut = await run.page.evaluate(() =>
      [document.documentElement, ...document.querySelectorAll('main, main *')]
        .filter((element) => !element.classList.contains('spoken') && element.closest('svg') === null)
        .filter((element) => {
          const { overflowY, textOverflow } = getComputedStyle(element);
          const hides = element === document.documentElement || (overflowY === 'hidden' && textOverflow !== 'ellipsis');
          return hides && element.scrollHeight > element.clientHeight + 1;
        })
        .map((element) => `${element.tagName} ${element.className}`),
    );
    expect([key, cut]).toEqual([key, []]);
  }
  await run.picture('bench-11-smallest');
});

test('fault 68: the computer is asked what it must know, in the sight of whoever wants to see it', async () => {
  await run.page.keyboard.press('F4');
  await run.page.locator('[data-do=answers]').click();
  const outcome = run.page.locator('[data-answers]');
  await expect(outcome).toHaveAttribute('data-answers', '0');
  await expect(run.page.getByRole('dialog')).toContainText('BIP38, confirmation');
  await run.picture('bench-11-answers');
  await run.page.locator('[data-do=ask-again]').click();
  await expect(outcome).toHaveAttribute('data-answers', '0');
  await run.page.keyboard.press('Escape');
});

test('the journal verifies from outside', async () => {
  const cli = join(root, 'dist', 'cli.cjs');
  const report = execFileSync(process.execPath, [cli, 'journal', 'verify', join(run.directory, 'journal.jsonl')], {
    encoding: 'utf8',
  });
  expect(report).toMatch(/^records\s+\d{2,}$/m);
  expect(report).toMatch(/^first bad\s+none$/m);
});
