/** The owner's page in a browser of another house: Debian's Firefox, spoken to in WebDriver BiDi. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe, { type AxeResults } from 'axe-core';
import { launch, type Browser, type Page } from 'puppeteer-core';
import { photograph } from '../fakes/pictures.ts';
import { keepPicture } from './app.ts';
import { programOf } from './browsers.ts';
import { ANOTHER, CARD, challengeCards, file, pagesFrom, PHONE, url, vectors } from './owners-page.ts';

// It waits for frames, of which a browser without a screen draws few on a busy machine.
test.describe.configure({ timeout: 600_000 });

let browser: Browser;
test.beforeAll(async () => {
  browser = await launch({ browser: 'firefox', executablePath: programOf('firefox'), headless: true });
});
test.afterAll(() => browser.close());

interface AxePlugin {
  run(): Promise<AxeResults>;
}

interface Opened {
  readonly page: Page;
  /** Whatever was asked for but the page itself, and whatever went wrong. */
  readonly requests: readonly string[];
}

/** Firefox 140 knows no turned screen, which is asked for together with the size; the size it takes all the same. */
async function makePhone(page: Page): Promise<void> {
  await page.setViewport(PHONE).catch((error: unknown) => {
    if (!/unknown command emulation\.setScreenOrientationOverride/.test(String(error))) throw error;
  });
  await page.waitForFunction((width) => innerWidth === width, {}, PHONE.width);
}

