import { describe, expect, test } from 'vitest';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { referenceOf } from '../../../../core/stations/bench/verdicts.ts';
import { standBench } from '../../../fakes/bench.ts';
import { BATCH, makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation, heldDerivation } from '../../../fakes/derivation.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const cards = await makeCards(4);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard, TestCard];

describe('a good card', () => {
  test('goes from its serial to the read-back', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial);
    expect(stand.view).toMatchObject({ step: { at: 'address', serial: one.serial }, verdict: null, notice: null });

    await stand.scan(one.address);
    const { records } = stand.journal;
    const given = records.find(({ event }) => event.kind === 'verdict-given');
    expect(stand.view).toMatchObject({
      step: { at: 'serial' },
      notice: null,
      verdict: {
        of: 'verification',
        outcome: 'PASS',
        serial: one.serial,
        address: one.address,
        coin: 'BTC',
        reason: null,
        reference: referenceOf(given as NonNullable<typeof given>),
        label: 'printed',
        job: 'sent',
      },
    });
    expect([...stand.outbox.visible]).toEqual([one.serial]);

    await stand.scan(one.serial);
    expect(stand.view.step).toEqual({ at: 'marking', serial: one.serial });
    expect(await stand.bench.marked(one.serial, true)).toEqual({ ok: true, value: null });
    expect(stand.view.step).toMatchObject({ at: 'read-back', serial: one.serial, attempt: 1 });
    expect(stand.outbox.visible.size).toBe(0);

    expect(await stand.bench.readBack(one.serial, stand.read(one))).toEqual({ ok: true, value: null });
    expect(stand.view).toMatchObject({ step: { at: 'serial' }, verdict: { of: 'read-back', outcome: 'PASS' } });
    expect(stand.journal.unit(one.serial)?.state).toBe('read-back');
    expect(stand.journal.events.slice(cards.length + 1).map(({ kind }) => kind)).toEqual([
      'unit-verified',
      'verdict-given',
      'etch-intended',
      'label-printed',
      'etch-sent',
      'etch-marked',
      'read-back-asked',
      'etch-read-back',
      'verdict-given',
    ]);
    expect(stand.vault.allWiped).toBe(true);
  });

  test('is shown as being derived, then as passed with its job under way, in this order', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    const steps = stand.shown.map(
      ({ step, verdict }) => `${step.at} ${verdict?.outcome ?? '-'} ${verdict?.job ?? '-'}`,
    );
    expect([...new Set(steps)]).toEqual([
      'serial - -',
      'address - -',
      'deriving - -',
      'deriving PASS preparing',
      'deriving PASS sent',
      'serial PASS sent',
    ]);
  });

  test('prints no label where there is no printer', async () => {
    const stand = standBench(cards, { printer: null });
    await stand.verify(one);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', label: 'none', job: 'sent' });
    expect(stand.journal.of('label-printed')).toEqual([]);
    expect(stand.bench.reprint(one.serial)).toMatchObject({ ok: false, error: { kind: 'no-label' } });
  });

  test('can wait at the laser while others are verified', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    await stand.verify(two);
    await stand.scan(one.serial);
    await stand.bench.marked(one.serial, false);
    expect(stand.view.step).toEqual({ at: 'serial' });
    expect(stand.journal.unit(one.serial)?.state).toBe('sent');
    expect(stand.journal.of('etch-marked')).toEqual([]);
  });
});

