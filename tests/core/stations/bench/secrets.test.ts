import { describe, expect, test } from 'vitest';
import { readScan } from '../../../../core/stations/bench/card-code.ts';
import { createFramer } from '../../../../core/scan/frame.ts';
import { encodeWif } from '../../../../core/coins/wif.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { heldDerivation } from '../../../fakes/derivation.ts';
import { steadyRandom } from '../../../fakes/streams.ts';
import walls from '../../../vectors/walls.json' with { type: 'json' };

const cards = await makeCards(3);
const [one, two] = cards as readonly [TestCard, TestCard, TestCard];
const privateKey = steadyRandom('private key').bytes(32);

/** What a private half can look like when it comes through a scanner. */
const SECRETS: Readonly<Record<string, string>> = {
  'an EPK': two.key,
  'an EPK with one character wrong': `${two.key.slice(0, -1)}${two.key.endsWith('z') ? 'y' : 'z'}`,
  'an EPK cut short': two.key.slice(0, 40),
  'an EPK in capitals': two.key.toUpperCase(),
  'two EPKs glued together': `${two.key}${one.key}`,
  'an EPK in a link': `bitcoin:${two.key}?amount=1`,
  'a WIF': encodeWif(privateKey, true),
  'a WIF with a character lost': encodeWif(privateKey, false).slice(0, 50),
  'a private key in hex': Buffer.from(privateKey).toString('hex'),
  'a private key in hex with 0x': `0x${Buffer.from(privateKey).toString('hex')}`,
};

/** Brings the bench to a step of card one. */
const STEPS: Readonly<Record<string, (stand: TestBench) => Promise<unknown>>> = {
  'without a batch': async ({ bench }) => bench.reset(false),
  idle: async () => undefined,
  'with a serial open': (stand) => stand.scan(one.serial),
  'at the laser': (stand) => stand.scan(one.serial, one.address, one.serial),
  'at the read-back': async (stand) => {
    await stand.scan(one.serial, one.address, one.serial);
    await stand.bench.marked(one.serial, true);
  },
  'after a failed card': (stand) => stand.scan(one.serial, two.address),
};

const frame = (text: string) =>
  readScan({ kind: 'code', bytes: new Uint8Array(Buffer.from(text, 'latin1')), aim: null });

/** Everything anybody could ever see of this bench. */
const everything = ({ shown, journal, printer, outbox }: TestBench): string =>
  JSON.stringify([shown, journal.records, printer.slips, [...outbox.visible], outbox.sent]);

/** Any eight characters in a row would be enough to go on. */
function expectNoTrace(stand: TestBench, secret: string): void {
  const seen = everything(stand).toLowerCase();
  const pieces = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8).toLowerCase());
  expect(pieces.filter((piece) => piece !== 'bitcoin:' && seen.includes(piece))).toEqual([]);
}

describe.each(Object.keys(STEPS))('%s', (step) => {
  test.each(Object.keys(SECRETS))('%s leaves an incident and no trace', async (name) => {
    const secret = SECRETS[name] as string;
    const stand = standBench(cards);
    await STEPS[step]?.(stand);
    const before = stand.journal.of('incident').length;
    await stand.bench.scan(frame(secret));
    await stand.bench.settled();
    expectNoTrace(stand, secret);
    expect(stand.journal.of('incident').slice(before)).toMatchObject([{ reason: 'secret-scanned' }]);
    expect(stand.journal.of('scan-refused').at(-1)).toMatchObject({ reason: 'secret-refused', length: secret.length });
    const said = stand.view.notice ?? stand.view.verdict?.reason;
    expect(said?.kind).toMatch(/^secret-/);
  });
});

