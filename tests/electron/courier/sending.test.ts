import { promises as disk } from 'node:fs';
import { readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import { createCourier, type Courier } from '../../../electron/courier/courier.ts';
import type { MediumFs } from '../../../electron/files/medium.ts';
import { eventsOf, introduce, newTrio, PEOPLE, takeIn, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { revokePeer } from '../../../electron/station/peers.ts';
import { goodUnits, vaultUnits } from '../../fakes/transfers.ts';

const UNITS = goodUnits(5);
let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

let batches = 0;
const nextBatch = (): string => `BATCH-${++batches}`;

/** The same station on a medium some of whose moves are bent. */
function bent({ identity: self, book, journal, signer, sealing }: TestStation, moves: Partial<MediumFs>): Courier {
  return createCourier({ self, book, journal, signer, sealing, fs: { ...disk, ...moves } });
}

const errno = (code: string): Error => Object.assign(new Error(code), { code });
const order = (batch: string) => ({ batch, units: UNITS.order });
const kinds = (): string[] => eventsOf(trio.origin).map(({ kind }) => kind);

describe('a medium that fails', () => {
  const pulled = { rename: () => Promise.reject(errno('EIO')) };
  /** The first file opened for writing breaks off after its first bytes. */
  const full: Partial<MediumFs> = {
    async open(...given) {
      const handle = await disk.open(...given);
      handle.writeFile = () => Promise.reject(errno('ENOSPC'));
      return handle;
    },
  };
  /** Takes everything and keeps something else, as sticks with false capacity do. */
  const lying: Partial<MediumFs> = {
    async rename(from, to) {
      const bytes = await readFile(from);
      bytes[bytes.length - 2] = (bytes[bytes.length - 2] as number) ^ 1;
      await writeFile(from, bytes);
      await disk.rename(from, to);
    },
  };

  test.each([
    ['full', full, 'Free some room', []],
    ['pulled before the file has its name', pulled, 'reports an error', ['transfer-prepared']],
    ['lying', lying, 'read back', ['transfer-prepared']],
  ])('because it is %s has nothing delivered to it; the next medium gets the same transfer', async (...given) => {
    const [, moves, sentence, recorded] = given;
    const { origin, press } = trio;
    const [medium, batch, before] = [await trio.medium(), nextBatch(), kinds().length];
    const failed = await bent(origin, moves).send('order', 'Press B', order(batch), medium);
    expect(failed).toMatchObject({ ok: false, error: { kind: 'not-delivered' } });
    expect(failed.ok ? '' : failed.error.message).toContain(sentence);
    expect((await readdir(medium)).filter((name) => name.endsWith('.part'))).toEqual([]);
    expect(kinds().slice(before)).toEqual(recorded);

    const sent = must(await origin.courier.send('order', 'Press B', order(batch), await trio.medium()));
    expect(sent.again).toBe(recorded.length > 0);
    expect(kinds().at(-1)).toBe('transfer-sent');
    expect(await takeIn(press, 'order', sent.file)).toBe('taken');
  });

  test('because it is not there is named', async () => {
    const nowhere = join(await trio.medium(), 'not', 'there');
    const failed = await trio.origin.courier.send('order', 'Press B', order(nextBatch()), nowhere);
    expect(failed).toMatchObject({ error: { kind: 'not-delivered', facts: { path: nowhere } } });
  });

  test('can be replaced after delivery: the very same bytes go out again under the same number', async () => {
    const { origin } = trio;
    const batch = nextBatch();
    const first = must(await origin.courier.send('order', 'Press B', order(batch), await trio.medium()));
    const later = must(await origin.courier.send('order', 'Press B', order(nextBatch()), await trio.medium()));
    const again = must(await origin.courier.send('order', 'Press B', order(batch), await trio.medium()));
    expect(again).toMatchObject({ again: true, sequence: first.sequence, digest: first.digest });
    expect(later.sequence).toBe(first.sequence + 1);
    for (const part of ['file', 'signature'] as const) {
      expect(await readFile(again[part])).toEqual(await readFile(first[part]));
    }
  });

  test('with a link under our name has the link replaced and nothing written through it', async () => {
    const { origin } = trio;
    const [batch, medium] = [nextBatch(), await trio.medium()];
    const victim = join(await trio.medium(), 'victim');
    await writeFile(victim, 'untouched');
    const probe = must(await origin.courier.send('order', 'Press B', order(batch), await trio.medium()));
    await symlink(victim, join(medium, basename(probe.file)));
    await symlink(victim, join(medium, `.${basename(probe.signature)}.part`));
    must(await origin.courier.send('order', 'Press B', order(batch), medium));
    expect(await readFile(victim, 'latin1')).toBe('untouched');
  });
});

test('a batch goes to a recipient once: other units under its name are refused', async () => {
  const { origin } = trio;
  const batch = nextBatch();
  must(await origin.courier.send('order', 'Press B', order(batch), await trio.medium()));
  const medium = await trio.medium();
  const other = await origin.courier.send('order', 'Press B', { batch, units: UNITS.order.slice(1) }, medium);
  expect(other).toMatchObject({ ok: false, error: { kind: 'sent-otherwise' } });
  expect(await readdir(medium)).toEqual([]);
});

test('H1: what is given once goes to no second station: not after the first is revoked, nor under its name', async () => {
  const origin = await trio.add('origin', 'Origin T');
  const [press, again] = [await trio.add('press', 'Press T'), await trio.add('press', 'Press T')];
  await introduce(origin, press);
  const batch = nextBatch();
  const medium = await trio.medium();
  must(await origin.courier.send('order', 'Press T', order(batch), medium));
  const { book, journal } = origin;
  must(await revokePeer({ book, journal }, 'Press T', 'its disk died', ['Ada', 'Grace']));
  await introduce(origin, again);
  const elsewhere = { ok: false, error: { kind: 'sent-elsewhere' } };
  expect(await origin.courier.send('order', 'Press T', order(batch), await trio.medium())).toMatchObject(elsewhere);
  must(await origin.courier.send('order', 'Press T', order(nextBatch()), await trio.medium()));

  const benches = [await trio.add('bench', 'Bench T'), await trio.add('bench', 'Bench U')] as const;
  for (const bench of benches) await introduce(origin, bench);
  const vault = { batch, units: vaultUnits(2) };
  must(await origin.courier.send('vault', 'Bench T', vault, await trio.medium()));
  expect(await origin.courier.send('vault', 'Bench U', { batch, units: vaultUnits(2) }, medium)).toMatchObject(
    elsewhere,
  );
  must(await origin.courier.send('vault', 'Bench T', { batch, units: vaultUnits(2) }, await trio.medium()));
});

describe('a transfer that was never delivered', () => {
  test('can be given up by two people, and its number is used again', async () => {
    const { origin, press } = trio;
    const moves = { rename: () => Promise.reject(errno('EIO')) };
    await bent(origin, moves).send('order', 'Press B', order(nextBatch()), await trio.medium());
    const { sequence } = origin.book.sentTo(press.identity.fingerprint).at(-1) ?? { sequence: 0 };
    expect(await origin.courier.abandon('Press B', ['Ada', ' ada'])).toMatchObject({ error: { kind: 'same-person' } });
    must(await origin.courier.abandon('Press B', PEOPLE));
    const sent = must(await origin.courier.send('order', 'Press B', order(nextBatch()), await trio.medium()));
    expect(sent.sequence).toBe(sequence);
    expect(await origin.courier.abandon('Press B', PEOPLE)).toMatchObject({ error: { kind: 'nothing-prepared' } });
  });
});

describe('a station sends', () => {
  const refusal = async (from: TestStation, kind: TransferKind, to: string | null): Promise<string> => {
    const units = UNITS[kind];
    const sent = await from.courier.send<TransferKind>(kind, to, { batch: nextBatch(), units }, await trio.medium());
    return sent.ok ? 'sent' : sent.error.kind;
  };

  test('what its role sends, to the role that takes it, and nothing else', async () => {
    const { origin, press, bench } = trio;
    expect(await refusal(origin, 'vault', 'Press B')).toBe('wrong-role');
    expect(await refusal(origin, 'order', 'Bench A')).toBe('wrong-role');
    expect(await refusal(origin, 'return', 'Bench A')).toBe('wrong-role');
    expect(await refusal(press, 'order', 'Bench A')).toBe('wrong-role');
    expect(await refusal(press, 'vault', 'Bench A')).toBe('wrong-role');
    expect(await refusal(bench, 'vault', 'Origin A')).toBe('wrong-role');
    expect(await refusal(bench, 'proof', 'Origin A')).toBe('wrong-role');
  });

  test('to those it trusts alone', async () => {
    expect(await refusal(trio.origin, 'order', 'Press X')).toBe('unknown-peer');
    expect(await refusal(trio.origin, 'vault', null)).toBe('unknown-peer');
  });
});

test('two errands at once get two numbers', async () => {
  const { origin } = trio;
  const [a, b] = await Promise.all(
    [await trio.medium(), await trio.medium()].map(async (medium) =>
      must(await origin.courier.send('order', 'Press B', order(nextBatch()), medium)),
    ),
  );
  expect(b?.sequence).toBe((a?.sequence ?? 0) + 1);
});

test('the parts of an earlier try that a power cut left are replaced', async () => {
  const { origin } = trio;
  const [batch, medium] = [nextBatch(), await trio.medium()];
  const probe = must(await origin.courier.send('order', 'Press B', order(batch), medium));
  await writeFile(join(medium, `.${basename(probe.file)}.part`), 'half a file');
  await rm(probe.file);
  must(await origin.courier.send('order', 'Press B', order(batch), medium));
  expect((await readdir(medium)).sort()).toEqual([basename(probe.file), basename(probe.signature)].sort());
});
