/** `twofold laser jobs` and `laser tray`: where jobs go and how, and how cards lie together; kept, and on record. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { formatNames } from '../../../../core/etch/formats/formats.ts';
import { READING_SHARES } from '../../../../core/etch/readback.ts';
import { TRAY_ORDERS } from '../../../../core/etch/tray.ts';
import {
  called,
  choice,
  directory,
  flag,
  maybe,
  misuse,
  textValue,
  wholeValue,
  type Value,
} from '../../../cli/form.ts';
import { answer, verb, type Line, type VerbAnswer } from '../../../cli/verb.ts';
import { serialPorts } from '../../../devices/serial-ports.ts';
import { createLaser } from '../laser.ts';
import type { LaserView } from '../laser-calls.ts';
import type { LinkTarget } from '../../../etch/link.ts';
import { atBench, LASER, linkOf, type BenchGiven } from './desk.ts';
import { decimal, LASER_STATION, twoDecimals, YES_NO } from './laser-forms.ts';

/** Numbers of pockets with commas between; `none` for none. */
const pockets: Value<readonly number[]> = {
  placeholder: 'N,N',
  completes: ['none'],
  parse(given, name) {
    if (given === 'none') return ok([]);
    if (/^\d{1,3}(,\d{1,3})*$/.test(given)) return ok(given.split(',').map(Number));
    return misuse('not-a-number', `${name} wants whole numbers with commas between, or none.`, { name, least: 1 });
  },
};

const shares = READING_SHARES.map(String);

export const laserJobVerbs = [
  verb({
    name: 'laser tray',
    options: {
      ...LASER_STATION,
      rows: maybe(wholeValue()),
      columns: maybe(wholeValue()),
      pitch: maybe(twoDecimals('X,Y')),
      margin: maybe(decimal('MM')),
      filled: maybe(choice(TRAY_ORDERS)),
      skip: maybe(pockets),
    },
    run: (given, line) =>
      atLaserFolder(given, line, async ({ laser }) => {
        const { rows, columns, pitch, margin, filled, skip } = given;
        const { tray: now } = await laser.view();
        const asked = [rows, columns, pitch, margin, filled, skip].some((value) => value !== undefined);
        if (!asked) return ok(answer({ tray: now }));
        const set = await laser.lay({
          rows: rows ?? now.rows,
          columns: columns ?? now.columns,
          pitch: pitch ?? now.pitch,
          margin: margin ?? now.margin,
          order: filled ?? now.order,
          skip: skip ?? now.skip,
        });
        return set.ok ? ok(answer({ tray: set.value.tray })) : set;
      }),
  }),
  verb({
    name: 'laser jobs',
    options: {
      ...LASER_STATION,
      folder: maybe(directory()),
      own: flag,
      as: maybe(choice(formatNames)),
      slot: maybe(textValue('NAME|none')),
      'laser-port': LASER['laser-port'],
      'laser-template': LASER['laser-template'],
      'laser-protocol': LASER['laser-protocol'],
      files: flag,
      code: called('etched-code', maybe(choice(YES_NO))),
      share: called('read-share', maybe(choice(shares))),
    },
    async run(given, line) {
      const { folder, own, 'laser-port': port, files } = given;
      const asked = linkOf(given);
      if ((folder !== undefined && own) || (port !== undefined && files) || asked === null) {
        const names =
          '--folder DIR | --own | --laser-port PORT --laser-template NAME [--laser-protocol NAME] | --files';
        return misuse('go-together', `Give ${names}.`, { names });
      }
      const chosen = { folder: folder ?? null, port: port ?? null };
      return atLaserFolder(given, line, (desk) => change(desk, given, asked.link), chosen);
    },
  }),
];

interface JobsGiven {
  readonly folder: string | undefined;
  readonly own: boolean;
  readonly as: (typeof formatNames)[number] | undefined;
  readonly slot: string | undefined;
  readonly files: boolean;
  readonly code: (typeof YES_NO)[number] | undefined;
  readonly share: string | undefined;
}

interface LaserDesk {
  readonly laser: ReturnType<typeof createLaser>;
}

/** One after the other, in the order of the help; the first that is refused ends it, and those before it hold. */
async function change(
  { laser }: LaserDesk,
  given: JobsGiven,
  link: LinkTarget | undefined,
): Promise<Result<VerbAnswer>> {
  const { folder, own, as, slot, files, code, share } = given;
  const { reading } = await laser.view();
  const read = {
    code: code === undefined ? reading.code : code === 'yes',
    share: READING_SHARES.find((one) => String(one) === share) ?? reading.share,
  };
  const steps: readonly (false | (() => Promise<Result<LaserView | null>>))[] = [
    folder !== undefined && (() => laser.choose()),
    own && (() => laser.own()),
    as !== undefined && (() => laser.format(as)),
    slot !== undefined && (() => laser.slot(slot === 'none' ? null : slot)),
    link !== undefined && (() => laser.link({ ...link, port: 'other' })),
    files && (() => laser.link({ port: null, protocol: 'lc', template: '' })),
    (code !== undefined || share !== undefined) && (() => laser.read(read)),
  ];
  for (const step of steps) {
    const done = step === false ? null : await step();
    if (done?.ok === false) return done;
  }
  const { format, directory: where, own: isOwn, slot: name, link: line, reading: now, waiting } = await laser.view();
  return ok(answer({ format, folder: where, own: isOwn, slot: name, link: line, ...now, waiting }));
}

/** @param asked what a window would ask a person for in a dialog */
const atLaserFolder = (
  given: BenchGiven,
  line: Line,
  work: (desk: LaserDesk) => Promise<Result<VerbAnswer>>,
  asked: { readonly folder: string | null; readonly port: string | null } = { folder: null, port: null },
): Promise<Result<VerbAnswer>> =>
  // What is kept here is none of this run's own.
  atBench(
    { station: given.station, 'passphrase-fd': given['passphrase-fd'], workers: given.workers },
    line,
    ({ station, settings }) =>
      work({
        laser: createLaser({
          parts: station.parts,
          settings,
          ask: { directory: () => Promise.resolve(asked.folder), file: () => Promise.resolve(asked.port) },
          laid: () => station.bench.laid,
          ports: () => serialPorts().list(),
        }),
      }),
  );
