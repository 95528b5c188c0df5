import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must, type Result } from '../../../../core/base/result.ts';
import { Secret } from '../../../../core/base/secret.ts';
import { CARD, CODE_CARD, type Layout } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import {
  CORNERS,
  createFieldMap,
  NO_FIXTURE,
  ROTATIONS,
  UPRIGHT,
  type Fixture,
} from '../../../../core/etch/fixture.ts';
import { FORMATS, formatNames, type EtchFormat, type FormatName } from '../../../../core/etch/formats/formats.ts';
import { layerOf, type Drawing } from '../../../../core/etch/formats/layer.ts';
import { provesJob } from '../../../../core/etch/formats/prove.ts';
import { drawJob, type JobForm } from '../../../../core/etch/job.ts';
import type { Pens } from '../../../../core/etch/pens.ts';
import { letter } from '../../../../core/etch/strokes.ts';
import { indexMark, placeOf, trayField } from '../../../../core/etch/tray.ts';
import { READERS, type Line } from '../../../fakes/etch-readers.ts';
import { serialOf } from '../../../fakes/transfers.ts';
import { fixtures } from '../fixtures.ts';
import { bytes, cardPassphrase } from '../passphrases.ts';

const DRAWN = Object.keys(READERS) as (keyof typeof READERS)[];
const FRAME = { width: 200, height: 130 };
const PLACES = [
  { x: 5, y: 5 },
  { x: 100.5, y: 60.25 },
];

/** Two cards of a tray, as a job draws them. */
function drawingOf(passphrases: readonly Uint8Array[], fixture: Fixture | undefined, pens?: Pens): Drawing {
  const cards = passphrases.map((passphrase, n) => ({
    at: PLACES[n] ?? { x: 0, y: 0 },
    letterings: [must(letter(CARD, 'serial', bytes(`TF-000${n}`))), must(letter(CARD, 'passphrase', passphrase))],
  }));
  return { layout: CARD, frame: FRAME, cards, fixture, pens };
}

/** The strokes of a drawing by layer, micrometres in the frame. */
const expectedOf = ({ cards }: Drawing) =>
  cards.flatMap(({ at, letterings }) =>
    letterings.flatMap(({ zone, glyphs }) =>
      glyphs.flat().map((stroke) => ({
        layer: layerOf(CARD, zone) as string,
        points: Array.from(
          { length: stroke.length / 2 },
          (_, i) => [at.x * 1000 + (stroke[2 * i] as number), at.y * 1000 + (stroke[2 * i + 1] as number)] as const,
        ),
      })),
    ),
  );

const byLayer = <T extends { readonly layer: string }>(lines: readonly T[]): readonly T[] =>
  [...lines].sort((a, b) => a.layer.localeCompare(b.layer));

const two = fc.tuple(cardPassphrase, cardPassphrase);
const maybe = fc.option(fixtures, { nil: undefined });

