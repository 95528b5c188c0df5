/** `twofold laser`: how a Bench's laser is set up, and the jobs without secrets that its preparer needs. Nothing fires by itself. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { CORNERS, ROTATIONS, warningsOf, type Fixture } from '../../../../core/etch/fixture.ts';
import { LAYER_NAMES, penOf, type LayerName } from '../../../../core/etch/pens.ts';
import { rulersOf, testCardOf, writeTestCard } from '../../../../core/etch/test-cards.ts';
import { layoutOf } from '../../../../core/product/layout.ts';
import { putFile } from '../../../files/put.ts';
import { choice, directory, flag, maybe, misuse, needed, or, textValue } from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import { openShelf } from '../../../products/shelf.ts';
import { createLaserSetup, TRIED, type LaserSetup } from '../laser-setup.ts';
import { atBench, LASER, type BenchGiven } from './desk.ts';
import { decimal, LASER_STATION, twoDecimals, YES_NO } from './laser-forms.ts';
import { laserJobVerbs } from './laser-jobs.ts';

const OPTIONS = { ...LASER_STATION, format: LASER.format };

const turns = ROTATIONS.map(String);

export const laserVerbs = [
  verb({
    name: 'laser setup',
    options: {
      ...OPTIONS,
      corner: maybe(choice(CORNERS)),
      offset: maybe(twoDecimals('X,Y')),
      rotation: maybe(choice(turns)),
      mirror: maybe(choice(YES_NO)),
      scale: maybe(twoDecimals('X,Y')),
      y: maybe(choice(['up', 'down'] as const)),
    },
    run: (given, line) =>
      atLaser(given, line, async ({ setup }) => {
        const { corner, offset, rotation, mirror, scale, y } = given;
        const asked = [corner, offset, rotation, mirror, scale, y].some((value) => value !== undefined);
        const now = setup.fixture;
        if (!asked) return ok(answer({ fixture: setup.isSet ? now : null, warnings: warningsOf(now) }));
        const set = await setup.setFixture({
          corner: corner ?? now.corner,
          offset: offset ?? now.offset,
          rotation: ROTATIONS.find((turn) => String(turn) === rotation) ?? now.rotation,
          mirror: mirror === undefined ? now.mirror : mirror === 'yes',
          scale: scale ?? now.scale,
          up: y === undefined ? now.up : y === 'up',
        });
        return setTo(set);
      }),
  }),
  verb({
    name: 'laser calibrate',
    options: { ...OPTIONS, out: maybe(directory()), measured: maybe(twoDecimals('X,Y')) },
    run: (given, line) =>
      atLaser(given, line, async ({ setup }) => {
        const { out, measured } = given;
        if ((out === undefined) === (measured === undefined)) {
          const names = '--out DIR | --measured X,Y';
          return misuse('go-together', `Give ${names}.`, { names });
        }
        const rulers = rulersOf(setup.frame);
        if (out === undefined) return setTo(await setup.measured(measured ?? rulers));
        return putJob(setup.job('calibration', ''), out, { format: setup.format, rulers });
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
    run: (given, line) => atLaser(given, line, ({ setup }) => pens(setup, given)),
  }),
  verb({
    name: 'laser preview',
    options: { ...OPTIONS, product: or(textValue('NAME'), 'real'), coded: flag, out: needed(directory()) },
    run: (given, line) =>
      atLaser(given, line, async ({ setup, directory }) => {
        const product = (await openShelf(directory)).named(given.product);
        if (!product.ok) return product;
        const layout = layoutOf(product.value, { coded: given.coded });
        const { fixture } = setup;
        const bytes = writeTestCard('svg', { ...testCardOf(layout), fixture });
        const picture = bytes.ok ? ok({ name: `preview-${given.product}.svg`, bytes: bytes.value }) : bytes;
        return putJob(picture, given.out, { fixture, warnings: warningsOf(fixture) });
      }),
  }),
  ...laserJobVerbs,
];

interface Laser {
  readonly setup: LaserSetup;
  /** Of the station. */
  readonly directory: string;
}

const atLaser = (
  given: BenchGiven,
  line: Line,
  work: (laser: Laser) => Promise<Result<VerbAnswer>>,
): Promise<Result<VerbAnswer>> =>
  atBench(given, line, ({ station: { parts }, settings }) =>
    work({ setup: createLaserSetup({ parts, settings }), directory: parts.directory }),
  );

const setTo = (set: Result<Fixture>): Result<VerbAnswer> =>
  set.ok ? ok(answer({ fixture: set.value, warnings: warningsOf(set.value) })) : set;

/** Writes a job onto a medium, and says besides what there is to say of it. */
async function putJob(job: ReturnType<LaserSetup['job']>, out: string, said: object): Promise<Result<VerbAnswer>> {
  if (!job.ok) return job;
  const written = await putFile(out, job.value.name, job.value.bytes);
  return written.ok ? ok(answer({ written: written.value, ...said })) : written;
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

async function pens(setup: LaserSetup, given: PensGiven): Promise<Result<VerbAnswer>> {
  const { material, layer, matrix, out, power, speed, frequency, passes } = given;
  const now = setup.pensOf(material);
  const changes = { power, speed, frequency, passes };
  const asked = Object.values(changes).some((value) => value !== undefined);
  if (matrix !== (out !== undefined) || asked !== (layer !== undefined) || (matrix && asked)) {
    const names = '--matrix --out DIR | --layer LAYER --power PERCENT ...';
    return misuse('go-together', `Give ${names} together.`, { names });
  }
  if (out !== undefined) return putJob(setup.job('matrix', material), out, { material, ...TRIED });
  if (layer === undefined) {
    const all = Object.fromEntries(LAYER_NAMES.map((one) => [one, penOf(now, one)]));
    return ok(answer({ material, pens: all, materials: setup.materials }));
  }
  const typed = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  const set = await setup.setPen(material, layer, { ...penOf(now, layer), ...typed });
  return set.ok ? ok(answer({ material, layer, ...set.value })) : set;
}
