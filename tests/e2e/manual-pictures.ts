/** The manual's pictures, taken by whatever test has them before its eyes: in each language that the manual has. */
import { expect, type Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const CHINESE = readFileSync(fileURLToPath(new URL('../../resources/manual/manual.zh.html', import.meta.url)), 'utf8');
/** Names, without what their language adds. */
const shown = new Set([...CHINESE.matchAll(/src="pictures\/([^"]+)\.zh\.png"/g)].map(([, name]) => name));

/** Changes the language of a window as its button does, whatever lies over that. */
async function turnLanguage(page: Page): Promise<void> {
  const button = page.locator('header button[lang]');
  const before = (await button.getAttribute('lang')) ?? '';
  await button.evaluate((element) => (element as HTMLElement).click());
  await expect(button).not.toHaveAttribute('lang', before);
  await page.evaluate(async () => void (await document.fonts.ready));
}

/** Does something while an English window speaks Chinese. */
export async function inChinese(page: Page, work: () => Promise<void>): Promise<void> {
  await turnLanguage(page);
  await work();
  await turnLanguage(page);
}

/** Takes a picture, and where the manual shows it, another of the same moment in Chinese. */
export async function shoot(page: Page, name: string, take: (name: string) => Promise<void>): Promise<void> {
  await take(name);
  if (shown.has(name)) await inChinese(page, () => take(`${name}.zh`));
}