describe('swapped stickers', () => {
  test('fault 5: one mis-aimed scan condemns nobody, and the right sticker then passes', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, two.address);
    expect(stand.view).toMatchObject({ verdict: null, notice: { kind: 'read-again' }, step: { at: 'address' } });
    expect(stand.journal.of('unit-quarantined')).toEqual([]);
    await stand.scan('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', two.address);
    expect(stand.journal.of('unit-quarantined')).toEqual([]);
    await stand.scan(one.address);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', serial: one.serial });
  });

  test('fault 5: two reads count only of the same card in hand', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, two.address, three.serial, one.serial, two.address);
    expect(stand.view.notice?.kind).toBe('read-again');
    expect(stand.journal.of('unit-quarantined')).toEqual([]);
  });

  test("fault 5: a finished card is not touched by another card's scan", async () => {
    const stand = standBench(cards);
    await stand.pack(two);
    await stand.scan(one.serial, two.address, two.address);
    expect(stand.journal.of('unit-quarantined').map(({ serial }) => serial)).toEqual([one.serial]);
    expect(stand.journal.unit(two.serial)?.state).toBe('finished');
  });

  test('quarantine both cards with the second scan that agrees', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, two.address, two.address);
    expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'other-card-sticker' } });
    expect(stand.journal.of('unit-quarantined')).toEqual([
      { kind: 'unit-quarantined', serial: one.serial, reason: 'other-card-sticker', other: two.serial },
    ]);
    expect(stand.journal.of('unit-condemned')).toEqual([
      { kind: 'unit-condemned', serial: two.serial, reason: 'sticker-elsewhere', other: one.serial },
    ]);
    await stand.scan(two.serial);
    expect(stand.view.verdict).toMatchObject({
      outcome: 'FAIL',
      serial: two.serial,
      reason: { kind: 'sticker-elsewhere', facts: { other: one.serial } },
      label: 'printed',
    });
    await stand.scan(two.serial);
    expect(stand.view.notice?.kind).toBe('is-quarantined');
    expect(stand.outbox.sent).toEqual([]);
  });

  test('fault 5: both cards scanned again read as their own, on record, and nothing else changes', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, two.address, two.address, two.serial);
    await stand.scan(one.serial, two.address);
    expect(stand.view.notice).toMatchObject({ kind: 'read-again', facts: { serial: one.serial, other: two.serial } });
    await stand.scan(one.serial, one.address);
    expect(stand.view.notice).toMatchObject({ kind: 'reads-as-own', facts: { serial: one.serial, other: two.serial } });
    // One code that says both, and the two in the other order.
    await stand.scan(`bitcoin:${two.address}?label=${two.serial}`);
    await stand.scan(one.address, one.serial);
    expect(stand.journal.of('hold-reread').map(({ serial }) => serial)).toEqual([one.serial, two.serial, one.serial]);
    expect(stand.journal.unit(one.serial)?.state).toBe('quarantined');
    expect(stand.journal.unit(two.serial)?.state).toBe('quarantined');
    expect(stand.outbox.sent).toEqual([]);
  });

  test('of a card that is at the laser leave that one to people', async () => {
    const stand = standBench(cards);
    await stand.verify(two);
    await stand.scan(one.serial, two.address, two.address);
    expect(stand.journal.unit(one.serial)?.state).toBe('quarantined');
    expect(stand.journal.unit(two.serial)?.state).toBe('sent');
  });

  test('of a card that the pre-verification has condemned meanwhile quarantine it only once', async () => {
    const derivation = heldDerivation();
    const stand = standBench(cards, { derivation });
    stand.vault.instead.set(one.serial, two.passphrase);
    const scanned = stand.verify(one);
    await expect.poll(() => stand.view.step.at).toBe('deriving');
    await stand.ledger.append([{ kind: 'unit-condemned', serial: one.serial, reason: 'passphrase-mismatch' }]);
    derivation.letGo();
    await scanned;
    expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'passphrase-mismatch' } });
    expect(stand.journal.of('unit-quarantined')).toHaveLength(1);
  });
});

