/**
 * How many wrong passphrases a station was given. The number is on disk before a passphrase is tried, so that pulling
 * the plug in between gains nothing.
 */
import { join } from 'node:path';
import { replaceWhole } from '../files/whole.ts';
import { orNothing } from '../files/fault.ts';
import { readPlain } from '../files/plain.ts';

/** After so many wrong ones in a row the copy of the station is locked for good (NIST SP 800-63B, 5.2.2). */
export const MOST_WRONG = 100;

/** An hour: whoever stands at the station gets 24 tries a day, and nobody can lock its people out on purpose. */
const LONGEST_WAIT = 3600;

/** Seconds to wait after this many wrong passphrases: 0, 1, 2, 4 and so on, up to an hour. */
export const waitAfter = (wrong: number): number => (wrong === 0 ? 0 : Math.min(2 ** (wrong - 1), LONGEST_WAIT));

/** From here on the wait is at its longest. */
const LONG = 13;

/** The number on disk. Where it is missing or damaged it counts as many, so that removing it gains nothing. */
export async function readAttempts(directory: string): Promise<number> {
  const bytes = await readPlain(fileIn(directory)).catch(orNothing);
  const found = /^wrong (\d{1,6})\n$/.exec(bytes?.toString('latin1') ?? '')?.[1];
  return found === undefined ? LONG : Number(found);
}

/** On disk, also across a power cut, when it resolves. */
export const writeAttempts = (directory: string, wrong: number): Promise<void> =>
  replaceWhole(directory, fileIn(directory), `wrong ${wrong}\n`);

const fileIn = (directory: string): string => join(directory, 'station.attempts');
