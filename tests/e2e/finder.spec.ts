/** A maker's site in a browser: a card is looked up with one small file, and nothing that was tampered with is believed. */
import { chromium, expect, test, type Browser, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { codeHash, signStatement } from '../../core/attest/attestation.ts';
import { parseConfirmationCode } from '../../core/bip38/layout.ts';
import { parseSerial } from '../../core/card/serial.ts';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { MOST_SHARD, shardName, writeShards } from '../../core/finder/finder.ts';
import { writeRecalls } from '../../core/finder/recalls.ts';
import { sitePage } from '../../core/finder/site.ts';
import { writeIdentity, writeRecipient, type PublicIdentity } from '../../core/peers/identity.ts';
import { writePublicKey } from '../../core/peers/minisign.ts';
import { openSigner } from '../../electron/keys/ed25519.ts';
import { keepPicture } from './app.ts';
import { expectAccessible } from './axe.ts';
import { programOf } from './browsers.ts';
import { CARD, file, pagesFrom, PHONE, url, type StaticServer } from './owners-page.ts';

const [SERIAL, RECALLED] = ['TF-000001', 'TF-000002'] as const;
const CARDS = 1000;
const FAR = '2999-12-31';

const serialOf = (n: number): string => `TF-${String(n).padStart(6, '0')}`;
const signer = openSigner(new Secret(new Uint8Array(32).fill(7)));
const maker: PublicIdentity = writeIdentity(
  {
    name: 'Bench A',
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  },
  signer.sign,
);

/** Every card has the published confirmation code; only the first has its address as well. */
function siteIn(directory: string, expires: string): number {
  const confirmation = must(parseConfirmationCode(CARD.confirmation));
  const cards = Array.from({ length: CARDS }, (_, n) => ({
    serial: must(parseSerial(serialOf(n))),
    address: n === 1 ? CARD.address : `1${serialOf(n).replace('TF-', 'TestAddressNumber')}`.replaceAll('0', 'z'),
    confirmation,
  }));
  const recalls = new Map([[RECALLED, 'stolen in transit']]);
  const issue = { sequence: 1, expires };
  const { digits, files } = writeShards({ cards, recalls, ...issue, ...signer });
  mkdirSync(join(directory, 'issue-1'));
  for (const { name, text } of files) writeFileSync(join(directory, 'issue-1', name), text);
  writeFileSync(join(directory, 'recalls.txt'), writeRecalls(recalls, issue, signer));
  writeFileSync(join(directory, 'maker.identity.txt'), maker.text);
  const facts = { digits, folder: 'issue-1', maker: maker.text, sequence: 1 };
  writeFileSync(join(directory, 'index.html'), sitePage(readFileSync(file, 'utf8'), facts));
  return digits;
}

const statementOf = (serial: string): string => {
  const code = codeHash(CARD.confirmation);
  const statement = { maker: maker.name, product: 'real', batch: 'SPRING-26', serial, address: CARD.address };
  return signStatement({ ...statement, date: '2026-11-26', years: 99, code }, signer.publicKey, signer.sign).code;
};

let browser: Browser;
let served: StaticServer;
let directory: string;
let digits: number;
test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: programOf('chromium'), args: ['--no-sandbox'] });
  directory = mkdtempSync(join(tmpdir(), 'twofold-site-'));
  digits = siteIn(directory, FAR);
  served = await pagesFrom(directory);
});
test.afterAll(async () => {
  await browser.close();
  served.close();
  rmSync(directory, { recursive: true, force: true });
});

async function open(at = `${served.origin}/index.html`, width: number = PHONE.width): Promise<Page> {
  const context = await browser.newContext({ viewport: { ...PHONE, width } });
  const page = await context.newPage();
  await page.goto(at);
  await expect(page.locator('[data-proven]')).not.toHaveAttribute('data-proven', '');
  return page;
}
async function put(page: Page, text: string): Promise<void> {
  await page.locator('[data-field=text]').fill(text);
  await page.locator('[data-field=text]').press('Enter');
}
async function find(page: Page, text: string): Promise<void> {
  await put(page, text);
  await page.locator('[data-do=find]').click();
}
/** A file of the same issue that answers for other cards. */
const another = (path: string): string =>
  Array.from({ length: CARDS }, (_, n) => shardOf(serialOf(n))).find((one) => one !== path) ?? path;
const shardOf = (text: string): string => join(directory, 'issue-1', shardName(text, digits));