describe('scans', () => {
  test('that come while a card is derived are taken afterwards, in order', async () => {
    const derivation = heldDerivation();
    const stand = standBench(cards, { derivation });
    const texts = [one.serial, one.address, two.serial, two.address, three.serial];
    const scanned = texts.map((text) => stand.bench.scan(nameScan(text)));
    await expect.poll(() => stand.view.step.at).toBe('deriving');
    expect(stand.journal.of('unit-verified')).toEqual([]);
    derivation.letGo();
    await Promise.all(scanned);
    expect(stand.journal.of('unit-verified').map(({ serial }) => serial)).toEqual([one.serial, two.serial]);
    expect(stand.outbox.sent).toEqual([one.serial, two.serial]);
    expect(stand.view.step).toEqual({ at: 'address', serial: three.serial });
  });

  test('beyond what a hand can do are refused on record, secrets are not', async () => {
    const derivation = heldDerivation();
    const stand = standBench(cards, { derivation });
    await stand.scan(one.serial);
    const flood = Array.from({ length: 20 }, () => stand.bench.scan(nameScan(one.address)));
    const secret = stand.bench.scan(nameScan(one.key));
    await Promise.all(flood.slice(8));
    expect(stand.view).toMatchObject({ step: { at: 'deriving' }, notice: { kind: 'busy' } });
    derivation.letGo();
    await Promise.all([...flood, secret]);
    expect(stand.journal.of('unit-verified')).toHaveLength(1);
    expect(stand.journal.of('scan-refused').map(({ reason }) => reason)).toEqual([
      ...Array<string>(12).fill('busy'),
      ...Array<string>(7).fill('repeated-address'),
      'secret-refused',
    ]);
  });

  test('of a link carry the address', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, `bitcoin:${one.address}?label=card`);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', address: one.address });
  });

  test('of another card leave the open one unverified, on record', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, two.serial);
    expect(stand.view).toMatchObject({ step: { at: 'address', serial: two.serial }, notice: { kind: 'other-serial' } });
    expect(stand.journal.of('verdict-given')).toEqual([
      { kind: 'verdict-given', serial: one.serial, outcome: 'ABORTED', reason: 'other-serial' },
    ]);
    expect(stand.journal.unit(one.serial)?.state).toBe('received');
  });

  test('of equal nonsense are new each time', async () => {
    const stand = standBench(cards);
    await stand.scan('hello');
    const { turn } = stand.view;
    await stand.scan('hello');
    expect(stand.view.turn).toBeGreaterThan(turn);
  });
});

describe('answers at the laser', () => {
  test('count for the card on the bench alone, and once', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    await stand.scan(two.serial);
    expect(await stand.bench.marked(one.serial, true)).toMatchObject({ ok: false, error: { kind: 'not-now' } });
    expect(stand.view.step).toEqual({ at: 'address', serial: two.serial });

    await stand.scan(one.serial);
    const clicks = await Promise.all([stand.bench.marked(one.serial, true), stand.bench.marked(one.serial, true)]);
    expect(clicks.map(({ ok }) => ok)).toEqual([true, false]);
    const symbols = stand.read(one);
    await stand.scan(three.serial);
    expect(await stand.bench.readBack(one.serial, symbols)).toMatchObject({ ok: false, error: { kind: 'not-now' } });
    expect(stand.view.step).toEqual({ at: 'address', serial: three.serial });
  });

  test('are the right ones, or the card is in doubt after three', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, one.address, one.serial);
    await stand.bench.marked(one.serial, true);
    for (const attempt of [1, 2]) {
      expect(stand.view.step).toMatchObject({ at: 'read-back', attempt });
      expect(await stand.bench.readBack(one.serial, '****')).toEqual({ ok: true, value: null });
      expect(stand.view.notice?.kind).toBe('misread');
    }
    await stand.bench.readBack(one.serial, '****');
    const verdict = stand.journal.records.findLast(({ event }) => event.kind === 'verdict-given');
    expect(stand.view).toMatchObject({
      step: { at: 'serial' },
      verdict: {
        of: 'read-back',
        outcome: 'FAIL',
        reason: { kind: 'misread-thrice' },
        reference: referenceOf(verdict as NonNullable<typeof verdict>),
      },
    });
    expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'misread-thrice' });
    expect(stand.journal.of('incident')).toMatchObject([{ reason: 'is-in-doubt', serial: one.serial }]);
  });

  test('survive an Enter key that was pressed too early', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, one.address, one.serial);
    await stand.bench.marked(one.serial, true);
    for (const slip of ['', 'A', 'ABCDE']) {
      expect(await stand.bench.readBack(one.serial, slip)).toMatchObject({ ok: false, error: { kind: 'misread' } });
    }
    expect(stand.view.step).toMatchObject({ at: 'read-back', attempt: 1 });
    expect(stand.journal.of('etch-misread')).toEqual([]);
  });

  test('are asked for at the same positions until they are given, whatever comes between', async () => {
    const stand = standBench(cards);
    for (const card of [one, two]) {
      await stand.scan(card.serial, card.address, card.serial);
      await stand.bench.marked(card.serial, true);
    }
    await stand.scan(one.serial);
    await stand.bench.readBack(one.serial, '****');
    const before = stand.view.step;
    await stand.scan(two.serial, one.serial);
    expect(stand.view.step).toEqual(before);
    expect(before).toMatchObject({ at: 'read-back', serial: one.serial, attempt: 2 });
  });
});

