/**
 * What an SBPL printer says of itself. Source: SATO, *SBPL Programming Reference*, "Bi-Directional Communications": to
 * ENQ it answers at once, with the job's number, one letter for its state, the labels that are left and the job's name.
 */
import { ok, type Result } from '../../base/result.ts';
import { trouble, type PrinterTrouble } from '../trouble.ts';
import type { HostStatus } from './zpl-status.ts';

/** What it says of a job that it was given (ACK, NAK) may come before it. */
const STATUS = /^[\x06\x15]*\x02(?:\d\d| {2})([0-9A-Za-z])(\d{6}| {6})[^\x02\x03]{16}\x03$/;

/** On line, and waiting for data or for its label to be taken. A ribbon or a buffer near its end is no trouble. */
const AT_REST = 'ABCDMNOP';
/** Printing, or reading a job. */
const AT_WORK = 'GHIJSTUV';
/** Off line without an error, or stopped in one of the other states. */
const PAUSED = '01234EKQW';

const ERRORS: Readonly<Record<string, PrinterTrouble>> = {
  a: 'buffer-full',
  b: 'head-open',
  c: 'paper-out',
  d: 'ribbon-out',
  e: 'jammed',
  g: 'head-worn',
  h: 'head-open',
  j: 'cutter',
};

/** Reads the answer to ENQ. What is not fully understood is an error. */
export function parseSbplStatus(answer: string): Result<HostStatus, 'garbled'> {
  const [, state, left] = STATUS.exec(answer) ?? [];
  if (state === undefined) return { ok: false, error: trouble('garbled') };
  const waiting = Math.max(Number(left), AT_WORK.includes(state) ? 1 : 0);
  if (AT_REST.includes(state) || AT_WORK.includes(state)) return ok({ troubles: [], waiting });
  return ok({ troubles: [PAUSED.includes(state) ? 'paused' : (ERRORS[state] ?? 'unknown')], waiting });
}
