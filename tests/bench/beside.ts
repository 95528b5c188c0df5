/** Verdicts beside a pre-verification: cards are scanned over a serial line while a large batch is derived. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import type { StationUpdate, StationView } from '../../electron/roles/bench/contract.ts';
import { attachVirtualDevice } from '../fakes/pty.ts';
import type { Running } from './window.ts';

declare global {
  interface Window {
    /** When the verdict that is waited for stood in the band, by the clock of the machine. */
    judged: Promise<number>;
    /** When its job lay with the laser. */
    sent: Promise<number>;
  }
}

/** Cards that are taken while pre-verification runs: as many as give a p95 its meaning. */
const MEANWHILE = 40;

interface Card {
  readonly serial: string;
  /** What its sticker says. */
  readonly link: string;
}

/** What the sticker of each card says, from the end of the batch: pre-verification comes to those last. */
export function cardsIn(directory: string): readonly Card[] {
  const lines = readFileSync(join(directory, 'bench.cards.jsonl'), 'utf8').split('\n');
  const cards = lines.filter((line) => line !== '').slice(-MEANWHILE);
  return cards.map((line) => {
    const { serial, address } = JSON.parse(line) as { serial: string; address: string };
    return { serial, link: `bitcoin:${address}?label=${serial}` };
  });
}

/** How long one thing took after each code was sent, in milliseconds. */
export interface Beside {
  readonly drawn: readonly number[];
  readonly sent: readonly number[];
}

/** Takes cards while the batch is pre-verified, with scanner and printer on serial lines: nothing plays them in the station. */
export async function scanBeside({ app, page }: Running, cards: readonly Card[]): Promise<Beside> {
  const scanner = new VirtualScanner();
  const printer = new VirtualPrinter(() => undefined, { dpmm: 8, pace: 20 });
  const cables = {
    scanner: await attachVirtualDevice(scanner, 'scanner'),
    printer: await attachVirtualDevice(printer, 'printer'),
  };
  try {
    for (const device of ['scanner', 'printer'] as const) {
      await app.evaluate(({ dialog }, path) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
      }, cables[device].path);
      await page.evaluate(async (device) => {
        await window.station.call('configureDevice', { device, port: 'other', baudRate: 115_200, feedback: 'none' });
      }, device);
      await page.waitForSelector(`[data-device="${device}"][data-state="ready"]`);
    }
    await page.evaluate(() => window.station.call('startCheck', null));
    const times = { drawn: [] as number[], sent: [] as number[] };
    for (const { serial, link } of cards) {
      await page.evaluate(waitForVerdict, serial);
      const began = performance.timeOrigin + performance.now();
      await scanner.scan(link);
      times.drawn.push((await page.evaluate(() => window.judged)) - began);
      times.sent.push((await page.evaluate(() => window.sent)) - began);
      await page.evaluate(untilPrepared);
    }
    await page.evaluate(() => window.station.call('stopCheck', null));
    return times;
  } finally {
    for (const cable of Object.values(cables)) await cable.close();
  }
}

/** In the window: keeps the moments at which the verdict of a card is drawn, and at which its job lies with the laser. */
function waitForVerdict(serial: string): void {
  const now = (): number => performance.timeOrigin + performance.now();
  window.judged = new Promise((resolve) => {
    const look = new MutationObserver(() => {
      if (document.querySelector(`[data-band="good"] [data-hand="${serial}"]`) === null) return;
      look.disconnect();
      // Drawn is what has passed a frame.
      requestAnimationFrame(() => setTimeout(() => resolve(now()), 0));
    });
    look.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
  window.sent = new Promise((resolve, reject) => {
    const stop = window.station.on((told) => {
      const update = told as StationUpdate;
      if (update.type !== 'bench') return;
      const { notice, verdict } = update.bench;
      if (notice !== null) reject(new Error(notice.message));
      if (verdict?.serial !== serial || verdict.job !== 'sent') return;
      stop();
      resolve(now());
    });
  });
}

/** In the window: until the card's job is at the laser and its label is out. */
async function untilPrepared(): Promise<void> {
  for (;;) {
    const { bench } = (await window.station.call('station', null)) as StationView;
    if (bench.verdict?.job === 'sent' && bench.verdict.label === 'printed') return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
