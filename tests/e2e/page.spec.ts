/** The owner's page as an owner meets it: one file, in a browser that is not ours, with the network unplugged. */
import { chromium, expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PNG } from 'pngjs';
import { must } from '../../core/base/result.ts';
import { generate } from '../../core/bip38/generate.ts';
import { parseIntermediateCode } from '../../core/bip38/layout.ts';
import { platformScrypt } from '../../electron/keys/platform-scrypt.ts';
import { platformRandom } from '../fakes/streams.ts';
import { photograph } from '../fakes/pictures.ts';
import { keepPicture, root } from './app.ts';
import { expectAccessible } from './axe.ts';
import { programOf } from './browsers.ts';
import { ANOTHER, CARD, challengeCards, file, pagesFrom, PHONE, url, vectors } from './owners-page.ts';

let browser: Browser;
test.beforeAll(async () => {
  browser = await chromium.launch({ executablePath: programOf('chromium'), args: ['--no-sandbox'] });
});
test.afterAll(() => browser.close());

interface Opened {
  readonly page: Page;
  /** Whatever was asked for but the page itself. */
  readonly requests: readonly string[];
}

/** @param before runs in the page before its own script. */
async function open(options: BrowserContextOptions = {}, at = url, before?: () => void): Promise<Opened> {
  const context = await browser.newContext({ viewport: PHONE, ...options });
  const page = await context.newPage();
  if (before !== undefined) await page.addInitScript(before);
  const requests: string[] = [];
  page.on('request', (request) => {
    if (request.url() !== at && !request.url().startsWith('blob:')) requests.push(request.url());
  });
  page.on('pageerror', (error) => requests.push(`error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') requests.push(`console: ${message.text()}`);
  });
  await page.goto(at);
  await proven(page);
  return { page, requests };
}

const proven = (page: Page) => expect(page.locator('[data-proven]')).not.toHaveAttribute('data-proven', '');

async function put(page: Page, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) {
    await page.locator('[data-field=text]').fill(text);
    await page.locator('[data-field=text]').press('Enter');
  }
}
async function ask(page: Page, passphrase: string): Promise<void> {
  await page.locator('[data-do=next]').click();
  await page.locator('[data-field=passphrase]').fill(passphrase);
  await page.locator('[data-field=passphrase]').press('Enter');
}
const outcome = (page: Page, kind: string) => page.locator(`[data-outcome="${kind}"]`);

test('the published cards verify and open, and nothing is asked of any network', async () => {
  const { page, requests } = await open();
  for (const { id, passphrase, encrypted, confirmation_code: code, derived } of vectors) {
    await put(page, encrypted, ...(code === undefined ? [] : [code]));
    await ask(page, passphrase);
    await expect(outcome(page, 'right'), id).toBeVisible();
    await expect(page.locator('main')).toContainText(derived.address);
    await page.locator('[data-do=clear]').click();
  }
  await put(page, CARD.confirmation);
  await ask(page, 'MOLON LABA');
  await expect(outcome(page, 'wrong-passphrase')).toBeVisible();
  await expect(page.locator('[data-field=passphrase]')).toHaveValue('MOLON LABA');
  expect(requests).toEqual([]);
});

test('the challenge cards of the field open, are confirmed, or keep shut, as their halves are known', async () => {
  const { page, requests } = await open();
  for (const { serial, address, passphrase, encrypted, confirmation } of challengeCards) {
    await put(page, ...[encrypted, confirmation].filter((half) => half !== undefined));
    await ask(page, passphrase ?? ANOTHER);
    await expect(outcome(page, passphrase === undefined ? 'wrong-passphrase' : 'right'), serial).toBeVisible({
      timeout: 60_000,
    });
    if (passphrase !== undefined) await expect(page.locator('main')).toContainText(address);
    await page.locator('[data-do=clear]').click();
  }
  expect(requests).toEqual([]);
});

test('the key is shown to be swept, and leaves nothing behind', async () => {
  const { page, requests } = await open();
  await put(page, CARD.key, CARD.confirmation);
  await ask(page, CARD.passphrase);
  await expect(outcome(page, 'right')).toBeVisible();
  keepPicture('page-phone', await page.screenshot());
  await page.locator('[data-do=reveal]').click();
  await page.locator('[data-do=reveal-now]').click();
  const keys = page.locator('[data-keys]');
  expect((await keys.innerText()).replace(/\s/g, '')).toContain(CARD.wif);
  await expect(keys.locator('svg')).toBeVisible();
  await page.locator('[data-do=hide]').click();
  await expect(page.locator('[data-gone]')).toBeVisible();
  const left = await page.evaluate(
    () => document.body.outerHTML + [...document.querySelectorAll('input')].map((input) => input.value).join(' '),
  );
  // The program itself is part of the page; the texts of the vectors are not part of the program.
  for (const secret of [CARD.wif, CARD.key, CARD.passphrase]) expect(left.replace(/\s/g, '')).not.toContain(secret);
  expect(requests).toEqual([]);
});

test('an owner draws a passphrase, and gives the maker a code that no other passphrase opens', async () => {
  const { page, requests } = await open();
  const own = page.locator('[data-own]');
  await page.locator('[data-do=own]').click();
  await page.locator('[data-do=own-choose]').click();
  for (const field of ['own', 'own-again']) await page.locator(`[data-field=${field}]`).fill('too short');
  await page.locator('[data-do=own-make]').click();
  await expect(own.getByRole('alert')).toContainText('80');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('[data-do=own]').click();
  await page.locator('[data-field=dice]').fill('61524'.repeat(8));
  await page.locator('[data-do=own-draw]').click();
  const passphrase = await own.locator('[data-drawn]').innerText();
  keepPicture('page-own-passphrase', await page.screenshot());
  await page.locator('[data-do=own-written]').click();
  await page.locator('[data-field=own-again]').fill(passphrase);
  await page.locator('[data-do=own-make]').click();
  const shown = own.locator('[data-own-code]');
  const code = must(parseIntermediateCode((await shown.getAttribute('data-own-code', { timeout: 60_000 })) ?? ''));
  keepPicture('page-own-code', await page.screenshot());
  expect(await page.evaluate(() => document.body.outerHTML)).not.toContain(passphrase);
  await page.locator('[data-do=own-done]').click();
  const made = await generate(code, true, platformRandom, platformScrypt);
  await put(page, made.key, made.confirmation);
  await ask(page, passphrase);
  await expect(outcome(page, 'right')).toBeVisible();
  await expect(page.locator('main')).toContainText(made.address);
  expect(requests).toEqual([]);
});

test('codes are read by the camera', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-camera-'));
  const film = join(directory, 'sticker.y4m');
  writeFileSync(film, filmOf([CARD.key, CARD.confirmation]));
  const seeing = await chromium.launch({
    executablePath: programOf('chromium'),
    args: [
      '--no-sandbox',
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  });
  try {
    const page = await seeing.newPage({ viewport: PHONE });
    await page.goto(url);
    await proven(page);
    await page.locator('[data-do=camera]').click();
    await expect(page.locator('[data-place=confirmation]')).toContainText(CARD.confirmation);
    await expect(page.locator('[data-place=key]')).toBeVisible();
    // The camera is let go of as soon as it has seen something.
    await expect(page.locator('video')).toHaveCount(0);
    await ask(page, CARD.passphrase);
    await expect(outcome(page, 'right')).toBeVisible();
  } finally {
    await seeing.close();
    rmSync(directory, { recursive: true, force: true });
  }
});

/** A film of one picture, as Chromium takes it for a camera: YUV4MPEG2, grey. */
function filmOf(texts: readonly string[]): Buffer {
  const shot = photograph(texts, { module: 5, angle: 4, noise: 6, margin: 60 });
  const [width, height] = [shot.width & ~1, shot.height & ~1];
  const grey = Buffer.alloc(width * height);
  for (let y = 0; y < height; y++) grey.set(shot.values.subarray(y * shot.width, y * shot.width + width), y * width);
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, Buffer.alloc((width * height) / 2, 128)]);
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`), frame, frame]);
}

