/**
 * Journals of many stations, as many records as are wanted, written as fast as the disk takes them: what an audit and a
 * report are measured on. Every chain, checkpoint and balance of them holds.
 */
import { createHash, sign, type KeyObject, generateKeyPairSync } from 'node:crypto';
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { canonical, type Json } from '../../core/base/canonical.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';

const NO_MAC = '0'.repeat(64);
const hex = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Appends events to a journal file; nothing is checked, so that it is fast. */
export function journalWriter(path: string, station: string, start = Date.UTC(2026, 2, 2, 6)) {
  const keys = generateKeyPairSync('ed25519');
  const key: KeyObject = keys.privateKey;
  const publicKey = keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const file = openSync(path, 'w', 0o600);
  let hash = '0'.repeat(64);
  let size = 0;
  let unsigned = 0;
  let lines: string[] = [];
  let time = start;

  function line(event: JournalEvent): void {
    const at = new Date(time).toISOString();
    const text = `{"at":"${at}","event":${canonical(event as unknown as Json)},"mac":"${NO_MAC}","prev":"${hash}","seq":${size}}`;
    hash = createHash('sha256').update(text).digest('hex');
    size++;
    lines.push(text);
    if (lines.length >= 2000) flush();
  }

  function flush(): void {
    if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }

  function checkpoint(): void {
    const signature = sign(null, Buffer.from(`twofold-checkpoint-1 ${size} ${hash}`), key).toString('hex');
    line({ kind: 'checkpoint', size, head: hash, signature });
    unsigned = 0;
  }

  function add(event: JournalEvent, milliseconds = 0): void {
    time += milliseconds;
    line(event);
    if (++unsigned >= 990) checkpoint();
  }

  line({ kind: 'journal-begun', format: JOURNAL_FORMAT, station, mode: 'training', publicKey });
  return {
    add,
    get size() {
      return size;
    },
    at(moment: number) {
      time = moment;
    },
    close() {
      checkpoint();
      flush();
      closeSync(file);
    },
  };
}

export type JournalWriter = ReturnType<typeof journalWriter>;

const addressOf = (serial: string): string => `bc1q${hex(serial).slice(0, 38)}`;
const CONFIRMATION = 'cfrm38V8aXpiCTkDHgnpgyBNbHP3aYFAAzE2XJ5v2gw5q3sWnPLRCRFzCWkbNBvq2xWpEpCXjMG';
const PEOPLE = ['Ada', 'Grace', 'Li Wei', 'Noor'] as const;
export const SIGNED = [{ name: 'Ada' }, { name: 'Grace' }] as const;

/** One good card's way through Bench, some ninety seconds. */
export function finishCard(journal: Pick<JournalWriter, 'add'>, serial: string, i: number, pace = 1): void {
  const by = { name: PEOPLE[i % PEOPLE.length] as string };
  const job = `J-${serial}`;
  const wait = (seconds: number): number => Math.round(1000 * seconds * pace * (0.8 + ((i * 7919) % 41) / 100));
  const steps: readonly (readonly [JournalEvent, number])[] = [
    [{ kind: 'unit-verified', serial, address: addressOf(serial), coin: 'BTC' }, wait(14)],
    [{ kind: 'verdict-given', serial, outcome: 'PASS', reason: null }, 20],
    [{ kind: 'label-printed', serial, outcome: 'PASS', evidence: 'asked' }, wait(2)],
    [{ kind: 'etch-intended', serials: [serial], job, layout: 'card-1', format: 'svg' }, 30],
    [{ kind: 'etch-sent', serials: [serial], job, bytes: 4096, mac: NO_MAC }, 20],
    [{ kind: 'etch-marked', serial, job }, wait(28)],
    [{ kind: 'read-back-asked', serial, job, positions: [3, 11], why: 'share' }, 20],
    [{ kind: 'etch-read-back', serial, job, positions: [3, 11] }, wait(9)],
    [{ kind: 'unit-covered', serial, by }, wait(12)],
    [{ kind: 'unit-sealed', serial, by }, wait(10)],
    [{ kind: 'unit-finished', serial, by }, wait(5)],
    [{ kind: 'work-counted', serial, scans: 7, keys: 4 }, 5],
  ];
  for (const [event, milliseconds] of steps) journal.add(event, milliseconds);
}

export function openBatch(
  journal: Pick<JournalWriter, 'add'>,
  batch: string,
  serials: readonly string[],
  press = 'Press',
): void {
  for (const serial of serials) {
    const publicKey = `02${hex(serial)}`;
    journal.add({
      kind: 'unit-received',
      batch,
      serial,
      address: addressOf(serial),
      publicKey,
      confirmation: CONFIRMATION,
      sticker: `S-${serial}`,
    });
  }
  journal.add({
    kind: 'batch-opened',
    batch,
    count: serials.length,
    vault: hex(batch),
    returned: hex(`${batch} r`),
    origin: 'Origin',
    press,
  });
  for (const serial of serials) journal.add({ kind: 'unit-checked', batch, serial });
}

