/**
 * A batch over three benches in real windows: one is gone with its directory, its share is reissued, one hands over,
 * and the batch is complete. An auditor who is given what is left says so; of a set with one doctored record it names that.
 */
import { chromium, expect, test } from '@playwright/test';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { KNOWN_CARDS, knownLink } from '../../core/stations/bench/known-cards.ts';
import type { Station } from '../../electron/roles/bench/contract.ts';
import type { OriginBridge } from '../../electron/roles/origin/contract.ts';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { readSticker } from '../fakes/print.ts';
import { stickersOut } from '../fakes/stickers-out.ts';
import { pictures as PICTURES, readJournal, removeStation, type RunningApp } from './app.ts';
import { passphrasesIn } from './bench-says.ts';
import { etchCard, finishCard, plugDevices, type Devices } from './bench-work.ts';
import { programOf } from './browsers.ts';
import { fileOn, newLineSite, order, twofold, type LineSite } from './line-site.ts';
import { callsOf, choose, closeAll, enterAt, KEPT, PEOPLE, well } from './site.ts';

test.describe.configure({ mode: 'serial' });

const BATCH = 'LINE-1';
const COUNT = 6;

let site: LineSite;
/** What was written, by whom it is for. */
const media = new Map<string, string>();
const links = new Map<string, string>();
const passphrases = new Map<string, string>();
const scanner = new VirtualScanner();
let devices: Devices | null = null;

const mediumOf = (what: string): string => media.get(what) ?? `no medium ${what}`;
function newMedium(what: string): string {
  const medium = site.medium();
  media.set(what, medium);
  return medium;
}

test.beforeAll(async () => {
  site = await newLineSite();
});
test.afterAll(async () => {
  await closeAll();
  await devices?.unplug();
  if (KEPT === null) removeStation(site.home);
});

/** The window as it is, in both languages, where it is narrowest. */
async function pictures(run: RunningApp, name: string): Promise<void> {
  await run.page.setViewportSize({ width: 1024, height: 768 });
  for (const [language, next] of [
    ['en', '中文'],
    ['zh', 'English'],
  ] as const) {
    await run.picture(`line-${name}-${language}`);
    await run.page.getByText(next, { exact: true }).click();
  }
}

/** Two people sign what the dialog says. */
async function sign(run: RunningApp, act: string, held: boolean): Promise<void> {
  const dialog = run.page.locator('dialog');
  await dialog.locator('[name="first"]').fill(PEOPLE[0]);
  await dialog.locator('[name="second"]').fill(PEOPLE[1]);
  await dialog.locator(`[data-do="${act}"]`).click(held ? { delay: 1400 } : {});
  await expect(dialog).toHaveCount(0);
}

/** Somebody answers for what happened. */
async function acknowledge(run: RunningApp): Promise<void> {
  const calls = callsOf<Pick<Station, 'incidents' | 'acknowledge'>>(run.page);
  for (const { incident, acknowledgedBy } of await calls('incidents', null)) {
    if (acknowledgedBy === null) await well(calls('acknowledge', { incident, person: PEOPLE[0] }));
  }
}

async function enterOrigin(): Promise<RunningApp> {
  const run = await enterAt(site.at('Origin A'), 'origin');
  await run.page.keyboard.press('F1');
  return run;
}

async function enterBench(name: string): Promise<RunningApp> {
  const run = await enterAt(site.at(name), 'bench');
  devices = await plugDevices(run, scanner, new VirtualPrinter(() => undefined, { dpmm: 8, pace: 20 }));
  return run;
}

async function leave(run: RunningApp, how: 'close' | 'kill' = 'close'): Promise<void> {
  await run[how]();
  await devices?.unplug();
  devices = null;
}

