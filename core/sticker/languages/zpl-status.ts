/**
 * What a ZPL printer says of itself. Sources: Zebra, *ZPL II Programming Guide*, "~HS Host Status Return",
 * "~HQ Host Query" (ES) and "~HI Host Identification".
 *
 * A printer is healthy only when it says so in words that are fully understood: an unknown bit is an error, an answer
 * of the wrong shape is an error, silence is an error (many printers do not answer at all when out of paper).
 */
import { ok, type Result } from '../../base/result.ts';
import { trouble, type PrinterTrouble } from '../trouble.ts';

/** What a printer says of itself, in any language. */
export interface HostStatus {
  /** What keeps the printer from printing, most urgent first; empty when nothing does. */
  readonly troubles: readonly PrinterTrouble[];
  /** Formats received and not yet printed, plus labels left of the one being printed. */
  readonly waiting: number;
}

const STRING_1 = /^(\d{3}),([01]),([01]),(\d{4,5}),(\d{3}),([01]),([01]),([01]),(\d{3}),([01]),([01]),([01])$/;
const STRING_2 = /^(\d{3}),(\w),([01]),([01]),([01]),(\w),(\w),([01]),(\d{8}),(\w),(\d{3})$/;
const STRING_3 = /^\d{4},[01]$/;

/** Reads the three strings of `~HS`, without STX, ETX, CR and LF. */
export function parseHostStatus(strings: readonly string[]): Result<HostStatus, 'garbled'> {
  const first = STRING_1.exec(strings[0] ?? '');
  const second = STRING_2.exec(strings[1] ?? '');
  if (first === null || second === null || strings.length !== 3 || !STRING_3.test(strings[2] ?? '')) {
    return { ok: false, error: trouble('garbled') };
  }
  const flags: readonly (readonly [string | undefined, PrinterTrouble])[] = [
    [second[3], 'head-open'],
    [first[2], 'paper-out'],
    [second[4], 'ribbon-out'],
    [first[12], 'over-temperature'],
    [first[11], 'under-temperature'],
    [first[10], 'memory-lost'],
    [first[7], 'diagnostics'],
    [first[6], 'buffer-full'],
    [first[3], 'paused'],
    [first[8], 'partial-format'],
  ];
  return ok({
    troubles: flags.flatMap(([flag, kind]) => (flag === '1' ? [kind] : [])),
    waiting: Number(first[5]) + Number(second[9]),
  });
}

/** How many graphics the printer holds in its memory, by the second string of `~HS`; `null` if it cannot be read. */
export function parseStored(strings: readonly string[]): number | null {
  const second = STRING_2.exec(strings[1] ?? '');
  return second === null ? null : Number(second[11]);
}

/** Bits of the first group of eight hexadecimal digits under ERRORS. */
const ERROR_BITS: readonly (readonly [number, PrinterTrouble])[] = [
  [0x4, 'head-open'],
  [0x1, 'paper-out'],
  [0x2, 'ribbon-out'],
  [0x8, 'cutter'],
  [0x10, 'over-temperature'],
  [0x20, 'over-temperature'],
  [0x40, 'head-worn'],
  [0x200, 'head-worn'],
  [0x10000, 'paused'],
];
const KNOWN_BITS = ERROR_BITS.reduce((bits, [bit]) => bits | bit, 0);

const ERRORS =
  /^\s*PRINTER STATUS\s+ERRORS:\s+([01])\s+([0-9A-F]{8})\s+([0-9A-F]{8})\s+WARNINGS:\s+[01]\s+[0-9A-F]{8}\s+[0-9A-F]{8}\s*$/i;

/** Reads the answer to `~HQES`: what keeps the printer from printing, most urgent first. Warnings do not. */
export function parseErrors(string: string): Result<readonly PrinterTrouble[], 'garbled'> {
  const answer = ERRORS.exec(string);
  if (answer === null) return { ok: false, error: trouble('garbled') };
  const [, flag, group2 = '', group1 = ''] = answer;
  const bits = Number.parseInt(group1, 16);
  const known = ERROR_BITS.flatMap(([bit, kind]) => ((bits & bit) !== 0 ? [kind] : []));
  const unknown = (bits & ~KNOWN_BITS) !== 0 || Number.parseInt(group2, 16) !== 0 || (flag === '1' && bits === 0);
  return ok([...new Set(unknown ? [...known, 'unknown' as const] : known)]);
}

export interface PrinterIdentity {
  readonly model: string;
  readonly firmware: string;
  /** Dots per millimetre: 6, 8, 12 or 24; null where the printer does not tell. */
  readonly dpmm: number | null;
}

/** Reads the answer to `~HI`: `model,firmware,dots per millimetre,memory[,options]`. */
export function parseIdentity(string: string): Result<PrinterIdentity, 'garbled'> {
  const answer = /^([^,]{1,40}),([^,]{1,20}),(\d{1,2}),[^,]{1,20}(?:,.*)?$/.exec(string);
  if (answer === null) return { ok: false, error: trouble('garbled') };
  const [, model = '', firmware = '', dpmm] = answer;
  return ok({ model, firmware, dpmm: Number(dpmm) });
}

/** Reads the answer to an SGD question for a number, `"123"`; `null` where there is no such thing (`"?"`). */
export function parseCounter(answer: string): number | null {
  const [, digits] = /"(\d{1,9})"/.exec(answer) ?? [];
  return digits === undefined ? null : Number(digits);
}

const STX = 0x02;
const ETX = 0x03;
const LONGEST_ANSWER = 1024;

export interface AnswerReader {
  /** Takes bytes as they come, gives the strings that became whole. What stands outside STX and ETX is dropped. */
  push(bytes: Uint8Array): string[];
}

/** Collects the `<STX>...<ETX>` strings of a printer's answers from chunks of any size, in bounded memory. */
export function createAnswerReader(): AnswerReader {
  let open: string | null = null;
  return {
    push(bytes) {
      const whole: string[] = [];
      for (const byte of bytes) {
        if (byte === STX) open = '';
        else if (open === null) continue;
        else if (byte === ETX) {
          whole.push(open);
          open = null;
        } else open = open.length < LONGEST_ANSWER ? open + String.fromCharCode(byte) : null;
      }
      return whole;
    },
  };
}