function closeBatch(journal: JournalWriter, batch: string, count: number): void {
  const none = { scrapped: 0, quarantined: 0, sampled: 0, withdrawn: 0 };
  journal.add({
    kind: 'batch-closed',
    batch,
    count,
    finished: count,
    ...none,
    printed: count,
    destroyed: 0,
    signatures: SIGNED,
  });
  journal.add({ kind: 'passphrases-destroyed', batch, how: 'overwritten' });
}

/** Batches of 500 until there are so many records; 15 of them a card. */
export function fillBench(path: string, station: string, records: number): void {
  const journal = journalWriter(path, station);
  for (let n = 1; journal.size < records; n++) {
    const batch = `${station.toUpperCase().replaceAll(' ', '-')}-${n}`;
    const left = Math.max(1, Math.min(500, Math.floor((records - journal.size) / 15)));
    const serials = Array.from({ length: left }, (_, i) => `${batch}-${String(i).padStart(4, '0')}`);
    openBatch(journal, batch, serials);
    serials.forEach((serial, i) => finishCard(journal, serial, i));
    closeBatch(journal, batch, serials.length);
  }
  journal.close();
}

/** Half of them Benches, half of them Presses. */
export function manyStations(directory: string, stations: number, records: number): void {
  for (let i = 0; i < stations; i++) {
    const name = i % 2 === 0 ? `Bench ${i / 2 + 1}` : `Press ${(i + 1) / 2}`;
    const folder = join(directory, name.replace(' ', '-'));
    mkdirSync(folder, { recursive: true });
    const fill = i % 2 === 0 ? fillBench : fillPress;
    fill(join(folder, 'journal.jsonl'), name, Math.round(records / stations));
  }
}

function fillPress(path: string, station: string, records: number): void {
  const journal = journalWriter(path, station);
  for (let n = 1; journal.size < records; n++) {
    const batch = `${station.toUpperCase().replaceAll(' ', '-')}-${n}`;
    const left = Math.max(1, Math.min(1000, Math.floor((records - journal.size) / 7)));
    const serials = Array.from({ length: left }, (_, i) => `${batch}-${String(i).padStart(4, '0')}`);
    makeBatch(journal, batch, serials);
  }
  journal.close();
}

function makeBatch(journal: JournalWriter, batch: string, serials: readonly string[]): void {
  const count = serials.length;
  for (const serial of serials) {
    const digest = hex(serial);
    journal.add({ kind: 'unit-ordered', batch, serial, owner: digest.slice(0, 16), point: digest });
  }
  journal.add({
    kind: 'order-taken',
    batch,
    count,
    order: hex(batch),
    origin: 'Origin',
    coins: ['BTC'],
    deposit: 'BTC',
  });
  journal.add({ kind: 'batch-key-made', batch, fingerprint: hex(batch).slice(0, 32) });
  for (let from = 0; from < count; from += 100) {
    const some = serials.slice(from, from + 100);
    journal.add({ kind: 'keying-intended', batch, from, count: some.length });
    for (const serial of some) {
      const publicKey = `03${hex(serial)}`;
      journal.add({
        kind: 'unit-keyed',
        batch,
        serial,
        address: addressOf(serial),
        publicKey,
        confirmation: CONFIRMATION,
      });
    }
  }
  serials.forEach((serial, i) => {
    const sticker = `${batch}-S${i}`;
    journal.add({ kind: 'sticker-intended', batch, serial, sticker }, 900);
    journal.add({ kind: 'sticker-printed', batch, serial, sticker, evidence: 'asked' }, 700);
    journal.add({ kind: 'unit-proven', batch, serial, sticker }, 2500);
    journal.add({ kind: 'sticker-applied', batch, serial, sticker }, 1500);
  });
  const digest = hex(`${batch} return`);
  journal.add({ kind: 'return-written', batch, count, counted: count, to: 'Bench', sequence: 1, digest });
  journal.add({ kind: 'receipt-taken', transfer: 'return', batch, from: 'Bench', count, digest });
  journal.add({ kind: 'destruction-begun', batch, signatures: SIGNED, files: [] });
  for (const step of ['key', 'seeds', 'codes', 'printer'] as const)
    journal.add({ kind: 'destruction-step', batch, step, how: 'overwritten' });
  journal.add({
    kind: 'press-batch-closed',
    batch,
    printed: count,
    proven: count,
    destroyed: 0,
    withdrawn: 0,
    certificate: hex(`${batch} c`),
  });
}
