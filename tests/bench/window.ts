/** The real app in a real window, driven from outside: what a person waits for. build/bench.mjs gives the Electron. */
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Channel } from '../../electron/bridge/form.ts';
import type { StationUpdate, BenchView, StationView } from '../../electron/roles/bench/contract.ts';
import { cardsIn, scanBeside } from './beside.ts';
import { median, milliseconds, percentile } from './measure.ts';
import { atMost } from './table.ts';
import type { Row, Table } from './table.ts';

declare global {
  interface Window {
    readonly station: Channel;
  }
}

export interface WindowBench {
  /** The project, which is the app that is started. */
  readonly root: string;
  readonly electron: string;
  readonly args: readonly string[];
  /** A directory with a large batch, as build/sample.mjs makes it, and how many units it has. */
  readonly batch: { readonly directory: string; readonly units: number };
}

const MIB = 1024 * 1024;
const STARTS = 3;
const GOOD_CARDS = 8;
/** How long pre-verification is watched. */
const WATCHED_MS = 20_000;

export async function inWindow(bench: WindowBench): Promise<Table[]> {
  return [...(await startAndScan(bench)), await largeBatch(bench)];
}

export interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Runs `work` on a station of its own. */
export async function onStation<T>(
  { root, electron, args }: WindowBench,
  more: readonly string[],
  work: (running: Running) => Promise<T>,
): Promise<T> {
  const station = mkdtempSync(join(tmpdir(), 'twofold-bench-'));
  const app = await _electron.launch({
    executablePath: electron,
    args: [...args, root, '--training', 'bench', '--station', station, ...more],
  });
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('[data-screen]');
    return await work({ app, page });
  } finally {
    await app.close();
    rmSync(station, { recursive: true, force: true });
  }
}

async function startAndScan(bench: WindowBench): Promise<Table[]> {
  const starts: number[] = [];
  const firsts: number[] = [];
  const scans: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const began = performance.now();
    await onStation(bench, [], async ({ page }) => {
      starts.push(performance.now() - began);
      await page.evaluate(() => window.station.call('openSample', null));
      await page.waitForSelector('[data-step="serial"]', { state: 'attached' });
      // The workers prove themselves before they derive: a first card waits for that, and no later one.
      firsts.push(await page.evaluate(scanCard, 0));
      for (let card = 1; card < GOOD_CARDS; card++) scans.push(await page.evaluate(scanCard, card));
    });
  }
  return [
    {
      title: `Start, ${STARTS} times, files in the system's cache, with the driver attached`,
      rows: [
        { what: 'process started to usable window, median', value: median(starts), unit: 'ms', target: atMost(1500) },
        { what: 'longest', value: Math.max(...starts), unit: 'ms' },
        {
          what: 'first card, sticker to verdict, longest',
          value: Math.max(...firsts),
          unit: 'ms',
          target: atMost(400),
        },
      ],
    },
    {
      title: `Scan to verdict, simulated scanner, ${scans.length} cards`,
      rows: [
        { what: 'code on the line to verdict on the screen, p50', value: median(scans), unit: 'ms' },
        { what: 'p95', value: percentile(scans, 0.95), unit: 'ms' },
      ],
    },
  ];
}

/** In the window: scans a card's serial, then its sticker; milliseconds from the sticker to the verdict drawn. */
async function scanCard(card: number): Promise<number> {
  const { station } = window;
  const until = (holds: (bench: BenchView) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const stop = station.on((told) => {
        const update = told as StationUpdate;
        if (update.type !== 'bench') return;
        if (update.bench.notice !== null) reject(new Error(update.bench.notice.message));
        if (!holds(update.bench)) return;
        stop();
        resolve();
      });
    });
  const known = until(({ step }) => step.at === 'address');
  await station.call('simulateScan', { card, what: 'serial' });
  await known;
  const judged = until(({ verdict }) => verdict?.outcome === 'PASS');
  const prepared = until(({ step, verdict }) => step.at === 'serial' && verdict?.outcome === 'PASS');
  const began = performance.now();
  await station.call('simulateScan', { card, what: 'address' });
  await judged;
  // Drawn is what has passed a frame.
  await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 0)));
  const taken = performance.now() - began;
  await prepared;
  // A hand lays the card away; a scanner that never falls silent is no hand, and is refused as that.
  await new Promise((away) => setTimeout(away, 200));
  return taken;
}

