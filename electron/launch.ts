/**
 * Whether the program may go on, started as it was: Chromium has hundreds of switches, and several open the window's page
 * to every program on the machine. What is not listed here ends a packaged program with a sentence.
 */
import { accessSync, constants, existsSync, lstatSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { failIn, type Failed } from '../core/base/result.ts';
import { hasRecords } from './viewing.ts';

const fail = failIn('launch');

/** Ours (`options.ts`), and what a machine without a proper screen or graphics may need. */
const SWITCHES: readonly string[] = [
  ...['station', 'training', 'vault', 'return', 'paper'],
  ...['disable-gpu', 'force-device-scale-factor', 'ozone-platform', 'ozone-platform-hint'],
];

/**
 * Variables through which other code comes into the process, or its sandbox goes (`ELECTRON_DISABLE_SANDBOX`). From a
 * folder named by `..._PREBUILD`, node-gyp-build loads any library in the place of ours. Where there is no network,
 * certificates mean nothing.
 */
const VARIABLES = /^(LD_|NODE_(?!EXTRA_CA_CERTS$)|ELECTRON_|CHROME_DEVEL_SANDBOX$)|_PREBUILD$/;

export interface Launch {
  /** As the process has it: the program first. */
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A checkout is driven by tests and by whoever develops it, with the very switches that are shut here. */
  readonly packaged: boolean;
  /** The station's, or where it will be. */
  readonly directory: string;
  /** Throws where `path` may not be written in. */
  readonly access?: (path: string) => void;
}

/** Why this must not go on; null where it may. Names of switches and variables are said, never their values. */
export function objectionToLaunch({
  argv,
  env,
  packaged,
  directory,
  access = maySearchAndWrite,
}: Launch): Failed | null {
  if (packaged) {
    const name = argv
      .slice(1)
      .map(switchOf)
      .find((given) => given !== null && !SWITCHES.includes(given));
    if (name != null) {
      return fail(
        'forbidden-switch',
        `The switch --${name} would open this station to other programs. Start it without.`,
        {
          name,
        },
      );
    }
    const set = Object.keys(env).find((given) => VARIABLES.test(given));
    if (set !== undefined) {
      const sentence = `The variable ${set} would let other code into this station. Start it from its own entry in the menu.`;
      return fail('forbidden-variable', sentence, { name: set });
    }
  }
  // Records that are there can be looked at (`viewing.ts`).
  return hasRecords(directory) || writable(directory, access)
    ? null
    : fail(
        'not-writable',
        `Nothing can be written in ${directory}: the disk is read-only, or belongs to somebody else. Nothing may be done here that is not on record; the journal can be read with "twofold journal verify".`,
        { directory },
      );
}

/** Said by a second start, which ends: the first one's window comes to the front. */
export const runningAlready = (directory: string): Failed<'running-already'> =>
  fail('running-already', `The station in ${directory} runs already: its window has come to the front.`, { directory });

/**
 * Why Chromium gave no lock on the directory of the window's own files, which it says of another program that has it and
 * of a disk that has no room for it alike; null where another one has it, and has heard that somebody wants it.
 */
export function objectionToLock(directory: string): Failed<'no-lock'> | null {
  // A link to a name that is no file: nothing stands behind it.
  const held = lstatSync(join(directory, 'SingletonLock'), { throwIfNoEntry: false }) !== undefined;
  if (held) return null;
  const sentence = `Nothing can be locked in ${directory}: the disk may be full. Make room, and start again.`;
  return fail('no-lock', sentence, { directory });
}

/** The name of a switch: Chromium takes one hyphen or two, and `=value` behind it. */
function switchOf(argument: string): string | null {
  const name = /^--?([^=]*)/.exec(argument)?.[1] ?? null;
  return name === null || name === '' ? null : name.slice(0, 60).toLowerCase();
}

const maySearchAndWrite = (path: string): void => accessSync(path, constants.W_OK | constants.X_OK);

/** Whether the directory, or the nearest one above that is there, may be written in. */
function writable(directory: string, access: (path: string) => void): boolean {
  if (!existsSync(directory)) {
    const above = dirname(directory);
    return above === directory || writable(above, access);
  }
  try {
    access(directory);
    return true;
  } catch {
    return false;
  }
}
