/** `twofold check`: names texts, confirms an address, opens an EPK. The table is the window's own; nothing is kept. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { KeyText } from '../../../../core/coins/key-texts.ts';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { confirmedSentence } from '../../../../core/stations/check/check.ts';
import { nameText, type Named } from '../../../../core/stations/check/naming.ts';
import type { OutcomeView } from '../../../../core/stations/check/view.ts';
import type { Later } from '../../../../core/stations/check/holding.ts';
import { createCheckTable, type CheckTable } from '../../../../core/stations/check/table.ts';
import { STATION_FILE } from '../../../station/commission.ts';
import { startPool } from '../../../station/platform.ts';
import { openProof } from '../../../courier/proof.ts';
import type { Pool } from '../../../workers/pool.ts';
import { factsOf, nameOf, remarkText, repairsOf } from './words.ts';
import { readLines } from '../../../cli/input.ts';
import { readPassphrase } from '../../../cli/passphrase.ts';
import { refuse } from '../../../cli/station.ts';
import { identities } from '../../../cli/transfer.ts';
import { descriptorOf } from '../../../cli/unlock.ts';
import { misused, type CommandLine, type CommandEnvironment } from '../../../cli/usage.ts';

const fail = failIn('command');

const OPTIONS = {
  address: { type: 'string' },
  serial: { type: 'string' },
  proof: { type: 'string' },
  identity: { type: 'string', multiple: true },
  station: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  workers: { type: 'string' },
  reveal: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];

/** Longer than any code, in bytes, with all that may stand around it. */
const LONGEST_LINE = 4000;

export const runCheck: CommandLine = async ([verb, ...args], environment) => {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const { values, positionals } = parsed;
  const fd = descriptorOf(values['passphrase-fd']);
  const known = verb === 'inspect' || verb === 'confirm' || verb === 'decrypt';
  if (!known || fd === undefined) return misused('check wants: inspect, confirm or decrypt');
  if (values.reveal === true && verb !== 'decrypt') return misused('--reveal goes with check decrypt');
  const named = [values.address, values.serial].filter((text) => text !== undefined);
  const texts = [...positionals, ...named, ...(await fromInput(positionals, named, values.proof))];
  if (verb === 'inspect') return inspectAll(texts, values.json === true);
  return answer(verb, texts, values, fd, environment);
};

/** Standard input where no text was given otherwise: what stands there is in no list of processes. */
async function fromInput(
  positionals: readonly string[],
  named: readonly string[],
  proof: string | undefined,
): Promise<readonly string[]> {
  const wanted = positionals.length === 0 && (named.length === 0 || proof === undefined);
  if (!wanted || process.stdin.isTTY === true) return [];
  const lines: string[] = [];
  for await (const line of readLines(process.stdin, LONGEST_LINE)) {
    if ('text' in line && line.text.trim() !== '') lines.push(line.text);
  }
  return lines;
}

function inspectAll(texts: readonly string[], json: boolean): number {
  if (texts.length === 0) return misused('check inspect wants texts, as arguments or on standard input');
  for (const text of texts) {
    const named = nameText(text);
    if (json) process.stdout.write(`${JSON.stringify(named)}\n`);
    else describeNamed(named);
  }
  return 0;
}

function describeNamed(named: Named): void {
  line('this is', nameOf(named));
  if (named.address !== null) line('address', `${named.address} (${named.coins.join(', ')})`);
  if (named.serial !== null) line('serial', named.serial);
  const facts = factsOf(named.facts);
  if (facts !== '') line('says', facts);
  if (named.repairs.length > 0) line('repaired', repairsOf(named.repairs));
}

/** A command is over before keys would be put away by themselves. */
const NEVER: Later = () => ({ callOff: () => undefined });

