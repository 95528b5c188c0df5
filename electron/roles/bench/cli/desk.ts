/** What every verb of `twofold bench` gets: a station at work, and a batch on its desk. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNames, type FormatName } from '../../../../core/etch/formats/formats.ts';
import { LINK_PROTOCOLS, type LinkProtocol } from '../../../../core/etch/link-protocols.ts';
import { failIn, ok, type Failure, type Result } from '../../../../core/base/result.ts';
import { choice, directory, file, maybe, misuse, textValue, wholeValue } from '../../../cli/form.ts';
import { openStation } from '../../../cli/unlock.ts';
import { answer, STATION_OPTIONS, type Line } from '../../../cli/verb.ts';
import { startByNode } from '../../../apart/running.ts';
import { createApart } from '../../../courier/apart/start.ts';
import { serialPorts } from '../../../devices/serial-ports.ts';
import { platformRandom } from '../../../keys/platform-random.ts';
import type { LinkTarget } from '../../../etch/link.ts';
import type { openKnownLabels } from './known-labels.ts';
import { checkTarget } from '../../../etch/target.ts';
import type { BatchFiles } from '../../served.ts';
import { openBench, openTrainingBench } from '../open.ts';
import type { Attend } from '../../../station/training-journal.ts';
import { openSettings, type SettingsStore } from '../../../station/settings.ts';
import { startBench, type BenchStation } from '../station.ts';

const fail = failIn('command');

/** What every verb takes. */
export const BENCH_OPTIONS = { ...STATION_OPTIONS, workers: maybe(wholeValue()), batch: maybe(textValue('NAME')) };

/** A batch that is taken in now. */
export const FILES = { vault: maybe(file()), return: maybe(file()) };

/** Where the laser's jobs go, and how. */
export const LASER = {
  format: maybe(choice(formatNames)),
  jobs: maybe(directory()),
  'laser-port': maybe(textValue('PORT')),
  'laser-template': maybe(textValue('NAME')),
  'laser-protocol': maybe(choice(LINK_PROTOCOLS)),
};

export interface BenchGiven {
  /** Absent where the station lives for this run only. */
  readonly station: string | undefined;
  readonly 'passphrase-fd': number | undefined;
  readonly workers: number | undefined;
  readonly format?: FormatName | undefined;
  readonly jobs?: string | undefined;
  readonly 'laser-port'?: string | undefined;
  readonly 'laser-template'?: string | undefined;
  readonly 'laser-protocol'?: LinkProtocol | undefined;
  /** Cards are laid into the station's tray; one by one without it. */
  readonly tray?: boolean;
}

export interface BenchDesk {
  readonly station: BenchStation;
  /** Those that the station goes by. */
  readonly settings: SettingsStore;
  readonly line: Line;
}

interface LinkGiven {
  readonly 'laser-port'?: string | undefined;
  readonly 'laser-template'?: string | undefined;
  readonly 'laser-protocol'?: LinkProtocol | undefined;
}

/** The line that these options name, nothing where they name none; null: they do not go together. */
export function linkOf({
  'laser-port': port,
  'laser-template': template,
  'laser-protocol': protocol,
}: LinkGiven): { readonly link?: LinkTarget } | null {
  if (port !== undefined && template !== undefined) return { link: { port, protocol: protocol ?? 'lc', template } };
  return port === undefined && template === undefined && protocol === undefined ? {} : null;
}

/**
 * Opens the station, works, and closes it whatever came of the work.
 *
 * @param known opens what prints the labels of known cards; left out, none are printed
 */