describe('the card it came off', () => {
  test('is quarantined, and its label says why', async () => {
    const stand = standBench(cards);
    await stand.scan(one.serial, one.key);
    expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'quarantined', reason: 'secret-scanned' });
    expect(stand.view.verdict).toMatchObject({ outcome: 'FAIL', reason: { kind: 'secret-scanned' } });
    expect(stand.printer.slips).toMatchObject([{ outcome: 'FAIL', reason: 'secret-scanned' }]);
  });

  test.each(['at the laser', 'at the read-back'])('is in doubt %s, and its job is taken away', async (step) => {
    const stand = standBench(cards);
    await STEPS[step]?.(stand);
    await stand.scan(one.key);
    expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'secret-scanned' });
    expect(stand.outbox.visible.size).toBe(0);
    expect(stand.view).toMatchObject({ step: { at: 'serial' }, verdict: { outcome: 'FAIL', label: 'printed' } });
    expect(stand.printer.slips.at(-1)).toMatchObject({ outcome: 'FAIL', reason: 'secret-scanned' });
  });

  test('is the one that was being derived when it came', async () => {
    const derivation = heldDerivation();
    const stand = standBench(cards, { derivation });
    const scans = [one.serial, one.address].map((text) => stand.bench.scan(frame(text)));
    await expect.poll(() => stand.view.step.at).toBe('deriving');
    scans.push(stand.bench.scan(frame(one.key)));
    derivation.letGo();
    await Promise.all(scans);
    expectNoTrace(stand, one.key);
    expect(stand.journal.of('incident')).toMatchObject([{ reason: 'secret-scanned', serial: one.serial }]);
    expect(stand.journal.unit(one.serial)).toMatchObject({ state: 'in-doubt', reason: 'secret-scanned' });
    expect(stand.outbox.visible.size).toBe(0);
  });

  test('is nobody when no card is open', async () => {
    const stand = standBench(cards);
    await stand.verify(one);
    await stand.scan(two.key);
    expect(stand.view.notice?.kind).toBe('secret-refused');
    expect(stand.journal.of('incident')).toMatchObject([{ serial: null }]);
    expect(stand.journal.unit(one.serial)?.state).toBe('sent');
  });
});

test('no passphrase is shown, recorded or printed on the way of a card', async () => {
  const stand = standBench(cards);
  await stand.finish(one);
  stand.vault.instead.set(two.serial, one.passphrase);
  await stand.verify(two);
  for (const { passphrase } of cards) expectNoTrace(stand, passphrase);
  expect(stand.vault.allWiped).toBe(true);
});

test('a passphrase under the scanner is named, not repeated', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial, one.passphrase);
  expect(stand.view.notice).toMatchObject({ kind: 'not-a-card-code' });
  expectNoTrace(stand, one.passphrase);
});

test('fault 10: a passphrase without hyphens is no serial at the bench, wherever it comes', async () => {
  for (const step of Object.keys(STEPS)) {
    const stand = standBench(cards);
    await STEPS[step]?.(stand);
    for (const text of [
      one.passphrase.replaceAll('-', ''),
      two.passphrase.replace('-', ''),
      'KEY7Q2KM9XV4HTRD0WB3NYE',
    ]) {
      await stand.bench.scan(frame(text));
      expect(stand.view.notice?.kind).toMatch(/^(not-a-card-code|no-batch)$/);
      expectNoTrace(stand, text);
    }
    expect(stand.journal.of('incident')).toEqual([]);
  }
});

test('fault 9: a Wi-Fi code between a serial and its address costs nothing', async () => {
  const stand = standBench(cards);
  for (const text of walls.harmless) {
    await stand.scan(one.serial, text);
    expect(stand.view.step).toMatchObject({ at: 'address', serial: one.serial });
  }
  await stand.scan(one.address);
  expect(stand.view.verdict?.outcome).toBe('PASS');
  expect(stand.journal.of('incident')).toEqual([]);
});

test('fault 22: an EPK that the scanner sends in two parts is an incident', async () => {
  const stand = standBench(cards);
  await stand.scan(one.serial);
  const framer = createFramer();
  const ascii = (text: string) => new Uint8Array(Buffer.from(text, 'latin1'));
  const frames = [...framer.push(ascii(two.key.slice(0, 20)), 0), ...framer.push(ascii(`${two.key.slice(20)}\r`), 200)];
  for (const frame of frames) if (frame.kind !== 'repeat') await stand.bench.scan(readScan(frame));
  expect(stand.journal.of('incident')).toMatchObject([{ reason: 'secret-scanned', serial: one.serial }]);
  expectNoTrace(stand, two.key);
  expect(frames.every((frame) => frame.kind === 'repeat' || frame.bytes.every((byte) => byte === 0))).toBe(true);
});
