/** What the closings of several benches say together, of cards that went from one to another and of benches that went back. */
import { expect, test } from 'vitest';
import type { OriginBatch, ShareClosing } from '../../../../core/stations/origin/book.ts';
import { isComplete, shareClosed, totalEnds } from '../../../../core/stations/origin/shares.ts';

const closing = (bench: string, of: Partial<ShareClosing>): ShareClosing => ({
  kind: 'share-closed',
  ...{ batch: 'B-1', bench, digest: 'd', count: 2, ends: {}, handed: [], taken: [], missing: [] },
  ...of,
});

const share = (bench: string, from: number) => ({
  bench,
  from,
  to: from + 1,
  first: `C-${from}`,
  last: `C-${from + 1}`,
});

/** Four cards over two benches; only what the closings are held against is there. */
const batch = (closings: readonly ShareClosing[], reissues: OriginBatch['reissues'] = []) =>
  ({
    batch: 'B-1',
    count: 4,
    ...{ opened: [], exports: [], reissues, closings },
    shares: [share('Bench A', 1), share('Bench B', 3)],
  }) as unknown as OriginBatch;

/** B was handed C-2 by A, and finished it. */
const taker = closing('Bench B', { count: 3, ends: { finished: 3 }, taken: [{ serial: 'C-2', from: 'Bench A' }] });

test('a card that a bench gave up, lost the record of and misses is counted once, where it is', () => {
  const wentBack = closing('Bench A', { ends: { finished: 1, missing: 1 }, missing: ['C-2'] });
  const all = batch([wentBack, taker]);
  expect(totalEnds(all)).toEqual({ finished: 4 });
  expect(isComplete(all)).toBe(true);
});

test('so is one that it had taken over itself before it gave it up', () => {
  const wentBack = closing('Bench A', {
    ...{ count: 3, ends: { finished: 2, missing: 1 }, missing: ['C-9'] },
    taken: [{ serial: 'C-9', from: 'Bench C' }],
  });
  const last = { ...taker, taken: [{ serial: 'C-9', from: 'Bench A' }] };
  expect(totalEnds(batch([wentBack, last]))).toEqual({ finished: 5 });
});

test('one that came with the share of a dead bench is missed by whoever holds its own, and is counted once', () => {
  const gone = (bench: string, to: string, besides: readonly string[]) =>
    ({ kind: 'share-reissued', batch: 'B-1', bench, to, besides, reason: 'gone', signatures: [] }) as never;
  const all = batch(
    [
      closing('Spare 1', { count: 3, ends: { finished: 3 } }),
      closing('Spare 2', { ends: { finished: 1, missing: 1 }, missing: ['C-2'] }),
    ],
    // B had C-2 of A when it died, and then A died.
    [gone('Bench B', 'Spare 1', ['C-2']), gone('Bench A', 'Spare 2', [])],
  );
  expect(totalEnds(all)).toEqual({ finished: 4 });
});

test('one that two benches miss is missing once', () => {
  const none = { ends: { finished: 1, missing: 1 }, missing: ['C-2'] };
  const lost = { ...taker, count: 3, ends: { finished: 2, missing: 1 }, missing: ['C-2'] };
  expect(totalEnds(batch([closing('Bench A', none), lost]))).toEqual({ finished: 3, missing: 1 });
});

test('one that it misses and nobody has taken from it stays missing', () => {
  const lost = closing('Bench A', { ends: { finished: 1, missing: 1 }, missing: ['C-1'] });
  expect(totalEnds(batch([lost, taker]))).toEqual({ finished: 4, missing: 1 });
});

test.each([
  ['the bench that gave it up', [taker], 'Bench A'],
  ['the bench that has it', [closing('Bench A', { ends: { finished: 2 } })], 'Bench B'],
])('a card that both say they have is refused, whichever comes last: %s', (_, before, from) => {
  const units =
    from === 'Bench A'
      ? [
          { serial: 'C-1', end: 'finished' },
          { serial: 'C-2', end: 'quarantined' },
        ]
      : [
          { serial: 'C-2', end: 'finished', taken: 'Bench A' },
          { serial: 'C-3', end: 'finished' },
          { serial: 'C-4', end: 'finished' },
        ];
  const transfer = { file: 'closing.json', manifest: { batch: 'B-1', from }, units, digest: 'd' };
  const refused = shareClosed(transfer as unknown as Parameters<typeof shareClosed>[0], batch(before));
  expect(refused).toMatchObject({ ok: false, error: { kind: 'claimed-twice', facts: { serial: 'C-2' } } });
});