async function answer(
  verb: 'confirm' | 'decrypt',
  texts: readonly string[],
  values: Values,
  fd: number | null,
  { dist }: CommandEnvironment,
): Promise<number> {
  const workers = values.workers === undefined ? undefined : Number(values.workers);
  if (workers !== undefined && !(Number.isInteger(workers) && workers > 0)) return misused('--workers wants a number');
  // Most of what is refused is refused without a derivation: workers start when they are needed.
  let pool: Pool | null = null;
  const derive: KeyDerivation['derive'] = (...job) => (pool ??= startPool(dist, workers)).derive(...job);
  const table = createCheckTable({ derivation: { derive }, later: NEVER, changed: () => {} });
  try {
    const laid = await lay(table, texts, values);
    if (!laid.ok) return refused(laid.error, values.json === true);
    const { key } = table.view;
    if (verb === 'decrypt' && key === null) {
      return refused(fail('no-key', 'check decrypt wants an encrypted key (6P...).').error, values.json === true);
    }
    const given = await readPassphrase(fd, 'Passphrase of the card: ');
    if (!given.ok) return refused(given.error, values.json === true);
    using passphrase = given.value;
    await table.check(passphrase.use((bytes) => bytes.slice()));
    return show(table, values);
  } finally {
    table.clear();
    await (pool as Pool | null)?.close();
  }
}

/** Puts everything on the table, or says what does not belong there. */
async function lay(table: CheckTable, texts: readonly string[], values: Values): Promise<Result<null>> {
  for (const text of texts) {
    const { named, place } = table.put(text);
    if (place === null) return fail('no-use', `A check has no use for this: it is ${nameOf(named)}.`);
    if (named.repairs.length > 0) process.stderr.write(`twofold: ${repairsOf(named.repairs)}\n`);
  }
  if (values.proof === undefined) return ok(null);
  const station = values.station === undefined ? null : resolve(values.station);
  const known = await identities(values.identity ?? [], station);
  if (!known.ok) return known;
  const production = station !== null && existsSync(join(station, STATION_FILE));
  const proof = await openProof(resolve(values.proof), known.value, production ? 'production' : null);
  if (!proof.ok) return proof;
  if (proof.value.signer === null) process.stderr.write('twofold: the file is unsigned: it is for training only\n');
  table.putProof(proof.value);
  return ok(null);
}

function show(table: CheckTable, values: Values): number {
  const { outcome } = table.view;
  if (outcome === null) throw new Error('a check has no outcome');
  const keys = outcome.ok && values.reveal === true ? table.reveal() : null;
  const shown = keys?.ok === true ? keys.value : [];
  if (values.json === true) process.stdout.write(`${JSON.stringify(jsonOf(outcome, shown))}\n`);
  else print(outcome, shown);
  return outcome.ok ? 0 : 1;
}

function jsonOf(outcome: OutcomeView, keys: readonly KeyText[]): object {
  const { remarks, unwrapped } = outcome;
  if (!outcome.ok) return { ok: false, error: outcome.failure, remarks, unwrapped };
  const { address, addresses, matched, lot, sequence, compressed, shownBy } = outcome;
  const value = { address, addresses, matched, lot, sequence, compressed, shownBy };
  return { ok: true, value: keys.length === 0 ? value : { ...value, keys }, remarks, unwrapped };
}

function print(outcome: OutcomeView, keys: readonly KeyText[]): void {
  for (const remark of outcome.remarks) process.stderr.write(`twofold: ${remarkText(remark)}\n`);
  if (!outcome.ok) {
    process.stdout.write('NOT CONFIRMED\n');
    process.stderr.write(`twofold: ${outcome.failure.message}\n`);
    return;
  }
  const { address, addresses, matched, lot, sequence } = outcome;
  process.stdout.write(`CONFIRMED\n${confirmedSentence(address)}\n`);
  if (lot !== null) line('lot', `${lot}, sequence ${sequence}`);
  line('matches', matched === null ? 'no address was given: compare those below with the card' : matched.join(', '));
  for (const row of addresses) line(row.coin, row.address);
  for (const { form, coins, text } of keys) line(form === 'wif' ? 'WIF' : 'hex', `${text} (${coins.join(', ')})`);
}

function refused(error: { readonly message: string }, json: boolean): number {
  if (!json) return refuse(error.message);
  process.stdout.write(`${JSON.stringify({ ok: false, error })}\n`);
  return 1;
}

const line = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(12)} ${value}\n`);