describe.each(DRAWN)('%s', (name) => {
  const format: EtchFormat = FORMATS[name];
  const onto = (fixture: Fixture | undefined): Fixture => fixture ?? (name === 'svg' ? NO_FIXTURE : UPRIGHT);
  /** How far the farthest point lies from where it was drawn, taken back through the fixture; micrometres. */
  function farthestOf(read: readonly Line[], drawn: readonly Line[], fixture: Fixture | undefined): number {
    const field = createFieldMap(onto(fixture), FRAME);
    const away = read.flatMap(({ points }, n) =>
      points.map(([x, y], i) => {
        // A picture's y grows downwards, whichever way the laser counts.
        const back = field.back(x, name === 'svg' && fixture?.up === true ? -y : y);
        const [across = NaN, down = NaN] = drawn[n]?.points[i] ?? [];
        return Math.max(Math.abs(back.x - across), Math.abs(back.y - down));
      }),
    );
    return Math.max(...away);
  }

  test('strokes come back to the micrometre through a reader of somebody else, whatever the fixture', () => {
    fc.assert(
      fc.property(two, maybe, (passphrases, fixture) => {
        const drawing = drawingOf(passphrases, fixture);
        const read = byLayer(READERS[name](format.write(drawing)));
        const drawn = byLayer(expectedOf(drawing));
        expect(read.map(({ layer, points }) => [layer, points.length])).toEqual(
          drawn.map(({ layer, points }) => [layer, points.length]),
        );
        expect(farthestOf(read, drawn, fixture)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 12 },
    );
  });

  test('and so in each corner, turned and mirrored in each way, whichever way y grows', () => {
    const drawing = drawingOf([bytes('7Q2K-M9XV-4HTR-D0WB-3NYE')], undefined);
    const drawn = byLayer(expectedOf(drawing));
    for (const corner of CORNERS)
      for (const rotation of ROTATIONS)
        for (const [mirror, up] of [
          [false, false],
          [false, true],
          [true, false],
          [true, true],
        ] as const) {
          // prettier-ignore
          const fixture = { corner, rotation, mirror, up, offset: { x: 7.5, y: -12.25 }, scale: { x: 1.01, y: 0.98 } };
          const read = byLayer(READERS[name](format.write({ ...drawing, fixture })));
          expect(read.map(({ points }) => points.length)).toEqual(drawn.map(({ points }) => points.length));
          expect([fixture, farthestOf(read, drawn, fixture) <= 1]).toEqual([fixture, true]);
        }
  });

  test('the station’s own reader agrees with what was drawn, and with nothing else', () => {
    fc.assert(
      fc.property(two, maybe, (passphrases, fixture) => {
        const drawing = drawingOf(passphrases, fixture);
        const file = format.write(drawing);
        expect(provesJob(name, drawing, file)).toBe(true);
        const [first, second] = passphrases;
        const other = drawingOf([second, first], fixture);
        expect(provesJob(name, other, file)).toBe(Buffer.from(first).equals(Buffer.from(second)));
      }),
      { numRuns: 8 },
    );
  });

  test('a tray’s index mark is in its job before anything else, on a layer that is never marked', () => {
    const [tray, card] = [{ rows: 1, columns: 2, pitch: { x: 95, y: 60 }, margin: 9, order: 'raster', skip: [] } as const, CARD]; // prettier-ignore
    const frame = trayField(tray, card);
    fc.assert(
      fc.property(cardPassphrase, maybe, (passphrase, fixture) => {
        using text = new Secret(passphrase.slice());
        const form: JobForm = { layout: CARD, mode: 'production', format: name, frame, fixture, mark: indexMark(tray) };
        const job = must(drawJob(form, [{ serial: serialOf(1), text, at: placeOf(tray, 2) }]));
        const [first, ...others] = READERS[name](job);
        const field = createFieldMap(onto(fixture), frame);
        const corners = (first?.points ?? []).map(([x, y]) => field.back(x, name === 'svg' && fixture?.up === true ? -y : y)); // prettier-ignore
        // The corner before pocket 1, whichever way the fixture is turned: a turned tray has it at the other end.
        const wanted = indexMark(tray).map(({ x, y }) => ({ x: 1000 * x, y: 1000 * y }));
        expect(first?.layer).toBe('index mark');
        expect(corners.map(({ x, y }, i) => Math.hypot(x - (wanted[i]?.x ?? NaN), y - (wanted[i]?.y ?? NaN)) < 1.5)).toEqual([true, true, true, true]); // prettier-ignore
        expect(others.map(({ layer }) => layer)).not.toContain('index mark');
        expect(job).toHaveLength(format.pad.block);
      }),
      { numRuns: 12 },
    );
  });

  test('any digit that changes on the way is noticed', () => {
    const drawing = drawingOf([bytes('7Q2K-M9XV-4HTR-D0WB-3NYE')], undefined);
    const file = format.write(drawing);
    // Coordinates have three decimals, those of HP-GL two; its last one is less than a micrometre.
    const coordinate = name === 'hpgl' ? /\d+\.\d(?=\d)/g : /\d+\.\d{3}/g;
    const found = [...Buffer.from(file).toString('latin1').matchAll(coordinate)];
    const within = found.flatMap(({ 0: text, index }) => [...text].flatMap((digit, i) => (digit === '.' ? [] : [index + i]))); // prettier-ignore
    fc.assert(
      fc.property(fc.constantFrom(...within), fc.integer({ min: 2, max: 8 }), (at, more) => {
        const spoilt = file.slice();
        spoilt[at] = 0x30 + (((spoilt[at] as number) - 0x30 + more) % 10);
        return !provesJob(name, drawing, spoilt);
      }),
      { numRuns: 60 },
    );
  });

  test('a job that lacks its end, or is none, is noticed', () => {
    const drawing = drawingOf([bytes('7Q2K-M9XV-4HTR-D0WB-3NYE')], undefined);
    const file = format.write(drawing);
    for (const spoilt of [file.subarray(0, 3000), new Uint8Array(), bytes('hello')])
      expect(provesJob(name, drawing, spoilt)).toBe(false);
  });

  test('jobs of a batch have one size, with any passphrase and serial, in any place', () => {
    fc.assert(
      fc.property(two, maybe, (passphrases, fixture) => {
        const drawing = drawingOf(passphrases, fixture);
        return format.write(drawing).length === 2 * format.pad.block;
      }),
      { numRuns: 8 },
    );
    const wordiest = bytes('8888-8888-8888-8888-8888');
    expect(draw(name, withCode(CARD), { serial: '8'.repeat(24), text: wordiest })).toHaveLength(format.pad.block);
  });

  test('the pens of the material are in the job where the format has a place for them', () => {
    const pens: Pens = { passphrase: { power: 42.5, speed: 300, frequency: 60, passes: 2 } };
    const drawing = drawingOf([bytes('7Q2K-M9XV-4HTR-D0WB-3NYE')], undefined, pens);
    const file = format.write(drawing);
    const text = Buffer.from(file).toString('latin1');
    expect(provesJob(name, drawing, file)).toBe(true);
    if (name === 'gcode') expect(text).toContain('S425 F18000');
    if (name === 'lightburn') expect(text).toContain('<maxPower Value="42.5"/>\n<speed Value="300"/>\n<frequency Value="60000"/>\n<numPasses Value="2"/>'); // prettier-ignore
    const marks = (lines: Uint8Array) => READERS[name](lines).filter(({ layer }) => layer === 'passphrase').length;
    expect(marks(file)).toBe(marks(format.write({ ...drawing, pens: undefined })) * (name === 'gcode' ? 2 : 1));
  });
});

/** A job of one card, or what was refused. */
function draw(
  format: FormatName,
  layout: Layout,
  { serial = 'TF-000001', text = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE') } = {},
  more: Partial<JobForm> = {},
): Uint8Array {
  // prettier-ignore
  return must(tried(format, layout, { serial, text }, more));
}

function tried(
  format: FormatName,
  layout: Layout,
  { serial, text }: { serial: string; text: Uint8Array },
  more: Partial<JobForm> = {},
): Result<Uint8Array> {
  // prettier-ignore
  using secret = new Secret(text.slice());
  return drawJob({ layout, mode: 'production', format, ...more }, [{ serial: serial as never, text: secret }]);
}

describe('jobs of texts', () => {
  test('a CSV has a head, a row a card and every cell in quotes', () => {
    const cards = ['7Q2K-M9XV-4HTR-D0WB-3NYE', '1111-2222-3333-4444-5555'].map((text, n) => ({
      serial: serialOf(n + 1),
      text: new Secret(bytes(text)),
      at: PLACES[n] ?? { x: 0, y: 0 },
    }));
    const job = must(drawJob({ layout: CARD, mode: 'training', format: 'csv', frame: FRAME }, cards));
    expect(Buffer.from(job).toString()).toBe(
      '"serial","passphrase","watermark"\r\n' +
        '"CARD-0001","7Q2K-M9XV-4HTR-D0WB-3NYE","TRAINING"\r\n' +
        '"CARD-0002","1111-2222-3333-4444-5555","TRAINING"\r\n',
    );
  });

  test('a file of lines has one a text', () => {
    expect(Buffer.from(draw('txt', CARD)).toString()).toBe('TF-000001\r\n7Q2K-M9XV-4HTR-D0WB-3NYE\r\n');
    const code = 'cfrm38VUAMVHMYTmjHg8Yyoz2HQfXjEKnGZRtX7qEuKtQQQk2eZfxXUs4wNaK3rsnNCEhUq5GNf';
    expect(Buffer.from(draw('txt', CODE_CARD, { text: bytes(code) })).toString()).toContain(code);
  });

  test.each(['csv', 'txt'] as const)('as %s, all of a batch have one size, and each says what it must', (format) => {
    const sizes = ['7Q2K-M9XV-4HTR-D0WB-3NYE', '1111-1111-1111-1111-1111'].map((text) => draw(format, CARD, { text: bytes(text) }).length); // prettier-ignore
    expect(new Set(sizes).size).toBe(1);
    const text = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE');
    const drawing: Drawing = { layout: CARD, frame: CARD, cards: [{ at: { x: 0, y: 0 }, letterings: [], texts: [{ layer: 'passphrase', text }] }] }; // prettier-ignore
    const file = FORMATS[format].write(drawing);
    expect(provesJob(format, drawing, file)).toBe(true);
    file[file.indexOf(0x37)] = 0x38;
    expect(provesJob(format, drawing, file)).toBe(false);
  });

  test('a text that begins a formula is in no cell', () => {
    const formula = bytes('-1-1-1-1-1-1-1-1-1-1-1-1');
    expect(tried('csv', CARD, { serial: 'TF-000001', text: formula })).toMatchObject({
      error: { kind: 'unsafe-text' },
    });
    for (const text of ['=1+1', '+1', '@SUM(A1)', '\t=1', '-1']) {
      const cards = [{ at: { x: 0, y: 0 }, letterings: [], texts: [{ layer: 'serial', text: bytes(text) }] }] as const;
      expect(() => FORMATS.csv.write({ layout: CARD, frame: CARD, cards })).toThrow(RangeError);
    }
  });

  test('every card of them is read, symbol by symbol', () => {
    expect(formatNames.filter((name) => (FORMATS[name] as EtchFormat).text === true)).toEqual(['csv', 'txt']);
  });
});

test('a job that was written otherwise than drawn is not given: a fault of the station', () => {
  const write = FORMATS.svg.write;
  Object.assign(FORMATS.svg, { write: (drawing: Drawing) => {
    const file = write(drawing);
    // Every 1 becomes a 7, as a broken memory would do it.
    return file.map((byte, at) => (at > 2000 && byte === 0x31 ? 0x37 : byte));
  } }); // prettier-ignore
  try {
    const text = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE');
    expect(tried('svg', CARD, { serial: 'TF-000001', text })).toMatchObject({ error: { kind: 'not-read-back' } });
  } finally {
    Object.assign(FORMATS.svg, { write });
  }
});

test('the month of etching stands where the layout has a place for it, on a layer of its own', () => {
  const date = { x: 6, y: 30, width: 20, height: 3, cap: 1.8, align: 'left', symbols: 7 } as const;
  const layout: Layout = { ...CARD, zones: { ...CARD.zones, date } };
  const layers = (job: Uint8Array) => new Set(READERS.dxf(job).map(({ layer }) => layer));
  expect(layers(draw('dxf', layout, {}, { date: '2026-11' }))).toEqual(new Set(['serial', 'passphrase', 'date']));
  expect(layers(draw('dxf', CARD, {}, { date: '2026-11' }))).toEqual(new Set(['serial', 'passphrase']));
});
