/**
 * The finder of a maker's site: the cards of its proofs, cut into files by the first hex digits of what is looked up
 * (a serial or an address, as its SHA-256). Whoever looks a card up fetches one file of at most 64 KiB, and tells the
 * site those digits and no more. Each file is signed, so that the site itself need not be trusted.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { canonical } from '../base/canonical.ts';
import { asciiBytes } from '../base/digest.ts';
import { parseJson } from '../base/json.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { readAddress } from '../coins/coins.ts';
import { signingKeyOf, type PublicIdentity } from '../peers/identity.ts';
import {
  readMinisignature,
  verifyMinisignature,
  writeMinisignature,
  type Sign,
  type VerifySignature,
} from '../peers/minisign.ts';
import { AddressText, UnitSerial } from '../transfer/fields.ts';
import type { TransferUnits } from '../transfer/kinds.ts';

const fail = failIn('finder');

/** Bytes of a file, signature and all. */
export const MOST_SHARD = 64 * 1024;
/** 16^6 files are more than a hundred million cards need. */
const MOST_DIGITS = 6;
/** Lines of a signature file, which stands at the head of a shard. */
const SIGNATURE_LINES = 4;

export interface FoundCard {
  readonly serial: string;
  readonly address: string;
  readonly confirmation: string;
  /** Why the maker has called it back; `null` for a card in good standing. Said before anything else. */
  readonly recalled: string | null;
}

/** A file of the site: its name, and all it holds. */
export interface ShardFile {
  readonly name: string;
  readonly text: string;
}

export interface FinderPlan {
  readonly units: readonly Pick<TransferUnits['proof'], 'serial' | 'address' | 'confirmation'>[];
  /** Serial to reason. */
  readonly recalls: ReadonlyMap<string, string>;
  /** Grows with every issue of the site: an older one is told by it. */
  readonly sequence: number;
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

const Head = v.strictObject({
  digits: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_DIGITS)),
  format: v.literal('twofold-finder'),
  prefix: v.pipe(v.string(), v.regex(/^[0-9a-f]{0,6}$/)),
  sequence: v.pipe(v.number(), v.integer(), v.minValue(1)),
  version: v.literal(1),
});
const Card = v.strictObject({
  address: AddressText,
  confirmation: v.pipe(v.string(), v.regex(/^cfrm38[1-9A-HJ-NP-Za-km-z]{69}$/)),
  recalled: v.nullable(v.pipe(v.string(), v.maxLength(200))),
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
  throw new RangeError('"units" expected fewer cards than any finder holds');
}

/** Bytes of a signature and of the head line, generously. */
const ROOM_FOR_HEAD = 768;

/** All files of the site, one after the other; also those that hold no card, so that none that is asked for is missing. */
export function* writeShards(plan: FinderPlan): Generator<ShardFile, void, undefined> {
  const all = linesOf(plan);
  const digits = digitsFor(all);
  const lines = new Map<string, string[]>();
  for (const { hash, line } of all) {
    const prefix = hash.slice(0, digits);
    const own = lines.get(prefix);
    if (own === undefined) lines.set(prefix, [line]);
    else own.push(line);
  }
  for (let at = 0; at < 16 ** digits; at++) {
    const prefix = digits === 0 ? '' : at.toString(16).padStart(digits, '0');
    const head = canonical({ digits, format: 'twofold-finder', prefix, sequence: plan.sequence, version: 1 });
    const body = [head, ...(lines.get(prefix) ?? []).sort(), ''].join('\n');
    const signature = writeMinisignature(digestOf(body), commentOf(prefix, plan.sequence), plan.publicKey, plan.sign);
    yield { name: `${prefix || 'all'}.txt`, text: signature + body };
  }
}

const digestOf = (body: string): Uint8Array => blake2b(asciiBytes(body), { dkLen: 64 });
const commentOf = (prefix: string, sequence: number): string => `finder ${sequence}, file ${prefix || 'all'}`;

interface Line {
  readonly hash: string;
  readonly line: string;
}

/** Every card twice: under its serial, and under its address, which a proof has in its canonical form. */
function linesOf({ units, recalls }: Pick<FinderPlan, 'units' | 'recalls'>): readonly Line[] {
  return units.flatMap(({ serial, address, confirmation }) => {
    const line = canonical({ address, confirmation, recalled: recalls.get(serial) ?? null, serial });
    return [serial, address].map((key) => ({ hash: digestHex(key), line }));
  });
}

/**
 * Looks a card up in the file that {@link shardName} names.
 *
 * @param sequence the newest issue that was seen of this site; an older file is refused.
 */
export function findInShard(
  file: ShardFile,
  text: string,
  maker: PublicIdentity,
  verify: VerifySignature,
  sequence = 1,
): Result<FoundCard, 'bad-shard' | 'other-shard' | 'old-shard' | 'not-found'> {
  const body = bodyOf(file, maker, verify);
  if (body === null) return badShard(file.name);
  const [first = '', ...lines] = body.split('\n');
  const head = v.safeParse(Head, parseJson(first));
  if (!head.success || lines.pop() !== '') return badShard(file.name);
  const hash = hashOf(text);
  if (head.output.prefix.length !== head.output.digits || !hash.startsWith(head.output.prefix)) return otherShard(text);
  if (head.output.sequence < sequence) return oldShard(file.name);
  for (const line of lines) {
    const card = v.safeParse(Card, parseJson(line));
    if (!card.success) return badShard(file.name);
    if (digestHex(card.output.serial) === hash || digestHex(card.output.address) === hash) return ok(card.output);
  }
  return fail('not-found', `The maker has published no card ${text}. Check that you copied it right.`, { text });
}

/** What was signed; `null` unless it was, by this maker, and is of a size that is read at all. */
function bodyOf({ text }: ShardFile, maker: PublicIdentity, verify: VerifySignature): string | null {
  if (text.length > MOST_SHARD || /[^\x20-\x7e\n]/.test(text)) return null;
  const lines = text.split('\n');
  const signature = readMinisignature([...lines.slice(0, SIGNATURE_LINES), ''].join('\n'));
  const body = lines.slice(SIGNATURE_LINES).join('\n');
  const good = signature !== null && verifyMinisignature(signature, digestOf(body), signingKeyOf(maker), verify);
  return good ? body : null;
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
