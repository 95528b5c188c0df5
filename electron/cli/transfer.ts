/**
 * `twofold transfer inspect FILE` shows a manifest and whether the file verifies, and takes nothing in; `twofold
 * transfer abandon` gives up what was never delivered; `twofold transfer set-aside FILE` gives up what came and cannot be used.
 */
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { TRANSFER_KINDS, TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import { readBook } from '../station/book.ts';
import { examineIdentity } from '../station/peers.ts';
import type { SealingKey } from '../courier/age.ts';
import { createCourier } from '../courier/courier.ts';
import { SEALED } from '../courier/dispatch.ts';
import { inspectTransfer, type TransferReport } from '../courier/inspect.ts';
import { refuse } from './station.ts';
import { descriptorOf, unlockStation } from './unlock.ts';
import { misused, type CommandLine } from './usage.ts';

const OPTIONS = {
  station: { type: 'string' },
  identity: { type: 'string', multiple: true },
  'passphrase-fd': { type: 'string' },
  to: { type: 'string' },
  public: { type: 'boolean' },
  person: { type: 'string', multiple: true },
  kind: { type: 'string' },
  reason: { type: 'string' },
  json: { type: 'boolean' },
} as const;

export const runTransfer: CommandLine = async ([verb, ...args]) => {
  let parsed;
  try {
    parsed = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (error) {
    return misused(error instanceof Error ? error.message : 'bad arguments');
  }
  const { values, positionals } = parsed;
  const [file] = positionals;
  const fd = descriptorOf(values['passphrase-fd']);
  if (verb === 'abandon' && file === undefined && fd !== undefined) return abandon(values, fd);
  if (verb === 'set-aside' && file !== undefined && positionals.length === 1 && fd !== undefined) {
    return putAside(resolve(file), values, fd);
  }
  if (verb !== 'inspect' || file === undefined || positionals.length > 1 || fd === undefined) {
    return misused('transfer wants: inspect FILE, set-aside FILE, or abandon');
  }
  const station = values.station === undefined ? null : resolve(values.station);
  const known = await identities(values.identity ?? [], station);
  if (!known.ok) return refuse(known.error.message);
  const path = resolve(file);
  const inspected = path.endsWith(SEALED)
    ? await inspectSealed(path, known.value, station, fd)
    : await inspectTransfer(path, known.value, null);
  if (!inspected.ok) return refuse(inspected.error.message);
  print(inspected.value, values.json === true);
  return inspected.value.wrong === null ? 0 : 1;
};

async function abandon(
  { station, to, public: everybody = false, person = [] }: AbandonValues,
  fd: number | null,
): Promise<number> {
  const [first, second, ...more] = person;
  const named = (to !== undefined) !== everybody;
  if (station === undefined || !named || first === undefined || second === undefined || more.length > 0) {
    return misused('transfer abandon wants --station DIR, --to PEER or --public, and two times --person NAME');
  }
  const opened = await unlockStation(resolve(station), fd);
  if (!opened.ok) return refuse(opened.error.message);
  try {
    const courier = createCourier({ ...opened.value, self: opened.value.identity });
    const abandoned = await courier.abandon(to ?? null, [first, second]);
    if (!abandoned.ok) return refuse(abandoned.error.message);
    process.stdout.write(`abandoned    the last transfer to ${to ?? 'the public'}, by ${first} and ${second}\n`);
    return 0;
  } finally {
    await opened.value.close();
  }
}

interface AbandonValues {
  readonly station?: string | undefined;
  readonly to?: string | undefined;
  readonly public?: boolean | undefined;
  readonly person?: readonly string[] | undefined;
}

/** What a station takes from another, each in its turn. */
const IN_TURN = TRANSFER_KINDS.filter((kind) => TRANSFERS[kind].to !== 'public');

/** A wrong word here can do no harm: the file is verified as of this kind. */
function kindOf(file: string, said: string | undefined): TransferKind | undefined {
  const word = said ?? /^([a-z]+)-\d{4,}-/.exec(basename(file))?.[1];
  return IN_TURN.find((kind) => kind === word);
}

async function putAside(
  file: string,
  { station, kind: said, reason, person = [] }: AsideValues,
  fd: number | null,
): Promise<number> {
  const kind = kindOf(file, said);
  const [first, second, ...more] = person;
  if (kind === undefined) return misused(`transfer set-aside wants --kind ${IN_TURN.join('|')}`);
  if (station === undefined || reason === undefined || first === undefined || second === undefined || more.length > 0) {
    return misused('transfer set-aside wants --station DIR, --reason TEXT and two times --person NAME');
  }
  const opened = await unlockStation(resolve(station), fd);
  if (!opened.ok) return refuse(opened.error.message);
  try {
    const courier = createCourier({ ...opened.value, self: opened.value.identity });
    const aside = await courier.setAside(kind, file, { reason, people: [first, second] });
    if (!aside.ok) return refuse(aside.error.message);
    const { sequence, from, batch } = aside.value;
    process.stdout.write(
      `set aside    transfer ${sequence} from ${from}, the ${kind} of batch ${batch}, by ${first} and ${second}\n` +
        `${' '.repeat(13)}Nothing of it is used. Batch ${batch} is lost to this station, for its sender sends it once` +
        `${kind === 'order' ? '.' : ': set aside its other half as well.'}\n`,
    );
    return 0;
  } finally {
    await opened.value.close();
  }
}

interface AsideValues {
  readonly station?: string | undefined;
  readonly kind?: string | undefined;
  readonly reason?: string | undefined;
  readonly person?: readonly string[] | undefined;
}

/** From files, and from what a station has on record; neither needs a passphrase. */
export async function identities(
  files: readonly string[],
  station: string | null,
): Promise<Result<readonly PublicIdentity[]>> {
  const known: PublicIdentity[] = [];
  for (const file of files) {
    const examined = await examineIdentity(resolve(file));
    if (!examined.ok) return examined;
    known.push(examined.value);
  }
  if (station === null) return ok(known);
  const book = await readBook(join(station, 'journal.jsonl'));
  if (!book.ok) return book;
  const { self } = book.value;
  known.push(...book.value.peers().map(({ identity }) => identity), ...(self === null ? [] : [self]));
  return ok(known);
}

async function inspectSealed(
  path: string,
  known: readonly PublicIdentity[],
  station: string | null,
  fd: number | null,
): Promise<Result<TransferReport>> {
  if (station === null) return SEALED_SHUT;
  const opened = await unlockStation(station, fd);
  if (!opened.ok) return opened;
  try {
    const key: SealingKey = opened.value.sealing;
    return await inspectTransfer(path, known, key);
  } finally {
    await opened.value.close();
  }
}

const SEALED_SHUT: Result<never> = {
  ok: false,
  error: {
    area: 'command',
    kind: 'sealed',
    message: 'This file is sealed. Give --station DIR, the station it is for.',
  },
};

function print({ manifest, signer, wrong }: TransferReport, json: boolean): void {
  const by = signer === null ? null : { name: signer.name, role: signer.role };
  if (json) {
    process.stdout.write(`${JSON.stringify({ verifies: wrong === null, signer: by, wrong, manifest })}\n`);
    return;
  }
  const line = (name: string, value: string): void => void process.stdout.write(`${name.padEnd(12)} ${value}\n`);
  line('verifies', wrong === null ? 'yes' : `NO: ${wrong}`);
  line('signed by', by === null ? 'nobody known here' : `${by.name} (${by.role})`);
  if (manifest === null) return;
  if (wrong !== null) line('', 'the file says of itself, and nobody vouches for it:');
  for (const [field, value] of Object.entries(manifest)) line(field, String(value));
}
