/** The owner's page in a real browser, beside the station's own derivation and what other wallets' pages compute with. */
import { chromium, type Browser, type Page } from '@playwright/test';
import bip38 from 'bip38';
import { availableParallelism } from 'node:os';
import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createPool } from '../../electron/workers/pool.ts';
import type { KdfWorker } from '../../electron/workers/protocol.ts';
import { median, milliseconds } from './measure.ts';
import { atLeast, atMost, type Table } from './table.ts';

export interface PageBench {
  /** Path of the built page. */
  readonly file: string;
  readonly chromium: string;
}

const ROUNDS = 9;
const SLOW_ROUNDS = 3;
const PAINTS = 7;
/** The confirmation code of BIP-0038's first vector with lot and sequence. */
const CODE = 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD';

export async function onPage({ file, chromium: program }: PageBench, spawn: () => KdfWorker): Promise<Table[]> {
  const browser = await chromium.launch({ executablePath: program, args: ['--no-sandbox'] });
  const pool = createPool({ size: availableParallelism(), spawn });
  try {
    const url = pathToFileURL(file).href;
    const paints: number[] = [];
    for (let time = 0; time < PAINTS; time++) paints.push(await firstPaint(browser, url));
    const page = await browser.newPage();
    const requests: string[] = [];
    page.on('request', (request) => {
      if (request.url() !== url && !request.url().startsWith('blob:')) requests.push(request.url());
    });
    await page.goto(url);
    await page.locator('[data-proven]:not([data-proven=""])').waitFor();
    await page.locator('[data-field=text]').fill(CODE);
    await page.locator('[data-field=text]').press('Enter');
    await page.locator('[data-do=next]').click();
    const times = { page: [] as number[], station: [] as number[], others: [] as number[] };
    for (let round = 0; round <= ROUNDS; round++) {
      const verdict = await verdictOn(page, `never right ${round}`);
      const derived = await milliseconds(() => pool.derive(job(`never right ${round}`), { priority: 'scan' }));
      // The first warms up.
      if (round === 0) continue;
      times.page.push(verdict);
      times.station.push(derived);
      if (round <= SLOW_ROUNDS) times.others.push(await milliseconds(() => inBip38(round)));
    }
    const station = median(times.station);
    const verdict = median(times.page);
    const others = median(times.others);
    const MIB = 1024 * 1024;
    return [
      {
        title: "the owner's page in Chromium (ratio: to one derivation of the station on the same cores)",
        rows: [
          { what: 'size of the file', value: statSync(file).size / MIB, unit: 'MiB', target: atMost(900 / 1024) },
          { what: 'requests', value: requests.length, unit: 'x', target: atMost(0) },
          { what: 'first paint', value: median(paints), unit: 'ms', target: atMost(300) },
          { what: 'one derivation of the station', value: station, unit: 'ms' },
          {
            what: 'from Enter to the verdict',
            value: verdict,
            unit: 'ms',
            ratio: verdict / station,
            target: atMost(1.5),
          },
          {
            what: 'one derivation by scryptsy (npm bip38), in Node',
            value: others,
            unit: 'ms',
            ratio: others / verdict,
            target: atLeast(10),
            note: 'ratio: to the verdict on the page',
          },
        ],
      },
    ];
  } finally {
    await pool.close();
    await browser.close();
  }
}

async function firstPaint(browser: Browser, url: string): Promise<number> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.locator('[data-page]').waitFor();
  const painted = await page.evaluate(
    () =>
      new Promise<number>((resolve) =>
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry !== undefined) resolve(entry.startTime);
        }).observe({ type: 'paint', buffered: true }),
      ),
  );
  await page.close();
  return painted;
}

/** A passphrase that was not tried before, typed and sent; what is measured is measured in the page. */
async function verdictOn(page: Page, passphrase: string): Promise<number> {
  const field = page.locator('[data-field=passphrase]');
  await field.fill(passphrase);
  return field.evaluate(async (input) => {
    const answered = new Promise<void>((resolve) => {
      const seen = new MutationObserver(() => {
        const kind = document.querySelector<HTMLElement>('[data-outcome]')?.dataset['outcome'];
        const shown = document.querySelector<HTMLElement>('[data-page=answer]') !== null;
        if (kind !== 'wrong-passphrase' || !shown) return;
        seen.disconnect();
        resolve();
      });
      seen.observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const begin = performance.now();
    input.closest('form')?.requestSubmit();
    await answered;
    const taken = performance.now() - begin;
    document.querySelector<HTMLElement>('[data-do=back]')?.click();
    return taken;
  });
}

const job = (passphrase: string) => ({
  password: new TextEncoder().encode(passphrase),
  salt: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
  ...{ N: 16384, r: 8, p: 8, dkLen: 64 },
});

/** One key encrypted, which is one derivation; all else of it is nothing beside that. */
const inBip38 = (round: number): string => bip38.encrypt(Buffer.alloc(32, round), true, `a passphrase ${round}`);
