/** The owner of a card at home: a telephone's pictures of sticker and packing, and the page in a browser. */
import { chromium, expect, type Page } from '@playwright/test';
import { PNG } from 'pngjs';
import type { Grey } from '../../core/scan/grey.ts';
import { photographOf, type Shot } from '../fakes/pictures.ts';
import { printZpl } from '../fakes/print.ts';
import { keepPicture } from './app.ts';
import { programOf } from './browsers.ts';
import { PHONE, url } from './owners-page.ts';

/** Nobody holds a telephone straight. */
const SHOT: Shot = { angle: 3, noise: 5, shadow: 0.2 };

/** A label as its printer was told. */
export interface Printed {
  readonly zpl: string;
  readonly dpmm: number;
}

export interface OwnersCard {
  readonly passphrase: string;
  readonly sticker: Printed;
  /** The label with the maker's statement. */
  readonly packing: Printed;
  /** Path of the maker's identity file. */
  readonly maker: string;
}

export interface SeenAtHome {
  /** The address that the page says depends on the passphrase. */
  readonly address: string;
  readonly wif: string;
  readonly standing: string | null;
  readonly requests: readonly string[];
}

/** Reads both from pictures, checks the statement, opens the card, and shows its key. */
export async function openAtHome(card: OwnersCard): Promise<SeenAtHome> {
  const browser = await chromium.launch({ executablePath: programOf('chromium'), args: ['--no-sandbox'] });
  try {
    const page = await browser.newPage({ viewport: PHONE });
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('blob:')) requests.push(request.url());
    });
    await page.goto(url);
    const chooser = page.waitForEvent('filechooser');
    await page.locator('[data-do=maker]').click();
    await (await chooser).setFiles(card.maker);
    await show(page, photographOf(await printed(card.packing), SHOT));
    const said = page.locator('[data-standing]');
    await expect(said).toBeVisible();
    const standing = await said.getAttribute('data-standing');
    await show(page, photographOf(await printed(card.sticker), SHOT));
    await expect(page.locator('[data-place=key]')).toBeVisible();
    await expect(said).toHaveAttribute('data-differs', '');
    keepPicture('round-6-at-home', await page.screenshot({ fullPage: true }));
    await page.locator('[data-do=next]').click();
    await page.locator('[data-field=passphrase]').fill(card.passphrase);
    await page.locator('[data-field=passphrase]').press('Enter');
    await expect(page.locator('[data-outcome=right]')).toBeVisible();
    const address = /\b1[1-9A-HJ-NP-Za-km-z]{25,33}\b/.exec(await page.locator('main').innerText())?.[0] ?? '';
    keepPicture('round-7-opened', await page.screenshot({ fullPage: true }));
    await page.locator('[data-do=reveal]').click();
    await page.locator('[data-do=reveal-now]').click();
    const wif = /[KL][1-9A-HJ-NP-Za-km-z]{51}/.exec((await page.locator('[data-keys]').innerText()).replace(/\s/g, ''));
    return { address, wif: wif?.[0] ?? '', standing, requests };
  } finally {
    await browser.close();
  }
}

/** Whether a label of Bench's printer is the packing's of this card: the only one with words and no verdict. */
export const isPackingOf =
  (serial: string) =>
  (zpl: string): boolean =>
    zpl.includes(serial) && !/PASS|FAIL/.test(zpl);

/** A telephone has more dots than a printer. */
const FINER = 2;

/** What came out of the printer, by a renderer that is not ours. */
async function printed({ zpl, dpmm }: Printed): Promise<Grey> {
  const [, across = '', down = ''] = /\^PW(\d+)\^LL(\d+)/.exec(zpl) ?? [];
  const size = { width: Number(across) / dpmm, height: Number(down) / dpmm, dpmm };
  const ink = PNG.sync.read((await printZpl(zpl, size)).png);
  const [width, height] = [ink.width * FINER, ink.height * FINER];
  const values = Uint8ClampedArray.from({ length: width * height }, (_, at) => {
    const [x, y] = [Math.floor((at % width) / FINER), Math.floor(at / width / FINER)];
    return ink.data[4 * (y * ink.width + x)] ?? 255;
  });
  return { width, height, values };
}

async function show(page: Page, { width, height, values }: Grey): Promise<void> {
  const png = new PNG({ width, height });
  values.forEach((value, at) => png.data.set([value, value, value, 255], 4 * at));
  const buffer = PNG.sync.write(png);
  await page.locator('[data-field=picture]').setInputFiles({ name: 'taken.png', mimeType: 'image/png', buffer });
}
