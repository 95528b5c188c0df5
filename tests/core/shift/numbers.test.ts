import { describe, expect, test } from 'vitest';
import { shiftCsv } from '../../../core/shift/csv.ts';
import { shiftNumbers, periodOf, type ShiftFacts } from '../../../core/shift/numbers.ts';
import { shiftView } from '../../../core/shift/picture.ts';

const HOUR = 3_600_000;
const NOTHING: ShiftFacts = {
  ...{ role: 'bench', sent: [] },
  ...{ finished: [], durations: [], reasons: [], people: [], batches: [], verdicts: [], devices: [], states: [] },
  ...{ aside: [], last: [], passes: { clean: 0, again: 0, strays: 0 }, labels: { printed: 0, failed: 0 } },
};
const period = { from: 0, to: 8 * HOUR, batch: null, slot: HOUR };
const numbersOf = (facts: Partial<ShiftFacts>, now = 4 * HOUR) =>
  shiftNumbers(period, { ...NOTHING, ...facts }, 40, now);

describe('the numbers', () => {
  test('of an empty shift say what they do not know', () => {
    const numbers = numbersOf({});
    expect([numbers.finished, numbers.rate, numbers.firstPass, numbers.forecast]).toEqual([0, 0, null, null]);
    expect(numbers.curve).toHaveLength(4);
  });

  test('of one card have its time as median and as 95th percentile', () => {
    const numbers = numbersOf({ durations: [{ step: 'etch-marked', seconds: 28, times: 1 }] });
    expect(numbers.steps).toEqual([{ step: 'etch-marked', times: 1, median: 28, p95: 28 }]);
  });

  test('a rate is over the time that has passed, and the forecast follows from it', () => {
    const numbers = numbersOf({
      finished: [{ slot: 1, cards: 80 }],
      states: [
        { state: 'received', cards: 40 },
        { state: 'finished', cards: 80 },
      ],
    });
    expect(numbers.rate).toBe(20);
    expect(numbers.open).toBe(40);
    expect(numbers.forecast).toBe(4 * HOUR + 2 * HOUR);
  });

  test('percentiles are nearest ranks', () => {
    const durations = Array.from({ length: 100 }, (_, i) => ({ step: 'unit-covered', seconds: i + 1, times: 1 }));
    expect(numbersOf({ durations }).steps[0]).toMatchObject({ median: 50, p95: 95 });
  });

  test('time that a station was stopped is not lost to a device', () => {
    const device = (at: number, state: string, reason: string | null = null) => ({
      at,
      kind: 'device-changed',
      state: `scanner ${state}`,
      reason,
    });
    const numbers = numbersOf({
      devices: [
        device(0, 'absent'),
        { at: HOUR, kind: 'station-stopped', state: '', reason: null },
        device(2 * HOUR, 'ready'),
        device(3 * HOUR, 'faulted', 'gone'),
      ],
    });
    // An hour before it stopped, and from three to four, which is now.
    expect(numbers.lost).toEqual([{ device: 'scanner', seconds: 7200, times: 2 }]);
  });

  test('a curve has some dozens of columns, whatever the time', () => {
    for (const hours of [1, 8, 24, 7 * 24, 31 * 24, 366 * 24]) {
      const columns = (hours * HOUR) / periodOf(0, hours * HOUR);
      expect(columns).toBeGreaterThanOrEqual(4);
      expect(columns).toBeLessThanOrEqual(64);
    }
  });

  test('a day with a change of time has as many columns as it has hours', () => {
    // Europe, 29 March 2026: 23 hours.
    const [from, to] = [Date.parse('2026-03-29T00:00+01:00'), Date.parse('2026-03-30T00:00+02:00')];
    const day = shiftNumbers({ from, to, batch: null, slot: HOUR }, NOTHING, 40, to);
    expect(day.curve).toHaveLength(23);
    expect(new Set(day.curve.map(({ at }) => at)).size).toBe(23);
  });
});

describe('as CSV', () => {
  test('what a spreadsheet would run is text', () => {
    const evil = ['=HYPERLINK("http://x")', '+1', '-1', '@a', '\tx'];
    const csv = shiftCsv(numbersOf({ people: evil.map((person) => ({ person, step: 'unit-covered', times: 1 })) }));
    const names = csv
      .split('\r\n')
      .filter((line) => line.includes(',person,'))
      .map((line) => line.split(',person,')[1] ?? '');
    expect(names).toHaveLength(5);
    for (const name of names) expect(name).toMatch(/^"?'/);
  });

  test('numbers have a point, times are UTC, and every row says its format', () => {
    const lines = shiftCsv(numbersOf({ finished: [{ slot: 0, cards: 9 }] }))
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('format,table,name,batch,at,count,sum,median_s,p95_s,share');
    for (const line of lines.slice(1)) expect(line).toMatch(/^twofold-shift-1,/);
    expect(lines).toContain('twofold-shift-1,total,cards an hour,,,2.25,,,,');
    expect(lines).toContain('twofold-shift-1,curve,,,1970-01-01T00:00:00.000Z,9,9,,,');
  });
});

describe('the pictures', () => {
  test('a bar is as high as its cards, and the line ends at their sum', () => {
    const { curve } = shiftView(
      numbersOf({
        finished: [
          { slot: 0, cards: 40 },
          { slot: 2, cards: 20 },
        ],
      }),
    );
    const [first, second, third] = curve.bars;
    expect(second?.height).toBe(0);
    expect(first?.height).toBeCloseTo(2 * (third?.height ?? 0), 0);
    expect(curve.sum.startsWith(`M${curve.left},${curve.bottom}`)).toBe(true);
  });

  test('nothing of a picture is not a number, of an empty shift neither', () => {
    expect(JSON.stringify(shiftView(numbersOf({})))).not.toContain('NaN');
    expect(JSON.stringify(shiftView(shiftNumbers({ ...period, to: 1 }, NOTHING, 40, 0)))).not.toContain('NaN');
  });
});