describe('labels', () => {
  test('that do not print leave the verdict as it is, and can be printed again', async () => {
    const stand = standBench(cards);
    stand.printer.fault = 'refuses';
    await stand.verify(one);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', label: 'failed', labelReason: { kind: 'paper-out' } });
    expect(stand.journal.of('label-failed')).toMatchObject([{ serial: one.serial, reason: 'paper-out' }]);
    stand.printer.fault = 'none';
    expect(stand.bench.reprint(one.serial).ok).toBe(true);
    expect(stand.view.verdict?.label).toBe('printing');
    await stand.bench.settled();
    expect(stand.view.verdict?.label).toBe('printed');
  });

  test('that cannot be made do not hold up those of the next cards', async () => {
    const stand = standBench(cards);
    stand.printer.fault = 'throws';
    await stand.verify(one);
    expect(stand.view.verdict).toMatchObject({
      outcome: 'PASS',
      label: 'failed',
      labelReason: { kind: 'label-failed' },
    });
    stand.printer.fault = 'none';
    await stand.verify(two);
    expect(stand.printer.slips.map(({ serial }) => serial)).toEqual([two.serial]);
  });

  test('of another batch are not printed again', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    stand.bench.reset(true);
    expect(stand.bench.reprint(one.serial)).toMatchObject({ ok: false, error: { kind: 'no-label' } });
  });
});

test('fault 3: a card that pre-verification has condemned gets its FAIL, its reason and its label when it is scanned', async () => {
  const stand = standBench(cards);
  await stand.ledger.append([{ kind: 'unit-condemned', serial: one.serial, reason: 'passphrase-mismatch' }]);
  await stand.scan(one.serial);
  expect(stand.view).toMatchObject({
    step: { at: 'serial' },
    verdict: { outcome: 'FAIL', serial: one.serial, reason: { kind: 'passphrase-mismatch' }, label: 'printed' },
  });
  expect(stand.printer.slips).toMatchObject([{ outcome: 'FAIL', reason: 'passphrase-mismatch' }]);
  expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'quarantined', reason: 'passphrase-mismatch' });
  await stand.scan(one.serial);
  expect(stand.view.notice).toMatchObject({ kind: 'is-quarantined', facts: { reason: 'passphrase-mismatch' } });
  expect(stand.printer.slips).toHaveLength(1);
});

test('fault 6: three wrong readings of the metal print a label, and so does a card that a person puts aside', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.address, one.serial);
  await stand.bench.marked(one.serial, true);
  for (let tries = 0; tries < 3; tries++) await stand.bench.readBack(one.serial, '****');
  await stand.bench.settled();
  expect(stand.view.verdict).toMatchObject({ of: 'read-back', outcome: 'FAIL', label: 'printed' });
  expect(stand.printer.slips.at(-1)).toMatchObject({ serial: one.serial, outcome: 'FAIL', reason: 'misread-thrice' });
  stand.bench.putAside(two.serial, 'burnt', { seq: 7, hash: 'ab'.repeat(32) });
  await stand.bench.settled();
  expect(stand.printer.slips.at(-1)).toMatchObject({ serial: two.serial, outcome: 'FAIL', reason: 'burnt' });
});

