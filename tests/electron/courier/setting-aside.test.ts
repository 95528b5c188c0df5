import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { signed } from '../../fakes/people.ts';
import { blake2b } from '@noble/hashes/blake2.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingKeyOf } from '../../../core/peers/identity.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { must } from '../../../core/base/result.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import type { SentTransfer } from '../../../electron/courier/sending.ts';
import {
  eventsOf,
  introduce,
  newTrio,
  openStation,
  PEOPLE,
  takeIn,
  type TestStation,
  type Trio,
} from '../../fakes/commissioned.ts';
import { goodUnits } from '../../fakes/transfers.ts';

const UNITS = goodUnits(2);
const GROUNDS = { reason: 'vault and return never match', people: PEOPLE } as const;

let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

let batches = 0;
async function send<K extends TransferKind>(from: TestStation, kind: K, to: string): Promise<SentTransfer> {
  const batch = `BATCH-${++batches}`;
  return must(await from.courier.send(kind, to, { batch, units: UNITS[kind] }, await trio.medium()));
}

/** The file with `change` done to its text; signed again where `by` says who does. */
async function changed(sent: SentTransfer, change: (text: string) => string, by: TestStation | null): Promise<string> {
  const medium = await trio.medium();
  const [file, signature] = [join(medium, basename(sent.file)), join(medium, basename(sent.signature))];
  const bytes = Buffer.from(change(await readFile(sent.file, 'latin1')), 'latin1');
  await writeFile(file, bytes);
  if (by === null) {
    await copyFile(sent.signature, signature);
    return file;
  }
  const digest = blake2b(bytes, { dkLen: 64 });
  await writeFile(signature, writeMinisignature(digest, 'again', signingKeyOf(by.identity), by.signer.sign));
  return file;
}

/** What a station answers to setting a file aside. */
async function aside(station: TestStation, kind: TransferKind, file: string, grounds = GROUNDS): Promise<string> {
  const answer = await station.courier.setAside(kind, file, grounds);
  return answer.ok ? 'set aside' : answer.error.kind;
}

describe('what is set aside', () => {
  test.each([
    ['order', 'origin', 'press', 'Press B'],
    ['vault', 'origin', 'bench', 'Bench A'],
    ['supplied', 'origin', 'bench', 'Bench A'],
    ['return', 'press', 'bench', 'Bench A'],
  ] as const)('lets the next of its sender in, and never comes in itself (%s)', async (kind, from, to, name) => {
    const [sender, taker] = [trio[from], trio[to]];
    const [first, second] = [await send(sender, kind, name), await send(sender, kind, name)];
    expect(await takeIn(taker, kind, second.file)).toBe('gap');
    const event = must(await taker.courier.setAside(kind, first.file, GROUNDS));
    const batch = `BATCH-${batches - 1}`;
    const { sequence, digest } = first;
    expect(event).toMatchObject({ transfer: kind, batch, count: 2, from: sender.identity.name, sequence, digest });
    expect(eventsOf(taker).at(-1)).toEqual({ ...event, kind: 'transfer-set-aside', reason: GROUNDS.reason });
    expect(event.signatures).toEqual(signed(PEOPLE));

    const refused = await taker.courier.receive(kind, first.file);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'replayed' } });
    expect(refused.ok ? '' : refused.error.message).toContain('was set aside, and nothing of it may be used');
    // The sender sends a batch once: the same transfer again is no way round.
    const units = UNITS[kind];
    const again = must(await sender.courier.send(kind, name, { batch, units } as never, await trio.medium()));
    expect([again.again, await takeIn(taker, kind, again.file)]).toEqual([true, 'replayed']);
    expect(await takeIn(taker, kind, second.file)).toBe('taken');
  });

  test('is so after a restart as well, from the journal alone', async () => {
    const [origin, press] = [await trio.add('origin', 'Origin R'), await trio.add('press', 'Press R')];
    await introduce(origin, press);
    const [first, second] = [await send(origin, 'order', 'Press R'), await send(origin, 'order', 'Press R')];
    expect(await aside(press, 'order', first.file)).toBe('set aside');
    await press.close();
    expect(must(await verifyJournal(join(press.directory, 'journal.jsonl'))).firstBad).toBeNull();
    const again = await openStation(press.directory);
    expect(await takeIn(again, 'order', first.file)).toBe('replayed');
    expect(await takeIn(again, 'order', second.file)).toBe('taken');
    await again.close();
  });

  test('may have been read already: then it is not taken in any more', async () => {
    const { origin, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A');
    using received = must(await bench.courier.receive('vault', vault.file));
    expect(await aside(bench, 'vault', vault.file)).toBe('set aside');
    expect(await bench.courier.accept([received])).toMatchObject({ ok: false, error: { kind: 'replayed' } });
  });

  test('may be of units that are not what they should be', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const spoilt = await changed(order, (text) => text.replace(/(passphrase\w{60})../, '$1AA'), origin);
    expect(await takeIn(press, 'order', spoilt)).toBe('wrong-unit');
    expect(await aside(press, 'order', spoilt)).toBe('set aside');
    expect(press.book.nextFrom(origin.identity.fingerprint).sequence).toBe(order.sequence + 1);
  });
});

