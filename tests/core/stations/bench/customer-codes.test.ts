/** Cards whose customers keep the passphrase: verified by code, and the confirmation code is what is etched. */
import { expect, test } from 'vitest';
import { CODE_CARD } from '../../../../core/etch/card.ts';
import { drawOne } from '../../../fakes/jobs.ts';
import { must } from '../../../../core/base/result.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import { fakeOutbox, standBench, type BenchOptions, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];
const codes = new Map(cards.map(({ serial, code }) => [serial, code]));

/** A bench of such cards, and every job that reached the laser, as text. */
function stand(options: BenchOptions = {}): { readonly bench: TestBench; readonly jobs: readonly string[] } {
  const jobs: string[] = [];
  const outbox = fakeOutbox();
  const spied: typeof outbox = {
    ...outbox,
    write(job, intend) {
      jobs.push(Buffer.from(job.bytes).toString('ascii'));
      return outbox.write(job, intend);
    },
  };
  return { bench: standBench(cards, { codes, outbox: spied, ...options }), jobs };
}

const jobOf = ({ serial }: TestCard, text: string): string =>
  Buffer.from(
    must(drawOne(CODE_CARD, 'training', serial as Serial, new Uint8Array(Buffer.from(text)), 'svg')),
  ).toString('ascii');

test('a card is verified without its passphrase, and its confirmation code goes to the laser', async () => {
  const { bench, jobs } = stand();
  await bench.verify(one);
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'PASS', serial: one.serial, coin: 'BTC', job: 'sent' });
  expect(jobs).toEqual([jobOf(one, one.confirmation)]);
  expect(bench.vault.allWiped).toBe(true);
  const intended = bench.journal.events.find(({ kind }) => kind === 'etch-intended');
  expect(intended).toMatchObject({ layout: 'card-86x54-code/1' });
});

test('it is read back letter by letter, small ones as small ones', async () => {
  const { bench } = stand();
  await bench.verify(one);
  await bench.scan(one.serial);
  await bench.bench.marked(one.serial, true);
  const { step } = bench.bench.view();
  const positions = step.at === 'read-back' ? step.positions : [];
  const symbols = positions.map((position) => one.confirmation[position - 1] ?? '').join('');
  expect(symbols).toHaveLength(4);
  const wrong = symbols === symbols.toUpperCase() ? symbols.toLowerCase() : symbols.toUpperCase();
  must(await bench.bench.readBack(one.serial, wrong));
  expect(bench.bench.view().notice).toMatchObject({ kind: 'misread' });
  must(await bench.bench.readBack(one.serial, symbols));
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'PASS', of: 'read-back' });
});

test("the confirmation code of another customer's card fails, and nothing is etched", async () => {
  const swapped = [{ ...one, confirmation: two.confirmation }, two];
  const { bench, jobs } = stand({ journal: memoryJournal(openingEvents(swapped)) });
  bench.vault.instead.set(one.serial, two.confirmation);
  await bench.verify(one);
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'code-mismatch' } });
  expect(jobs).toEqual([]);
});

test('bytes that are about to be etched are those that are checked: a record alone is not believed', async () => {
  // On record all is well; what comes out of the vault to be etched is another card's.
  const { bench, jobs } = stand();
  bench.vault.instead.set(one.serial, two.confirmation);
  await bench.verify(one);
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'code-mismatch' } });
  for (const text of [one.passphrase, one.key, `${one.confirmation.slice(0, -1)}1`, '']) {
    const again = stand();
    again.bench.vault.instead.set(one.serial, text);
    await again.bench.verify(one);
    expect(again.bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'code-mismatch' } });
    expect(again.jobs).toEqual([]);
  }
  expect(jobs).toEqual([]);
});

test('a confirmation code that names another key than the one on record fails', async () => {
  const other = { ...one, publicKey: two.publicKey };
  const { bench, jobs } = stand({ journal: memoryJournal(openingEvents([other])) });
  await bench.verify(one);
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'address-not-derived' } });
  expect(jobs).toEqual([]);
});

test("the card's own sticker must be scanned all the same", async () => {
  const { bench, jobs } = stand();
  await bench.scan(one.serial, two.address, two.address);
  expect(bench.bench.view().verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'other-card-sticker' } });
  expect(jobs).toEqual([]);
});
