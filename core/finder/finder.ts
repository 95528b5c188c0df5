/**
 * The finder of a maker's site: the cards of its proofs, cut into files by the first hex digits of what is looked up
 * (a serial or an address, as its SHA-256). Whoever looks a card up fetches one file of at most 64 KiB, and tells the
 * site those digits and no more. Each file is signed, so that the site itself need not be trusted.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { asciiBytes } from '../base/digest.ts';
import { parseConfirmationCode } from '../bip38/layout.ts';
import { parseJson } from '../base/json.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { readAddress } from '../coins/coins.ts';
import type { PublicIdentity } from '../peers/identity.ts';
import type { VerifySignature } from '../peers/minisign.ts';
import { AddressText, ConfirmationText, UnitSerial } from '../transfer/fields.ts';
import type { TransferUnits } from '../transfer/kinds.ts';
import { Day, Reason } from './recalls.ts';
import { asciiLine, signedLines, signText, type Issue, type Signing } from './signed-text.ts';

const fail = failIn('finder');

/** Bytes of a file, signature and all. */
export const MOST_SHARD = 64 * 1024;
/** 16^6 files are more than a hundred million cards need. */
export const MOST_DIGITS = 6;

export interface FoundCard extends ProvenCard {
  /** Why the maker has called it back; `null` for a card in good standing. Said before anything else. */
  readonly recalled: string | null;
}

/** A file of the site: its name, and all it holds. */
export interface ShardFile {
  readonly name: string;
  readonly text: string;
}

/** What a proof says of a card. */
export type ProvenCard = Pick<TransferUnits['proof'], 'serial' | 'address' | 'confirmation'>;

export interface FinderPlan extends Issue, Signing {
  readonly cards: readonly ProvenCard[];
  /** Serial to reason. */
  readonly recalls: ReadonlyMap<string, string>;
}

const Head = v.strictObject({
  digits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_DIGITS)),
  expires: Day,
  format: v.literal('twofold-finder'),
  prefix: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,6}$/)),
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
  version: v.literal(1),
});
const Card = v.strictObject({
  address: AddressText,
  confirmation: ConfirmationText,
  recalled: v.nullable(Reason),
  serial: UnitSerial,
});

/** What is hashed: an address in its canonical form, anything else as it is. */
const hashOf = (text: string): string => {
  const address = readAddress(text);
  return digestHex(address.ok ? address.value.address : text);
};

const digestHex = (text: string): string => bytesToHex(sha256(asciiBytes(text)));

/** The file that answers for a serial or an address, on a site of so many digits. ASCII only. */
export const shardName = (text: string, digits: number): string => `${hashOf(text).slice(0, digits) || 'all'}.txt`;

/** The fewest digits with which no file is too large: whoever looks up is hidden among the more. */
function digitsFor(lines: readonly Line[]): number {
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const total = new Map<string, number>();
    for (const { hash, line } of lines) {
      const prefix = hash.slice(0, digits);
      total.set(prefix, (total.get(prefix) ?? ROOM_FOR_HEAD) + line.length + 1);
    }
    if (![...total.values()].some((size) => size > MOST_SHARD)) return digits;
  }
  throw new RangeError('"cards" expected fewer cards than any finder holds');
}

/** Bytes of a signature and of the head line, generously. */
const ROOM_FOR_HEAD = 768;

/** How many digits the names of such a site have, and its files one after the other; also those that hold no card, so that none that is asked for is missing. */
export function writeShards(plan: FinderPlan): { readonly digits: number; readonly files: Iterable<ShardFile> } {
  const all = linesOf(plan);
  const digits = digitsFor(all);
  return { digits, files: filesOf(plan, all, digits) };
}

function* filesOf(plan: FinderPlan, all: readonly Line[], digits: number): Generator<ShardFile, void, undefined> {
  const { expires, sequence } = plan;
  const lines = new Map<string, string[]>();
  for (const { hash, line } of all) {
    const prefix = hash.slice(0, digits);
    const own = lines.get(prefix);
    if (own === undefined) lines.set(prefix, [line]);
    else own.push(line);
  }
  for (let at = 0; at < 16 ** digits; at++) {
    const prefix = digits === 0 ? '' : at.toString(16).padStart(digits, '0');
    const head = asciiLine({ digits, expires, format: 'twofold-finder', prefix, sequence, version: 1 });
    const body = [head, ...(lines.get(prefix) ?? []).sort(), ''].join('\n');
    const name = prefix || 'all';
    yield { name: `${name}.txt`, text: signText(body, `finder ${sequence}, file ${name}`, plan) };
  }
}

interface Line {
  readonly hash: string;
  readonly line: string;
}

/** Every card twice: under its serial, and under its address, which a proof has in its canonical form. */
function linesOf({ cards, recalls }: Pick<FinderPlan, 'cards' | 'recalls'>): readonly Line[] {
  return cards.flatMap(({ serial, address, confirmation }) => {
    const line = asciiLine({ address, confirmation, recalled: recalls.get(serial) ?? null, serial });
    return [serial, address].map((key) => ({ hash: digestHex(key), line }));
  });
}

/** What a look-up goes by. */
export interface LookUp {
  readonly maker: PublicIdentity;
  readonly verify: VerifySignature;
  /** The newest issue that was seen of this site; an older file is refused. */
  readonly sequence: number;
  /** `2026-11-27`; a file that has run out is refused. */
  readonly today: string;
}

export type LookUpKind = 'bad-shard' | 'other-shard' | 'old-shard' | 'expired-shard' | 'not-found';

/** Looks a card up in the file that {@link shardName} names. */
export function findInShard(
  file: ShardFile,
  text: string,
  { maker, verify, sequence, today }: LookUp,
): Result<FoundCard, LookUpKind> {
  const [first = '', ...lines] = signedLines(file.text, MOST_SHARD, maker, verify) ?? [];
  const head = v.safeParse(Head, parseJson(first));
  if (!head.success) return badShard(file.name);
  const { digits, expires, prefix, sequence: issue } = head.output;
  const hash = hashOf(text);
  if (prefix.length !== digits || !hash.startsWith(prefix)) return otherShard(text);
  if (issue < sequence) return oldShard(file.name);
  if (expires < today) return expiredShard(expires);
  for (const line of lines) {
    const card = v.safeParse(Card, parseJson(line));
    if (!card.success) return badShard(file.name);
    const { serial, address, recalled } = card.output;
    if (digestHex(serial) !== hash && digestHex(address) !== hash) continue;
    const code = parseConfirmationCode(card.output.confirmation);
    return code.ok ? ok({ serial, address, recalled, confirmation: code.value }) : badShard(file.name);
  }
  return fail('not-found', `The maker has published no card ${text}. Check that you copied it right.`, { text });
}

const badShard = (file: string) =>
  fail(
    'bad-shard',
    `${file} is not as the maker signed it: it is damaged, or somebody has changed it. Do not use it.`,
    {
      file,
    },
  );
const otherShard = (text: string) =>
  fail('other-shard', `This is another file than the one that answers for ${text}. Fetch that one.`, { text });
const oldShard = (file: string) =>
  fail('old-shard', `${file} is of an older issue than one you have seen: a recall may be missing. Fetch it again.`, {
    file,
  });
const expiredShard = (expires: string) =>
  fail('expired-shard', `The maker has not renewed this since ${expires}: a recall may be missing. Ask the maker.`, {
    expires,
  });