test('codes are read off a picture, and what is no picture is said to be none', async () => {
  const { page, requests } = await open();
  const { width, height, values } = photograph([CARD.confirmation, CARD.address], { angle: 8, module: 5, noise: 10 });
  const png = new PNG({ width, height });
  values.forEach((value, at) => png.data.set([value, value, value, 255], 4 * at));
  const picture = { name: 'codes.png', mimeType: 'image/png', buffer: PNG.sync.write(png) };
  await page.locator('[data-field=picture]').setInputFiles(picture);
  await expect(page.locator('[data-place=confirmation]')).toContainText(CARD.confirmation);
  await expect(page.locator('[data-place=address]')).toContainText(CARD.address);
  await page.locator('[data-field=picture]').setInputFiles({ ...picture, buffer: Buffer.from('no picture') });
  await expect(page.locator('[data-notice="not-a-picture"]')).toBeVisible();
  expect(requests).toEqual([]);
});

const WITHOUT: readonly (readonly [what: string, means: string, before: () => void])[] = [
  ['threads', '0 simd', () => Reflect.deleteProperty(globalThis, 'Worker')],
  [
    'threads and SIMD',
    '0 plain',
    () => {
      Reflect.deleteProperty(globalThis, 'Worker');
      WebAssembly.validate = () => false;
    },
  ],
];
for (const [what, means, before] of WITHOUT) {
  test(`a browser without ${what} answers all the same, and the page says so`, async () => {
    const { page } = await open({}, url, before);
    await expect(page.locator('[data-proven]')).toHaveAttribute('data-proven', means);
    await expect(page.locator('footer')).toContainText('lends it no threads');
    await put(page, CARD.confirmation);
    await ask(page, CARD.passphrase);
    await expect(outcome(page, 'right')).toBeVisible({ timeout: 120_000 });
  });
}

