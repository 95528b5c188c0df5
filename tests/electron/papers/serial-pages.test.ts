/** The pages of a bench that say serials: every code of them reads, prints sharp, and says nothing but its card's serial. */
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import type { Serial } from '../../../core/card/serial.ts';
import { MOST_POCKETS } from '../../../core/etch/tray.ts';
import type { PocketView, TrayView } from '../../../core/stations/bench/view.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { LEAST_PAGE_MODULE, leastSide, serialCode } from '../../../electron/papers/code.ts';
import { travellerPage, type TravellerFacts } from '../../../electron/papers/traveller.ts';
import { gridOf, trayListPage, type TrayListFacts } from '../../../electron/papers/tray-list.ts';
import { LANGUAGES } from '../../../resources/words/languages.ts';
import { codesOn } from '../../fakes/drawn-codes.ts';

const ADDRESS = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';
const facts: Omit<TrayListFacts, 'batch' | 'tray'> = {
  station: 'HEL-1-BENCH <01>',
  mode: 'production',
  version: '0.1.0',
  at: '2026-11-28T10:00:00.000Z',
};
const traveller: TravellerFacts = {
  ...facts,
  unit: {
    ...{ serial: 'TF-004711' as Serial, batch: '2026-047', address: ADDRESS, sticker: 'ST-4711' },
    ...{ state: 'quarantined', reason: 'secret-scanned' },
  },
  steps: [
    {
      ...{
        prev: '',
        mac: '',
        seq: 12,
        at: '2026-11-28T09:00:00.000Z',
        who: { by: null, signers: [], signatures: null },
      },
      event: { kind: 'serial-from-print', serial: 'TF-004711', print: 'traveller' },
    },
  ],
  journal: { size: 12, hash: 'ab'.repeat(32) },
};

const serialAt = (pocket: number, symbols = 9): string => `TF-${String(pocket).padStart(symbols - 3, '0')}`;

/** A tray of which every third pocket is empty. */
function trayOf(rows: number, columns: number, symbols = 9): Pick<TrayView, 'rows' | 'columns' | 'job' | 'pockets'> {
  const pockets = Array.from({ length: rows * columns }, (_, i): PocketView => {
    const left = i % 3 === 2;
    return { pocket: i + 1, serial: left ? null : serialAt(i + 1, symbols), state: left ? 'left-out' : 'at-laser' };
  });
  return { rows, columns, job: '20261128-100000-0001', pockets };
}

describe.each(Object.entries(LANGUAGES))('in %s', (_, words) => {
  test('a traveller says its serial, and that alone', () => {
    const page = must(travellerPage(words, traveller));
    expect(codesOn(page).map(({ text }) => text)).toEqual(['TF3 TF-004711']);
    expect(page).toContain(words.papers.traveller.title('TF-004711'));
    expect(page).toContain(words.papers.traveller.code);
    expect(page).toContain('HEL-1-BENCH &lt;01&gt;');
    expect(page).toContain('#12');
    expect(page).not.toContain(words.papers.training);
    expect(must(travellerPage(words, { ...traveller, mode: 'training' }))).toContain(words.papers.training);
  });

  test('the list of a tray has a code for each card, in the order of the pockets', () => {
    const tray = trayOf(3, 4);
    const page = must(trayListPage(words, { ...facts, batch: '2026-047', tray }));
    const serials = tray.pockets.flatMap(({ serial }) => (serial === null ? [] : [serial]));
    expect(codesOn(page).map(({ text }) => nameScan(text ?? ''))).toEqual(
      serials.map((serial) => ({ what: 'serial', serial, print: 'tray-list' })),
    );
    expect(page).toContain(words.pockets.title(3, 4));
    expect(page).toContain(words.papers.trayList.how);
    expect(page).toContain(tray.job);
    const unsent = must(trayListPage(words, { ...facts, batch: '2026-047', tray: { ...tray, job: null } }));
    expect(unsent).toContain(words.papers.trayList.unsent);
  });
});

test('every tray that a station can have has room on one page, with codes that print sharp', () => {
  const longest = leastSide(`TF4 ${serialAt(1, 24)}`);
  for (let rows = 1; rows <= 25; rows++)
    for (let columns = 1; columns <= 25; columns++) {
      if (rows * columns > MOST_POCKETS) continue;
      const grid = gridOf({ rows, columns }, longest);
      expect([rows, columns, (grid?.side ?? 0) >= longest]).toEqual([rows, columns, true]);
      // Nor does a border stand in the quiet zone: 178 mm of paper, 2 mm between pockets, lines of a fifth of one.
      expect((178 + 2) / (grid?.columns ?? 1) - 2 - 0.4).toBeGreaterThanOrEqual((grid?.side ?? 0) - 1e-9);
    }
});

test.each([
  [2, 2],
  [25, 4],
  [10, 10],
])('the codes of a full tray of %i x %i read, serials as long as they may be', (rows, columns) => {
  const page = must(trayListPage(LANGUAGES.en, { ...facts, batch: 'B', tray: trayOf(rows, columns, 24) }));
  const codes = codesOn(page);
  expect(codes.map(({ text }) => text)).toEqual(
    trayOf(rows, columns, 24).pockets.flatMap(({ serial }) => (serial === null ? [] : [`TF4 ${serial}`])),
  );
  for (const { module } of codes) expect(module).toBeGreaterThanOrEqual(LEAST_PAGE_MODULE);
});

test('pockets lie on the page as they lie in the tray, where the codes have room so', () => {
  expect(gridOf({ rows: 2, columns: 5 }, 12)?.columns).toBe(5);
  expect(gridOf({ rows: 25, columns: 4 }, 12)?.columns).not.toBe(4);
  expect(gridOf({ rows: 10, columns: 10 }, 40)).toBeNull();
});

test('a code that reads as anything else, or would not print sharp, is refused', () => {
  expect(serialCode('TF3 TF-004711', 30, () => 'TF3 TF-004712')).toMatchObject({ error: { kind: 'code-not-read' } });
  expect(serialCode('TF3 TF-004711', 30, () => null)).toMatchObject({ error: { kind: 'code-not-read' } });
  const least = leastSide('TF3 TF-004711');
  expect(serialCode('TF3 TF-004711', least).ok).toBe(true);
  expect(serialCode('TF3 TF-004711', least - 0.1)).toMatchObject({ error: { kind: 'page-too-small' } });
});
