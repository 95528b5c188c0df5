/**
 * `twofold origin`: batches planned, made, taken in and sent on, without a screen. Answers go to standard output,
 * progress to standard error. A passphrase goes nowhere but into the sealed file and the vault.
 */
import { readSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readDice, type DiceRolls } from '../../../../core/random/dice.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { OriginBatch } from '../../../../core/stations/origin/book.ts';
import type { CodingView } from '../../../../core/stations/origin/origin.ts';
import { CARD_SHAPE, entropyBits, FLOOR_BITS } from '../../../../core/card/passphrase.ts';
import { openOrigin, openTrainingOrigin } from '../open.ts';
import type { BatchRequest } from '../desk.ts';
import type { OriginStation } from '../station.ts';
import { openStation } from '../../../cli/unlock.ts';
import { misused, type CommandLine, type CommandEnvironment } from '../../../cli/usage.ts';

const fail = failIn('command');

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const OPTIONS = {
  ...{ station: text, workers: text, 'passphrase-fd': text, batch: text, json: flag },
  ...{ count: text, prefix: text, digits: text, start: text, check: flag, permuted: flag },
  ...{ alphabet: text, groups: text, size: text, lot: text, sequence: text, 'dice-fd': text },
  ...{ codes: text, out: text, person: { type: 'string', multiple: true } as const },
};

type Values = ReturnType<typeof parse>;
const parse = (args: readonly string[]) => parseArgs({ args: [...args], options: OPTIONS }).values;

/** More than the most rolls with a line end each. */
const MOST_DICE = 16 * 1024;

export const runOrigin: CommandLine = async ([verb = '', ...args], environment) => {
  const work = Object.hasOwn(VERBS, verb) ? VERBS[verb as keyof typeof VERBS] : undefined;
  if (work === undefined) return misused('origin wants: new, resume, import, export, destroy or list');
  let values: Values;
  let job: Job;
  let opening: Opening;
  try {
    values = parse(args);
    job = work(values);
    opening = openingOf(values, environment);
  } catch (error) {
    return misused(`origin ${verb}: ${error instanceof Error ? error.message : 'bad arguments'}`);
  }
  const opened = await opening();
  if (!opened.ok) return answer(opened, values);
  try {
    return answer(await job(opened.value), values);
  } finally {
    await opened.value.close();
  }
};

type Opening = () => Promise<Result<OriginStation>>;

function openingOf(values: Values, environment: CommandEnvironment): Opening {
  const directory = resolve(wanted(values, 'station'));
  const workers = numberOf(values, 'workers');
  const fd = numberOf(values, 'passphrase-fd');
  const { dist, version } = environment;
  const options = {
    ...{ dist, version, runtime: `Node ${process.versions.node}` },
    ...(workers === null ? {} : { workers }),
  };
  return () =>
    openStation(directory, fd, {
      training: () => openTrainingOrigin(directory, options),
      commissioned: (station) => openOrigin(directory, options, station),
    });
}

type Job = (station: OriginStation) => Promise<Result<object>>;

const VERBS = {
  new: (values) => {
    const request = requestOf(values);
    return async (station) => {
      const dice = diceOf(values);
      if (!dice.ok) return dice;
      const planned = await station.plan(request);
      if (!planned.ok) return planned;
      say(`batch ${request.batch} planned, ${entropyBits(request.shape).toFixed(1)} bits a passphrase`);
      return make(station, request.batch, dice.value);
    };
  },
  resume: (values) => {
    const batch = wanted(values, 'batch');
    return async (station) => {
      const dice = diceOf(values);
      return dice.ok ? make(station, batch, dice.value) : dice;
    };
  },
  import: (values) => {
    const [batch, codes] = [wanted(values, 'batch'), wanted(values, 'codes')];
    return async (station) => {
      const taken = await station.importCodes(batch, resolve(codes));
      return taken.ok ? ok(shown(taken.value)) : taken;
    };
  },
  export: (values) => {
    const [batch, out] = [wanted(values, 'batch'), wanted(values, 'out')];
    return async (station) => {
      const sent = await station.export(batch, resolve(out));
      return sent.ok ? ok({ batch, transfers: sent.value }) : sent;
    };
  },
  destroy: (values) => {
    const batch = wanted(values, 'batch');
    const [first, second, ...more] = values.person ?? [];
    if (first === undefined || second === undefined || more.length > 0) throw new Error('--person is given twice');
    return async (station) => {
      const gone = await station.destroy(batch, [first, second]);
      return gone.ok ? ok({ batch, secrets: 'destroyed' }) : gone;
    };
  },
  list: () => async (station) => ok({ batches: station.batches().map(shown) }),
} satisfies Readonly<Record<string, (values: Values) => Job>>;

