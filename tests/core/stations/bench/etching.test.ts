import { describe, expect, test } from 'vitest';
import { signed } from '../../../fakes/people.ts';
import { must } from '../../../../core/base/result.ts';
import { standBench } from '../../../fakes/bench.ts';
import { closedEvent, makeCards, passphraseOf, type TestCard } from '../../../fakes/cards.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

describe('sending', () => {
  test.each(['received', 'quarantined', 'sent', 'scrapped'])('is refused for a card that is %s', async (state) => {
    const stand = standBench(cards);
    if (state === 'quarantined') await stand.scan(one.serial, one.key);
    if (state === 'sent' || state === 'scrapped') await stand.verify(one);
    if (state === 'scrapped') {
      await stand.etching.recover(stand.journal.allUnits());
      must(await stand.etching.resolve(one.serial, 'scrapped', ['Li Wei', 'Anna Roth']));
    }
    const before = stand.outbox.sent.length;
    using secret = passphraseOf(one);
    const answer = await stand.etching.send([{ serial: one.serial, passphrase: secret }]);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'not-now', facts: { state } } });
    expect(stand.outbox.sent).toHaveLength(before);
  });

  test('is refused for a card that nobody knows', async () => {
    const stand = standBench(cards);
    using secret = passphraseOf(one);
    const answer = await stand.etching.send([{ serial: 'TF-9999', passphrase: secret }]);
    expect(answer).toMatchObject({ ok: false, error: { kind: 'unknown-serial' } });
  });

  test('wipes the job it drew, whatever becomes of it', async () => {
    const stand = standBench(cards);
    const seen: Uint8Array[] = [];
    const { write } = stand.outbox;
    stand.outbox.write = (job, intend) => {
      const { bytes, serials } = job;
      seen.push(bytes);
      expect(bytes.some((byte) => byte !== 0)).toBe(true);
      return serials[0] === two.serial ? Promise.reject(new Error('a bug')) : write(job, intend);
    };
    await stand.verify(one);
    await expect(stand.verify(two)).rejects.toThrow('a bug');
    expect(seen).toHaveLength(2);
    for (const bytes of seen) expect(bytes.every((byte) => byte === 0)).toBe(true);
  });
});

describe('a doubt', () => {
  test('is resolved once, by two people, whatever a double click says', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    await stand.etching.recover(stand.journal.allUnits());
    for (const other of ['li wei', 'Li  Wei ', '\uff2ci Wei']) {
      expect(await stand.etching.resolve(one.serial, 'marked', ['Li Wei', other])).toMatchObject({
        error: { kind: 'same-person' },
      });
    }
    expect(await stand.etching.resolve(one.serial, 'marked', ['Li Wei', ' '])).toMatchObject({
      error: { kind: 'nobody' },
    });
    const people = ['Li Wei', 'Anna Roth'] as const;
    const clicks = await Promise.all([
      stand.etching.resolve(one.serial, 'marked', people),
      stand.etching.resolve(one.serial, 'scrapped', people),
    ]);
    expect(clicks).toMatchObject([{ ok: true }, { ok: false, error: { kind: 'not-now' } }]);
    expect(stand.journal.of('doubt-resolved')).toEqual([
      {
        kind: 'doubt-resolved',
        serial: one.serial,
        job: stand.journal.unit(one.serial)?.job,
        as: 'marked',
        signatures: signed(people),
      },
    ]);
  });

  test('that ends as marked is read back like any other card', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    await stand.etching.recover(stand.journal.allUnits());
    must(await stand.etching.resolve(one.serial, 'marked', ['Li Wei', 'Anna Roth']));
    await stand.scan(one.serial);
    must(await stand.bench.readBack(one.serial, stand.read(one)));
    expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'read-back', reason: null });
    expect(stand.outbox.sent).toEqual([one.serial]);
  });
});

test('recovery leaves alone what is not at the laser', async () => {
  const stand = standBench(cards);
  await stand.finish(one);
  await stand.scan(two.serial, two.address, two.serial);
  await stand.bench.marked(two.serial, true);
  expect(await stand.etching.recover(stand.journal.allUnits())).toEqual([]);
  expect(stand.journal.unit(two.serial)?.state).toBe('marked');
  expect(stand.journal.unit(three.serial)?.state).toBe('received');
});

test('recovery asks nothing of a card at the laser whose batch is closed', async () => {
  const stand = standBench(cards);
  await stand.verify(one);
  await stand.ledger.append([closedEvent]);
  expect(await stand.etching.recover(stand.journal.allUnits())).toEqual([]);
  expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'sent', closed: true });
});

test('a question cannot be asked while the passphrase cannot be opened', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.address, one.serial);
  await stand.bench.marked(one.serial, true);
  await stand.scan(two.serial);
  stand.vault.instead.set(one.serial, null);
  await stand.scan(one.serial);
  expect(stand.view).toMatchObject({ step: { at: 'serial' }, verdict: { outcome: 'ERROR', label: 'none' } });
  expect(stand.journal.unit(one.serial)?.state).toBe('marked');
});
