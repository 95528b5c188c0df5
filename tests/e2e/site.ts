/** A site with commissioned stations: one real window at a time, native dialogs answered, devices on pseudo terminals. */
import { expect, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../core/base/role.ts';
import type { DoorAnswers, DoorBridge } from '../../electron/roles/door/contract.ts';
import type { PeerAnswers, peerCalls } from '../../electron/bridge/peers.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';
import { startApp, type RunningApp } from './app.ts';

export const PASSPHRASE = 'correct horse battery staple';
export const NAMES = { origin: 'Origin A', press: 'Press B', bench: 'Bench A', check: 'Check C' } as const;
export const PEOPLE: [string, string] = ['Li Wei', 'Anna Roth'];

/** Who must know whom. */
export const MEETINGS: Readonly<Record<Role, readonly Role[]>> = {
  origin: ['press', 'bench'],
  press: ['origin', 'bench'],
  bench: ['origin', 'press', 'check'],
  check: ['bench'],
};

/** The calls of a contract, made by the page as it would make them itself. */
export type Calling<B> = <N extends Exclude<keyof B, 'on'>>(
  name: N,
  input: B[N] extends (input: infer I) => unknown ? I : never,
) => Promise<B[N] extends (input: never) => Promise<infer A> ? A : never>;

export function callsOf<B>(page: Page): Calling<B> {
  const call = (name: unknown, input: unknown): Promise<unknown> =>
    page.evaluate(([called, given]) => window.station.call(called as string, given), [name, input] as const);
  return call as Calling<B>;
}

/** The answer of a call that must go well. */
export async function well<T>(answer: Promise<{ ok: true; value: T } | { ok: false; error: unknown }>): Promise<T> {
  const result = await answer;
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/** What a person chooses in the next native dialogs, one after the other. */
export async function choose(run: RunningApp, ...paths: readonly string[]): Promise<void> {
  await run.app.evaluate(({ dialog }, chosen) => {
    const left = [...chosen];
    dialog.showOpenDialog = () => {
      const path = left.shift();
      return Promise.resolve({ canceled: path === undefined, filePaths: path === undefined ? [] : [path] });
    };
  }, paths);
}

/** Closes whatever a test that failed has left open, so that the next starts clean. */
export async function closeAll(): Promise<void> {
  for (const run of open) await run.kill();
  open.clear();
}
const open = new Set<RunningApp>();

async function start(directory: string): Promise<RunningApp> {
  const run = await startApp(directory, [], null);
  open.add(run);
  run.app.once('close', () => open.delete(run));
  return run;
}

/** Unlocks the station in this directory at its gate; from then on its own page is in the window. */
export async function enterAt(directory: string, role: Role): Promise<RunningApp> {
  const run = await start(directory);
  await run.page.locator('[data-role="door"]').waitFor();
  await run.page.locator('input[type="password"]').fill(PASSPHRASE);
  await run.page.keyboard.press('Enter');
  await expect(run.page.locator(`[data-role="${role}"]`)).toBeVisible();
  return run;
}

export interface Site {
  readonly home: string;
  /** Carries files from station to station. */
  readonly stick: string;
  at(...names: readonly string[]): string;
  /** Makes a station at the door, and leaves its identity on the stick. */
  commission(role: Role): Promise<void>;
  /** Unlocks a station at its gate; from then on its own page is in the window. */
  enter(role: Role): Promise<RunningApp>;
}

/** Where the stations stay when the tests are over; null if they go. */
export const KEPT = process.env['TWOFOLD_KEEP'] ?? null;

export function newSite(): Site {
  const home = KEPT ?? mkdtempSync(join(tmpdir(), 'twofold-site-'));
  const at = (...names: readonly string[]): string => join(home, ...names);
  const stick = at('stick');
  mkdirSync(stick, { recursive: true });

  return {
    home,
    stick,
    at,
    async commission(role) {
      const run = await start(at(role));
      const door = callsOf<DoorBridge>(run.page);
      await well(
        run.page.evaluate(
          ([as, name, text]) =>
            window.station.call('commission', {
              ...{ role: as, name, mode: 'production' as const },
              passphrase: new TextEncoder().encode(text),
            }) as Promise<DoorAnswers['commission']>,
          [role, NAMES[role], PASSPHRASE] as const,
        ),
      );
      await choose(run, stick);
      await well(door('saveIdentity', null));
      await run.close();
    },
    enter: (role) => enterAt(at(role), role),
  };
}

/**
 * Two people compare the words of every station that this one must know, and sign.
 *
 * @param signed lets them, where people have badges
 */
export async function meet(
  run: RunningApp,
  role: Role,
  identityOf: (role: Role) => string,
  signed = <T>(pin: () => Promise<T>): Promise<T> => pin(),
): Promise<void> {
  const peers = callsOf<HandlersOf<typeof peerCalls, PeerAnswers>>(run.page);
  for (const other of MEETINGS[role]) {
    await choose(run, identityOf(other));
    const examined = await well(peers('examinePeer', null));
    expect(examined).toMatchObject({ name: NAMES[other], role: other });
    await well(signed(() => peers('pinPeer', { fingerprint: examined?.fingerprint ?? '', people: PEOPLE })));
  }
}
