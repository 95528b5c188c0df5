/** Rolls come through a descriptor: arguments are for everybody to see. */
import { readSync } from 'node:fs';
import { readDice, type DiceRolls } from '../../../../core/random/dice.ts';
import { failIn, ok, type Result } from '../../../../core/base/result.ts';

const fail = failIn('command');

/** More than the most rolls with a line end each. */
const MOST_DICE = 16 * 1024;

export function readRolls(descriptor: number | undefined): Result<DiceRolls | null> {
  if (descriptor === undefined) return ok(null);
  const buffer = new Uint8Array(MOST_DICE);
  try {
    let length = 0;
    for (let read = 1; read > 0 && length < MOST_DICE; length += read) {
      read = readSync(descriptor, buffer, length, MOST_DICE - length, null);
    }
    return readDice(buffer.subarray(0, length));
  } catch {
    return fail('not-dice', `No rolls can be read from descriptor ${descriptor}.`);
  } finally {
    buffer.fill(0);
  }
}
