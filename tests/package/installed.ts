/** The package, installed for a test: on this machine where that can be done and undone, else beside it. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** `build/test.mjs` has packed it. */
export const debian = process.env['TWOFOLD_PACKAGE'] ?? '';

const isRoot = process.getuid?.() === 0;
/** Root installs it, unless somebody works with an installed one here. */
export const mayInstall = isRoot && spawnSync('dpkg', ['-s', 'twofold']).status !== 0;
/** Whom nothing belongs to. */
const NOBODY = 65534;

/** Where the package's files are. */
export const prefix = mayInstall ? '/' : mkdtempSync(join(tmpdir(), 'twofold-unpacked-'));
export const installed = (path: string): string => join(prefix, path);

export function install(path = debian): void {
  if (mayInstall) execFileSync('dpkg', ['-i', path], { stdio: 'pipe' });
  else execFileSync('dpkg-deb', ['-x', path, prefix]);
}

/** Takes it away with all that it brought. */
export function purge(): void {
  if (mayInstall) spawnSync('dpkg', ['-P', 'twofold']);
  else rmSync(prefix, { recursive: true, force: true });
}

/** A home of an ordinary user. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'twofold-user-'));
  if (isRoot) chownSync(home, NOBODY, NOBODY);
  return home;
}

/** An ordinary user without network, where we may make one; without our privileges in any case. */
const ORDINARY = isRoot
  ? ['unshare', '-n', 'setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--']
  : ['env', '--'];

const environmentIn = (home: string, more: object) => ({
  PATH: `${installed('usr/bin')}:${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
  HOME: home,
  DISPLAY: process.env['DISPLAY'],
  ...more,
});

/** Runs the packed command line as that user. */
export function twofold(home: string, args: readonly string[], input = '') {
  const [first, ...rest] = [...ORDINARY, installed('opt/twofold/cli/twofold'), ...args] as [string, ...string[]];
  const { status, stdout, stderr } = spawnSync(first, rest, { encoding: 'utf8', input, env: environmentIn(home, {}) });
  return { code: status, out: stdout, err: stderr };
}

/** Opens the packed station as that user. What the environment is given besides, the wrapper has to take away. */
export function openStation(home: string, args: readonly string[], more: object = {}): ChildProcess {
  const [first, ...rest] = [...ORDINARY, installed('opt/twofold/station'), '--disable-gpu', ...args] as [
    string,
    ...string[],
  ];
  return spawn(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: environmentIn(home, more) });
}

export const journalOf = (directory: string): string => {
  const path = join(directory, 'journal.jsonl');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
