import { describe, expect, test } from 'vitest';
import { checkCharacter } from '../../../../core/card/check-character.ts';
import { spelledSerial } from '../../../../core/stations/bench/typed-serial.ts';
import { standBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';

const plain = await makeCards(4);
const checked = plain.map((card): TestCard => ({ ...card, serial: card.serial + checkCharacter(card.serial) }));
const [first, second] = checked as readonly TestCard[] as [TestCard, TestCard];
const ANN = ['Ann Lee'] as const;
const BOTH = ['Ann Lee', 'Li Wei'] as const;
const typedIn = ({ journal }: ReturnType<typeof standBench>) => [
  ...journal.of('serial-typed'),
  ...journal.of('serial-vouched'),
];

describe('a serial that is typed where serials have a check character', () => {
  test('is taken like a scan, and stands on record as typed and by whom, before anything that follows from it', async () => {
    const stand = standBench(checked);
    expect(await stand.bench.typed(first.serial, ANN)).toEqual({ ok: true, value: null });
    expect(stand.view).toMatchObject({ step: { at: 'address', serial: first.serial }, notice: null });
    expect(typedIn(stand)).toEqual([{ kind: 'serial-typed', serial: first.serial, by: { name: 'Ann Lee' } }]);
    await stand.scan(first.address);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', serial: first.serial });
    expect(stand.journal.events.findIndex(({ kind }) => kind === 'serial-typed')).toBeLessThan(
      stand.journal.events.findIndex(({ kind }) => kind === 'unit-verified'),
    );
  });

  test('with one character wrong is another card or none: nothing is taken, and it says what to do', async () => {
    const stand = standBench(checked);
    for (const wrong of [
      first.serial.slice(0, -2) + second.serial.slice(-2, -1) + first.serial.slice(-1),
      first.serial.slice(0, -1),
      plain[0]?.serial ?? '',
    ]) {
      const refused = await stand.bench.typed(wrong, BOTH);
      expect(refused).toMatchObject({ ok: false, error: { kind: 'wrong-check-character', facts: { serial: wrong } } });
    }
    expect(stand.view.step).toEqual({ at: 'serial' });
    expect(typedIn(stand)).toEqual([]);
  });

  test('counts its keys, and is one card from there to its box', async () => {
    const stand = standBench(checked);
    await stand.bench.typed(first.serial, ANN);
    expect(stand.view.work.card).toEqual({ scans: 0, keys: first.serial.length + 1 });
    await stand.scan(first.address);
    await stand.bench.typed(first.serial, ANN);
    await stand.bench.marked(first.serial, true);
    await stand.bench.readBack(first.serial, stand.read(first));
    for (let looks = 0; looks < 3; looks++) await stand.inspect(first, true);
    expect(stand.journal.of('work-counted')).toHaveLength(1);
    expect(stand.journal.of('serial-typed')).toHaveLength(2);
  });

  test('names somebody, or is not taken', async () => {
    const stand = standBench(checked);
    expect(await stand.bench.typed(first.serial, [''])).toMatchObject({ error: { kind: 'nobody' } });
    expect(typedIn(stand)).toEqual([]);
  });

  test('of a card that is not here is said to be unknown, and nothing is on record of it but the refusal', async () => {
    const stand = standBench(checked);
    const foreign = 'TF-9999' + checkCharacter('TF-9999');
    expect(await stand.bench.typed(foreign, ANN)).toMatchObject({ ok: true });
    expect(stand.view.notice?.kind).toBe('unknown-serial');
    expect(typedIn(stand)).toEqual([]);
  });
});

describe('a serial that is typed where serials have none', () => {
  test('needs a second person, and both stand on record', async () => {
    const stand = standBench(plain);
    const { serial } = plain[0] as TestCard;
    expect(await stand.bench.typed(serial, ANN)).toMatchObject({ ok: false, error: { kind: 'typed-alone' } });
    expect(await stand.bench.typed(serial, ['Ann Lee', 'ann lee'])).toMatchObject({ error: { kind: 'same-person' } });
    expect(stand.view.step).toEqual({ at: 'serial' });
    expect(await stand.bench.typed(serial, BOTH)).toMatchObject({ ok: true });
    expect(stand.view.step).toEqual({ at: 'address', serial });
    expect(typedIn(stand)).toEqual([
      { kind: 'serial-vouched', serial, signatures: [{ name: 'Ann Lee' }, { name: 'Li Wei' }] },
    ]);
  });
});

describe('what is typed in the place of a serial', () => {
  test('is no serial: an address, a word, a passphrase with or without its hyphens', async () => {
    const stand = standBench(checked);
    for (const other of ['', 'no serial', 'ABC', first.passphrase, first.passphrase.replaceAll('-', '')]) {
      expect(await stand.bench.typed(other, ANN)).toMatchObject({ ok: false, error: { kind: 'not-a-serial' } });
    }
    expect(JSON.stringify(stand.journal.events)).not.toContain(first.passphrase);
    expect(stand.view.step).toEqual({ at: 'serial' });
  });

  test('that may be a private key stops the line, like a scan of one', async () => {
    const stand = standBench(checked);
    expect(await stand.bench.typed(first.key, ANN)).toMatchObject({ ok: true });
    expect(stand.journal.of('incident')).toMatchObject([{ reason: 'secret-scanned' }]);
    expect(JSON.stringify(stand.journal.events)).not.toContain(first.key);
    expect(typedIn(stand)).toEqual([]);
  });

  test('waits for a batch', async () => {
    const stand = standBench(checked);
    stand.bench.reset(false);
    expect(await stand.bench.typed(first.serial, ANN)).toMatchObject({ ok: false, error: { kind: 'no-batch' } });
  });
});

test('hands type small letters, blanks, other dashes and wide letters: all of it is the same serial', () => {
  for (const typed of ['tf-0000f', ' TF-0000F ', 'TF–0000F', 'TF−0000F', 'ＴＦ－００００Ｆ', 'TF - 0000 F']) {
    expect(spelledSerial(typed)).toBe('TF-0000F');
  }
});
