/** Check as a customer meets it, in the real window: codes, pictures, passphrase, answer, keys - and nothing left. */
import { expect, test, type Page } from '@playwright/test';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PNG } from 'pngjs';
import { photograph, type Shot } from '../fakes/pictures.ts';
import type { Serial } from '../../core/card/serial.ts';
import { textOf } from '../fakes/transfers.ts';
import { removeStation, root, samplePassphrases, startApp, type RunningApp } from './app.ts';

/** The first vector of BIP-0038 with EC multiply and lot and sequence, and its key as the BIP gives it. */
const CARD = {
  passphrase: 'MOLON LABE',
  key: '6PgNBNNzDkKdhkT6uJntUXwwzQV8Rr2tZcbkDcuC9DZRsS6AtHts4Ypo1j',
  confirmation: 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD',
  address: '1Jscj8ALrYu2y9TD8NrpvDBugPedmbj4Yh',
  wif: '5JLdxTtcTHcfYcmJsNVy1v2PMDx432JPoYcBTVVRHpPaxUrdtf8',
  hex: '44ea95afbf138356a05ea32110dfd627232d0f2991ad221187be356f19fa8190',
} as const;

interface SampleUnit {
  readonly serial: string;
  readonly addresses: Readonly<Record<string, string>>;
  readonly confirmation: string;
}
const sampleReturn = readFileSync(join(root, 'resources/sample/sample.return.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => JSON.parse(line) as SampleUnit);

let check: RunningApp;
let page: Page;

test.beforeEach(async () => {
  check = await startApp(undefined, [], 'check');
  ({ page } = check);
});
test.afterEach(async () => {
  await check.close();
  removeStation(check.directory);
});

const field = (name: string) => page.locator(`[data-field="${name}"]`);
const button = (name: string) => page.locator(`[data-do="${name}"]`);
const outcome = (kind: string) => page.locator(`[data-outcome="${kind}"]`);
const place = (name: string) => page.locator(`[data-place="${name}"]`);

/** One thing a page: back to the first, where things are put down. */
async function toTable(): Promise<void> {
  while ((await page.locator('[data-page]').getAttribute('data-page')) !== 'have') await button('back').click();
}
async function put(text: string): Promise<void> {
  await toTable();
  await field('text').fill(text);
  await field('text').press('Enter');
}
async function ask(passphrase: string): Promise<void> {
  await toTable();
  await button('next').click();
  await field('passphrase').fill(passphrase);
  await field('passphrase').press('Enter');
}
/** A picture of codes as a file that the page is given. */
function picture(texts: readonly string[], shot: Shot = {}): { name: string; mimeType: string; buffer: Buffer } {
  const { width, height, values } = photograph(texts, shot);
  const png = new PNG({ width, height });
  values.forEach((value, at) => png.data.set([value, value, value, 255], 4 * at));
  return { name: 'codes.png', mimeType: 'image/png', buffer: PNG.sync.write(png) };
}
/** The same, as Chromium writes a JPEG. */
async function jpeg(texts: readonly string[], shot: Shot = {}) {
  const png = picture(texts, shot).buffer.toString('base64');
  const base64 = await check.app.evaluate(
    ({ nativeImage }, data) => nativeImage.createFromBuffer(Buffer.from(data, 'base64')).toJPEG(60).toString('base64'),
    png,
  );
  return { name: 'codes.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(base64, 'base64') };
}

/** Everything that is in the page, seen or not, and everything the station has written. */
async function traces(): Promise<string> {
  const dom = await page.evaluate(
    () => document.documentElement.outerHTML + [...document.querySelectorAll('input')].map((i) => i.value).join(' '),
  );
  const files: string[] = [];
  const walk = (directory: string): void => {
    for (const name of readdirSync(directory)) {
      const path = join(directory, name);
      const stat = statSync(path, { throwIfNoEntry: false });
      if (stat?.isDirectory() === true) walk(path);
      else if (stat?.isFile() === true) files.push(readFileSync(path, 'latin1'));
    }
  };
  walk(check.directory);
  return dom + files.join('\n');
}

test('fault 48: an owner sees no journal, no incidents, and no salt or hash until they ask for details', async () => {
  await expect(page.locator('[data-journal], [data-incidents]')).toHaveCount(0);
  await put(CARD.key);
  const facts = page.locator('details');
  await expect(facts).toContainText('263183');
  await expect(facts.locator('summary')).toBeVisible();
  const seen = async (): Promise<string> => (await page.locator('main').innerText()).replaceAll('\n', ' ');
  expect(await seen()).not.toMatch(/263183|[0-9a-f]{8}/);
  await facts.locator('summary').click();
  expect(await seen()).toMatch(/263183.*[0-9a-f]{8}/);
});

test('a confirmation code and a passphrase prove the address', async () => {
  await put(`  ${CARD.confirmation.slice(0, 20)} ${CARD.confirmation.slice(20)} `);
  await expect(page.locator('[data-repaired]')).toBeVisible();
  await put(`bitcoin:${CARD.address}?amount=1`);
  await expect(place('address')).toContainText(CARD.address);
  await ask(CARD.passphrase);
  await expect(outcome('right')).toBeVisible();
  await expect(page.locator('main')).toContainText(
    `It is confirmed that Bitcoin address ${CARD.address} depends on this passphrase.`,
  );
  await expect(page.locator('[data-lot]')).toContainText('263183');
  await expect(button('reveal')).toHaveCount(0);
  await expect(field('passphrase')).toHaveValue('');
  await check.picture('check-right');
});

test('several codes are pasted as one text', async () => {
  await check.app.evaluate(
    ({ clipboard }, text) => clipboard.writeText(text),
    `TF-000123\r\n${CARD.address}\r\n${CARD.confirmation}\r\n`,
  );
  await field('text').focus();
  await page.keyboard.press('Control+V');
  await expect(place('confirmation')).toContainText(CARD.confirmation);
  await expect(place('address')).toContainText(CARD.address);
  await expect(place('serial')).toContainText('TF-000123');
});

test('a wrong passphrase is said to be wrong, with what may be the matter', async () => {
  await put(CARD.confirmation);
  await ask(`${CARD.passphrase} `);
  await expect(outcome('wrong-passphrase')).toBeVisible();
  await expect(page.locator('main')).toContainText('ends with a space');
  await expect(field('passphrase')).toHaveValue(`${CARD.passphrase} `);
  await check.picture('check-wrong');
  await button('clear').click();
  await expect(field('passphrase')).toHaveValue('');
  await expect(page.locator('[data-page=have]')).toBeVisible();
});

test('keys are shown for a person who insists, cannot be copied, and leave nothing behind', async () => {
  await put(CARD.key);
  await expect(place('key')).toBeVisible();
  await ask(CARD.passphrase);
  await expect(outcome('right')).toBeVisible();
  await button('reveal').click();
  await expect(page.locator('[data-keys]')).toHaveCount(0);
  await button('reveal-now').click();
  const keys = page.locator('[data-keys]');
  await expect(keys).toBeVisible();
  const shown = async () => (await keys.innerText()).replace(/\s/g, '');
  // Fault 42: one coin at a time, with a code to sweep it by.
  expect(await shown()).toContain(CARD.wif);
  expect(await shown()).not.toContain(CARD.hex);
  await expect(keys.locator('svg')).toBeVisible();
  const forms = page.locator('[data-field=coin] option');
  await page.locator('[data-field=coin]').selectOption(String((await forms.count()) - 1));
  expect(await shown()).toContain(CARD.hex);
  expect(await shown()).not.toContain(CARD.wif);
  await check.picture('check-keys');

  await check.app.evaluate(({ clipboard }) => clipboard.writeText('as it was'));
  await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.querySelector('[data-keys]') as Element);
    getSelection()?.addRange(range);
  });
  await page.keyboard.press('Control+C');
  expect(await check.app.evaluate(({ clipboard }) => clipboard.readText())).toBe('as it was');

  await button('hide').click();
  await expect(keys).toHaveCount(0);
  await expect(page.locator('[data-gone]')).toBeVisible();
  const left = (await traces()).replace(/<[^>]*>|\s/g, '');
  for (const secret of [CARD.wif, CARD.hex, CARD.key]) expect(left).not.toContain(secret);
  expect(left).not.toContain(CARD.passphrase.replace(' ', ''));
  const view = JSON.stringify(await page.evaluate(() => window.station.call('station', null)));
  for (const secret of [CARD.wif, CARD.hex, CARD.key, CARD.passphrase]) expect(view).not.toContain(secret);
});