/** Stopped by a signal, it says how to go on, and that is no success. */
async function make(station: OriginStation, batch: string, dice: DiceRolls | null): Promise<Result<object>> {
  const abort = new AbortController();
  const stop = (): void => abort.abort();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const made = await station.code({ batch, dice, progress: teller(), signal: abort.signal });
    if (!made.ok) return made;
    const known = station.batches().find((one) => one.batch === batch);
    if (made.value === 'done' && known !== undefined) return ok(shown(known));
    return fail('cancelled', `Batch ${batch} was stopped. What is made is kept: go on with twofold origin resume.`);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    dice?.rolls.wipe();
  }
}

function answer(result: Result<object>, { json = false }: Values): number {
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
  else if (result.ok) process.stdout.write(`${JSON.stringify(result.value, null, 2)}\n`);
  if (!result.ok && !json) say(result.error.message);
  return result.ok ? 0 : 1;
}

/** What may be said of a batch. */
function shown({ batch, count, coded, source, voided, opened, exports, secrets }: OriginBatch): object {
  const { kind } = source;
  const made =
    kind === 'made'
      ? { ...source.range, passphrase: source.shape, bits: entropyBits(source.shape), floor: FLOOR_BITS }
      : {};
  return {
    batch,
    count,
    coded,
    source: kind,
    ...made,
    voided,
    opened,
    exported: exports.map(({ transfer }) => transfer),
    secrets,
  };
}

/** A line a second where nobody watches, one line that changes on a terminal. */
function teller(): (view: CodingView) => void {
  let last = -Infinity;
  return ({ running, done, total, rate, left }) => {
    const now = performance.now();
    if (running && done < total && now - last < 1000) return;
    last = now;
    const time = left === null ? '' : `, ${Math.ceil(left)} s left`;
    const line = `${done} of ${total} units made, ${rate.toFixed(1)} a second${time}`;
    if (process.stderr.isTTY) process.stderr.write(`\r${line}   ${running ? '' : '\n'}`);
    else say(line);
  };
}

const say = (line: string): void => void process.stderr.write(`twofold: ${line}\n`);

function requestOf(values: Values): BatchRequest {
  const { alphabet = 'legible', check = false, permuted = false, prefix = '' } = values;
  if (alphabet !== 'legible' && alphabet !== 'full') throw new Error('--alphabet is legible or full');
  const [lot, sequence] = [numberOf(values, 'lot'), numberOf(values, 'sequence')];
  if ((lot === null) !== (sequence === null)) throw new Error('--lot and --sequence go together');
  return {
    batch: wanted(values, 'batch'),
    count: wholeOf(values, 'count'),
    scheme: { prefix, digits: numberOf(values, 'digits') ?? 6, check, order: permuted ? 'permuted' : 'sequential' },
    start: numberOf(values, 'start'),
    shape: {
      alphabet: alphabet === 'full' ? 'all' : 'legible',
      groups: numberOf(values, 'groups') ?? CARD_SHAPE.groups,
      size: numberOf(values, 'size') ?? CARD_SHAPE.size,
    },
    lots: lot === null || sequence === null ? null : { lot, sequence },
  };
}

type Name = Exclude<keyof typeof OPTIONS, 'json' | 'check' | 'permuted' | 'person'>;

function wanted(values: Values, name: Name): string {
  const value = values[name];
  if (value === undefined) throw new Error(`--${name} is missing`);
  return value;
}

function wholeOf(values: Values, name: Name): number {
  wanted(values, name);
  return numberOf(values, name) ?? 0;
}

function numberOf(values: Values, name: Name): number | null {
  const value = values[name];
  if (value === undefined) return null;
  if (!/^\d{1,15}$/.test(value)) throw new Error(`--${name} wants a whole number`);
  return Number(value);
}

/** Rolls come through a descriptor: arguments are for everybody to see. */
function diceOf(values: Values): Result<DiceRolls | null> {
  const descriptor = numberOf(values, 'dice-fd');
  if (descriptor === null) return ok(null);
  const buffer = new Uint8Array(MOST_DICE);
  try {
    let length = 0;
    for (let read = 1; read > 0 && length < MOST_DICE; length += read) {
      read = readSync(descriptor, buffer, length, MOST_DICE - length, null);
    }
    return readDice(buffer.subarray(0, length));
  } catch {
    return fail('not-dice', `No rolls can be read from descriptor ${descriptor}.`);
  } finally {
    buffer.fill(0);
  }
}
