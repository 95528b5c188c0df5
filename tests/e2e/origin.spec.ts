/**
 * A batch at Origin from the form to the two transfers, as an operator makes it: stopped by hand, cut off by closing
 * the window, taken up again; one unit opened on purpose, the rest sent on, and what was sealed destroyed.
 */
import { expect, test, type Page } from '@playwright/test';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import { discard } from '../../core/transfer/transfer.ts';
import { readTransfer } from '../../electron/courier/transfer-files.ts';
import { answerQuestions, journalText, removeStation, startApp, type RunningApp } from './app.ts';

test.describe.configure({ mode: 'serial' });

/** So many that a fast machine is still at work on them when a person has looked, stopped, and gone on. */
const UNITS = 64;
/** What is etched on a card, wherever it stands. */
const PASSPHRASE = /(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}/;
const people = { first: 'Anna Roth', second: 'Li Wei' };

let run: RunningApp;
let medium: string;
let other: string;

test.beforeAll(async () => {
  run = await startApp(undefined, [], 'origin');
  medium = join(run.directory, 'medium');
  other = join(run.directory, 'other');
  for (const one of [medium, other]) mkdirSync(one);
});
test.afterAll(async () => {
  await run.close();
  removeStation(run.directory);
});

const on = (selector: string) => run.page.locator(selector);
const standing = () => on('strong[data-standing]');
const made = async (): Promise<number> => Number(await on('[data-made]').getAttribute('data-made'));
const kinds = (): readonly string[] => run.journal().map(({ event }) => event.kind);
const html = (page: Page): Promise<string> => page.evaluate(() => document.documentElement.outerHTML);

/** What the person chooses in every native dialog from now on. */
async function choose(path: string | null): Promise<void> {
  await run.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, path);
}

test('a form says beside each field what stands against it, and which serials it will give', async () => {
  const { page } = run;
  await expect(on('main')).toHaveAttribute('data-screen', 'plan');
  await expect(on('main')).toHaveAttribute('data-role', 'origin');
  await page.keyboard.type('e-1');
  await page.fill('[name="count"]', '0');
  await expect(on('[data-against="bad-count"]')).toBeVisible();
  await page.fill('[name="count"]', String(UNITS));
  await page.fill('[name="groups"]', '4');
  await expect(on('[data-against="too-few-bits"]')).toBeVisible();
  await expect(on('[data-entropy="80.0"]')).toBeVisible();
  await expect(on('[data-do="plan"]')).toBeDisabled();
  await page.fill('[name="groups"]', '5');
  await expect(on('[data-serials]')).toContainText('TF-000001');
  await expect(on('[data-serials]')).toContainText(`TF-${String(UNITS).padStart(6, '0')}`);
  await run.picture('origin-1-plan');
});

test('the page of an Origin is answered no call of another role', async () => {
  const outcome = await run.page.evaluate(() =>
    Promise.all(
      [window.station.call('openBatch', null), window.station.call('traveller', { serial: 'TF-1' })].map((answer) =>
        answer.then(
          () => 'answered',
          (error: Error) => error.message,
        ),
      ),
    ),
  );
  expect(outcome.every((message) => message.includes('refused'))).toBe(true);
});

test('fault 36: a batch is summed up before it is begun, then made with dice, stopped by hand, and cut off by closing the window', async () => {
  const { page } = run;
  await page.click('[data-do="dice"]');
  await page.fill('textarea', '136524162355421361425132644213653122416513652');
  await expect(on('[data-bits="116"]')).toBeVisible();
  await page.click('[data-do="plan"]');
  // Nothing is begun by one click: what it costs is measured and shown, and its numbers are taken when it is held.
  await expect(on('[data-summary="measured"]')).toBeVisible();
  expect(kinds()).not.toContain('batch-planned');
  await run.picture('origin-1-summary');
  await page.click('dialog [data-do="begin"]', { delay: 1400 });
  await expect(on('main')).toHaveAttribute('data-screen', 'batches');
  await expect.poll(made, { intervals: [50] }).toBeGreaterThan(1);
  await run.picture('origin-2-making');
  await page.click('[data-do="stop"]');
  await expect(standing()).toHaveAttribute('data-standing', 'stopped');
  const kept = await made();
  expect(kept).toBeLessThan(UNITS);
  expect(run.journal().at(-1)?.event).toMatchObject({
    kind: 'coding-stopped',
    because: 'cancelled',
    left: UNITS - kept,
  });

  await page.click('[data-do="make"]');
  await expect.poll(made, { intervals: [50] }).toBeGreaterThan(kept);
  const { directory } = run;
  await run.close();
  expect(kinds().slice(-3)).toEqual(['coding-stopped', 'station-stopped', 'checkpoint']);
  run = await startApp(directory, [], 'origin');
  await expect(on('main')).toHaveAttribute('data-screen', 'batches');
  await expect(standing()).toHaveAttribute('data-standing', 'stopped');
  expect(await made()).toBeGreaterThan(kept);
  await run.page.click('[data-do="make"]');
  await expect(standing()).toHaveAttribute('data-standing', 'whole');
  expect(run.journal().find(({ event }) => event.kind === 'coding-started')?.event).toMatchObject({ dice: 116 });
});

