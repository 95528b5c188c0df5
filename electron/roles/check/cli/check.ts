/** `twofold check`: names texts, confirms an address, opens an EPK. The table is the window's own; nothing is kept. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { KeyText } from '../../../../core/coins/key-texts.ts';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { MOST_RECALLS } from '../../../../core/finder/recalls.ts';
import type { PublicIdentity } from '../../../../core/peers/identity.ts';
import { nameText, type Named } from '../../../../core/stations/check/naming.ts';
import type { Recalled } from '../../../../core/stations/check/question.ts';
import type { OutcomeView } from '../../../../core/stations/check/view.ts';
import { createCheckTable, type CheckTable } from '../../../../core/stations/check/table.ts';
import { STATION_FILE } from '../../../station/commission.ts';
import { startPool, systemClock } from '../../../station/platform.ts';
import { readRegularText } from '../../../files/regular.ts';
import { openProof } from '../../../courier/proof.ts';
import { verifySignature } from '../../../keys/ed25519.ts';
import type { Pool } from '../../../workers/pool.ts';
import { factsOf, nameOf, offerOf, repairsOf } from '../../../../resources/words/named.ts';
import type { Words } from '../../../../resources/words/language.ts';
import { row } from '../../../cli/answer.ts';
import {
  called,
  descriptor,
  directory,
  file,
  flag,
  many,
  maybe,
  misuse,
  textValue,
  wholeValue,
  type Given,
} from '../../../cli/form.ts';
import { readLines } from '../../../cli/input.ts';
import { readPassphrase } from '../../../cli/passphrase.ts';
import { identities } from '../../../cli/transfer.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';

const fail = failIn('command');
const checkFail = failIn('check');

const TEXTS = { text: many(textValue('TEXT')) };

const CONFIRM = {
  address: maybe(textValue('A')),
  serial: called('card-serial', maybe(textValue('S'))),
  proof: maybe(file()),
  identity: many(file()),
  station: called('known-by', maybe(directory())),
  recalls: maybe(file()),
  'passphrase-fd': maybe(descriptor),
  workers: maybe(wholeValue()),
};

type CheckGiven = Given<typeof CONFIRM & typeof TEXTS> & { readonly reveal?: boolean };

/** Longer than any code, in bytes, with all that may stand around it. */
const LONGEST_LINE = 4000;

export const checkVerbs = [
  verb({
    name: 'check inspect',
    args: TEXTS,
    streams: true,
    async run(given, line) {
      const texts = [...given.text, ...(await fromInput(given.text.length > 0))];
      if (texts.length === 0) {
        const name = 'TEXT, as an argument or on standard input';
        return misuse('missing', `check inspect wants ${name}.`, { verb: 'check inspect', name: 'TEXT' });
      }
      for (const one of texts) {
        const named = nameText(one);
        await line.say(answer(named, { lines: (words) => describeNamed(named, words) }));
      }
      return ok(null);
    },
  }),
  verb({
    name: 'check confirm',
    args: TEXTS,
    options: CONFIRM,
    run: (given, line) => confirm(given, line, false),
  }),
  verb({
    name: 'check decrypt',
    args: TEXTS,
    options: { ...CONFIRM, reveal: flag },
    run: (given, line) => confirm(given, line, true),
  }),
];

/** Standard input where no text was given otherwise: what stands there is in no list of processes. */
export async function fromInput(enough: boolean): Promise<readonly string[]> {
  if (enough || process.stdin.isTTY === true) return [];
  const lines: string[] = [];
  for await (const line of readLines(process.stdin, LONGEST_LINE)) {
    if ('text' in line && line.text.trim() !== '') lines.push(line.text);
  }
  return lines;
}

function describeNamed(named: Named, words: Words): readonly string[] {
  const { fields } = words.line;
  const facts = factsOf(words, named);
  const coins = named.coins.join(words.comma);
  return [
    nameOf(words, named, coins),
    ...named.offers.map((offer) => offerOf(words, offer)),
    ...(named.address === null ? [] : [row(fields.address, `${named.address} (${coins})`)]),
    ...(named.serial === null ? [] : [row(fields.serial, named.serial)]),
    ...(facts === '' ? [] : [facts]),
    ...(named.repairs.length === 0 ? [] : [repairsOf(words, named)]),
  ];
}

