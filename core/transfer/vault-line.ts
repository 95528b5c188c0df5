/**
 * The one line that holds a secret, read and written as bytes: a passphrase never becomes a string, which could not
 * be wiped. The canonical form leaves no choice, so a fixed frame is all the grammar there is:
 *
 * `{"passphrase":"7Q2K-M9XV-4HTR-D0WB-3NYE","serial":"TRAIN-0001"}`
 */
import { asciiBytes, concat } from '../base/digest.ts';
import { groupingOf } from '../card/passphrase.ts';
import { isSerial, type Serial } from '../card/serial.ts';

const QUOTE = 0x22;
const HEAD = asciiBytes('{"passphrase":"');
const MIDDLE = asciiBytes('","serial":"');
const TAIL = asciiBytes('"}');

export interface VaultLine {
  /** A view into the line: copy it, do not keep it. */
  readonly passphrase: Uint8Array;
  readonly serial: Serial;
}

/** A line without its line feed; `null` if it is not exactly of the frame. */
export function parseVaultLine(line: Uint8Array): VaultLine | null {
  const quote = line.indexOf(QUOTE, HEAD.length);
  const serialAt = quote + MIDDLE.length;
  const tailAt = line.length - TAIL.length;
  if (!holds(line, 0, HEAD) || quote === -1 || !holds(line, quote, MIDDLE) || !holds(line, tailAt, TAIL)) {
    return null;
  }
  const passphrase = line.subarray(HEAD.length, quote);
  const name = line.subarray(serialAt, tailAt);
  // A passphrase in the serial's place must not become text: it is looked at before the name is made.
  if (groupingOf(passphrase) === null || groupingOf(name) !== null) return null;
  const serial = String.fromCharCode(...name);
  return isSerial(serial) ? { passphrase, serial } : null;
}

/** The line with its line feed. The caller wipes it. */
export function writeVaultLine(serial: Serial, passphrase: Uint8Array): Uint8Array {
  return concat(HEAD, passphrase, MIDDLE, asciiBytes(serial), TAIL, Uint8Array.of(0x0a));
}

function holds(line: Uint8Array, at: number, part: Uint8Array): boolean {
  return at >= 0 && part.every((byte, i) => line[at + i] === byte);
}
