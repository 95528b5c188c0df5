/** What a shift is counted from: the index against the records themselves. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ChainRecord } from '../../../core/journal/chain.ts';
import { createVerifier } from '../../../core/journal/verify.ts';
import { shiftNumbers, type ShiftPeriod } from '../../../core/shift/numbers.ts';
import { checkSignature } from '../../../electron/journal/identity.ts';
import { createStore, MEMORY, type Store } from '../../../electron/journal/store.ts';
import { finishCard, journalWriter, openBatch } from '../../fakes/many-stations.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2, 6);
let home: string;
let store: Store;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'twofold-shift-'));
  store = createStore(MEMORY);
});
afterEach(() => {
  store.close();
  rmSync(home, { recursive: true, force: true });
});

/** 40 cards in an hour or so, two of which leave the way and one of those comes back. */
function shift(): readonly ChainRecord[] {
  const path = join(home, 'journal.jsonl');
  const journal = journalWriter(path, 'Bench 1', START);
  const serials = Array.from({ length: 43 }, (_, i) => `C-${String(i).padStart(3, '0')}`);
  journal.add({ kind: 'device-changed', device: 'printer', state: 'ready', reason: null });
  openBatch(journal, 'B1', serials);
  for (const [i, serial] of serials.slice(0, 20).entries()) finishCard(journal, serial, i);
  journal.add({ kind: 'verdict-given', serial: 'C-040', outcome: 'FAIL', reason: 'address-mismatch' });
  journal.add({ kind: 'unit-quarantined', serial: 'C-040', reason: 'address-mismatch' });
  journal.add({ kind: 'unit-quarantined', serial: 'C-041', reason: 'other-card-sticker' }, 1000);
  journal.add({ kind: 'device-changed', device: 'printer', state: 'faulted', reason: 'paper-out' }, 1000);
  journal.add({ kind: 'device-changed', device: 'printer', state: 'ready', reason: null }, 90_000);
  journal.add(
    { kind: 'unit-released', serial: 'C-041', reason: 'read again', signatures: [{ name: 'Ada' }, { name: 'Noor' }] },
    5000,
  );
  finishCard(journal, 'C-041', 41);
  for (const [i, serial] of serials.slice(20, 40).entries()) finishCard(journal, serial, 20 + i);
  journal.close();
  return read(path);
}

function read(path: string): readonly ChainRecord[] {
  const verifier = createVerifier({ signature: checkSignature, mac: null });
  const records = verifier.feed(readFileSync(path));
  expect(verifier.finish().firstBad).toBe(null);
  return records;
}

function put(records: readonly ChainRecord[]): void {
  const last = records.at(-1);
  if (last !== undefined) store.apply(records, { size: last.seq + 1, hash: last.hash });
}

const period: ShiftPeriod = { from: START, to: START + 2 * HOUR, batch: null, slot: HOUR / 4 };

test('says of a shift what its records say', () => {
  const records = shift();
  put(records);
  const numbers = shiftNumbers(period, store.shift(period), 40, START + 2 * HOUR);
  const finished = records.filter(({ event }) => event.kind === 'unit-finished');
  expect(numbers.finished).toBe(finished.length);
  expect(numbers.curve.at(-1)?.sum).toBe(41);
  for (const { at, cards } of numbers.curve) {
    const here = finished.filter((one) => Date.parse(one.at) >= at && Date.parse(one.at) < at + period.slot);
    expect([at, cards]).toEqual([at, here.length]);
  }
  // 40 went straight; of the two that did not, one was finished after all.
  expect(numbers.firstPass).toBeCloseTo(40 / 42);
  expect(numbers.reasons).toEqual([
    { reason: 'address-mismatch', cards: 1, share: 0.5 },
    { reason: 'other-card-sticker', cards: 1, share: 1 },
  ]);
  expect(numbers.lost).toEqual([{ device: 'printer', seconds: 90, times: 1 }]);
  expect(numbers.verdicts).toEqual({ PASS: 41, FAIL: 1 });
  expect(numbers.labels).toEqual({ printed: 41, failed: 0, verdicts: 42 });
  expect(numbers.aside.map(({ serial, reason }) => [serial, reason])).toEqual([['C-040', 'address-mismatch']]);
  expect(numbers.open).toBe(1);
  expect(numbers.people.map(({ person }) => person).sort()).toEqual(['Ada', 'Grace', 'Li Wei', 'Noor']);
  expect(numbers.people.reduce((sum, { finished: done }) => sum + done, 0)).toBe(41);
});

test('times of steps are those between the records of a card, to the second', () => {
  const records = shift();
  put(records);
  const { steps } = shiftNumbers(period, store.shift(period), 40, START + 2 * HOUR);
  const etching = steps.find(({ step }) => step === 'etch-marked');
  const sent = new Map<string, number>();
  const took: number[] = [];
  for (const { event, at } of records) {
    if (event.kind === 'etch-sent') for (const serial of event.serials) sent.set(serial, Date.parse(at));
    if (event.kind === 'etch-marked') took.push(Math.floor((Date.parse(at) - (sent.get(event.serial) ?? 0)) / 1000));
  }
  took.sort((a, b) => a - b);
  expect(etching).toEqual({ step: 'etch-marked', times: 41, median: took[20], p95: took[38] });
});

test('counts nothing outside its time, and nothing of another batch', () => {
  put(shift());
  const none = { from: START - HOUR, to: START, batch: null, slot: HOUR };
  expect(shiftNumbers(none, store.shift(none), 40, START).finished).toBe(0);
  const other = { ...period, batch: 'B2' };
  const numbers = shiftNumbers(other, store.shift(other), 40, START + HOUR);
  expect([numbers.finished, numbers.open, numbers.aside.length, numbers.firstPass]).toEqual([0, 0, 0, null]);
});

test('what has happened since the newest check is counted from there on, and of what matters alone', () => {
  const path = join(home, 'journal.jsonl');
  const journal = journalWriter(path, 'Bench 1', START);
  const signedIn = (name: string): void =>
    journal.add({ kind: 'signed-in', person: name.padStart(16, '0'), name, wrong: 0 }, 1000);
  const change = (what: string): void => journal.add({ kind: 'settings-changed', what, to: 'x' }, 1000);
  expect([store.shiftChecked(), store.sinceChecked()]).toEqual([null, { people: 0, setUps: 0, cards: 0 }]);
  openBatch(journal, 'B1', ['C-0', 'C-1', 'C-2']);
  signedIn('fade');
  change('laser');
  finishCard(journal, 'C-0', 0);
  journal.add({ kind: 'shift-checked', cards: [], format: 'svg', labels: 0, by: { name: 'fade' } }, 1000);
  // Of the same millisecond: it came after it.
  change('printer');
  signedIn('fade');
  signedIn('cafe');
  for (const what of ['idle', 'packing', 'reasons', 'shift-check', 'shift-target', 'fixture']) change(what);
  finishCard(journal, 'C-1', 1);
  finishCard(journal, 'C-2', 2);
  journal.close();
  put(read(path));
  expect(store.shiftChecked()?.by).toBe('fade');
  expect(store.sinceChecked()).toEqual({ people: 1, setUps: 2, cards: 2 });
  expect(shiftNumbers(period, store.shift(period), 40, START + HOUR).finished).toBe(3);
});
