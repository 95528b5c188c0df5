/**
 * The chain: how events become lines, each bound to the one before by its SHA-256, and each to its station by a MAC.
 *
 * A line is `{"at":…,"event":…,"mac":…,"prev":…,"seq":…}` as RFC 8785 writes it, in UTF-8, ended by one newline; where
 * people are enrolled with `by`, who was signed in, and `signed`, their signatures (core/journal/signed.ts). Its hash is the SHA-256 of its bytes without the newline, so that `sed -n 7p journal.jsonl | tr -d '\n' | sha256sum`
 * shows it. Its MAC is over the same line without `mac`: who has the disk and no passphrase can write neither a record
 * nor a history.
 */
import * as v from 'valibot';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';
import { concat } from '../base/digest.ts';
import { canonical, isWrittenCanonically, type Json } from '../base/canonical.ts';
import { parseJson } from '../base/json.ts';
import { secretField } from './door.ts';
import type { JournalEvent, JournalRecord, RecordRef } from './event.ts';
import { isTimestamp, partsOf, type LineParts } from './line-parts.ts';
import { checkEvent } from './schema.ts';
import { LineSignatures, NOBODY, type Attested } from './signed.ts';

/** Where a chain stands: how many records, and the hash of the last one. */
export interface Head {
  readonly size: number;
  readonly hash: string;
}

/** A record together with its own hash. */
export type ChainRecord = JournalRecord & { readonly hash: string };

/** Nothing recorded yet. */
export const NO_RECORDS: Head = { size: 0, hash: '0'.repeat(64) };

/** Longer lines are nobody's records: what reads a journal never holds more than this of one line. */
export const MAX_LINE = 65_536;

const HASH = /^[0-9a-f]{64}$/;
const NEWLINE = Uint8Array.of(0x0a);

/**
 * The canonical text of one event, checked as strictly as a reader of the file will.
 *
 * @throws TypeError if the event is not one of the union, or is too long: a journal must be able to read itself; or if a
 * text of it has the shape of a secret.
 */
export function encodeEvent(event: JournalEvent): string {
  const checked = checkEvent(event);
  if ('why' in checked) throw new TypeError(`this event cannot be recorded: ${checked.why}`);
  const secret = secretField(event);
  if (secret !== null)
    throw new TypeError(`this event cannot be recorded: ${event.kind}.${secret} looks like a secret`);
  const json = canonical(event);
  // Every UTF-16 unit is at most 3 bytes of UTF-8; the rest of a line is some 600 bytes at most.
  if (3 * json.length > MAX_LINE - 640) throw new TypeError(`${event.kind} is too long to be recorded`);
  return json;
}

/**
 * HMAC-SHA-256 (RFC 2104) of a line without its `mac`, 64 hex digits, under the station's journal key. Whoever reads a
 * journal without that key has none to give.
 */
export type LineMac = (unsigned: string) => string;

/** What {@link chainLines} makes: the bytes to write, and what they hold. */
export interface JournalLines {
  readonly bytes: Uint8Array;
  readonly records: readonly ChainRecord[];
  readonly head: Head;
}

/** An event that {@link encodeEvent} has been through, and who did it. */
export interface EncodedEvent {
  readonly event: JournalEvent;
  readonly json: string;
  readonly attested?: Attested;
}

/** The lines that put `events` behind `head`, all with the time `at`. */
export function chainLines(head: Head, events: readonly EncodedEvent[], at: string, macOf: LineMac): JournalLines {
  if (!isTimestamp(at)) throw new TypeError('"at" expected UTC in ISO 8601 with milliseconds');
  const pieces: Uint8Array[] = [];
  const records: ChainRecord[] = [];
  let { size, hash } = head;
  for (const { event, json, attested = NOBODY } of events) {
    const place = { at, ...(attested.by !== null && { by: attested.by }), prev: hash, seq: size };
    const text = signedText(place, json);
    const signed = attested.signers.map(({ person, sign }) => ({ by: person, signature: sign(text) }));
    const whole = { ...place, ...(signed.length > 0 && { signed }) };
    const mac = macOf(lineOf(whole, json, null));
    const line = utf8.decode(lineOf(whole, json, mac));
    const own = bytesToHex(sha256(line));
    records.push({ ...whole, event, mac, hash: own });
    pieces.push(line, NEWLINE);
    hash = own;
    size++;
  }
  return { bytes: concat(...pieces), records, head: { size, hash } };
}

/** What a line holds besides its event and its MAC. */
type Place = Pick<JournalRecord, 'at' | 'by' | 'prev' | 'seq' | 'signed'>;

/** A line's text, without the newline; without its MAC, what that is over. `json` is the canonical event. */
function lineOf({ at, by, prev, seq, signed }: Place, json: string, mac: string | null): string {
  const who = by === undefined ? '' : `"by":"${by}",`;
  const sum = mac === null ? '' : `"mac":"${mac}",`;
  const signatures = signed === undefined ? '' : `,"signed":${canonical(signed)}`;
  return `{"at":"${at}",${who}"event":${json},${sum}"prev":"${prev}","seq":${seq}${signatures}}`;
}