async function largeBatch(bench: WindowBench): Promise<Table> {
  const { directory, units } = bench.batch;
  const cards = cardsIn(directory);
  const files = ['--vault', join(directory, 'bench.vault.jsonl'), '--return', join(directory, 'bench.return.jsonl')];
  const rows = await onStation(bench, files, async ({ app, page }): Promise<readonly Row[]> => {
    const opening = await milliseconds(() => page.evaluate(batchOnDesk, units));
    const idle = await memory(app);
    const searches = await page.evaluate(search, units);
    await app.evaluate(watchLoop);
    const rate = await page.evaluate(check, WATCHED_MS);
    const late = await app.evaluate(readLoop);
    const beside = await scanBeside({ app, page }, cards);
    const peak = await memory(app);
    return [
      {
        what: 'opened: read, checked, sealed, on record',
        value: opening,
        unit: 'ms',
        ...(units >= 10_000 && { target: atMost(6000) }),
      },
      { what: 'search, from the window and back, p50', value: median(searches), unit: 'ms' },
      { what: 'search, p95', value: percentile(searches, 0.95), unit: 'ms', target: atMost(100) },
      { what: 'pre-verification', value: rate, unit: '/s' },
      { what: 'main event loop meanwhile, delay p99', value: percentile(late, 0.99), unit: 'ms', target: atMost(16) },
      { what: 'main event loop meanwhile, longest', value: Math.max(...late), unit: 'ms' },
      { what: 'scan to verdict while it runs, p50', value: median(beside.drawn), unit: 'ms' },
      {
        what: `scan to verdict while it runs, p95 of ${beside.drawn.length}`,
        value: percentile(beside.drawn, 0.95),
        unit: 'ms',
        target: atMost(150),
      },
      { what: 'scan to job with the laser while it runs, p50', value: median(beside.sent), unit: 'ms' },
      { what: 'scan to job with the laser while it runs, p95', value: percentile(beside.sent, 0.95), unit: 'ms' },
      { what: 'memory of the main process, batch open', value: idle.main, unit: 'MiB' },
      {
        what: 'memory of the main process, peak with pre-verification',
        value: peak.most,
        unit: 'MiB',
        target: atMost(400),
      },
      { what: 'memory of all processes, shared pages counted in each', value: peak.all, unit: 'MiB' },
    ];
  });
  const asked = units < 10_000 ? ' (10,000 with: npm run bench -- --full)' : '';
  return { title: `A batch of ${units.toLocaleString('en')} units${asked}`, rows };
}

async function batchOnDesk(units: number): Promise<void> {
  for (;;) {
    const { batch } = (await window.station.call('station', null)) as StationView;
    if (batch?.count === units) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** What a person types to find a card: its last digits, one after another. */
async function search(units: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    const digits = String((i * 7919) % units).slice(0, 1 + (i % 4));
    const began = performance.now();
    await window.station.call('units', { search: digits, state: null, offset: 0, limit: 100 });
    times.push(performance.now() - began);
  }
  return times;
}

/** Pre-verifies for some time; answers how many units a second, from the first result on. */
async function check(watched: number): Promise<number> {
  const { station } = window;
  const done = async (): Promise<number> => ((await station.call('station', null)) as StationView).check.done;
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  await station.call('startCheck', null);
  while ((await done()) === 0) await pause(20);
  const first = await done();
  const began = performance.now();
  await pause(watched);
  const rate = ((await done()) - first) / ((performance.now() - began) / 1000);
  await station.call('stopCheck', null);
  return rate;
}

/** In the main process: how late a timer fires, from now on. */
function watchLoop(): void {
  const kept = globalThis as { late?: number[] };
  const late: number[] = [];
  kept.late = late;
  let due = performance.now() + 4;
  const tick = (): void => {
    late.push(performance.now() - due);
    due = performance.now() + 4;
    setTimeout(tick, 4);
  };
  setTimeout(tick, 4);
}

const readLoop = (): number[] => (globalThis as { late?: number[] }).late ?? [];

async function memory(app: ElectronApplication): Promise<{ main: number; most: number; all: number }> {
  const found = await app.evaluate(({ app }) => ({
    main: process.memoryUsage().rss,
    most: process.resourceUsage().maxRSS,
    all: app.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  }));
  return { main: found.main / MIB, most: found.most / 1024, all: found.all / 1024 };
}