describe('nothing is set aside', () => {
  /** Its number is as free as it was. */
  async function untouched(station: TestStation, sender: TestStation, act: () => Promise<void>): Promise<void> {
    const before = station.book.nextFrom(sender.identity.fingerprint);
    await act();
    expect(station.book.nextFrom(sender.identity.fingerprint)).toEqual(before);
  }

  test('that is forged, damaged or unsigned', async () => {
    const [origin, press] = [await trio.add('origin', 'Origin F'), await trio.add('press', 'Press F')];
    await introduce(origin, press);
    await introduce(press, trio.bench);
    const order = await send(origin, 'order', 'Press F');
    const renamed = (text: string): string => text.replace(/BATCH-/, 'BATCX-');
    await untouched(press, origin, async () => {
      expect(await aside(press, 'order', await changed(order, renamed, null))).toBe('bad-signature');
      expect(await aside(press, 'order', await changed(order, renamed, trio.origin))).toBe('unknown-signer');
      expect(await aside(press, 'order', await changed(order, renamed, trio.bench))).toBe('wrong-role');
      expect(await aside(press, 'vault', order.file)).toBe('wrong-role');
      const halved = await changed(order, (text) => `${text.split('\n').slice(0, 2).join('\n')}\n`, origin);
      expect(await aside(press, 'order', halved)).toBe('truncated');
      const bare = join(await trio.medium(), 'order.jsonl');
      await copyFile(order.file, bare);
      expect(await aside(press, 'order', bare)).toBe('unsigned');
    });
    const refusals = eventsOf(press).filter(({ kind }) => kind === 'transfer-refused');
    expect(refusals).toHaveLength(5);
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('out of its turn, twice, or by another station than it is for', async () => {
    const [origin, press] = [await trio.add('origin', 'Origin T'), await trio.add('press', 'Press T')];
    const other = await trio.add('press', 'Press U');
    for (const station of [press, other]) await introduce(origin, station);
    const [first, second] = [await send(origin, 'order', 'Press T'), await send(origin, 'order', 'Press T')];
    expect(await aside(other, 'order', first.file)).toBe('misaddressed');
    expect(await aside(press, 'order', second.file)).toBe('gap');
    expect(await takeIn(press, 'order', first.file)).toBe('taken');
    await untouched(press, origin, async () => expect(await aside(press, 'order', first.file)).toBe('replayed'));
    expect(await aside(press, 'order', second.file)).toBe('set aside');
    await untouched(press, origin, async () => expect(await aside(press, 'order', second.file)).toBe('replayed'));
    const fork = await changed(second, (text) => text.replace(/"records":\d+/, '"records":999999'), origin);
    expect(await aside(press, 'order', fork)).toBe('forked');
    expect(eventsOf(press).at(-1)).toMatchObject({ kind: 'incident', reason: 'forked' });
  });

  test('by one person, by nobody, without a reason or with a secret for one', async () => {
    const { origin, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A');
    const size = bench.journal.head.size;
    const asked = (grounds: { reason: string; people: readonly [string, string] }) =>
      bench.courier.setAside('vault', vault.file, grounds);
    const { reason, people } = GROUNDS;
    expect(await asked({ reason, people: ['Ada', ' ada'] })).toMatchObject({ error: { kind: 'same-person' } });
    expect(await asked({ reason, people: ['Ada', ' '] })).toMatchObject({ error: { kind: 'nobody' } });
    expect(await asked({ reason: ' ', people })).toMatchObject({ error: { kind: 'no-reason' } });
    expect(await asked({ reason: '7Q2K-M9XV-4HTR-D0WB-3NYE', people })).toMatchObject({
      error: { kind: 'secret-in-reason' },
    });
    expect(bench.journal.head.size).toBe(size);
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
  });

  test('that waits for no turn: a proof', async () => {
    const { bench } = trio;
    const batch = { batch: 'PROVEN', units: UNITS.proof };
    const proof = must(await bench.courier.send('proof', null, batch, await trio.medium()));
    expect(await aside(bench, 'proof', proof.file)).toBe('wrong-role');
  });
});

test('of a vault that is set aside no part of a passphrase is on record', async () => {
  const { origin, bench } = trio;
  const vault = await send(origin, 'vault', 'Bench A');
  expect(await aside(bench, 'vault', vault.file)).toBe('set aside');
  const record = await readFile(join(bench.directory, 'journal.jsonl'), 'latin1');
  const groups = UNITS.vault.flatMap(({ passphrase }) =>
    passphrase.use((bytes) => Buffer.from(bytes).toString().slice(0, 9)),
  );
  expect(groups.filter((group) => record.includes(group))).toEqual([]);
});
