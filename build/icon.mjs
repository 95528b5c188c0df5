/**
 * `node build/icon.mjs`: the icon in the sizes that systems ask for, from its drawing. The pictures are kept beside it,
 * because drawing them takes a browser (Debian's `chromium`); `drawn-from` names the drawing they were made from.
 */
import { chromium } from '@playwright/test';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const SIZES = [16, 32, 48, 128, 256, 512];
const folder = join(root, 'resources', 'icon');
const drawing = readFileSync(join(folder, 'twofold.svg'), 'utf8');

const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
const page = await browser.newPage();
for (const size of SIZES) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
  await page.screenshot({ path: join(folder, `${size}.png`), omitBackground: true });
}
await browser.close();
writeFileSync(join(folder, 'drawn-from'), `${createHash('sha256').update(drawing).digest('hex')}\n`);