test('a serial is looked up with one file of at most 64 KiB, and its card is checked with what it says', async () => {
  const before = served.asked.length;
  const page = await open();
  await expect(page.locator('[data-do=find]')).toHaveCount(0);
  await find(page, SERIAL);
  await expect(page.locator('[data-unit]')).toHaveAttribute('data-unit', SERIAL);
  await expect(page.locator('[data-unit]')).toContainText(CARD.address);
  keepPicture('page-site-found', await page.screenshot({ fullPage: true }));
  expect(served.asked.slice(before)).toEqual(['/index.html', `/issue-1/${shardName(SERIAL, digits)}`]);
  expect(readFileSync(shardOf(SERIAL)).length).toBeLessThanOrEqual(MOST_SHARD);
  await page.locator('[data-do=next]').click();
  await page.locator('[data-field=passphrase]').fill(CARD.passphrase);
  await page.locator('[data-field=passphrase]').press('Enter');
  await expect(page.locator('[data-outcome=right]')).toBeVisible();
  await page.close();
});

test('a card that was called back is said to be before anything else, and an unknown one to be unknown', async () => {
  for (const width of [320, 1280]) {
    const page = await open(undefined, width);
    await find(page, RECALLED);
    await expect(page.locator(`[data-recalled="${RECALLED}"]`)).toContainText('stolen in transit');
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    keepPicture(`page-site-recalled-${width}`, await page.screenshot({ fullPage: true }));
    await find(page, 'TF-999999');
    await expect(page.locator('[data-notice=not-found]')).toBeVisible();
    await expect(page.locator('[data-recalled=""]')).toHaveCount(1);
    await page.close();
  }
});

test('a file that was tampered with, is missing, or is another one, is not believed', async () => {
  const path = shardOf(SERIAL);
  const good = readFileSync(path, 'utf8');
  const page = await open();
  try {
    const tampered = {
      'bad-shard': good.replaceAll(SERIAL, RECALLED),
      'other-shard': readFileSync(another(path), 'utf8'),
      'no-answer': 'x'.repeat(2 * MOST_SHARD),
    };
    for (const [kind, text] of Object.entries(tampered)) {
      writeFileSync(path, text);
      await find(page, SERIAL);
      await expect(page.locator(`[data-notice=${kind}]`)).toBeVisible();
      await expect(page.locator('[data-unit]')).toHaveCount(0);
    }
    rmSync(path);
    await find(page, SERIAL);
    await expect(page.locator('[data-notice=no-answer]')).toBeVisible();
  } finally {
    writeFileSync(path, good);
  }
  await find(page, SERIAL);
  await expect(page.locator('[data-unit]')).toHaveAttribute('data-unit', SERIAL);
  await page.close();
});

test('a site that its maker has not renewed is not believed', async () => {
  const old = mkdtempSync(join(tmpdir(), 'twofold-site-old-'));
  siteIn(old, '2026-01-01');
  const stale = await pagesFrom(old);
  try {
    const page = await open(`${stale.origin}/index.html`);
    await find(page, SERIAL);
    await expect(page.locator('[data-notice=expired-shard]')).toBeVisible();
    await page.close();
  } finally {
    stale.close();
    rmSync(old, { recursive: true, force: true });
  }
});

test('the statement on a packing, without a site: of nobody known, good, of another card, forged, called back', async () => {
  const page = await open(url);
  await put(page, statementOf(SERIAL));
  const said = page.locator('[data-standing]');
  await expect(said).toHaveAttribute('data-standing', 'unknown-maker');
  const choose = async (button: string, name: string): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.locator(`[data-do=${button}]`).click();
    await (await chooser).setFiles(join(directory, name));
  };
  await choose('maker', 'maker.identity.txt');
  await expect(said).toHaveAttribute('data-standing', 'good');
  keepPicture('page-statement', await page.screenshot({ fullPage: true }));
  await put(page, serialOf(9));
  await expect(said).toHaveAttribute('data-differs', 'serial');
  await put(page, SERIAL);
  await expect(said).toHaveAttribute('data-differs', '');
  const code = statementOf(SERIAL);
  await put(page, `${code.slice(0, 40)}${code[40] === '0' ? '1' : '0'}${code.slice(41)}`);
  await expect(said).toHaveAttribute('data-standing', 'forged');
  await put(page, statementOf(RECALLED));
  await choose('recalls', 'recalls.txt');
  await expect(page.locator(`[data-recalled="${RECALLED}"]`)).toBeVisible();
  await page.close();
});

test('the page of a site is the page of everybody, but for its policy and what it says of the site', () => {
  const plain = readFileSync(join(dirname(file), 'twofold-check.html'), 'utf8');
  const page = readFileSync(join(directory, 'index.html'), 'utf8');
  expect(
    page.replace(/<meta name="twofold-site"[^>]*>\n/, '').replace("connect-src 'self'", "connect-src 'none'"),
  ).toBe(plain);
});