/** A supervisor has said that no shift begins without its check: before it no card is taken, and after it all are. */
async function checkShift(run: RunningApp, name: string, serial: string): Promise<void> {
  const [good = '', bad = ''] = KNOWN_CARDS.map(knownLink);
  const { page } = run;
  const check = page.locator('[data-shift-check]');
  await page.keyboard.press('F7');
  await page.selectOption('[name="check-hours"]', '8');
  await expect(check).toHaveAttribute('data-shift-check', 'due');
  await scanner.scan(links.get(serial) ?? '');
  await expect(page.locator('[data-notice="shift-not-checked"]')).toBeVisible();
  await page.keyboard.press('F7');
  await page.click('[data-do="begin-check"]');
  const known = (of: string) => page.locator(`[data-known="${of}"]`);
  await expect(known('CHECK-GOOD-1')).toBeVisible();
  await scanner.scan(good);
  await expect(known('CHECK-GOOD-1')).toHaveAttribute('data-good', 'true');
  expect(existsSync(join(site.at(name), 'etch', 'CHECK-GOOD-1.svg'))).toBe(true);
  await scanner.scan(bad);
  await expect(known('CHECK-BAD-2')).toHaveAttribute('data-good', 'true');
  await pictures(run, '3-bench-shift-check');
  await page.click('[data-do="sign-check"]');
  const dialog = page.locator('dialog');
  await dialog.locator('[name="first"]').fill(PEOPLE[0]);
  await dialog.locator('[data-do="sign"]').click();
  await expect(dialog).toHaveCount(0);
  await expect(check).toHaveAttribute('data-shift-check', 'idle');
  expect(existsSync(join(site.at(name), 'etch', 'CHECK-GOOD-1.svg'))).toBe(false);
  const signed = run.journal().flatMap(({ event }) => (event.kind === 'shift-checked' ? [event] : []));
  expect(signed).toMatchObject([{ labels: 2, by: { name: PEOPLE[0] } }]);
  await page.keyboard.press('F1');
}

/** A bench takes its share in, and every card of it holds. */
async function open(run: RunningApp, name: string, expected: number): Promise<Station['station']> {
  const bench = callsOf<Station>(run.page);
  const vault = fileOn(mediumOf(`vault ${name}`), 'vault-', '.jsonl.age');
  await choose(run, vault, fileOn(mediumOf(`return ${name}`), 'return-', '.jsonl'));
  await well(bench('openBatch', null));
  for (const [serial, passphrase] of await passphrasesIn(site.at(name), vault)) passphrases.set(serial, passphrase);
  await expect.poll(async () => (await bench('station', null)).batch?.states.checked).toBe(expected);
  return () => bench('station', null);
}

const card = (serial: string) => ({
  ...{ serial, link: links.get(serial) ?? '', passphrase: passphrases.get(serial) ?? '' },
  person: PEOPLE[0],
});
const serialsOf = async (run: RunningApp): Promise<readonly string[]> => {
  const page = await callsOf<Station>(run.page)('units', { search: '', state: null, offset: 0, limit: 100 });
  return page.rows.map(({ serial }) => serial);
};

test('Origin divides a batch over two benches', async () => {
  const run = await enterOrigin();
  const origin = callsOf<OriginBridge>(run.page);
  const scheme = { prefix: 'TF-', digits: 6, start: 1, check: false, order: 'sequential' } as const;
  const shape = { alphabet: 'legible', groups: 5, size: 4, lots: null, product: null } as const;
  await well(origin('plan', { batch: BATCH, count: COUNT, ...scheme, ...shape }));
  expect(await well(origin('make', { batch: BATCH, dice: null }))).toBe('done');
  await run.page.locator(`[data-batch="${BATCH}"]`).click();
  await run.page.fill('[name="benches"]', 'Bench A, Bench B');
  await pictures(run, '1-origin-divide');
  await run.page.click('[data-do="divide"]');
  await expect(run.page.locator('[data-shares] tbody tr')).toHaveCount(2);

  await choose(run, newMedium('order'), newMedium('vault Bench A'), newMedium('vault Bench B'));
  await run.page.fill('[name="carrier-press"]', 'Noor');
  await run.page.click('[data-do="send-press"]');
  for (const bench of ['Bench A', 'Bench B']) {
    await expect(run.page.locator('[name="bench"]')).toHaveValue(bench);
    await run.page.fill('[name="carrier-bench"]', 'Ada');
    await run.page.click('[data-do="send-bench"]');
    await expect(run.page.locator(`[data-share="${bench}"]`)).toHaveAttribute('data-stage', 'sent');
  }
  await pictures(run, '2-origin-sent');
  await run.close();
});