export async function atBench<T>(
  given: BenchGiven,
  line: Line,
  work: (desk: BenchDesk) => Promise<Result<T>>,
  known: typeof openKnownLabels = async () => ok(null),
): Promise<Result<T>> {
  const { station: own, workers, format, jobs, 'laser-port': port } = given;
  const link = linkOf(given);
  if (link === null || (port !== undefined && jobs !== undefined)) {
    const names = '--laser-port PORT --laser-template NAME [--laser-protocol NAME] | --jobs FOLDER';
    return misuse('go-together', `Give ${names}.`, { names });
  }
  const target = jobs === undefined ? null : await checkTarget(jobs, own ?? process.cwd());
  if (target?.ok === false) return target;
  const laser = {
    ...(format === undefined ? {} : { format }),
    ...(target === null ? {} : { directory: target.value }),
    ...link,
  };
  const { dist, version } = line;
  const runtime = `Node ${process.versions.node}`;
  const passing = own === undefined ? await mkdtemp(join(tmpdir(), 'twofold-bench-')) : null;
  const at = passing ?? own ?? '';
  const settings = await openSettings(at);
  const options = {
    settings,
    serial: serialPorts(),
    startApart: startByNode,
    apart: createApart(() => startByNode(join(dist, 'apart.cjs')), platformRandom),
    dist,
    version,
    runtime,
    laser,
    ...(given.tray === true ? {} : { oneByOne: true as const }),
    ...(workers === undefined ? {} : { workers }),
  };
  try {
    const training = (attend?: Attend) => openTrainingBench({ directory: at, ...options, ...(attend && { attend }) });
    const opened =
      passing !== null
        ? await training()
        : await openStation(at, given['passphrase-fd'] ?? null, line, {
            training,
            commissioned: (unlocked) => openBench(at, options, unlocked),
          });
    if (!opened.ok) return opened;
    const labels = await known(opened.value.name, settings);
    const station = await startBench(opened.value, null, labels.ok ? (labels.value?.labels ?? null) : null);
    try {
      return labels.ok ? await work({ station, settings, line }) : labels;
    } finally {
      await station.close();
      if (labels.ok) await labels.value?.close();
    }
  } finally {
    if (passing !== null) await rm(passing, { recursive: true, force: true });
  }
}

/** The batch a command is about: two files that are opened now, or the name of one that was opened before. */
export type WantedBatch = { readonly files: BatchFiles } | { readonly batch: string };

interface BatchGiven {
  readonly vault: string | undefined;
  readonly return: string | undefined;
  readonly batch: string | undefined;
}

export function wantedBatch({ vault, return: returned, batch }: BatchGiven): Result<WantedBatch> {
  if (batch !== undefined && vault === undefined && returned === undefined) return ok({ batch });
  if (batch !== undefined || vault === undefined || returned === undefined) {
    const names = '--vault FILE --return FILE | --batch NAME';
    return misuse('go-together', `Give ${names}.`, { names });
  }
  return ok({ files: { vault, returned } });
}

/** Puts it onto the desk. */
export const putOnDesk = ({ station }: BenchDesk, wanted: WantedBatch) =>
  'files' in wanted ? station.open(wanted.files) : station.select(wanted.batch);

/** Puts the batch that is named onto the desk; the only one, or the only one that is not closed, where none is. */
export async function onlyBatch({ station }: BenchDesk, batch: string | undefined): Promise<Result<unknown>> {
  const { index } = station.parts;
  const known = index.batches().map((one) => one.batch);
  const open = known.filter((name) => !index.ending(name).some(({ event }) => event.kind === 'batch-closed'));
  const [only, ...others] = batch !== undefined ? [batch] : known.length === 1 ? known : open;
  if (only !== undefined && others.length === 0) return station.select(only);
  const which = known.length === 0 ? 'This station has had none yet.' : `Say which with --batch: ${known.join(', ')}.`;
  return fail('which-batch', `There is no batch, or more than one, that this can be about. ${which}`, {
    list: known.join(', '),
  });
}

/** What is done is on record; the rest waits. */
export const STOPPED = fail('stopped', 'Stopped. Run it again to go on where it was.');

/** Pre-verifies what is on the desk; the first answer says how many units hold. */
export async function preVerify({ station, line }: BenchDesk): Promise<Result<null>> {
  const stop = (): void => void station.check.stop();
  line.signal.addEventListener('abort', stop, { once: true });
  let fault: Failure | null = null;
  station.watch((update) => {
    if (update.type === 'fault') fault = update.fault;
    if (update.type !== 'check') return;
    const { done, total, rate, left } = update.check;
    line.progress({ done, total, rate, left });
  });
  // Workers that cannot start are told of as such; verbs that derive nothing do not wait for them.
  await station.parts.pool.ready;
  await station.check.start();
  await station.check.settled();
  const { done, total, failed } = station.check.view;
  line.signal.removeEventListener('abort', stop);
  await line.say(answer({ checked: done, of: total, failed }, { good: failed === 0 }));
  if (line.signal.aborted) return STOPPED;
  return fault === null ? ok(null) : { ok: false, error: fault };
}
