/**
 * `twofold bench`: the same batch, the same recipe, no screen. Verdicts and refusals go to standard output as JSON
 * Lines, progress to standard error.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ok, type Result } from '../../../../core/base/result.ts';
import { formatNames } from '../../../../core/etch/formats/formats.ts';
import { openBench, openTrainingBench } from '../open.ts';
import type { BenchStationParts } from '../parts.ts';
import { startBench } from '../station.ts';
import { close, proof, rework, sample, scrap, status } from './end.ts';
import { finish } from './finish.ts';
import { acknowledge, incidents } from './incidents.ts';
import { parseBench, preVerify, putOnDesk, wantedBatch, type BenchValues, type BenchVerb } from './desk.ts';
import { run } from './run.ts';
import { openOutput } from '../../../cli/output.ts';
import { checkTarget, type LaserTarget } from '../../../etch/target.ts';
import { descriptorOf, openStation } from '../../../cli/unlock.ts';
import { misused, type CommandLine, type CommandEnvironment } from '../../../cli/usage.ts';

const VERBS: Readonly<Record<string, BenchVerb>> = {
  run,
  open,
  finish,
  rework,
  scrap,
  sample,
  close,
  proof,
  status,
  incidents,
  acknowledge,
};

export const runBench: CommandLine = async (args, environment) => {
  const [first = ''] = args;
  const verb = Object.hasOwn(VERBS, first) ? VERBS[first] : undefined;
  let values: BenchValues;
  try {
    values = parseBench(verb === undefined ? args : args.slice(1));
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (workers !== undefined && !(Number.isInteger(workers) && workers > 0))
    return misused('--workers wants a whole number');
  const format = formatNames.find((name) => name === (values.format ?? 'svg'));
  if (format === undefined) return misused(`--format wants one of: ${formatNames.join(', ')}`);
  const jobs =
    values.jobs === undefined ? null : await checkTarget(resolve(values.jobs), resolve(values.station ?? '.'));
  if (jobs?.ok === false) return refuse(jobs.error.message);
  const laser = {
    ...(values.format === undefined ? {} : { format }),
    ...(jobs === null ? {} : { directory: jobs.value }),
  };
  const fd = descriptorOf(values['passphrase-fd']);
  if (fd === undefined) return misused('--passphrase-fd wants the number of a descriptor');
  const work = await (verb ?? run)(values);
  if (!work.ok) return work.error.kind === 'misused' ? misused(work.error.message) : refuse(work.error.message);

  // Without a directory of its own the station lives for this run only.
  const passing = values.station === undefined ? await mkdtemp(join(tmpdir(), 'twofold-bench-')) : null;
  try {
    const opened = await openParts(passing ?? resolve(values.station as string), { workers, laser }, fd, environment);
    if (!opened.ok) return refuse(opened.error.message);
    const station = await startBench(opened.value, null);
    try {
      const done = await work.value({ station, output: openOutput(process.stdout) });
      return done.ok ? (done.value ? 0 : 1) : refuse(done.error.message);
    } finally {
      await station.close();
    }
  } finally {
    if (passing !== null) await rm(passing, { recursive: true, force: true });
  }
};

function openParts(
  directory: string,
  { workers, laser }: { readonly workers: number | undefined; readonly laser: Partial<LaserTarget> },
  fd: number | null,
  { dist, version }: CommandEnvironment,
): Promise<Result<BenchStationParts>> {
  const runtime = `Node ${process.versions.node}`;
  const options = { dist, version, runtime, laser, ...(workers === undefined ? {} : { workers }) };
  return openStation(directory, fd, {
    training: () => openTrainingBench({ directory, ...options }),
    commissioned: (station) => openBench(directory, options, station),
  });
}

/** `twofold bench open`: takes a batch in and pre-verifies it. */
function open(values: BenchValues): ReturnType<BenchVerb> {
  const wanted = wantedBatch(values);
  if (!wanted.ok) return wanted;
  return ok(async (desk) => {
    const batch = await putOnDesk(desk, wanted.value);
    if (!batch.ok) return batch;
    await preVerify(desk);
    return ok(desk.station.check.view.failed === 0);
  });
}

function refuse(message: string): number {
  process.stderr.write(`twofold: ${message}\n`);
  return 1;
}
