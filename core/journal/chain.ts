/**
 * The chain: how events become lines, each bound to the one before by its SHA-256.
 *
 * A line is `{"at":…,"event":…,"prev":…,"seq":…}` as RFC 8785 writes it, in UTF-8, ended by one newline. Its hash is
 * the SHA-256 of its bytes without the newline, so that `sed -n 7p journal.jsonl | tr -d '\n' | sha256sum` shows it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { utf8 } from '@scure/base';
import { concat } from '../base/digest.ts';
import { canonical } from '../base/canonical.ts';
import { parseJson } from '../base/json.ts';
import type { JournalEvent, JournalRecord, RecordRef } from './event.ts';
import { checkEvent } from './schema.ts';

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

const AT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)\.\d{3}Z$/;
const HASH = /^[0-9a-f]{64}$/;
const NEWLINE = Uint8Array.of(0x0a);

export const isTimestamp = (text: unknown): text is string => typeof text === 'string' && AT.test(text);

/**
 * The canonical text of one event, checked as strictly as a reader of the file will.
 *
 * @throws TypeError if the event is not one of the union, or is too long: a journal must be able to read itself.
 */
export function encodeEvent(event: JournalEvent): string {
  const checked = checkEvent(event);
  if ('why' in checked) throw new TypeError(`this event cannot be recorded: ${checked.why}`);
  const json = canonical(event);
  // Every UTF-16 unit is at most 3 bytes of UTF-8; the rest of a line is some 150 bytes.
  if (3 * json.length > MAX_LINE - 256) throw new TypeError(`${event.kind} is too long to be recorded`);
  return json;
}

/** What {@link appendLines} makes: the bytes to write, and what they hold. */
export interface JournalLines {
  readonly bytes: Uint8Array;
  readonly records: readonly ChainRecord[];
  readonly head: Head;
}

/** The lines that put `events` behind `head`, all with the time `at`. */
export function appendLines(head: Head, events: readonly JournalEvent[], at: string): JournalLines {
  return chainLines(
    head,
    events.map((event) => ({ event, json: encodeEvent(event) })),
    at,
  );
}

/** As {@link appendLines}, for events that {@link encodeEvent} has been through already. */
export function chainLines(
  head: Head,
  events: readonly { readonly event: JournalEvent; readonly json: string }[],
  at: string,
): JournalLines {
  if (!isTimestamp(at)) throw new TypeError('"at" expected UTC in ISO 8601 with milliseconds');
  const pieces: Uint8Array[] = [];
  const records: ChainRecord[] = [];
  let { size, hash } = head;
  for (const { event, json } of events) {
    const line = utf8.decode(lineOf(at, json, hash, size));
    const own = bytesToHex(sha256(line));
    records.push({ seq: size, at, prev: hash, event, hash: own });
    pieces.push(line, NEWLINE);
    hash = own;
    size++;
  }
  return { bytes: concat(...pieces), records, head: { size, hash } };
}

/** A line's text, without the newline. `json` is the canonical event. */
const lineOf = (at: string, json: string, prev: string, seq: number): string =>
  `{"at":"${at}","event":${json},"prev":"${prev}","seq":${seq}}`;

/** The hash a record has, counted again from what is in it. `json` is the canonical event. */
export const hashOf = (at: string, json: string, prev: string, seq: number): string =>
  bytesToHex(sha256(utf8.decode(lineOf(at, json, prev, seq))));

export const refOf = (record: ChainRecord): RecordRef => ({ seq: record.seq, hash: record.hash });

/** The ASCII text that a checkpoint signs: `size` records stand, the last with the hash `head`. */
export const checkpointText = (at: Head): string => `twofold-checkpoint-1 ${at.size} ${at.hash}`;

/**
 * Reads one line (without its newline) as strictly as it was written: it must be the only text that means what it
 * says. Says why not. Whether it follows the line before is for {@link ./verify.ts} to say.
 */
export function decodeLine(line: Uint8Array): { record: ChainRecord } | { why: string } {
  const text = textOf(line);
  if (text === null) return { why: 'it is not UTF-8 text' };
  const value = parse(text);
  if (value === null) return { why: 'it is not a JSON object' };
  const { at, event, prev, seq } = value;
  if (Object.keys(value).length !== 4) return { why: 'it does not have exactly the fields at, event, prev and seq' };
  if (!isTimestamp(at)) return { why: 'its time is not UTC in ISO 8601 with milliseconds' };
  if (typeof prev !== 'string' || !HASH.test(prev)) return { why: 'its prev is not a SHA-256' };
  if (!Number.isSafeInteger(seq) || (seq as number) < 0) return { why: 'its seq is not a number from 0' };
  const checked = checkEvent(event);
  if ('why' in checked) return checked;
  const json = canonicalOf(checked.event);
  if (json === null || lineOf(at, json, prev, seq as number) !== text) return { why: 'it is not in canonical form' };
  return {
    record: { seq: seq as number, at, prev, event: checked.event, hash: bytesToHex(sha256(line)) },
  };
}

function textOf(line: Uint8Array): string | null {
  try {
    return utf8.encode(line);
  } catch {
    return null;
  }
}

/** An escape can smuggle in half a surrogate, which has no canonical form. */
function canonicalOf(event: JournalEvent): string | null {
  try {
    return canonical(event);
  } catch {
    return null;
  }
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  const value = parseJson(text);
  return typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown> | null) : null;
}