/** What people sign of a line: all of it but `mac` and `signed`. `json` is the canonical event. */
export const signedText = ({ at, by, prev, seq }: Omit<Place, 'signed'>, json: string): string =>
  lineOf({ at, prev, seq, ...(by !== undefined && { by }) }, json, null);

/** The hash a record has, counted again from what is in it. `json` is the canonical event. */
export const hashOf = (place: Place, json: string, mac: string): string =>
  bytesToHex(sha256(utf8.decode(lineOf(place, json, mac))));

export const refOf = (record: ChainRecord): RecordRef => ({ seq: record.seq, hash: record.hash });

/** The ASCII text that a checkpoint signs: `size` records stand, the last with the hash `head`. */
export const checkpointText = (at: Head): string => `twofold-checkpoint-1 ${at.size} ${at.hash}`;

/**
 * Reads one line (without its newline) as strictly as it was written: it must be the only text that means what it
 * says, and the station's own where `macOf` can tell. Says why not. Whether it follows the line before is for
 * {@link ./verify.ts} to say.
 */
export function decodeLine(line: Uint8Array, macOf: LineMac | null, digest: LineDigest = ourDigest): Decoded {
  const text = textOf(line);
  if (text === null) return { why: 'it is not UTF-8 text' };
  const parts = partsOf(text);
  const known = parts === null ? null : recordOf(parts, line, macOf, digest);
  return known === null ? decodeWhole(text, line, macOf, digest) : known;
}

type Decoded = { record: ChainRecord } | { why: string; newer?: true };

/** The record of a line that is written as ours are; `null` where its event is none of ours. */
function recordOf(parts: LineParts, line: Uint8Array, macOf: LineMac | null, digest: LineDigest): Decoded | null {
  const { at, by, json, mac, prev, seq } = parts;
  const checked = checkEvent(parts.event);
  if ('why' in checked) return null;
  const { event } = checked;
  const place: Place = by === undefined ? { at, prev, seq } : { at, by, prev, seq };
  if (macOf !== null && macOf(lineOf(place, json, null)) !== mac) return { why: 'this station has not written it' };
  const hash = digest(line);
  return { record: by === undefined ? { at, prev, seq, event, mac, hash } : { at, by, prev, seq, event, mac, hash } };
}

/** Any line: what is signed, and what is not as it must be, whose reason this says. */
function decodeWhole(text: string, line: Uint8Array, macOf: LineMac | null, digest: LineDigest): Decoded {
  const value = parse(text);
  if (value === null) return { why: 'it is not a JSON object' };
  const { at, by, event, mac, prev, seq, signed } = value;
  const known = 5 + Number(by !== undefined) + Number(signed !== undefined);
  const whole = at !== undefined && mac !== undefined && prev !== undefined && seq !== undefined;
  if (!whole || event === undefined || Object.keys(value).length !== known)
    return {
      why: 'it does not have exactly the fields at, event, mac, prev and seq, and by and signed where people are',
    };
  if (!isTimestamp(at)) return { why: 'its time is not UTC in ISO 8601 with milliseconds' };
  if (!isHash(mac)) return { why: 'its mac is not 64 hex digits' };
  if (!isHash(prev)) return { why: 'its prev is not a SHA-256' };
  if (!isSeq(seq)) return { why: 'its seq is not a number from 0' };
  if (by !== undefined && !isPersonId(by)) return { why: 'its by is not the id of a person' };
  if (signed !== undefined && !v.is(LineSignatures, signed)) return { why: 'its signatures are not as they must be' };
  const place: Place =
    by === undefined && signed === undefined
      ? { at, prev, seq }
      : { at, ...(by !== undefined && { by }), prev, seq, ...(signed !== undefined && { signed }) };
  const checked = checkEvent(event);
  if ('why' in checked) {
    // What the station has written itself, and this program does not know, is of a program that came later.
    const ours = macOf?.(lineOf(place, canonical(event as Json), null)) === mac && isWrittenCanonically(value, text);
    return ours ? { ...checked, newer: true } : checked;
  }
  if (!isWrittenCanonically(value, text)) return { why: 'it is not in canonical form' };
  if (macOf !== null && macOf(lineOf(place, canonical(checked.event), null)) !== mac) {
    return { why: 'this station has not written it' };
  }
  return { record: { ...place, event: checked.event, mac, hash: digest(line) } };
}

/** SHA-256 of a line's bytes, hex: the platform's is several times as fast where millions are read. */
export type LineDigest = (line: Uint8Array) => string;

const ourDigest: LineDigest = (line) => bytesToHex(sha256(line));

const isPersonId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{16}$/.test(value);

const isHash = (value: unknown): value is string => typeof value === 'string' && HASH.test(value);

const isSeq = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

function textOf(line: Uint8Array): string | null {
  try {
    return utf8.encode(line);
  } catch {
    return null;
  }
}

function parse(text: string): Readonly<Record<string, Json>> | null {
  const value = parseJson(text);
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, Json> | null) : null;
}
