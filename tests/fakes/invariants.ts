/** What must hold of a bench whatever was done to it. */
import { expect } from 'vitest';
import { referenceOf } from '../../core/stations/bench/verdicts.ts';
import { refOf } from '../../core/journal/chain.ts';
import { serialsOf, type JournalEvent } from '../../core/journal/event.ts';
import type { TestBench } from './bench.ts';
import type { TestCard } from './cards.ts';

/** What is shown as done is on record. */
export function expectShownIsRecorded({ shown, journal }: TestBench): void {
  for (const { verdict } of shown) {
    if (verdict === null) continue;
    const { serial, outcome, reason, reference, label, job } = verdict;
    const record = journal.records.find((one) => referenceOf(refOf(one)) === reference);
    expect(record?.event).toEqual({ kind: 'verdict-given', serial, outcome, reason: reason?.kind ?? null });
    const done = journal.events.filter((event) => serial !== null && serialsOf(event).includes(serial));
    if (label === 'printed') expect(done.some(({ kind }) => kind === 'label-printed')).toBe(true);
    if (job === 'sent') expect(done.some(({ kind }) => kind === 'etch-sent')).toBe(true);
    if (outcome === 'FAIL') {
      const aside = done.some(({ kind }) => kind === 'unit-quarantined' || kind === 'etch-in-doubt');
      // Of a closed batch the card stays what it is: the verdict and its incident are all that there is.
      expect(aside || journal.unit(serial ?? '')?.closed).toBe(true);
    }
  }
}

/** A serial is intended once, right after it was verified by the address of its own sticker, and sent once at most. */
export function expectEtchedOnce(
  events: readonly JournalEvent[],
  sent: readonly string[],
  cards: readonly TestCard[],
): void {
  expect(new Set(sent).size).toBe(sent.length);
  const intended = events.flatMap((event, at) =>
    event.kind === 'etch-intended' ? event.serials.map((serial) => ({ serial, at })) : [],
  );
  expect(new Set(intended.map(({ serial }) => serial)).size).toBe(intended.length);
  for (const serial of sent) expect(intended.some((one) => one.serial === serial)).toBe(true);
  for (const { serial, at } of intended) {
    const before = events.slice(0, at).filter((event) => STEPS.has(event.kind) && serialsOf(event).includes(serial));
    const { address } = cards.find((card) => card.serial === serial) as TestCard;
    expect(before.at(-1)).toEqual({ kind: 'unit-verified', serial, address, coin: 'BTC' });
  }
}

const STEPS: ReadonlySet<string> = new Set([
  'unit-received',
  'unit-checked',
  'unit-verified',
  'unit-quarantined',
  'etch-sent',
  'etch-marked',
  'etch-read-back',
  'etch-in-doubt',
  'doubt-resolved',
]);
