/**
 * Takes a picture of every scene and lets axe look at it, under the station's own content security policy.
 *
 *   node tests/gallery/shoot.mjs [--only PART] [--sizes 1280x800,1920x1080] [--langs en,zh] [--themes light,dark]
 *   node tests/gallery/shoot.mjs --only band- --sheet data-band    the bands of all scenes on one sheet, and in grey
 *
 * Needs a Chromium: CHROMIUM=/usr/bin/chromium. Pictures go to out/gallery/. Exit code 1 on any violation or error, and
 * where on a sheet capitals are smaller than ISO 9241 asks: an order 20 minutes of arc at 0.7 m; in windows as wide as a
 * bench's screen its word 16 at 3 m, and 20 where it is a verdict.
 */
import { createReadStream, mkdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import { build } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const { values: wish } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    sizes: { type: 'string', default: '1024x768,1280x800,1920x1080' },
    langs: { type: 'string', default: 'en,zh' },
    themes: { type: 'string', default: 'light,dark' },
    'no-axe': { type: 'boolean', default: false },
    /** The attribute of the part of each window that is laid on a sheet. */
    sheet: { type: 'string' },
  },
});

const CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };

await build({ configFile: here('vite.config.ts'), logLevel: 'warn' });
const site = here('../../out/gallery/site');
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://gallery');
  if (pathname === '/favicon.ico') return response.writeHead(204).end();
  const file = join(site, pathname === '/' ? 'index.html' : pathname);
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
  response.writeHead(200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-security-policy': CSP,
  });
  createReadStream(file).pipe(response);
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const base = `http://127.0.0.1:${server.address().port}`;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
const troubles = [];
let names = null;

async function shoot(name, lang, theme, size) {
  const [width, height] = size.split('x').map(Number);
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const at = `${name} ${lang} ${theme} ${size}`;
  page.on('console', (message) => message.type() === 'error' && troubles.push(`${at}: ${message.text()}`));
  page.on('pageerror', (error) => troubles.push(`${at}: ${error.message}`));
  await page.goto(`${base}/?scene=${name}&lang=${lang}&theme=${theme}`);
  await page.locator('main').waitFor();
  await page.evaluate(() => window.gallery.play());
  for (const key of await page.evaluate(() => window.gallery.press)) {
    if (key.startsWith('click:'))
      await page
        .locator(`[data-do="${key.slice(6)}"]`)
        .first()
        .click();
    else if (key.startsWith('at:')) await page.locator(key.slice(3)).first().click();
    else await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
  await page.evaluate(() => document.fonts.ready.then(() => null));
  await page.waitForTimeout(120);
  mkdirSync(here('../../out/gallery/'), { recursive: true });
  await page.screenshot({ path: here(`../../out/gallery/${name}-${lang}-${theme}-${size}.png`) });
  if (wish.sheet !== undefined) await laySheet(page, name, `${lang}-${theme}-${size}`, at);
  const spill = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    const over = scrollWidth > clientWidth || scrollHeight > clientHeight ? ['the page'] : [];
    for (const element of document.querySelectorAll('main *, header *, footer *, section *')) {
      const style = getComputedStyle(element);
      if (element.classList.contains('spoken') || element.closest('svg')) continue;
      if (style.textOverflow === 'ellipsis') continue;
      const high = style.overflowY === 'hidden' && element.scrollHeight > element.clientHeight + 1;
      const wide = style.overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1;
      if (high || wide) over.push(`${element.tagName.toLowerCase()}.${element.className}`);
    }
    return over;
  });
  if (spill.length > 0) troubles.push(`${at}: cut off: ${spill.join(', ')}`);
  if (!wish['no-axe']) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    for (const { id, nodes } of violations)
      troubles.push(`${at}: axe ${id}: ${nodes.map((node) => node.target.join(' ')).join(' | ')}`);
  }
  names ??= await page.evaluate(() => window.gallery.scenes);
  await context.close();
}

