/**
 * A line of a journal taken apart by its places: millions are read, and most of what a line costs is what surrounds its
 * event. Only a line that is written exactly as ours are is taken apart so; any other is parsed as a whole, by what says
 * what is wrong with it (`decodeLine`).
 */
import { isWrittenCanonically, type Json } from '../base/canonical.ts';
import { parseJson } from '../base/json.ts';

export interface LineParts {
  readonly at: string;
  readonly by: string | undefined;
  /** The event as it is written, and as it was parsed: that is the one way to write it. */
  readonly json: string;
  readonly event: Json;
  readonly mac: string;
  readonly prev: string;
  readonly seq: number;
}

const AT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)\.\d{3}Z$/;

/** UTC in ISO 8601 with milliseconds. */
export const isTimestamp = (text: unknown): text is string => typeof text === 'string' && AT.test(text);

/** Whether the `length` units of `text` from `from` are digits of lower-case hex. */
export function isHexAt(text: string, from: number, length: number): boolean {
  if (from < 0 || from + length > text.length) return false;
  for (let i = from; i < from + length; i++) {
    const unit = text.charCodeAt(i);
    if (!((unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x66))) return false;
  }
  return true;
}

const [AT_MARK, BY_MARK, EVENT_MARK] = ['{"at":"', '","by":"', '","event":'];
const [MAC_MARK, PREV_MARK, SEQ_MARK] = [',"mac":"', '","prev":"', '","seq":'];
const [AT_LENGTH, BY_LENGTH, HASH_LENGTH] = [24, 16, 64];
/** What stands behind the event, but for the digits of `seq` and the last brace. */
const TAIL = MAC_MARK.length + HASH_LENGTH + PREV_MARK.length + HASH_LENGTH + SEQ_MARK.length;
/** Longer numbers are not exact: those are for whoever parses them. */
const MOST_DIGITS = 15;

/** The parts of a line without signatures, all of them in form; `null` where it has another. */
export function partsOf(line: string): LineParts | null {
  const head = headOf(line);
  const tail = head === null ? null : tailOf(line);
  if (head === null || tail === null || tail.from <= head.end) return null;
  const json = line.slice(head.end, tail.from);
  // Parsed by itself it is one value, so nothing in it reaches into what surrounds it.
  const event = parseJson(json) as Json;
  if (event === null || !isWrittenCanonically(event, json)) return null;
  const { at, by } = head;
  const { mac, prev, seq } = tail;
  return { at, by, json, event, mac, prev, seq };
}

interface HeadOfLine {
  readonly at: string;
  readonly by: string | undefined;
  /** Where the event begins. */
  readonly end: number;
}

function headOf(line: string): HeadOfLine | null {
  if (!line.startsWith(AT_MARK)) return null;
  let end = AT_MARK.length + AT_LENGTH;
  const at = line.slice(AT_MARK.length, end);
  if (!AT.test(at)) return null;
  let by: string | undefined;
  if (line.startsWith(BY_MARK, end)) {
    const from = end + BY_MARK.length;
    if (!isHexAt(line, from, BY_LENGTH)) return null;
    end = from + BY_LENGTH;
    by = line.slice(from, end);
  }
  return line.startsWith(EVENT_MARK, end) ? { at, by, end: end + EVENT_MARK.length } : null;
}

interface TailOfLine extends Pick<LineParts, 'mac' | 'prev' | 'seq'> {
  /** Where the event has ended. */
  readonly from: number;
}

function tailOf(line: string): TailOfLine | null {
  const last = line.length - 1;
  let digits = last;
  while (isDigit(line.charCodeAt(digits - 1))) digits--;
  const seq = line.slice(digits, last);
  if (seq.length === 0 || seq.length > MOST_DIGITS || (seq.length > 1 && seq.startsWith('0'))) return null;
  const from = digits - TAIL;
  const mac = from + MAC_MARK.length;
  const prev = mac + HASH_LENGTH + PREV_MARK.length;
  const whole =
    line.endsWith('}') &&
    line.startsWith(MAC_MARK, from) &&
    line.startsWith(PREV_MARK, mac + HASH_LENGTH) &&
    line.startsWith(SEQ_MARK, prev + HASH_LENGTH);
  if (!whole || !isHexAt(line, mac, HASH_LENGTH) || !isHexAt(line, prev, HASH_LENGTH)) return null;
  return {
    mac: line.slice(mac, mac + HASH_LENGTH),
    prev: line.slice(prev, prev + HASH_LENGTH),
    seq: Number(seq),
    from,
  };
}

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;