test('fault 8: what is asked at a read-back, and for which time, is the same after a restart', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.address, one.serial);
  await stand.bench.marked(one.serial, true);
  const asked = stand.view.step;
  await stand.bench.readBack(one.serial, '****');
  for (const attempt of [2, 3]) {
    const again = standBench(cards, { journal: stand.journal });
    await again.scan(one.serial);
    expect(again.view.step).toEqual({ ...asked, attempt });
    await again.bench.readBack(one.serial, '****');
  }
  expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'misread-thrice' });
  expect(stand.journal.of('read-back-asked')).toHaveLength(1);
  // Two people have found it to be marked: it is asked anew, with all its tries.
  must(await stand.etching.resolve(one.serial, 'marked', ['Li Wei', 'Anna Roth']));
  const anew = standBench(cards, { journal: stand.journal });
  await anew.scan(one.serial);
  expect(anew.view.step).toMatchObject({ at: 'read-back', attempt: 1 });
  expect(stand.journal.of('read-back-asked')).toHaveLength(2);
});

test('a unit whose quarantine came while its sticker was awaited is put aside', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial);
  await stand.ledger.append([{ kind: 'unit-condemned', serial: one.serial, reason: 'passphrase-mismatch' }]);
  await stand.scan(one.address);
  expect(stand.view).toMatchObject({ step: { at: 'serial' }, verdict: { outcome: 'FAIL', label: 'printed' } });
  expect(stand.outbox.sent).toEqual([]);
});

test('a good card that was quarantined while it was derived does not pass', async () => {
  const derivation = heldDerivation();
  const stand = standBench(cards, { derivation });
  const scanned = stand.verify(one);
  await expect.poll(() => stand.view.step.at).toBe('deriving');
  await stand.ledger.append([{ kind: 'unit-quarantined', serial: one.serial, reason: 'other-card-sticker' }]);
  derivation.letGo();
  await scanned;
  expect(stand.view).toMatchObject({ step: { at: 'serial' }, notice: { kind: 'is-quarantined' }, verdict: null });
  expect(stand.journal.of('verdict-given')).toEqual([]);
  expect(stand.outbox.sent).toEqual([]);
});

test('a job that could not be written leaves the card verified, and it may come again', async () => {
  const stand = standBench(cards);
  stand.outbox.fault = 'before-intent';
  await stand.verify(one);
  expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'failed', jobReason: { kind: 'outbox-failed' } });
  expect(stand.journal.unit(one.serial)?.state).toBe('verified');
  stand.outbox.fault = 'none';
  await stand.verify(one);
  expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'sent' });
  expect(stand.outbox.sent).toEqual([one.serial]);
});

test('a job that broke after the intent is in doubt, and never sent again', async () => {
  const stand = standBench(cards);
  stand.outbox.fault = 'after-intent';
  await stand.verify(one);
  expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'failed', jobReason: { kind: 'outbox-failed' } });
  expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'outbox-failed' });
  stand.outbox.fault = 'none';
  await stand.verify(one);
  expect(stand.outbox.sent).toEqual([]);
});

test('a job that stays in the outbox after marking is an incident', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.address, one.serial);
  stand.outbox.fault = 'remove';
  expect((await stand.bench.marked(one.serial, true)).ok).toBe(true);
  expect(stand.journal.of('incident')).toMatchObject([{ reason: 'outbox-failed', serial: one.serial }]);
});

test('an address that no key of the unit gives is refused, also where the record claims it', async () => {
  const forged = { ...one, address: three.address };
  const stand = standBench([one], { journal: memoryJournal(openingEvents([forged])) });
  await stand.verify(forged);
  expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'address-not-derived' } });
});

test('a card that was pre-verified asks for no second opinion again, and one that was not does', async () => {
  const cheap = cheapDerivation();
  const asked: (boolean | undefined)[] = [];
  const derivation: KeyDerivation = {
    derive: async (job, options) => {
      asked.push(options?.again);
      return cheap.derive(job, options);
    },
  };
  const stand = standBench(cards, { derivation });
  await stand.ledger.append([{ kind: 'unit-checked', batch: BATCH, serial: one.serial }]);
  for (const { serial, address } of [one, two]) {
    asked.length = 0;
    await stand.scan(serial);
    await stand.scan(address);
    expect(asked).toEqual([serial === one.serial, serial === one.serial]);
  }
});