async function open(at = url): Promise<Opened> {
  const page = await browser.newPage();
  await makePhone(page);
  const requests: string[] = [];
  page.on('request', (request) => {
    // What stands in the address itself is fetched from nowhere: Firefox draws boxes for missing letters that way.
    if (request.url() !== at && !/^(blob|data):/.test(request.url())) requests.push(request.url());
  });
  page.on('pageerror', (error) => requests.push(`error: ${String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') requests.push(`console: ${message.text()}`);
  });
  await page.goto(at);
  await seen(page, '[data-proven]:not([data-proven=""])');
  return { page, requests };
}

const seen = (page: Page, selector: string) => page.waitForSelector(selector, { visible: true, timeout: 60_000 });
const outcome = (page: Page, kind: string) => seen(page, `[data-outcome="${kind}"]`);
const textOf = (page: Page, selector: string): Promise<string> =>
  page.$eval(selector, (element) => element.textContent.replace(/\s/g, ''));

/** As a paste would: not every letter of the published passphrases is on a keyboard. */
async function type(page: Page, field: string, text: string): Promise<void> {
  await page.focus(`[data-field=${field}]`);
  await page.$eval(
    `[data-field=${field}]`,
    (element, value) => {
      (element as HTMLInputElement).value = value;
      element.dispatchEvent(new Event('input', { bubbles: true }));
    },
    text,
  );
  await page.keyboard.press('Enter');
}
/** By the keyboard alone; the focus brings what is scrolled away into sight. */
async function press(page: Page, button: string): Promise<void> {
  await page.focus(`[data-do=${button}]`);
  await page.keyboard.press('Enter');
}
async function ask(page: Page, passphrase: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await type(page, 'text', text);
  await seen(page, '[data-do=next]:not([disabled])');
  await press(page, 'next');
  await type(page, 'passphrase', passphrase);
}

test('Firefox: the published cards verify and open, and nothing is asked of any network', async () => {
  const { page, requests } = await open();
  for (const { passphrase, encrypted, confirmation_code: code, derived } of vectors) {
    await ask(page, passphrase, encrypted, ...(code === undefined ? [] : [code]));
    await outcome(page, 'right');
    expect(await textOf(page, 'main')).toContain(derived.address);
    await press(page, 'clear');
  }
  await ask(page, 'MOLON LABA', CARD.confirmation);
  await outcome(page, 'wrong-passphrase');
  expect(requests).toEqual([]);
  await page.close();
});

test('Firefox: the challenge cards of the field open, are confirmed, or keep shut', async () => {
  const { page, requests } = await open();
  for (const { address, passphrase, encrypted, confirmation } of challengeCards) {
    await ask(page, passphrase ?? ANOTHER, ...[encrypted, confirmation].filter((half) => half !== undefined));
    await outcome(page, passphrase === undefined ? 'wrong-passphrase' : 'right');
    if (passphrase !== undefined) expect(await textOf(page, 'main')).toContain(address);
    await press(page, 'clear');
  }
  expect(requests).toEqual([]);
  await page.close();
});

test('Firefox: from a web server it opens a card, shows its key, and leaves nothing behind', async () => {
  const served = await pagesFrom(dirname(file));
  try {
    const { page, requests } = await open(`${served.origin}/twofold-check.html`);
    await seen(page, '[data-online]');
    await ask(page, CARD.passphrase, CARD.key, CARD.confirmation);
    await outcome(page, 'right');
    keepPicture('page-firefox', await page.screenshot());
    await press(page, 'reveal');
    await press(page, 'reveal-now');
    await seen(page, '[data-keys] svg');
    expect(await textOf(page, '[data-keys]')).toContain(CARD.wif);
    await press(page, 'hide');
    await seen(page, '[data-gone]');
    const left = await page.evaluate(
      () => document.body.outerHTML + [...document.querySelectorAll('input')].map((input) => input.value).join(' '),
    );
    for (const secret of [CARD.wif, CARD.key, CARD.passphrase])
      expect(left.replace(/\s/g, '')).not.toContain(secret.replace(/\s/g, ''));
    expect(requests).toEqual([]);
    expect(served.asked).toEqual(['/twofold-check.html']);
    await page.close();
  } finally {
    served.close();
  }
});

test('Firefox: axe finds nothing, in either language and with an answer', async () => {
  const { page } = await open();
  await page.evaluate(axe.source);
  const look = async (): Promise<void> => {
    const { violations } = await page.evaluate(() => (globalThis as unknown as { axe: AxePlugin }).axe.run());
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  };
  await look();
  await press(page, 'language');
  await look();
  await ask(page, CARD.passphrase, CARD.confirmation);
  await outcome(page, 'right');
  await look();
  await page.close();
});

/** Firefox takes no film for a camera: its stream is a canvas with the picture on it. */
function standIn({ width, height, values }: { width: number; height: number; values: string }): void {
  navigator.mediaDevices.getUserMedia = async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d') as CanvasRenderingContext2D;
    const data = new ImageData(width, height);
    [...atob(values)].forEach((one, dot) => data.data.fill(one.charCodeAt(0), 4 * dot, 4 * dot + 3));
    for (let dot = 3; dot < data.data.length; dot += 4) data.data[dot] = 255;
    const draw = (): void => context.putImageData(data, 0, 0);
    draw();
    setInterval(draw, 100);
    return canvas.captureStream(10);
  };
}

test('Firefox: codes are read by the camera', async () => {
  const { page } = await open();
  const { width, height, values } = photograph([CARD.key, CARD.confirmation], { module: 4, angle: 4, noise: 6 });
  await page.evaluate(standIn, { width, height, values: Buffer.from(values).toString('base64') });
  await press(page, 'camera');
  await seen(page, '[data-place=confirmation]');
  expect(await textOf(page, '[data-place=confirmation]')).toContain(CARD.confirmation);
  await seen(page, '[data-place=key]');
  expect(await page.$('video')).toBeNull();
  await ask(page, CARD.passphrase);
  await outcome(page, 'right');
  await page.close();
});

test('Firefox: an altered script does not run at all', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-page-'));
  try {
    const altered = join(directory, 'altered.html');
    writeFileSync(altered, readFileSync(file, 'utf8').replace('<script id="twofold">', '<script id="twofold">;'));
    const page = await browser.newPage();
    await page.goto(pathToFileURL(altered).href);
    expect(await page.$('[data-page]')).toBeNull();
    await page.goto(url);
    await seen(page, '[data-page]');
    await page.close();
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
