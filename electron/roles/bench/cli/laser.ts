/** `twofold laser`: how a Bench's laser is set up, and the jobs without secrets that its preparer needs. Nothing fires by itself. */
import { ok, type Result } from '../../../../core/base/result.ts';
import {
  checkFixture,
  CORNERS,
  correctionOf,
  NO_FIXTURE,
  ROTATIONS,
  UPRIGHT,
  warningsOf,
  type Fixture,
} from '../../../../core/etch/fixture.ts';
import { FORMATS, type FormatName } from '../../../../core/etch/formats/formats.ts';
import { checkPen, FIRST_PEN, LAYER_NAMES, penOf, type LayerName, type Pen } from '../../../../core/etch/pens.ts';
import { calibrationOf, matrixOf, rulersOf, testCardOf, writeTestCard } from '../../../../core/etch/test-cards.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { trayField, isTray } from '../../../../core/etch/tray.ts';
import { layoutOf } from '../../../../core/product/layout.ts';
import { putFile } from '../../../cli/product.ts';
import { choice, directory, flag, maybe, misuse, needed, or, textValue, type Value } from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import { openShelf } from '../../../products/shelf.ts';
import { openSettings, type SettingsStore } from '../../../station/settings.ts';
import type { BenchStation } from '../station.ts';
import { atBench, BENCH_OPTIONS, LASER, type BenchGiven } from './desk.ts';

const { station, 'passphrase-fd': passphrase } = BENCH_OPTIONS;
const OPTIONS = { station, 'passphrase-fd': passphrase, workers: BENCH_OPTIONS.workers, format: LASER.format };

/** Millimetres, with decimals, of either sign. */
const decimal = (placeholder: string): Value<number> => ({
  placeholder,
  completes: 'nothing',
  parse: (given, name) =>
    /^-?\d{1,5}(\.\d{1,5})?$/.test(given)
      ? ok(Number(given))
      : misuse('not-a-number', `${name} wants a number, such as 12.5.`, { name, least: 0 }),
});

/** Two of them, with a comma between. */
const twoDecimals = (placeholder: string): Value<{ readonly x: number; readonly y: number }> => ({
  placeholder,
  completes: 'nothing',
  parse(given, name) {
    const [x = '', y = '', ...more] = given.split(',');
    const [first, second] = [decimal('').parse(x, name), decimal('').parse(y, name)];
    if (!first.ok) return first;
    if (!second.ok) return second;
    if (more.length > 0)
      return misuse('not-a-number', `${name} wants two numbers, such as 12.5,0.`, { name, least: 0 });
    return ok({ x: first.value, y: second.value });
  },
});

const turns = ROTATIONS.map(String);

export const laserVerbs = [
  verb({
    name: 'laser setup',
    options: {
      ...OPTIONS,
      corner: maybe(choice(CORNERS)),
      offset: maybe(twoDecimals('X,Y')),
      rotation: maybe(choice(turns)),
      mirror: maybe(choice(['yes', 'no'] as const)),
      scale: maybe(twoDecimals('X,Y')),
      y: maybe(choice(['up', 'down'] as const)),
    },
    run: (given, line) =>
      atLaser(given, line, async (laser) => {
        const { corner, offset, rotation, mirror, scale, y } = given;
        const asked = [corner, offset, rotation, mirror, scale, y].some((value) => value !== undefined);
        const now = laser.fixture ?? standing(laser.format);
        const next: Fixture = {
          corner: corner ?? now.corner,
          offset: offset ?? now.offset,
          rotation: ROTATIONS.find((turn) => String(turn) === rotation) ?? now.rotation,
          mirror: mirror === undefined ? now.mirror : mirror === 'yes',
          scale: scale ?? now.scale,
          up: y === undefined ? now.up : y === 'up',
        };
        if (!asked) return ok(answer({ fixture: laser.fixture ?? null, warnings: warningsOf(now) }));
        return setFixture(laser, next);
      }),
  }),
  verb({
    name: 'laser calibrate',
    options: { ...OPTIONS, out: maybe(directory()), measured: maybe(twoDecimals('X,Y')) },
    run: (given, line) =>
      atLaser(given, line, async (laser) => {
        const { out, measured } = given;
        if ((out === undefined) === (measured === undefined)) {
          const names = '--out DIR | --measured X,Y';
          return misuse('go-together', `Give ${names}.`, { names });
        }
        const rulers = rulersOf(laser.frame);
        const now = laser.fixture ?? standing(laser.format);
        if (out === undefined) {
          const { x, y } = measured ?? rulers;
          const quarter = now.rotation % 180 !== 0;
          const [drawnX, drawnY] = quarter ? [rulers.y, rulers.x] : [rulers.x, rulers.y];
          const [alongX, alongY] = quarter ? [y, x] : [x, y];
          const scale = { x: correctionOf(drawnX, alongX, now.scale.x), y: correctionOf(drawnY, alongY, now.scale.y) };
          return setFixture(laser, { ...now, scale });
        }
        const job = writeTestCard(laser.format, { ...calibrationOf(laser.frame), fixture: laser.fixture });
        if (!job.ok) return job;
        const written = await putFile(out, `calibration.${FORMATS[laser.format].extension}`, job.value);
        return written.ok ? ok(answer({ written: written.value, format: laser.format, rulers })) : written;
      }),
  }),
  verb({
    name: 'laser pens',
    options: {
      ...OPTIONS,
      material: or(textValue('NAME'), 'steel'),
      layer: maybe(choice(LAYER_NAMES, 'LAYER')),
      power: maybe(decimal('PERCENT')),
      speed: maybe(decimal('MM-S')),
      frequency: maybe(decimal('KHZ')),
      passes: maybe(decimal('N')),
      matrix: flag,
      out: maybe(directory()),
    },
    run: (given, line) => atLaser(given, line, (laser) => pens(laser, given)),
  }),
  verb({
    name: 'laser preview',
    options: { ...OPTIONS, product: or(textValue('NAME'), 'real'), coded: flag, out: needed(directory()) },
    run: (given, line) =>
      atLaser(given, line, async (laser) => {
        const product = (await openShelf(laser.station.parts.directory)).named(given.product);
        if (!product.ok) return product;
        const layout = layoutOf(product.value, { coded: given.coded });
        const fixture = laser.fixture ?? standing(laser.format);
        const picture = writeTestCard('svg', { ...testCardOf(layout), fixture });
        if (!picture.ok) return picture;
        const written = await putFile(given.out, `preview-${given.product}.svg`, picture.value);
        return written.ok ? ok(answer({ written: written.value, fixture, warnings: warningsOf(fixture) })) : written;
      }),
  }),
];