test('Press makes, prints and proves all of it, and returns each bench its share', async () => {
  const at = ['--station', site.at('Press B')] as const;
  const key = ['--key', newMedium('key'), '--same-disk'] as const;
  await order('press', 'import', ...at, '--order', fileOn(mediumOf('order'), 'order-', '.jsonl'), '--coins', 'BTC');
  await order('press', 'make', ...at, ...key);
  const stickers = await stickersOut(
    COUNT,
    (label) => readSticker(label, 12),
    (ports) => order('press', 'print', ...at, ...key, ...ports, '--count', String(COUNT)),
  );
  for (const codes of stickers) {
    const link = codes.find((code) => code.startsWith('bitcoin:')) ?? '';
    links.set(new URL(link).searchParams.get('label') ?? '', link);
  }
  expect(links.size).toBe(COUNT);
  for (const [bench, given] of [
    ['Bench A', ['--share', 'Bench A']],
    ['Bench B', ['--share', 'Bench B']],
    ['Bench C', ['--share', 'Bench B', '--bench', 'Bench C']],
  ] as const) {
    const out = ['--to', newMedium(`return ${bench}`)];
    await order('press', 'return', ...at, '--counted', '3', ...given, ...out);
  }
});

test('Bench B etches a card, and is gone with its directory', async () => {
  const run = await enterBench('Bench B');
  await open(run, 'Bench B', 3);
  const [first = ''] = await serialsOf(run);
  await etchCard(run, scanner, card(first));
  await leave(run, 'kill');
  removeStation(site.at('Bench B'));
});

test('Bench A begins its shift with the check, finishes two of its cards and hands the last one over', async () => {
  const run = await enterBench('Bench A');
  await open(run, 'Bench A', 3);
  const [first = '', second = ''] = await serialsOf(run);
  await checkShift(run, 'Bench A', first);
  for (const serial of [first, second]) await finishCard(run, scanner, card(serial));
  await run.page.keyboard.press('F2');
  await pictures(run, '3-bench-batch');
  await run.page.click('[data-do="hand-over"]');
  const dialog = run.page.locator('dialog');
  await dialog.locator('[name="to"]').fill('Bench C');
  await dialog.locator('[name="units"]').fill('1');
  await dialog.locator('[name="reason"]').fill('the shift ends');
  await run.picture('line-4-hand-over');
  await choose(run, newMedium('handover'));
  await sign(run, 'sign', true);
  await expect(run.page.locator('[data-sharing] .how')).not.toHaveText('');
  const bench = callsOf<Station>(run.page);
  expect((await bench('station', null)).batch?.states).toMatchObject({ finished: 2, 'handed-over': 1 });
  await well(bench('closeBatch', { people: PEOPLE, labels: 0 }));
  await choose(run, newMedium('closing Bench A'), newMedium('proof Bench A'));
  await run.page.click('[data-do="closing"]');
  await expect(run.page.locator('[data-sharing] .how')).toContainText('closing-');
  await well(bench('writeProof', null));
  await pictures(run, '5-bench-closed');
  await leave(run);
});

test('Origin gives the share of the bench that is gone to Bench C', async () => {
  const run = await enterOrigin();
  await run.page.locator(`[data-batch="${BATCH}"]`).click();
  await run.page.locator('[data-share="Bench B"] [data-do="gone"]').click();
  const dialog = run.page.locator('dialog');
  await dialog.locator('[name="to"]').fill('Bench C');
  await dialog.locator('[name="reason"]').fill('its disk is gone');
  await run.picture('line-6-reissue');
  await sign(run, 'sign', true);
  await expect(run.page.locator('[data-share="Bench B"]')).toContainText('Bench C');
  const [incident] = await callsOf<OriginBridge>(run.page)('incidents', null);
  expect(incident?.reason).toBe('share-reissued');
  await acknowledge(run);
  await choose(run, newMedium('vault Bench C'));
  await run.page.selectOption('[name="bench"]', 'Bench B');
  await run.page.fill('[name="carrier-bench"]', 'Ada');
  await run.page.click('[data-do="send-bench"]');
  await expect(run.page.locator('[data-share="Bench B"]')).toHaveAttribute('data-stage', 'sent');
  await pictures(run, '7-origin-reissued');
  await run.close();
});

