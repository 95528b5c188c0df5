import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identityFileName } from '../../../core/peers/identity.ts';
import { eightWords } from '../../../core/base/eight-words.ts';
import { must } from '../../../core/base/result.ts';
import { readGrid } from '../../../core/sticker/qr.ts';
import { createFramer } from '../../../core/scan/frame.ts';
import type { PeerHandlers } from '../../../electron/bridge/peers.ts';
import { createExaminer, identityIn } from '../../../electron/station/examiner.ts';
import { createPeerHandlers } from '../../../electron/station/peers-handlers.ts';
import { newTrio, PEOPLE, takeIn, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { vaultUnits } from '../../fakes/transfers.ts';

let trio: Trio;
beforeAll(async () => void (trio = await newTrio()));
afterAll(() => trio.close());

/** The calls of a station whose dialogs are answered with what `paths` holds at that moment. */
function window(station: TestStation, paths: { file?: string; directory?: string } = {}): PeerHandlers {
  const ask = { file: async () => paths.file ?? null, directory: async () => paths.directory ?? null };
  return createPeerHandlers({ station, examiner: createExaminer(station), ask });
}

/** The module grid of a drawn code, read by a reader that shares no line with its maker. */
function decode({ side, path }: { side: number; path: string }): string | null {
  const grid = Array.from({ length: side }, () => Array<boolean>(side).fill(false));
  for (const [, x, y, long] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let i = 0; i < Number(long); i++) (grid[Number(y)] as boolean[])[Number(x) + i] = true;
  }
  return readGrid(grid.slice(4, -4).map((row) => row.slice(4, -4)));
}

describe('the own identity', () => {
  test('is shown with its words and a code that reads as its text', async () => {
    const { identity } = trio.press;
    const view = await window(trio.press).peers(null);
    expect(view?.self).toMatchObject({ name: 'Press B', role: 'press', words: eightWords(identity.fingerprint) });
    expect(decode(view?.self.code as { side: number; path: string })).toBe(identity.text);
  });

  test('is written where a person wants it, or nowhere', async () => {
    const directory = await trio.medium();
    expect(await window(trio.press).saveIdentity(null)).toEqual({ ok: true, value: null });
    const path = join(directory, identityFileName(trio.press.identity));
    expect(must(await window(trio.press, { directory }).saveIdentity(null))).toEqual({ path });
    const [line, newest, ...rest] = (await readFile(path, 'latin1')).split('\n');
    expect(line).toBe(trio.press.identity.text);
    expect(newest).toContain(`twofold-checkpoint-1 ${trio.press.journal.head.size} ${trio.press.journal.head.hash} `);
    expect(rest).toEqual(['']);
    expect(await window(trio.press, { directory: '/nowhere' }).saveIdentity(null)).toMatchObject({ ok: false });
  });
});

describe('another station', () => {
  test('is examined, compared and pinned, and is not trusted before', async () => {
    const [origin, other] = [await trio.add('origin', 'Origin N'), await trio.add('press', 'Press N')];
    const file = join(await trio.medium(), 'press.identity.txt');
    await writeFile(file, other.identity.text);
    const calls = window(origin, { file });
    const { fingerprint } = other.identity;
    const people = [...PEOPLE] as [string, string];

    expect(await calls.pinPeer({ fingerprint, people })).toMatchObject({ error: { kind: 'not-examined' } });
    const seen = must(await calls.examinePeer(null));
    expect(seen).toMatchObject({ name: 'Press N', fingerprint, words: eightWords(fingerprint) });
    expect((await calls.peers(null))?.peers).toEqual([]);
    expect(await calls.pinPeer({ fingerprint: 'ab'.repeat(32), people })).toMatchObject({ ok: false });
    expect(await calls.pinPeer({ fingerprint, people: ['Ada', 'ada '] })).toMatchObject({
      error: { kind: 'same-person' },
    });
    must(await calls.pinPeer({ fingerprint, people }));
    const [pinned] = (await calls.peers(null))?.peers ?? [];
    expect(pinned).toMatchObject({ identity: { name: 'Press N' }, people: PEOPLE });
    expect(Date.parse(pinned?.since ?? '')).toBeGreaterThan(Date.parse(other.identity.created));
    expect(await calls.examinePeer(null)).toMatchObject({ error: { kind: 'already-pinned' } });

    expect(await calls.revokePeer({ fingerprint, reason: 'no', people })).toMatchObject({
      error: { kind: 'no-reason' },
    });
    must(await calls.revokePeer({ fingerprint, reason: 'its disk was stolen', people }));
    expect((await calls.peers(null))?.peers).toEqual([]);
    expect(await calls.revokePeer({ fingerprint, reason: 'again', people })).toMatchObject({
      error: { kind: 'unknown-peer' },
    });
  });

  test('is forgotten when it is put away, when another file is chosen, and when there is an objection', async () => {
    const origin = await trio.add('origin', 'Origin F');
    const medium = await trio.medium();
    const [press, check] = [await trio.add('press', 'Press F'), await trio.add('check', 'Check F')];
    const paths = { file: join(medium, 'press') };
    await writeFile(paths.file, press.identity.text);
    await writeFile(join(medium, 'check'), check.identity.text);
    const calls = window(origin, paths);
    const pin = async () => {
      const pinned = await calls.pinPeer({ fingerprint: press.identity.fingerprint, people: ['Ada', 'Grace'] });
      return pinned.ok ? 'pinned' : pinned.error.kind;
    };

    must(await calls.examinePeer(null));
    expect(await calls.putPeerAway(null)).toBeNull();
    expect(await pin()).toBe('not-examined');
    must(await calls.examinePeer(null));
    paths.file = join(medium, 'check');
    expect(await calls.examinePeer(null)).toMatchObject({ error: { kind: 'no-business' } });
    expect(await pin()).toBe('not-examined');
  });
});