interface Laser {
  readonly station: BenchStation;
  readonly settings: SettingsStore;
  readonly format: FormatName;
  readonly fixture: Fixture | undefined;
  /** What is etched together, as the station's tray lies. */
  readonly frame: { readonly width: number; readonly height: number };
}

const standing = (format: FormatName): Fixture => (format === 'svg' ? NO_FIXTURE : UPRIGHT);

const atLaser = (
  given: BenchGiven,
  line: Line,
  work: (laser: Laser) => Promise<Result<VerbAnswer>>,
): Promise<Result<VerbAnswer>> =>
  atBench(given, line, async ({ station: open }) => {
    const settings = await openSettings(open.parts.directory);
    const { fixture } = settings.value.laser;
    const { tray } = settings.value;
    const frame = isTray(tray) ? trayField(tray, CARD) : { width: CARD.width, height: CARD.height };
    return work({ station: open, settings, format: open.parts.laser().format, fixture, frame });
  });

/** On record, because cards lie as it says from here on. */
async function setFixture({ settings, station: open }: Laser, next: Fixture): Promise<Result<VerbAnswer>> {
  const checked = checkFixture(next);
  if (!checked.ok) return checked;
  const saved = await settings.change({ laser: { ...settings.value.laser, fixture: next } });
  if (!saved.ok) return saved;
  const { corner, offset, rotation, mirror, scale, up } = next;
  const to = `${corner}, ${offset.x} ${offset.y} mm, turned ${rotation}${mirror ? ', mirrored' : ''}, ${scale.x} ${scale.y}, y ${up ? 'up' : 'down'}`;
  await open.parts.journal.append([{ kind: 'settings-changed', what: 'fixture', to }]);
  return ok(answer({ fixture: next, warnings: warningsOf(next) }));
}

interface PensGiven {
  readonly material: string;
  readonly layer: LayerName | undefined;
  readonly power: number | undefined;
  readonly speed: number | undefined;
  readonly frequency: number | undefined;
  readonly passes: number | undefined;
  readonly matrix: boolean;
  readonly out: string | undefined;
}

/** Per cent, and millimetres a second, that a matrix tries. */
const TRIED = { powers: [20, 35, 50, 65, 80], speeds: [200, 400, 800, 1600] } as const;

async function pens(laser: Laser, given: PensGiven): Promise<Result<VerbAnswer>> {
  const { settings, station: open, format } = laser;
  const { material, layer, matrix, out, power, speed, frequency, passes } = given;
  const known = settings.value.laser.pens ?? {};
  const now = known[material];
  const changes = { power, speed, frequency, passes };
  const asked = Object.values(changes).some((value) => value !== undefined);
  if (matrix !== (out !== undefined) || asked !== (layer !== undefined) || (matrix && asked)) {
    const names = '--matrix --out DIR | --layer LAYER --power PERCENT ...';
    return misuse('go-together', `Give ${names} together.`, { names });
  }
  if (out !== undefined) {
    const job = writeTestCard(format, {
      ...matrixOf(TRIED.powers, TRIED.speeds, penOf(now, 'serial')),
      fixture: laser.fixture,
    });
    if (!job.ok) return job;
    const written = await putFile(out, `pens-${material}.${FORMATS[format].extension}`, job.value);
    return written.ok ? ok(answer({ written: written.value, material, ...TRIED })) : written;
  }
  if (layer === undefined) {
    const all = Object.fromEntries(LAYER_NAMES.map((one) => [one, penOf(now, one)]));
    return ok(answer({ material, pens: all, materials: Object.keys(known) }));
  }
  const typed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const pen: Pen = { ...(now?.[layer] ?? FIRST_PEN), ...typed };
  const checked = checkPen(pen);
  if (!checked.ok) return checked;
  const next = { ...known, [material]: { ...now, [layer]: pen } };
  const saved = await settings.change({ laser: { ...settings.value.laser, pens: next } });
  if (!saved.ok) return saved;
  const to = `${material}, ${layer}: ${pen.power} %, ${pen.speed} mm/s, ${pen.frequency} kHz, ${pen.passes} passes`;
  await open.parts.journal.append([{ kind: 'settings-changed', what: 'pen', to }]);
  return ok(answer({ material, layer, ...pen }));
}
