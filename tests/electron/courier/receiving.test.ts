import { execFileSync } from 'node:child_process';
import { copyFile, link, mkdir, readFile, rename, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { blake2b } from '@noble/hashes/blake2.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { signingKeyOf } from '../../../core/peers/identity.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { must } from '../../../core/base/result.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import { revokePeer } from '../../../electron/station/peers.ts';
import type { SentTransfer } from '../../../electron/courier/sending.ts';
import { eventsOf, introduce, newTrio, PEOPLE, takeIn, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { goodUnits } from '../../fakes/transfers.ts';

const UNITS = goodUnits(2);
let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

let batches = 0;
async function send<K extends TransferKind>(from: TestStation, kind: K, to: string | null): Promise<SentTransfer> {
  const batch = `BATCH-${++batches}`;
  return must(await from.courier.send(kind, to, { batch, units: UNITS[kind] }, await trio.medium()));
}

/** A copy of both files that may be spoiled. */
async function copyOf({ file, signature }: SentTransfer): Promise<{ file: string; signature: string }> {
  const medium = await trio.medium();
  const copy = { file: join(medium, basename(file)), signature: join(medium, basename(signature)) };
  await copyFile(file, copy.file);
  await copyFile(signature, copy.signature);
  return copy;
}

/** The file with `change` done to its text, and signed again by a station that has gone bad. */
async function resigned(sent: SentTransfer, by: TestStation, change: (text: string) => string) {
  const copy = await copyOf(sent);
  const bytes = Buffer.from(change(await readFile(copy.file, 'latin1')), 'latin1');
  await writeFile(copy.file, bytes);
  const digest = blake2b(bytes, { dkLen: 64 });
  await writeFile(copy.signature, writeMinisignature(digest, 'forged', signingKeyOf(by.identity), by.signer.sign));
  return copy;
}

describe('a transfer is not parsed, let alone taken', () => {
  test('with any byte of it or of its signature changed', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const survivors: string[] = [];
    for (const part of ['file', 'signature'] as const) {
      const copy = await copyOf(order);
      const good = await readFile(copy[part]);
      // The first line of a signature file is untrusted by its own words.
      const start = part === 'file' ? 0 : good.indexOf('\n');
      const step = part === 'file' ? 5 : 3;
      for (let i = start; i < good.length; i += step) {
        const bad = Buffer.from(good);
        bad[i] = (bad[i] as number) ^ 1;
        await writeFile(copy[part], bad);
        const answer = await takeIn(press, 'order', copy.file);
        if (answer !== 'bad-signature' && answer !== 'unknown-signer') survivors.push(`${part} ${i}: ${answer}`);
      }
    }
    expect(survivors).toEqual([]);
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('with any byte of a sealed one changed', async () => {
    const { origin, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A');
    const copy = await copyOf(vault);
    const good = await readFile(copy.file);
    const answers = new Set<string>();
    for (let i = 0; i < good.length; i += 11) {
      const bad = Buffer.from(good);
      bad[i] = (bad[i] as number) ^ 1;
      await writeFile(copy.file, bad);
      answers.add(await takeIn(bench, 'vault', copy.file));
    }
    expect([...answers].sort()).toEqual(['seal-broken', 'sealed-to-another']);
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
  });

  test.each(['order', 'vault'] as const)('cut short anywhere (%s)', async (kind) => {
    const { origin, press, bench } = trio;
    const [to, station] = kind === 'order' ? ['Press B', press] : ['Bench A', bench];
    const sent = await send(origin, kind, to as string);
    const copy = await copyOf(sent);
    const size = (await readFile(copy.file)).length;
    for (const length of [size - 1, Math.floor(size / 2), 1, 0]) {
      await truncate(copy.file, length);
      expect(['bad-signature', 'seal-broken']).toContain(await takeIn(station as TestStation, kind, copy.file));
    }
    expect(await takeIn(station as TestStation, kind, sent.file)).toBe('taken');
  });

  test('without its signature, or with that of another', async () => {
    const { origin, press } = trio;
    const first = await send(origin, 'order', 'Press B');
    const second = await send(origin, 'order', 'Press B');
    const copy = await copyOf(first);
    await copyFile(second.signature, copy.signature);
    expect(await takeIn(press, 'order', copy.file)).toBe('bad-signature');
    await rm(copy.signature);
    expect(await takeIn(press, 'order', copy.file)).toBe('unsigned');
    expect(await takeIn(press, 'order', first.file)).toBe('taken');
    expect(await takeIn(press, 'order', second.file)).toBe('taken');
  });
});

describe('a transfer is taken only from whom it may come', () => {
  test('not from a stranger', async () => {
    const { press } = trio;
    const stranger = await trio.add('origin', 'Origin X');
    const friend = await trio.add('press', 'Press X');
    await introduce(stranger, friend);
    const order = await send(stranger, 'order', 'Press X');
    expect(await takeIn(press, 'order', order.file)).toBe('unknown-signer');
  });

  test('not from a station of another role, though it is trusted', async () => {
    const { origin, press, bench } = trio;
    const order = await send(origin, 'order', 'Press B');
    const forged = await resigned(order, bench, (text) => text.replace('"from":"Origin A"', '"from":"Bench A"'));
    expect(await takeIn(press, 'order', forged.file)).toBe('wrong-role');
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('not once it is trusted no longer', async () => {
    const { press } = trio;
    const origin = await trio.add('origin', 'Origin Y');
    await introduce(origin, press);
    const order = await send(origin, 'order', 'Press B');
    must(await revokePeer({ book: press.book, journal: press.journal }, 'Origin Y', 'key lost', PEOPLE));
    expect(await takeIn(press, 'order', order.file)).toBe('unknown-signer');
  });

  test("not by a station whose role takes no such thing: a vault never gets into Press's hands", async () => {
    const { origin, press, bench } = trio;
    const vault = await send(origin, 'vault', 'Bench A');
    const before = press.journal.head.size;
    expect(await takeIn(press, 'vault', vault.file)).toBe('wrong-role');
    expect(await takeIn(origin, 'return', vault.file)).toBe('wrong-role');
    expect(await takeIn(bench, 'order', vault.file)).toBe('wrong-role');
    expect(press.journal.head.size).toBe(before);
    expect(await takeIn(bench, 'vault', vault.file)).toBe('taken');
  });
});

describe('a transfer is taken only in its turn', () => {
  test('not twice, not before the one before it, not at another station', async () => {
    const { origin, press } = trio;
    const other = await trio.add('press', 'Press Z');
    await introduce(origin, other);
    const [first, second] = [await send(origin, 'order', 'Press B'), await send(origin, 'order', 'Press B')];
    expect(await takeIn(press, 'order', second.file)).toBe('gap');
    expect(await takeIn(press, 'order', first.file)).toBe('taken');
    expect(await takeIn(press, 'order', first.file)).toBe('replayed');
    expect(await takeIn(press, 'order', second.file)).toBe('taken');
    expect(await takeIn(other, 'order', first.file)).toBe('misaddressed');
  });

  test('not under a number that another has, as a copied station would give', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const fork = await resigned(order, origin, (text) => text.replace(/"records":\d+/, '"records":999999'));
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
    expect(await takeIn(press, 'order', fork.file)).toBe('forked');
    expect(eventsOf(press).slice(-2)).toEqual([
      { kind: 'transfer-refused', transfer: 'order', from: 'Origin A', reason: 'forked' },
      { kind: 'incident', reason: 'forked', serial: null, detail: 'order signed by Origin A' },
    ]);
  });

  test("not if the sender's history went back", async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const older = await resigned(order, origin, (text) => text.replace(/"records":\d+/, '"records":3'));
    expect(await takeIn(press, 'order', older.file)).toBe('history-went-back');
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('and of two that were read at once only one is taken in', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const [a, b] = await Promise.all([
      press.courier.receive('order', order.file),
      press.courier.receive('order', order.file),
    ]);
    must(await press.courier.accept([must(a)]));
    expect(await press.courier.accept([must(b)])).toMatchObject({ ok: false, error: { kind: 'replayed' } });
  });
});

describe('well signed, but not well made', () => {
  test('a secret in an order is refused, and an incident', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const leak = await resigned(order, origin, (text) =>
      text.replace(/"serial":"[^"]+"/, '"serial":"7Q2K-M9XV-4HTR-D0WB-3NYE"'),
    );
    expect(await takeIn(press, 'order', leak.file)).toBe('secret-in-transfer');
    expect(eventsOf(press).at(-1)).toMatchObject({ kind: 'incident', reason: 'secret-in-transfer' });
    expect(JSON.stringify(eventsOf(press))).not.toContain('M9XV');
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('fewer units than announced, another kind, and a damaged code are refused whole', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const spoilt: [string, (text: string) => string][] = [
      ['truncated', (text) => text.split('\n').slice(0, 2).join('\n') + '\n'],
      ['wrong-kind', (text) => text.replace('"kind":"order"', '"kind":"return"')],
      ['wrong-unit', (text) => text.replace(/(passphrase\w{60})../, '$1AA')],
    ];
    for (const [kind, change] of spoilt) {
      const bad = await resigned(order, origin, change);
      expect(await takeIn(press, 'order', bad.file)).toBe(kind);
    }
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });
});

describe('what is no file', () => {
  test('links and pipes are not followed, neither for the file nor for its signature', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    for (const part of ['file', 'signature'] as const) {
      const spoil: ((path: string) => unknown)[] = [
        (path) => symlink(order[part], path),
        (path) => link(order[part], path),
        (path) => mkdir(path),
        (path) => execFileSync('mkfifo', [path]),
      ];
      for (const put of spoil) {
        const copy = await copyOf(order);
        await rm(copy[part]);
        await put(copy[part]);
        expect(await takeIn(press, 'order', copy.file)).toBe('not-a-file');
        // A hard link gives the good file a second name as well.
        await rm(dirname(copy.file), { recursive: true });
      }
    }
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('a file or a signature of any size is refused before it is read', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    for (const part of ['file', 'signature'] as const) {
      const copy = await copyOf(order);
      await truncate(copy[part], 2 ** 33);
      expect(await takeIn(press, 'order', copy.file)).toBe('too-large');
    }
    expect(await takeIn(press, 'order', `${order.file}.gone`)).toBe('missing');
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });

  test('a file that changes while it is read is not taken', async () => {
    const { origin, press } = trio;
    const order = await send(origin, 'order', 'Press B');
    const copy = await copyOf(order);
    let before = true;
    const received = await press.courier.receive('order', copy.file, {
      onProgress: () => {
        // Between the two readings: other bytes of the same length, under the same name.
        if (before) execFileSync('sh', ['-c', `tr a b < "${order.file}" > "${copy.file}"`]);
        before = false;
      },
    });
    expect(received).toMatchObject({ ok: false });
    expect(received.ok ? '' : received.error.kind).not.toBe('missing');
    await rename(copy.signature, `${copy.signature}.old`);
    expect(await takeIn(press, 'order', order.file)).toBe('taken');
  });
});

test('reading can be stopped, is reported on its way, and then leaves no trace', async () => {
  const { origin, press } = trio;
  const order = await send(origin, 'order', 'Press B');
  const before = press.journal.head.size;
  const stopped = await press.courier.receive('order', order.file, { signal: AbortSignal.abort() });
  expect(stopped).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  expect(press.journal.head.size).toBe(before);
  const seen: string[] = [];
  const onProgress = ({ step, done, total }: { step: string; done: number; total: number }): void =>
    void seen.push(`${step} ${Math.round((100 * done) / total)}`);
  must(await press.courier.receive('order', order.file, { onProgress }));
  expect(seen).toEqual(['reading 50', 'reading 100', 'checking 100']);
});
