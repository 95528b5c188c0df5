/**
 * How many wrong passphrases a station was given. The number is on disk, in two places, before a passphrase is tried, so that pulling
 * the plug in between gains nothing.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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

/** The number's file in a station's directory. */
export const ATTEMPTS_FILE = 'station.attempts';

/** Where the number lies: in the station's directory, and where whoever edits that does not reach. */
export interface AttemptsPlaces {
  readonly directory: string;
  /** A file outside the directory; null where there is none. */
  readonly outside: string | null;
}

/**
 * The number on disk: the larger of the two, so that setting one back gains nothing. Where that in the directory is missing,
 * or one is damaged, it counts as many; a computer that never saw the station has none outside.
 */
export async function readAttempts({ directory, outside }: AttemptsPlaces): Promise<number> {
  const inside = (await readPlain(fileIn(directory)).catch(orNothing)) ?? Buffer.alloc(0);
  const beyond = outside === null ? null : await readPlain(outside).catch(orNothing);
  return Math.max(countIn(inside), beyond === null ? 0 : countIn(beyond));
}

function countIn(bytes: Buffer): number {
  const found = /^wrong (\d{1,6})\n$/.exec(bytes.toString('latin1'))?.[1];
  return found === undefined ? LONG : Number(found);
}

/** On disk in both places, also across a power cut, when it resolves. */
export async function writeAttempts({ directory, outside }: AttemptsPlaces, wrong: number): Promise<void> {
  const text = `wrong ${wrong}\n`;
  if (outside !== null) {
    await mkdir(dirname(outside), { recursive: true, mode: 0o700 });
    await replaceWhole(dirname(outside), outside, text);
  }
  await replaceWhole(directory, fileIn(directory), text);
}

const fileIn = (directory: string): string => join(directory, ATTEMPTS_FILE);
