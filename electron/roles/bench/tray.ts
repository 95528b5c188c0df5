/** The training tray: the sample cards as they lie there, and the hand that puts one under the simulated scanner. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PrinterLanguage } from '../../../core/sticker/languages/languages.ts';
import type { TrayCard } from './contract.ts';
import type { VirtualScanner } from '../../devices/virtual-scanner.ts';
import type { BatchFiles } from '../served.ts';

const fail = failIn('bench');

/** What the codes on a card in the tray say, and what a right station says to them. */
const Card = v.object({ serial: v.string(), address: v.string(), note: v.string(), expect: v.string() });

export interface Tray {
  readonly batch: string;
  readonly cards: readonly TrayCard[];
  readonly files: BatchFiles;
  scan(card: number, what: 'serial' | 'address' | 'secret'): Promise<Result<null>>;
}

/**
 * What an exposed lower sticker shows: the first test vector of BIP-0038 ("No compression, no EC multiply"), which the
 * whole world knows the key of.
 */
const EXPOSED_KEY = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';

export async function openTray(resources: string, scanner: VirtualScanner): Promise<Tray> {
  const directory = join(resources, 'sample');
  const text = await readFile(join(directory, 'sample.cards.jsonl'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  const cards = lines.map((line) => v.parse(Card, JSON.parse(line)));
  const files = { vault: join(directory, 'sample.vault.jsonl'), returned: join(directory, 'sample.return.jsonl') };
  const manifest = (await readFile(files.returned, 'utf8')).split('\n', 1)[0] ?? '';
  const { batch } = v.parse(v.object({ batch: v.string() }), JSON.parse(manifest));
  return {
    batch,
    cards: cards.map(({ serial, note }) => ({ serial, note })),
    files,
    async scan(number, what) {
      const card = cards[number];
      if (card === undefined) return fail('no-card', `There is no card ${number} in the tray.`);
      await scanner.scan(what === 'secret' ? EXPOSED_KEY : card[what]);
      return ok(null);
    },
  };
}

/** Keeps what the simulated printer puts out, a file a label: there is no paper to look at. Labels hold no secret. */
export function keepLabels(directory: string, language: PrinterLanguage): (label: string) => void {
  mkdirSync(directory, { recursive: true });
  return (label) => writeFileSync(join(directory, `label-${Date.now()}.${language}`), label);
}