for (const width of [320, 640, 1280]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing at ${width} px in the ${colorScheme}, in either language, and nothing is cut off`, async () => {
      // 640 px at two dots a pixel is a window of 1280 at 200 %.
      const { page } = await open({
        viewport: { width, height: 720 },
        deviceScaleFactor: width === 640 ? 2 : 1,
        colorScheme,
      });
      const look = async (name: string): Promise<void> => {
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        keepPicture(`page-${name}-${width}-${colorScheme}`, await page.screenshot({ fullPage: true }));
      };
      await look('have');
      await page.locator('[data-do=language]').click();
      await expect(page.locator('h1')).toHaveText('查验卡片');
      await look('have-zh');
      await put(page, CARD.key, CARD.address);
      await look('given-zh');
      await page.locator('[data-do=language]').click();
      await ask(page, CARD.passphrase);
      await expect(outcome(page, 'right')).toBeVisible();
      await look('right');
      await page.locator('[data-do=reveal]').click();
      await page.locator('[data-do=reveal-now]').click();
      await look('keys');
    });
  }
}

test('from a web server it is the same page, and says that it came over a network', async () => {
  const served = await pagesFrom(dirname(file));
  try {
    const { page, requests } = await open({}, `${served.origin}/twofold-check.html`);
    await expect(page.locator('[data-online]')).toBeVisible();
    await put(page, CARD.confirmation);
    await ask(page, CARD.passphrase);
    await expect(outcome(page, 'right')).toBeVisible();
    expect(requests).toEqual([]);
    expect(served.asked).toEqual(['/twofold-check.html']);
  } finally {
    served.close();
  }
});

test('an altered script does not run at all, and the page is small', async () => {
  expect(statSync(file).size).toBeLessThanOrEqual(900_000);
  const directory = mkdtempSync(join(tmpdir(), 'twofold-page-'));
  try {
    const altered = join(directory, 'altered.html');
    writeFileSync(altered, readFileSync(file, 'utf8').replace('<script id="twofold">', '<script id="twofold">;'));
    const page = await browser.newPage();
    await page.goto(pathToFileURL(altered).href);
    expect(await page.locator('[data-page]').count()).toBe(0);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

test('two directories give the same bytes', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-elsewhere-'));
  try {
    for (const name of [
      'browser',
      'build',
      'core',
      'electron',
      'renderer',
      'resources',
      'package.json',
      'tsconfig.json',
    ])
      cpSync(join(root, name), join(directory, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
    execFileSync(process.execPath, [join(directory, 'build/page.mjs')], { cwd: directory, stdio: 'ignore' });
    const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
    const sha256 = hashOf(file);
    expect(hashOf(join(directory, 'dist/page/twofold-check.html'))).toBe(sha256);
    expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sha256}  twofold-check.html\n`);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
