/** The end of the app whenever it is asked for: at no moment of a start does it hang, or leave a station that was open. */
import { expect, test } from '@playwright/test';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { ROLES, type Role } from '../../core/base/role.ts';
import { journalText, removeStation, root } from './app.ts';

const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** Milliseconds after the start, from before its first line to well after its window. */
const MOMENTS = [0, 300, 600, 900, 1200, 1600, 2100, 2800, 3800, 5000];
/** For a machine on which five starts at once take longer: until enough stations had been open. */
const LATER = [8000, 13_000, 20_000, 30_000];
/** The app's own patience is ten seconds; what has not ended after this hangs. */
const DEADLINE = 20_000;

interface End {
  readonly hung: boolean;
  /** What the journal says of it last; null where no station was open. */
  readonly last: string | null;
}

const newDirectory = (): string => mkdtempSync(join(tmpdir(), 'twofold-ending-'));

/** Starts the app in a directory, which goes with it, sends the signal at that moment, and waits for its end. */
async function endedAt(
  role: Role | null,
  moment: number,
  signal: NodeJS.Signals,
  directory = newDirectory(),
): Promise<End> {
  const args = [root, '--station', directory, ...(role === null ? [] : ['--training', role])];
  const electron = process.env['TWOFOLD_ELECTRON'] as string;
  const own = JSON.parse(process.env['TWOFOLD_ELECTRON_ARGS'] as string) as string[];
  const app = spawn(electron, [...own, ...args], { stdio: 'ignore', detached: true });
  const gone = new Promise<false>((resolve) => app.once('exit', () => resolve(false)));
  await after(moment);
  app.kill(signal);
  const hung = await Promise.race([gone, after(DEADLINE, true, { ref: false })]);
  endGroup(app.pid as number);
  const last = lastOfRun(directory);
  removeStation(directory);
  return { hung, last };
}

/** Whatever the process started goes with it: Chromium's helpers outlive it by a moment. */
function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ESRCH') throw cause;
  }
}

function lastOfRun(directory: string): string | null {
  const text = existsSync(join(directory, 'journal.jsonl')) ? journalText(directory) : '';
  return text.match(/"station-(?:started|stopped)"/g)?.at(-1) ?? null;
}

test('D1: whatever is behind the window ends in order, whenever it is told to', async () => {
  const ends: End[] = [];
  const stopped = () => ends.filter(({ last }) => last === '"station-stopped"').length;
  for (const [at, moment] of [...MOMENTS, ...LATER].entries()) {
    if (LATER.includes(moment) && stopped() > ROLES.length) break;
    const signal = SIGNALS[at % SIGNALS.length] as NodeJS.Signals;
    // All at once: a machine that has much to do starts slowly, and each moment meets another part of it.
    const group = await Promise.all([null, ...ROLES].map((role) => endedAt(role, moment, signal)));
    ends.push(...group);
  }
  expect(ends.filter(({ hung }) => hung)).toEqual([]);
  expect(ends.filter(({ last }) => last === '"station-started"')).toEqual([]);
  expect(stopped()).toBeGreaterThan(ROLES.length);
});

test('D1: a box that says why a station cannot be opened keeps nobody waiting', async () => {
  const directory = newDirectory();
  writeFileSync(join(directory, 'journal.jsonl'), 'this is no journal\n');
  const { hung } = await endedAt('bench', 4000, 'SIGTERM', directory);
  expect(hung).toBe(false);
});
