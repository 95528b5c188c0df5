/**
 * What a TSPL printer says of itself. Source: TSC, *TSPL/TSPL2 Programming Language*, "Status Polling and Immediate
 * Commands": `<ESC>!?` is one byte, answered at once even in an error; `<ESC>!S` is framed, and older printers do not
 * know it.
 */
import { ok, type Result } from '../../base/result.ts';
import type { HostStatus } from './zpl-status.ts';
import { trouble, type PrinterTrouble } from '../trouble.ts';

type Bits = readonly (readonly [bit: number, kind: PrinterTrouble])[];

/** Bit 5 is no trouble: it prints. Bit 7 is "other error" or a temperature, by model. */
const BYTE: Bits = [
  [0x01, 'head-open'],
  [0x40, 'head-open'],
  [0x04, 'paper-out'],
  [0x08, 'ribbon-out'],
  [0x02, 'jammed'],
  [0x10, 'paused'],
  [0x80, 'unknown'],
];
const PRINTING = 0x20;

const named = (bits: number, table: Bits): readonly PrinterTrouble[] =>
  table.flatMap(([bit, kind]) => ((bits & bit) === 0 ? [] : [kind]));

/** Reads the answer to `<ESC>!?`: one character, and nothing before or behind it. */
export function parseStatusByte(answer: string): Result<HostStatus, 'garbled'> {
  if (answer.length !== 1) return { ok: false, error: trouble('garbled') };
  const bits = answer.charCodeAt(0);
  return ok({ troubles: [...new Set(named(bits, BYTE))], waiting: (bits & PRINTING) === 0 ? 0 : 1 });
}

/** Letters of the first status that say how far a label is: it is backed, cut, fed, drawn or printed. */
const AT_WORK = 'BCFPW';
/** It prints, and waits for its label to be taken or is ready: nothing is on its way. */
const AT_REST = '@L';

/**
 * Bits of the three characters behind it, over 0x40, the most urgent first. Warnings (little paper, little ribbon) keep
 * nothing from being printed.
 */
const FRAME: readonly { readonly place: number; readonly known: number; readonly troubles: Bits }[] = [
  {
    place: 2,
    known: 0x2f,
    troubles: [
      [0x20, 'head-open'],
      [0x01, 'paper-out'],
      [0x04, 'ribbon-out'],
      [0x02, 'jammed'],
      [0x08, 'jammed'],
    ],
  },
  {
    place: 1,
    known: 0x1f,
    troubles: [
      [0x01, 'over-temperature'],
      [0x02, 'over-temperature'],
      [0x04, 'head-worn'],
      [0x08, 'cutter'],
      [0x10, 'buffer-full'],
    ],
  },
  { place: 0, known: 0x0f, troubles: [[0x08, 'buffer-full']] },
];

/** Reads the answer to `<ESC>!S`: STX, four status characters, ETX, CR LF. What is not fully understood is an error. */
export function parseStatusFrame(answer: string): Result<HostStatus, 'garbled'> {
  const [, first, ...others] = /^\x02([@-~])([@-~])([@-~])([@-~])\x03\r\n$/.exec(answer) ?? [];
  if (first === undefined) return { ok: false, error: trouble('garbled') };
  const troubles = FRAME.flatMap(({ place, known, troubles: table }) => {
    const bits = (others[place] ?? '@').charCodeAt(0) - 0x40;
    return [...named(bits, table), ...((bits & ~known) === 0 ? [] : (['unknown'] as const))];
  });
  // It waits for somebody: paused, or for its print key.
  if (first === '`' || first === 'K') troubles.push('paused');
  else if (first === 'E' && troubles.length === 0) troubles.push('unknown');
  else if (first !== 'E' && !(AT_WORK + AT_REST).includes(first)) troubles.push('unknown');
  return ok({ troubles: [...new Set(troubles)], waiting: AT_WORK.includes(first) ? 1 : 0 });
}

/** What is stored on purpose and cannot leave by itself: letters. */
const FONT = /\.(TTF|FNT)$/i;

/**
 * Reads the answer to `~!F`: names, each closed by CR, and an end mark. How many of them are no fonts: pictures, forms,
 * programs. `null` if the end is missing.
 */
export function parseFiles(answer: string): number | null {
  if (!answer.endsWith('\x1a')) return null;
  const names = answer.slice(0, -1).split('\r');
  return names.filter((name) => name.trim() !== '' && !FONT.test(name.trim())).length;
}

/** Reads the answer to `OUT @LABEL`, the number of labels ever printed; `null` where the printer has none to give. */
export function parseLabelCount(answer: string): number | null {
  const [, digits] = /^\s*(\d{1,9})\s*$/.exec(answer) ?? [];
  return digits === undefined ? null : Number(digits);
}