async function confirm(given: CheckGiven, line: Line, opens: boolean): Promise<Result<VerbAnswer>> {
  const { address, serial, proof, workers, 'passphrase-fd': fd } = given;
  const known = await identities(given.identity, given.station ?? null);
  if (!known.ok) return known;
  const named = [address, serial].filter((one) => one !== undefined);
  const enough = given.text.length > 0 || (named.length > 0 && proof !== undefined);
  const texts = [...given.text, ...named, ...(await fromInput(enough))];
  // Most of what is refused is refused without a derivation: workers start when they are needed.
  let pool: Pool | null = null;
  const derive: KeyDerivation['derive'] = (...job) => (pool ??= startPool(line.dist, workers)).derive(...job);
  // Nothing has to be put away by itself: what is shown goes with the process.
  const later = () => ({ callOff: () => undefined });
  const table = createCheckTable({
    derivation: { derive },
    later,
    makers: () => known.value,
    verify: verifySignature,
    changed: () => {},
    today,
  });
  try {
    const laid = await lay(table, texts, line);
    if (!laid.ok) return laid;
    const filed = await layFiles(table, known.value, given, line);
    if (!filed.ok) return filed;
    if (opens && table.view.key === null) return fail('no-key', 'check decrypt wants an encrypted key (6P...).');
    const read = await readPassphrase(fd ?? null, line.words.line.cardPassphrase);
    if (!read.ok) return read;
    using passphrase = read.value;
    await table.check(passphrase.use((bytes) => bytes.slice()));
    return await show(table, given.reveal === true, line);
  } finally {
    table.clear();
    await (pool as Pool | null)?.close();
  }
}

/** As the machine has it. */
export const today = (): string => systemClock.now().slice(0, 10);

/** Puts everything on the table, or says what does not belong there. */
export async function lay(table: CheckTable, texts: readonly string[], line: Line): Promise<Result<null>> {
  for (const text of texts) {
    const { named, place } = table.put(text);
    if (place === null) {
      for (const said of describeNamed(named, line.words)) line.note(said);
      return fail('no-use', 'A check has no use for this.');
    }
    if (named.repairs.length > 0) line.note(repairsOf(line.words, named));
  }
  return ok(null);
}

/** The maker's files: the proof, and what was called back. */
export async function layFiles(
  table: CheckTable,
  known: readonly PublicIdentity[],
  { proof: path, station, recalls }: Partial<Pick<CheckGiven, 'proof' | 'station' | 'recalls'>>,
  line: Line,
): Promise<Result<null>> {
  if (recalls !== undefined) {
    const text = await readRegularText(recalls, MOST_RECALLS);
    if (!text.ok) return text;
    const read = table.readRecalls(text.value);
    if (!read.ok) return read;
  }
  if (path === undefined) return ok(null);
  const production = station !== undefined && existsSync(join(station, STATION_FILE));
  const proof = await openProof(path, known, production ? 'production' : null);
  if (!proof.ok) return proof;
  if (proof.value.signer === null) line.note(`${basename(path)}: ${line.words.checkWindow.unsigned}`);
  table.putProof(proof.value);
  return ok(null);
}

async function show(table: CheckTable, reveal: boolean, line: Line): Promise<Result<VerbAnswer>> {
  const { outcome, recalled } = table.view;
  if (recalled !== null) return recalledCard(recalled);
  if (outcome === null) throw new Error('a check has no outcome');
  for (const remark of outcome.remarks) line.note(line.words.checkWindow.remarks[remark]);
  if (!outcome.ok) {
    await line.headline(line.words.checkWindow.wrong);
    return { ok: false, error: outcome.failure };
  }
  const keys = reveal ? table.reveal() : null;
  const shown = keys?.ok === true ? keys.value : [];
  return ok(answer(resultOf(outcome, shown), { lines: (words) => describe(outcome, shown, words) }));
}

/** Whatever else is true of it. */
const recalledCard = ({ serial, reason }: Recalled) =>
  checkFail('recalled', `The maker has called ${serial} back: ${reason}. Do not use the card; ask the maker.`, {
    serial,
    reason,
  });

type Confirmed = Extract<OutcomeView, { readonly ok: true }>;

function resultOf(outcome: Confirmed, keys: readonly KeyText[]): object {
  const { remarks, unwrapped, address, addresses, matched, lot, sequence, compressed, shownBy } = outcome;
  const result = { address, addresses, matched, lot, sequence, compressed, shownBy, remarks, unwrapped };
  return keys.length === 0 ? result : { ...result, keys };
}

function describe(
  { address, addresses, matched, lot, sequence }: Confirmed,
  keys: readonly KeyText[],
  { checkWindow: words, comma }: Words,
): readonly string[] {
  return [
    words.right,
    words.depends(address),
    ...(lot === null || sequence === null ? [] : [words.lotLine(lot, sequence)]),
    matched === null ? words.compare : words.matched(matched.join(comma)),
    ...addresses.map((one) => row(one.coin, one.address)),
    ...keys.map(({ form, coins, text: key }) => row(words.forms[form], `${key} (${coins.join(comma)})`)),
  ];
}
