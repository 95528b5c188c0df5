import { describe, expect, test } from 'vitest';
import { createFramer } from '../../../../core/scan/frame.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { fakeOutbox, standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { expectEtchedOnce, expectShownIsRecorded } from '../../../fakes/invariants.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const cards = await makeCards(5);
const [one, two, three, four, five] = cards as readonly TestCard[] as [
  TestCard,
  TestCard,
  TestCard,
  TestCard,
  TestCard,
];

/** A bit of everything. Goes on with the next thing whatever becomes of the one before, as people do. */
async function shift({ bench, etching, read }: TestBench): Promise<void> {
  const scan = (text: string) => bench.scan(nameScan(text));
  const steps: readonly (() => Promise<unknown>)[] = [
    () => scan(one.serial),
    () => scan(one.address),
    () => scan(one.serial),
    () => bench.marked(one.serial, true),
    () => bench.readBack(one.serial, read(one)),
    // Stickers of two and three are swapped.
    () => scan(two.serial),
    () => scan(three.address),
    () => scan(three.address),
    () => scan(three.serial),
    // Four is read back wrong, and scrapped.
    () => scan(four.serial),
    () => scan(four.address),
    () => scan(four.serial),
    () => bench.marked(four.serial, true),
    () => bench.readBack(four.serial, '****'),
    () => bench.readBack(four.serial, '****'),
    () => bench.readBack(four.serial, '****'),
    () => etching.resolve(four.serial, 'scrapped', ['Li Wei', 'Anna Roth']),
    // Five loses its cover at the laser.
    () => scan(five.serial),
    () => scan(five.address),
    () => scan(five.serial),
    () => scan(five.key),
  ];
  for (const step of steps) await Promise.allSettled([step()]);
  await bench.settled();
}

async function appendsOfAShift(): Promise<number> {
  const stand = standBench(cards);
  await shift(stand);
  expect(stand.outbox.sent).toEqual([one.serial, four.serial, five.serial]);
  return stand.journal.appends;
}

const nths = Array.from({ length: await appendsOfAShift() }, (_, at) => at + 1);

describe('the journal fails for good', () => {
  test.each(nths)('at append %i: nothing is shown that is not on record', async (nth) => {
    const stand = standBench(cards);
    stand.journal.failFrom(nth);
    await shift(stand);
    expectShownIsRecorded(stand);
    expectEtchedOnce(stand.journal.events, stand.outbox.sent, cards);
    const { step, verdict, notice } = stand.view;
    expect(step).toEqual({ at: 'serial' });
    expect((notice ?? verdict?.labelReason)?.kind).toBe('journal-failed');
    expect(stand.vault.allWiped).toBe(true);
  });
});

describe('the power is cut', () => {
  const cuts = nths.flatMap((nth) => [
    { nth, when: 'before' as const },
    { nth, when: 'after' as const },
  ]);

  test.each(cuts)('in append $nth, $when it is on disk: a card is etched once at most', async ({ nth, when }) => {
    const outbox = fakeOutbox();
    const stand = standBench(cards, { outbox });
    const cut = stand.journal.cutAt(nth, when);
    void shift(stand);
    await cut;
    expectShownIsRecorded(stand);

    const atLaser = stand.journal.allUnits().filter(({ state }) => state === 'intended' || state === 'sent');
    const after = standBench(cards, { journal: memoryJournal(stand.journal.events), outbox });
    const doubtful = await after.etching.recover(after.journal.allUnits());
    expect(doubtful).toEqual(atLaser.map(({ serial }) => serial));
    expect(after.journal.of('incident').filter(({ reason }) => reason === 'is-in-doubt').length).toBeGreaterThanOrEqual(
      doubtful.length,
    );
    for (const serial of doubtful) expect(outbox.visible.has(serial)).toBe(false);
    const sentBefore = outbox.sent.length;
    await shift(after);
    for (const serial of doubtful) expect(outbox.sent.slice(sentBefore)).not.toContain(serial);
    expectShownIsRecorded(after);
    expectEtchedOnce(after.journal.events, outbox.sent, cards);
  });
});

test('without a batch a journal that fails opens none', async () => {
  const stand = standBench(cards);
  stand.bench.reset(false);
  stand.journal.failFrom(1);
  await expect(stand.scan(one.serial)).rejects.toThrow('the journal cannot be written');
  expect(stand.view).toMatchObject({ step: { at: 'no-batch' }, notice: { kind: 'journal-failed' } });
});

test('the journal is blamed for a job it did not take, not the outbox', async () => {
  const stand = standBench(cards);
  stand.journal.failFrom(2);
  await expect(stand.verify(one)).rejects.toThrow('the journal cannot be written');
  expect(stand.outbox.sent).toEqual([]);
  expect(stand.view.notice?.kind).toBe('journal-failed');
});

test('answers at the laser that cannot be recorded are said not to be', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.address, one.serial);
  stand.journal.failFrom(1);
  await expect(stand.bench.marked(one.serial, true)).rejects.toThrow('the journal cannot be written');
  expect(stand.view).toMatchObject({ step: { at: 'serial' }, notice: { kind: 'journal-failed' } });
  expect(stand.journal.unit(one.serial)?.state).toBe('sent');
});

test('a scanner that sends control keys presses none of them, and each try stands on record', async () => {
  const stand = standBench(cards);
  const framer = createFramer();
  // What a code of the scanner's own set-up makes of Enter, Escape, Alt+F4 and the like.
  const keys = ['\x1b', '\x1b[14;3~', '\x00k', '\x08', '\x7f'];
  const frames = keys.flatMap((key, i) => framer.push(Buffer.from(`${key}\r`), i * 10_000));
  expect(frames.map(({ kind }) => kind)).toEqual(keys.map(() => 'refused'));
  const before = JSON.stringify(stand.view.step);
  for (const frame of frames)
    if (frame.kind === 'refused')
      await stand.bench.scan({ what: 'damaged', reason: frame.reason, length: frame.length });
  expect(stand.journal.of('scan-refused')).toMatchObject(keys.map(() => ({ serial: null, reason: 'garbled-scan' })));
  expect(JSON.stringify(stand.view.step)).toBe(before);
  expect(stand.journal.of('verdict-given')).toEqual([]);
});