/** Whatever says what to do: in the band, and in the question under it. */
const ORDERS = [
  ...['.why > p:first-child', 'figcaption', '.reminder', '.task h2', '.task .hint'],
  ...['.task form label:not(:has(*))', '.task form label > :not(input)'],
].join();

/** What lies on each sheet: a caption and a picture. */
const sheets = new Map();

async function laySheet(page, name, sheet, at) {
  const part = page.locator(`[${wish.sheet}]`).first();
  const png = (await part.screenshot()).toString('base64');
  if (!sheets.has(sheet)) sheets.set(sheet, []);
  const sizes = await part.evaluate((element) =>
    ['.word', '.why', 'figcaption'].map((what) => {
      const found = element.querySelector(what);
      return found === null ? null : Number.parseFloat(getComputedStyle(found).fontSize);
    }),
  );
  const [word] = sizes;
  const least = (await part.getAttribute('data-outcome')) ? 20 : 16;
  const wide = page.viewportSize().width >= 1280;
  if (wide && word !== null && arc(word, 3) < least)
    troubles.push(`${at}: the word has ${arc(word, 3).toFixed(0)}' at 3 m`);
  const orders = await page.evaluate(
    (all) =>
      [...document.querySelectorAll(all)]
        .filter((element) => element.textContent.trim() !== '' && element.getClientRects().length > 0)
        .map((element) => ({
          says: element.textContent.trim().slice(0, 30),
          px: Number.parseFloat(getComputedStyle(element).fontSize),
        })),
    ORDERS,
  );
  for (const { says, px } of orders)
    if (arc(px, 0.7) < 20) troubles.push(`${at}: an order has ${arc(px, 0.7).toFixed(0)}': ${says}`);
  sheets.get(sheet).push({ name: `${name}  ${sizes.map((px) => px?.toFixed(0) ?? '-').join(' ')}`, png });
}

/** Minutes of arc of the capitals of a type, on a screen of 24 inches with 1920 pixels. */
function arc(px, metres) {
  return (Math.atan((px * 0.7 * 0.277) / 1000 / metres) * 180 * 60) / Math.PI;
}

/** As many as can be looked at. */
const ON_A_SHEET = 24;

async function drawSheets() {
  const parts = [...sheets].flatMap(([sheet, laid]) =>
    Array.from({ length: Math.ceil(laid.length / ON_A_SHEET) }, (_, at) => [
      `${sheet}-${at + 1}`,
      laid.slice(at * ON_A_SHEET, (at + 1) * ON_A_SHEET),
    ]),
  );
  for (const [sheet, laid] of parts)
    for (const [suffix, filter] of [
      ['', 'none'],
      ['-grey', 'grayscale(1)'],
    ]) {
      const page = await browser.newPage({ viewport: { width: 1900, height: 600 } });
      const figures = laid.map(
        ({ name, png }) =>
          `<figure style="margin:0"><figcaption>${name}</figcaption><img style="width:100%" src="data:image/png;base64,${png}"></figure>`,
      );
      await page.setContent(
        `<body style="margin:8px;font:16px sans-serif;filter:${filter};display:grid;grid-template-columns:repeat(3,1fr);gap:8px">${figures.join('')}</body>`,
      );
      const path = here(`../../out/gallery/sheet-${wish.only}${sheet}${suffix}.png`);
      await page.screenshot({ path, fullPage: true });
      await page.close();
    }
}

let taken = 0;
await shoot('bench-serial', 'en', 'light', '1280x800');
for (const name of names.filter((scene) => scene.includes(wish.only)))
  for (const lang of wish.langs.split(','))
    for (const theme of wish.themes.split(','))
      for (const size of wish.sizes.split(',')) {
        await shoot(name, lang, theme, size);
        taken++;
      }
await drawSheets();
await browser.close();
server.close();
console.log([...new Set(troubles)].join('\n'));
console.log(`${taken} pictures, ${troubles.length} troubles`);
process.exitCode = troubles.length === 0 ? 0 : 1;