test('a training station has no identity and trusts nobody', async () => {
  const ask = { file: async () => '/somewhere', directory: async () => '/somewhere' };
  const calls = createPeerHandlers({ station: null, examiner: createExaminer(null), ask });
  expect(await calls.peers(null)).toBeNull();
  expect(await calls.putPeerAway(null)).toBeNull();
  const people = ['Ada', 'Grace'] as [string, string];
  const answers = [
    await calls.saveIdentity(null),
    await calls.examinePeer(null),
    await calls.pinPeer({ fingerprint: 'ab'.repeat(32), people }),
    await calls.revokePeer({ fingerprint: 'ab'.repeat(32), reason: 'whatever', people }),
    await calls.chooseTransfer(null),
    await calls.setAside({ file: 'vault', reason: 'whatever', people }),
    await calls.abandonTransfer({ fingerprint: 'ab'.repeat(32), people }),
  ];
  expect(answers.map((answer) => (answer.ok ? 'done' : answer.error.kind))).toEqual(
    Array<string>(7).fill('not-commissioned'),
  );
});

describe('the code of another station', () => {
  test('is taken from the scanner as a whole, and compared like a file', async () => {
    const [origin, press] = [await trio.add('origin', 'Origin S'), await trio.add('press', 'Press S')];
    const examiner = createExaminer(origin);
    const ask = { file: async () => null, directory: async () => null };
    const calls = createPeerHandlers({ station: origin, examiner, ask });
    const scanned = createFramer().push(Buffer.from(`]Q1${press.identity.text}\r`, 'latin1'), 0);
    const [text] = scanned.flatMap((frame) => (frame.kind === 'repeat' ? [] : [identityIn(frame)]));
    expect(text).toBe(press.identity.text);
    const { fingerprint } = must(examiner.take(text ?? ''));
    must(await calls.pinPeer({ fingerprint, people: ['Ada', 'Grace'] }));
    expect((await calls.peers(null))?.peers).toMatchObject([{ identity: { name: 'Press S' } }]);
  });

  test('is no code of a card, and none of a card is taken for it', () => {
    const frames = ['TF-004711', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4', '{"serial":"TF-004711"}'].map(
      (text) => ({ kind: 'code', bytes: Buffer.from(text), aim: null }) as const,
    );
    expect(frames.map(identityIn)).toEqual([null, null, null]);
    expect(identityIn({ kind: 'refused', reason: 'overlong-scan', length: 2, bytes: Buffer.from('TF') })).toBeNull();
  });

  test('is refused where it was changed, and where nobody is trusted', async () => {
    const { text } = trio.press.identity;
    const examiner = createExaminer(trio.origin);
    expect(examiner.take(text.replace('Press B', 'Press C'))).toMatchObject({ error: { kind: 'bad-signature' } });
    expect(examiner.take(text.slice(0, -1))).toMatchObject({ error: { kind: 'not-an-identity' } });
    expect(createExaminer(null).take(text)).toMatchObject({ error: { kind: 'not-commissioned' } });
  });
});

describe('a transfer that blocks', () => {
  const people = [...PEOPLE] as [string, string];

  test('H6: is set aside from the window by two people, and the one behind it is taken', async () => {
    const { origin, bench } = trio;
    const medium = await trio.medium();
    const sent = async (batch: string) =>
      must(await origin.courier.send('vault', 'Bench A', { batch, units: vaultUnits(1) }, medium)).file;
    const [first, second] = [await sent('B-1'), await sent('B-2')];
    const paths: { file?: string } = { file: first };
    const calls = window(bench, paths);
    const file = basename(first);
    const grounds = { reason: 'of a batch that was given up', people };
    expect(await calls.setAside({ file, ...grounds })).toMatchObject({ error: { kind: 'not-chosen' } });
    expect(must(await calls.chooseTransfer(null))).toEqual({ file, kind: 'vault' });
    expect(await calls.setAside({ file: 'another', ...grounds })).toMatchObject({ error: { kind: 'not-chosen' } });
    expect(await calls.setAside({ file, ...grounds, people: ['Ada', 'ada '] })).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await takeIn(bench, 'vault', second)).toBe('gap');
    must(await calls.setAside({ file, ...grounds }));
    expect(await takeIn(bench, 'vault', first)).toBe('replayed');
    expect(await takeIn(bench, 'vault', second)).toBe('taken');
    paths.file = join(medium, 'holiday.jsonl');
    expect(await calls.chooseTransfer(null)).toMatchObject({ error: { kind: 'not-chosen' } });
  });

  test('H6: that was never delivered is given up from the window, and its number is used again', async () => {
    const { press } = trio;
    const calls = window(press);
    const shown = async () =>
      (await calls.peers(null))?.peers.find(({ identity }) => identity.name === 'Bench A')?.undelivered;
    const { fingerprint } = trio.bench.identity;
    expect(await calls.abandonTransfer({ fingerprint, people })).toMatchObject({ error: { kind: 'nothing-prepared' } });
    await press.journal.append([
      {
        ...{ kind: 'transfer-prepared', transfer: 'return', batch: 'B-1', count: 1, to: 'Bench A', peer: fingerprint },
        ...{ sequence: 1, previous: '0'.repeat(64), digest: 'ab'.repeat(32), records: 1, journal: 'cd'.repeat(32) },
      },
    ]);
    expect(await shown()).toEqual({ sequence: 1, transfer: 'return', batch: 'B-1' });
    must(await calls.abandonTransfer({ fingerprint, people }));
    expect(await shown()).toBeNull();
    expect(press.book.nextTo(fingerprint).sequence).toBe(1);
  });
});
