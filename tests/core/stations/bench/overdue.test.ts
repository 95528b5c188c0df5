/** "Scanned just now" has a clock, and it is the test's own: no test waits. */
import { describe, expect, test } from 'vitest';
import { SERIAL_STANDS } from '../../../../core/stations/bench/card-scans.ts';
import { JOB_WAITS } from '../../../../core/stations/bench/overdue.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { TRAY } from '../../../fakes/tray.ts';

const cards = await makeCards(3);
const [one, two] = cards as readonly [TestCard, TestCard, TestCard];

/** A bench, and how to let time pass at it. */
function timed(options: Parameters<typeof standBench>[1] = {}) {
  let now = 5;
  const stand = standBench(cards, { ticks: () => now, ...options });
  return { stand, pass: (milliseconds: number) => void (now += milliseconds) };
}
const job = (stand: TestBench, { serial }: TestCard): string => String(stand.journal.unit(serial)?.job);

describe('a serial', () => {
  test('M8: stands for half a minute, and no longer: then nothing is sent, and it is asked for again', async () => {
    const { stand, pass } = timed();
    await stand.scan(one.serial);
    pass(SERIAL_STANDS - 1);
    await stand.bench.overdue([]);
    expect(stand.view).toMatchObject({ step: { at: 'address' }, notice: null });
    pass(1);
    await stand.scan(one.address);
    expect(stand.view).toMatchObject({ step: { at: 'serial' }, notice: { kind: 'serial-again' } });
    expect(stand.journal.of('scan-refused')).toMatchObject([{ serial: one.serial, reason: 'serial-again' }]);
    expect(stand.outbox.sent).toEqual([]);
    await stand.verify(one);
    expect(stand.outbox.sent).toEqual([one.serial]);
  });

  test('M8: is asked for again before anybody scans, on record', async () => {
    const { stand, pass } = timed();
    await stand.scan(one.serial);
    pass(SERIAL_STANDS);
    await stand.bench.overdue([]);
    expect(stand.view).toMatchObject({ step: { at: 'serial' }, notice: { kind: 'serial-again' } });
    expect(stand.journal.of('verdict-given')).toMatchObject([
      { serial: one.serial, outcome: 'ABORTED', reason: 'serial-again' },
    ]);
    await stand.bench.overdue([]);
    expect(stand.journal.of('verdict-given')).toHaveLength(1);
  });

  test('M8: scanned again within the time, it stands anew', async () => {
    const { stand, pass } = timed();
    await stand.scan(one.serial);
    pass(SERIAL_STANDS - 1);
    await stand.scan(one.serial);
    pass(SERIAL_STANDS - 1);
    await stand.scan(one.address);
    expect(stand.outbox.sent).toEqual([one.serial]);
  });

  test('M8: does not take an address that was scanned long before it', async () => {
    const { stand, pass } = timed();
    await stand.scan(one.address);
    pass(SERIAL_STANDS);
    await stand.scan(one.serial);
    expect(stand.view.step).toEqual({ at: 'address', serial: one.serial });
    expect(stand.outbox.sent).toEqual([]);
    await stand.scan(one.address);
    expect(stand.outbox.sent).toEqual([one.serial]);
  });

  test('M8: of a held card is no longer in the hand either', async () => {
    const { stand, pass } = timed();
    await stand.scan(one.serial, two.address, two.address);
    await stand.scan(one.serial);
    pass(SERIAL_STANDS);
    await stand.scan(one.address);
    expect(stand.journal.of('hold-reread')).toEqual([]);
    await stand.scan(one.serial, one.address);
    expect(stand.journal.of('hold-reread')).toMatchObject([{ serial: one.serial }]);
  });
});

describe('a job at the laser', () => {
  test('M8: is asked about when nobody has said for a while what became of it, and again later', async () => {
    const { stand, pass } = timed();
    await stand.verify(one);
    const jobs = [job(stand, one)];
    await stand.bench.overdue(jobs);
    pass(JOB_WAITS - 1);
    await stand.bench.overdue(jobs);
    expect(stand.view).toMatchObject({ step: { at: 'serial' }, verdict: { outcome: 'PASS' }, notice: null });
    pass(1);
    await stand.bench.overdue(jobs);
    expect(stand.view).toMatchObject({
      step: { at: 'marking', serial: one.serial },
      notice: { kind: 'job-waits', facts: { serial: one.serial } },
    });
    await stand.bench.marked(one.serial, false);
    await stand.bench.overdue(jobs);
    expect(stand.view.notice).toBeNull();
    pass(JOB_WAITS);
    await stand.bench.overdue(jobs);
    expect(stand.view.notice?.kind).toBe('job-waits');
    await stand.bench.marked(one.serial, true);
    expect(stand.view.step.at).toBe('read-back');
  });

  test('M8: is not asked about while a card is in the hand, nor once its cards are answered for', async () => {
    const { stand, pass } = timed();
    await stand.verify(one);
    const jobs = [job(stand, one)];
    await stand.bench.overdue(jobs);
    pass(JOB_WAITS);
    await stand.scan(two.serial);
    await stand.bench.overdue(jobs);
    expect(stand.view).toMatchObject({ step: { at: 'address', serial: two.serial }, notice: null });
    await stand.scan(two.address);
    await stand.scan(one.serial);
    await stand.bench.marked(one.serial, true);
    await stand.bench.readBack(one.serial, stand.read(one));
    await stand.bench.settled();
    await stand.bench.overdue(jobs);
    expect(stand.view.notice).toBeNull();
  });

  test('M8: of a tray is asked about once, by a card of it that waits', async () => {
    const { stand, pass } = timed({ tray: TRAY });
    await stand.verify(one);
    await stand.verify(two);
    await stand.bench.fill('send', null);
    const jobs = [job(stand, one)];
    await stand.bench.overdue(jobs);
    pass(JOB_WAITS);
    await stand.bench.overdue(jobs);
    expect(stand.view).toMatchObject({ step: { at: 'marking' }, tray: { job: jobs[0] } });
  });
});
