/** What every verb of `twofold bench` gets: a station at work, a batch on its desk, and somewhere to answer. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { BatchFiles } from '../../served.ts';
import type { BenchStation } from '../station.ts';
import type { Output } from '../../../cli/output.ts';

const fail = failIn('command');

const text = { type: 'string' } as const;

export const BENCH_OPTIONS = {
  ...{ station: text, 'passphrase-fd': text, workers: text, json: { type: 'boolean' } as const },
  ...{ vault: text, return: text, batch: text, scans: text, format: text, jobs: text, to: text },
  ...{ serial: text, reason: text, person: { type: 'string', multiple: true } as const },
  ...{ count: text, outcome: text, 'labels-destroyed': text, incident: text },
};

export type BenchValues = ReturnType<typeof parseBench>;

export const parseBench = (args: readonly string[]) => parseArgs({ args: [...args], options: BENCH_OPTIONS }).values;

export interface BenchDesk {
  readonly station: BenchStation;
  readonly output: Output;
}

/** Gives whether all went well; what did not was said on the way. A failure is said at the end. */
export type BenchWork = (desk: BenchDesk) => Promise<Result<boolean>>;

/** Looks at its arguments first, so that nothing is opened for a command that cannot run. */
export type BenchVerb = (values: BenchValues) => Result<BenchWork> | Promise<Result<BenchWork>>;

export const benchLacks = (what: string) => fail('misused', `bench needs ${what}`);

/** The batch a command is about: two files that are opened now, or the name of one that was opened before. */
export type WantedBatch = { readonly files: BatchFiles } | { readonly batch: string };

export function wantedBatch({ vault, return: returned, batch }: BenchValues): Result<WantedBatch, 'misused'> {
  if (batch !== undefined && vault === undefined && returned === undefined) return ok({ batch });
  if (batch !== undefined || vault === undefined || returned === undefined) {
    return benchLacks('--vault FILE and --return FILE, or --batch NAME of one that is open');
  }
  return ok({ files: { vault: resolve(vault), returned: resolve(returned) } });
}

/** Puts it onto the desk. */
export const putOnDesk = ({ station }: BenchDesk, wanted: WantedBatch) =>
  'files' in wanted ? station.open(wanted.files) : station.select(wanted.batch);

/** Puts the batch that is named onto the desk; the only one, or the only one that is not closed, where none is. */
export async function onlyBatch({ station }: BenchDesk, { batch }: BenchValues): Promise<Result<unknown>> {
  const { index } = station.parts;
  const known = index.batches().map((one) => one.batch);
  const open = known.filter((name) => !index.ending(name).some(({ event }) => event.kind === 'batch-closed'));
  const [only, ...others] = batch !== undefined ? [batch] : known.length === 1 ? known : open;
  if (only !== undefined && others.length === 0) return station.select(only);
  const which = known.length === 0 ? 'This station has had none yet.' : `Say which with --batch: ${known.join(', ')}.`;
  return fail('which-batch', `There is no batch, or more than one, that this can be about. ${which}`);
}

/** Pre-verifies what is on the desk; the first line of the answer says how many units hold. */
export async function preVerify({ station, output }: BenchDesk): Promise<void> {
  station.watch((update) => {
    if (update.type !== 'check' || !process.stderr.isTTY) return;
    const { done, total, failed, rate } = update.check;
    process.stderr.write(`\rpre-verified ${done} of ${total}, ${failed} failed, ${rate.toFixed(1)} a second `);
  });
  // Workers that cannot start are told of as such; verbs that derive nothing do not wait for them.
  await station.parts.pool.ready;
  await station.check.start();
  await station.check.settled();
  const { done, total, failed } = station.check.view;
  await output.print({ checked: done, of: total, failed });
}
