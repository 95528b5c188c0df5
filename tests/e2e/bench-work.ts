/** What people do at a Bench in production, in its window: devices at real ports, and a card from its scan to its box. */
import { expect, type Page } from '@playwright/test';
import type { Station } from '../../electron/roles/bench/contract.ts';
import type { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import type { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { attachVirtualDevice } from '../fakes/pty.ts';
import { AGAIN, type RunningApp } from './app.ts';
import { callsOf, choose, well } from './site.ts';

export interface Devices {
  unplug(): Promise<void>;
}

/** Plugs both in, and has the station take them as its own. */
export async function plugDevices(run: RunningApp, scanner: VirtualScanner, printer: VirtualPrinter): Promise<Devices> {
  const [eye, paper] = [await attachVirtualDevice(scanner, 'scanner'), await attachVirtualDevice(printer, 'printer')];
  const call = callsOf<Pick<Station, 'configureDevice'>>(run.page);
  for (const [device, { path: port }] of [
    ['scanner', eye],
    ['printer', paper],
  ] as const) {
    await choose(run, port);
    await well(call('configureDevice', { device, port: 'other', baudRate: 115200, feedback: 'none' }));
    await expect(run.page.locator(`[data-device="${device}"]`)).toHaveAttribute('data-state', 'ready');
  }
  return {
    async unplug() {
      for (const cable of [eye, paper]) await cable.close();
    },
  };
}

export interface CardInHand {
  readonly serial: string;
  /** What its sticker's upper code says. */
  readonly link: string;
  readonly passphrase: string;
  readonly person: string;
}

/** One scan of the sticker says both, and the job is at the laser. */
export async function etchCard(run: RunningApp, scanner: VirtualScanner, { link }: Pick<CardInHand, 'link'>) {
  await scanner.scan(link);
  await expect(run.page.locator('[data-outcome="PASS"]')).toBeVisible();
  await expect(run.page.locator('[data-job="sent"]')).toBeVisible();
}

/** What a person types in answer to a read-back; their hands wait until its first field is theirs, and see every symbol stand. */
export async function typeReadBack(page: Page, symbols: string): Promise<void> {
  const fields = page.locator('form input.mono');
  await expect(fields).toHaveCount(symbols.length);
  await expect(fields.first()).toBeFocused();
  await page.keyboard.type(symbols);
  await expect(fields.last()).toHaveValue(symbols.at(-1) ?? '');
  await page.keyboard.press('Enter');
}

/** From the first scan to the box. */
export async function finishCard(run: RunningApp, scanner: VirtualScanner, card: CardInHand): Promise<void> {
  const { serial, passphrase, person } = card;
  const bench = callsOf<Station>(run.page);
  const step = run.page.locator('[data-step]');
  await etchCard(run, scanner, card);
  await scanner.scan(serial);
  await expect(step).toHaveAttribute('data-step', 'marking');
  await run.page.keyboard.press('Enter');
  await expect(step).toHaveAttribute('data-step', 'read-back');
  const at = (await bench('station', null)).bench.step;
  const symbols = passphrase.replaceAll('-', '');
  const asked = at.at === 'read-back' ? at.positions : [];
  await typeReadBack(run.page, asked.map((position) => symbols[position - 1]).join(''));
  await expect(step).toHaveAttribute('data-step', 'serial');
  for (const what of ['strip', 'seal', 'pack'] as const) {
    // Two scans of one code in a breath are one.
    await run.page.waitForTimeout(AGAIN);
    await scanner.scan(serial);
    await expect(step).toHaveAttribute('data-step', 'inspecting');
    await well(bench('inspected', { serial, good: true, person }));
    await expect(step).toHaveAttribute('data-step', 'serial');
    expect((await bench('station', null)).bench.verdict).toMatchObject({ of: what, outcome: 'PASS', serial });
  }
}