test('leaving the page puts the keys away', async () => {
  await put(CARD.key);
  await ask(CARD.passphrase);
  await expect(outcome('right')).toBeVisible();
  await page.keyboard.press('F2');
  await page.keyboard.press('F1');
  await expect(page.locator('[data-gone]')).toBeVisible();
  await expect(button('reveal')).toHaveCount(0);
  await page.reload();
  await expect(page.locator('[data-gone]')).toBeVisible();
});

test('codes are read off pictures', async () => {
  await field('picture').setInputFiles(picture([CARD.confirmation, CARD.address], { angle: 8, module: 5, noise: 10 }));
  await expect(place('confirmation')).toContainText(CARD.confirmation);
  await expect(place('address')).toContainText(CARD.address);
  await button('clear').click();
  await field('picture').setInputFiles(await jpeg([CARD.key], { angle: 30, module: 6, shadow: 0.4 }));
  await expect(place('key')).toBeVisible();
  await ask(CARD.passphrase);
  await expect(outcome('right')).toBeVisible();
  await toTable();
  await field('picture').setInputFiles({ name: 'x.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await expect(page.locator('[data-notice="not-a-picture"]')).toBeVisible();
});

test("a serial and the maker's file are enough", async () => {
  const units = sampleReturn.slice(0, 5).map(({ serial, addresses, confirmation }) => ({
    serial: serial as Serial,
    address: addresses['BTC'] ?? '',
    confirmation,
  }));
  const file = join(check.directory, 'sample.proof.jsonl');
  writeFileSync(file, textOf('proof', units, { from: 'Training Bench', to: 'public' }));
  await check.app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [path] });
  }, file);
  const { serial, address } = units[0] as (typeof units)[number];
  await put(serial);
  await button('proof').click();
  await expect(place('proof')).toContainText('unsigned, for training only');
  await expect(page.locator(`[data-unit="${serial}"]`)).toBeVisible();
  await ask(samplePassphrases.get(serial) ?? '');
  await expect(outcome('right')).toBeVisible();
  await expect(page.locator('main')).toContainText(address);
  await check.picture('check-proof');
  await put('TF-0000');
  await ask(samplePassphrases.get(serial) ?? '');
  await expect(outcome('not-in-proof')).toBeVisible();
});

test('secrets that are not asked for are named, and kept nowhere', async () => {
  for (const [text, kind] of [
    [CARD.wif, 'wif'],
    [CARD.hex, 'private-key'],
    ['7Q2K-M9XV-4HTR-D0WB-3NYE', 'passphrase'],
  ] as const) {
    await put(text);
    await expect(page.locator(`[data-named="${kind}"]`)).toBeVisible();
    expect(await traces()).not.toContain(text);
  }
});