test('two people look at one passphrase, once, and it is nowhere to be read', async () => {
  const { page } = run;
  await page.keyboard.press('F3');
  await page.click('[data-do="show"]');
  await expect(on('[data-sight]')).toHaveAttribute('data-sight', '');
  const fill = async (): Promise<void> => {
    await page.fill('[name="serial"]', await serialOf(1));
    await page.fill('[name="reason"]', 'audit of the generator');
    await page.fill('[name="first"]', people.first);
    await page.fill('[name="second"]', people.second);
    await page.click('[data-do="show"]');
  };
  // A page alone opens nothing: a person has to answer the native question.
  const asked = await answerQuestions(run.app, false);
  await fill();
  await expect(on('form [role="alert"]')).toContainText('nobody confirmed');
  expect(await asked()).toEqual([expect.stringContaining(await serialOf(1))]);
  expect(kinds()).not.toContain('passphrase-opened');
  await answerQuestions(run.app, true);
  await fill();
  await expect(on('[data-sight] svg path')).toBeVisible();
  expect(kinds().slice(-2)).toEqual(['passphrase-opened', 'incident']);
  // A picture of it must not be taken: what people see is a secret, of training too.
  expect(await html(page)).not.toMatch(PASSPHRASE);
  await page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await expect(on('[data-sight]')).toHaveAttribute('data-sight', '');
  await expect(on('svg[role="img"]')).toHaveCount(0);
  await expect(on('[data-incidents="1"]')).toBeVisible();
  await fill();
  await expect(on('form [role="alert"]')).toContainText('shown before');
  await run.picture('origin-3-unit');
});

/** The serial of a unit, by its place, as the station has it on record. */
async function serialOf(place: number): Promise<string> {
  const groups = run.journal().flatMap(({ event }) => (event.kind === 'units-coded' ? [event] : []));
  return groups.find(({ from }) => from === place)?.first ?? '';
}

test('fault 31: what is left goes to Press and to Bench on two media; a person who changes their mind changes nothing', async () => {
  const { page } = run;
  await page.keyboard.press('F1');
  await choose(null);
  await expect(on('[data-do="send-press"]')).toBeDisabled();
  await page.fill('[name="carrier-press"]', people.first);
  await page.click('[data-do="send-press"]');
  await expect(on('[data-do="send-press"]')).toBeEnabled();
  expect(kinds()).not.toContain('batch-leaving');
  await choose(medium);
  await page.click('[data-do="send-press"]');
  await expect(standing()).toHaveAttribute('data-standing', 'leaving');
  await expect(on('[data-transfer="order"]')).toContainText('Training Press');
  await run.picture('origin-4-one-written');
  // Not on the same medium, nor with the same person.
  await page.fill('[name="carrier-bench"]', people.second);
  await page.click('[data-do="send-bench"]');
  await expect(on('[data-notice="same-medium"]')).toBeVisible();
  await choose(other);
  await page.fill('[name="carrier-bench"]', people.first.toUpperCase());
  await page.click('[data-do="send-bench"]');
  await expect(on('[data-notice="same-carrier"]')).toBeVisible();
  await page.fill('[name="carrier-bench"]', people.second);
  await page.click('[data-do="send-bench"]');
  await expect(standing()).toHaveAttribute('data-standing', 'exported');
  await expect(on('[data-transfer="vault"]')).toContainText('Training Bench');
  await page.click('[data-do="slip-bench"]');
  await expect.poll(() => existsSync(join(other, 'E-1-vault-slip.pdf'))).toBe(true);
  await run.picture('origin-4-exported');

  const named = (kind: string, on: string): string =>
    join(on, readdirSync(on).find((name) => name.startsWith(`${kind}-`)) ?? '');
  const order = must(await readTransfer({ kind: 'order', path: named('order', medium) }));
  const vault = must(await readTransfer({ kind: 'vault', path: named('vault', other) }));
  const serials = order.units.map(({ serial }) => serial);
  expect(serials).toHaveLength(UNITS - 1);
  expect(serials).not.toContain(await serialOf(1));
  expect(vault.units.map(({ serial }) => serial)).toEqual(serials);
  const secrets = vault.units.map(({ passphrase }) => passphrase.use((bytes) => Buffer.from(bytes).toString('latin1')));
  discard(vault);
  expect(new Set(secrets).size).toBe(UNITS - 1);
  const seen = [journalText(run.directory), await html(page)];
  for (const secret of secrets) expect(seen.some((text) => text.includes(secret))).toBe(false);
  expect(seen.some((text) => PASSPHRASE.test(text))).toBe(false);
});

test('two people who vouch for Bench destroy what is sealed', async () => {
  const { page } = run;
  const sealed = join(run.directory, 'origin');
  expect(existsSync(join(sealed, 'E-1.key'))).toBe(true);
  const key = readFileSync(join(sealed, 'E-1.key'));
  await page.click('[data-do="destroy"]');
  await page.fill('dialog [name="first"]', people.first);
  await page.fill('dialog [name="second"]', people.first.toLowerCase());
  await page.click('dialog [data-do="vouch"]');
  await page.fill('dialog [data-unreceived]', 'practice: no Bench opens it');
  await page.click('dialog [data-do="sign"]', { delay: 1400 });
  await expect(on('dialog [role="alert"]')).not.toBeEmpty();
  await page.fill('dialog [name="second"]', people.second);
  await page.click('dialog [data-do="sign"]', { delay: 1400 });
  await expect(standing()).toHaveAttribute('data-standing', 'destroyed');
  expect(kinds().slice(-2)).toEqual(['passphrases-condemned', 'passphrases-destroyed']);
  expect(existsSync(join(sealed, 'E-1.key'))).toBe(false);
  expect(journalText(run.directory).includes(key.toString('hex'))).toBe(false);
  await run.picture('origin-5-destroyed');
});
