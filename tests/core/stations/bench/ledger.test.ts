import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { createLedger } from '../../../../core/stations/bench/ledger.ts';
import { makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];
const { serial } = one;

const verified: JournalEvent = { kind: 'unit-verified', serial, address: one.address, coin: 'BTC' };
const intended: JournalEvent = {
  kind: 'etch-intended',
  serials: [serial],
  job: 'etch-1',
  layout: 'card-86x54/1',
  format: 'svg',
};
const quarantined: JournalEvent = { kind: 'unit-quarantined', serial, reason: 'secret-scanned' };

const open = () => {
  const journal = memoryJournal(openingEvents(cards));
  return { journal, ledger: createLedger(journal, journal) };
};

test('shows a step from the moment it is asked for', async () => {
  const { journal, ledger } = open();
  const asked = ledger.append([verified]);
  expect(ledger.unit(serial)?.state).toBe('verified');
  expect(ledger.unitByAddress(one.address)?.state).toBe('verified');
  expect(journal.unit(serial)?.state).toBe('received');
  expect(ledger.unit(two.serial)?.state).toBe('received');
  await asked;
  expect(journal.unit(serial)?.state).toBe('verified');
  expect(ledger.unit(serial)).toEqual(journal.unit(serial));
});

test('takes steps on top of those that are on their way, in order', async () => {
  const { journal, ledger } = open();
  const first = ledger.append([verified]);
  const second = ledger.append([intended]);
  await first;
  expect(ledger.unit(serial)?.state).toBe('intended');
  await second;
  expect(journal.events.slice(-2)).toEqual([verified, intended]);
});

test('never writes a step that is not allowed, nor anything with it', async () => {
  const { journal, ledger } = open();
  const before = journal.events.length;
  await expect(ledger.append([intended])).rejects.toThrow('record of etch-intended for TF-0000, which is received');
  await expect(ledger.append([quarantined, verified])).rejects.toThrow('record of unit-verified');
  await expect(ledger.append([{ ...verified, serial: 'TF-9999' }])).rejects.toThrow('of no open batch');
  expect(journal.appends).toBe(0);
  expect(journal.events).toHaveLength(before);
  expect(ledger.unit(serial)?.state).toBe('received');
});

test('refuses the second of two who want the same', async () => {
  const { journal, ledger } = open();
  const both = await Promise.allSettled([ledger.append([quarantined]), ledger.append([quarantined])]);
  expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(journal.of('unit-quarantined')).toHaveLength(1);
});

test('goes back to what is on record when the journal refuses', async () => {
  const { journal, ledger } = open();
  journal.failFrom(1);
  const asked = ledger.append([verified]);
  expect(ledger.unit(serial)?.state).toBe('verified');
  await expect(asked).rejects.toThrow('the journal cannot be written');
  expect(ledger.unit(serial)?.state).toBe('received');
});

test('lets pass what moves no unit', async () => {
  const { journal, ledger } = open();
  const refs = await ledger.append([
    { kind: 'scan-refused', serial: 'TF-9999', reason: 'unknown-serial', what: 'serial', length: 7 },
  ]);
  expect(refs).toMatchObject([{ seq: journal.records.length - 1 }]);
  expect(ledger.unitByAddress('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toBeNull();
});
