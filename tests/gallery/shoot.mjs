/**
 * Takes a picture of every scene and lets axe look at it, under the station's own content security policy.
 *
 *   node tests/gallery/shoot.mjs [--only PART] [--sizes 1280x800,1920x1080] [--langs en,zh] [--themes light,dark]
 *
 * Needs a Chromium: CHROMIUM=/usr/bin/chromium. Pictures go to out/gallery/. Exit code 1 on any violation or error.
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
    else await page.keyboard.press(key);
    await page.waitForTimeout(60);
  }
  await page.evaluate(() => document.fonts.ready.then(() => null));
  await page.waitForTimeout(120);
  mkdirSync(here('../../out/gallery/'), { recursive: true });
  await page.screenshot({ path: here(`../../out/gallery/${name}-${lang}-${theme}-${size}.png`) });
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

let taken = 0;
await shoot('bench-serial', 'en', 'light', '1280x800');
for (const name of names.filter((scene) => scene.includes(wish.only)))
  for (const lang of wish.langs.split(','))
    for (const theme of wish.themes.split(','))
      for (const size of wish.sizes.split(',')) {
        await shoot(name, lang, theme, size);
        taken++;
      }
await browser.close();
server.close();
console.log([...new Set(troubles)].join('\n'));
console.log(`${taken} pictures, ${troubles.length} troubles`);
process.exitCode = troubles.length === 0 ? 0 : 1;