test('Bench C looks at every card of the share, takes over the one of Bench A, and finishes all of them', async () => {
  const run = await enterBench('Bench C');
  const bench = callsOf<Station>(run.page);
  const vault = fileOn(mediumOf('vault Bench C'), 'vault-', '.jsonl.age');
  await choose(run, vault, fileOn(mediumOf('return Bench C'), 'return-', '.jsonl'));
  await well(bench('openBatch', null));
  const states = async () => (await bench('station', null)).batch?.states;
  expect(await states()).toMatchObject({ 'in-doubt': 3 });
  await acknowledge(run);
  await run.page.keyboard.press('F2');
  await pictures(run, '8-bench-reissued');

  await choose(run, fileOn(mediumOf('handover'), 'handover-', '.jsonl.age'));
  await run.page.click('[data-do="take-over"]');
  await expect(run.page.locator('[data-sharing] .how')).toContainText('Bench A');
  // What Bench B had etched nobody knows any more: two people look at each card.
  const [etched = '', ...blank] = (await serialsOf(run)).slice(0, 3);
  await well(bench('resolveDoubt', { serial: etched, as: 'scrapped', people: PEOPLE }));
  for (const serial of blank) {
    const looked = { deed: 'blank', serial, as: null, reason: 'nothing stands on it' } as const;
    await well(bench('decideTogether', { ...looked, people: PEOPLE }));
  }
  const left = (await serialsOf(run)).filter((serial) => serial !== etched);
  for (const serial of left) await finishCard(run, scanner, card(serial));
  expect(await states()).toMatchObject({ finished: 3, scrapped: 1 });
  await well(bench('closeBatch', { people: PEOPLE, labels: 0 }));
  await choose(run, newMedium('closing Bench C'), newMedium('proof Bench C'));
  await well(bench('writeClosing', null));
  await well(bench('writeProof', null));
  await leave(run);
});

test('the batch is complete when both have closed', async () => {
  const run = await enterOrigin();
  await run.page.locator(`[data-batch="${BATCH}"]`).click();
  const closing = (bench: string): string => fileOn(mediumOf(`closing ${bench}`), 'closing-', '.jsonl');
  await choose(run, closing('Bench A'), closing('Bench C'));
  await run.page.click('[data-do="closing"]');
  await expect(run.page.locator('[data-share="Bench A"]')).toHaveAttribute('data-stage', 'closed');
  await expect(run.page.locator('[data-complete]')).toHaveAttribute('data-complete', 'false');
  await run.page.click('[data-do="closing"]');
  await expect(run.page.locator('[data-complete]')).toHaveAttribute('data-complete', 'true');
  await expect(run.page.locator('[data-complete]')).toContainText('5');
  await pictures(run, '9-origin-complete');
  await run.close();
});

interface Audited {
  readonly good: boolean;
  readonly claims: readonly {
    readonly claim: string;
    readonly verdict: string;
    readonly refuted: readonly { readonly kind: string; readonly station: string; readonly record: number | null }[];
    readonly unchecked: readonly { readonly kind: string }[];
  }[];
}

/** What an auditor finds in these folders, and the page of it, looked at in a browser. */
async function audited(name: string, ...folders: readonly string[]): Promise<{ report: Audited; page: string }> {
  const { out } = await twofold('audit', ...folders, '--to', newMedium(name), '--json');
  const report = (JSON.parse(out) as { readonly result: Audited }).result;
  const path = fileOn(mediumOf(name), 'audit', '.html');
  const browser = await chromium.launch({ executablePath: programOf('chromium') });
  const page = await browser.newPage({ viewport: { width: 1200, height: 1600 } });
  await page.goto(pathToFileURL(path).href);
  await page.screenshot({ path: join(PICTURES, `line-${name}.png`), fullPage: true });
  const text = await page.locator('body').innerText();
  await browser.close();
  return { report, page: text };
}

test('an auditor is given what is left, and agrees', async () => {
  const { report, page } = await audited('10-audit', site.home);
  expect(report.claims.flatMap(({ refuted }) => refuted)).toEqual([]);
  expect(report.good).toBe(true);
  expect(page).toContain('Bench A');
});

test('of a set with one doctored record the page names the record', async () => {
  const set = mkdtempSync(join(tmpdir(), 'twofold-doctored-'));
  cpSync(site.home, set, { recursive: true });
  const journal = join(set, 'bench-a', 'journal.jsonl');
  const lines = readFileSync(journal, 'utf8').split('\n');
  const at = readJournal(join(set, 'bench-a')).findIndex(({ event }) => event.kind === 'unit-finished');
  lines[at] = (lines[at] ?? '').replace(PEOPLE[0], 'Li Mei');
  writeFileSync(journal, lines.join('\n'));
  const { report, page } = await audited('11-audit-doctored', set);
  rmSync(set, { recursive: true });
  expect(report.good).toBe(false);
  const refuted = report.claims.flatMap((claim) => claim.refuted);
  expect(refuted).toContainEqual(expect.objectContaining({ kind: 'record-bad', station: 'Bench A', record: at }));
  expect(page).toMatch(new RegExp(`Bench A\\s+${at}\\s`));
});
