/** A maker's line in production: an Origin, a Press and three benches that know each other, on the real disk. */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../core/base/role.ts';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { meets } from '../../core/transfer/kinds.ts';
import { commission } from '../../electron/station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../../electron/station/commissioned.ts';
import { openGate } from '../../electron/station/gate.ts';
import { pinPeer } from '../../electron/station/peers.ts';
import { rememberedScrypt } from '../fakes/remembered.ts';
import { platformRandom } from '../fakes/streams.ts';
import { root } from './app.ts';
import { PASSPHRASE, PEOPLE } from './site.ts';

/** Its stations, by name. */
export const LINE: Readonly<Record<string, Role>> = {
  'Origin A': 'origin',
  'Press B': 'press',
  'Bench A': 'bench',
  'Bench B': 'bench',
  'Bench C': 'bench',
};

export interface LineSite {
  readonly home: string;
  /** The directory of a station, by its name. */
  at(station: string): string;
  /** A new medium. */
  medium(): string;
}

/** Commissions all of them, and lets everybody pin everybody they deal with. */
export async function newLineSite(): Promise<LineSite> {
  const home = mkdtempSync(join(tmpdir(), 'twofold-line-'));
  const at = (station: string): string => join(home, station.toLowerCase().replace(' ', '-'));
  const ports = {
    derivation: rememberedScrypt,
    random: platformRandom,
    clock: { now: () => new Date().toISOString() },
  };
  const open: CommissionedStation[] = [];
  for (const [name, role] of Object.entries(LINE)) {
    const directory = at(name);
    using passphrase = Secret.copyOf(Buffer.from(PASSPHRASE));
    must(await commission({ directory, role, name, mode: 'production', passphrase }, ports));
    const gate = must(await openGate({ ...ports, directory, now: () => performance.now() }));
    using given = Secret.copyOf(Buffer.from(PASSPHRASE));
    open.push(must(await openCommissioned(directory, must(await gate.unlock(given)), ports.clock)));
  }
  for (const { identity: self, book, journal } of open) {
    for (const { identity } of open) {
      if (identity !== self && meets(self.role, identity.role)) {
        must(await pinPeer({ self, book, journal }, { ...identity, newest: null }, PEOPLE));
      }
    }
  }
  for (const station of open) await station.close();
  let media = 0;
  return {
    home,
    at,
    medium() {
      const directory = join(home, `medium-${++media}`);
      mkdirSync(directory);
      return directory;
    },
  };
}

/** The one file on a medium that is named so. */
export function fileOn(medium: string, start: string, end: string): string {
  const found = readdirSync(medium).filter((name) => name.startsWith(start) && name.endsWith(end));
  const [name] = found;
  if (name === undefined || found.length > 1) throw new Error(`${medium} holds ${found.length} files ${start}*${end}`);
  return join(medium, name);
}

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** The command line that was built, as a process of its own, with the station's passphrase on a descriptor. */
export function twofold(...args: readonly string[]): Promise<Said> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    });
    let [out, err] = ['', ''];
    child.stdout?.on('data', (piece) => (out += piece));
    child.stderr?.on('data', (piece) => (err += piece));
    const descriptor = child.stdio[3] as NodeJS.WritableStream;
    // A command that needs no passphrase leaves it unread.
    descriptor.on('error', () => undefined);
    descriptor.end(`${PASSPHRASE}\n`);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

/** What a command of a station answers, which must go well. */
export async function order(...args: readonly string[]): Promise<string> {
  const { code, out, err } = await twofold(...args, '--passphrase-fd', '3', '--json');
  if (code !== 0) throw new Error(`${args.slice(0, 2).join(' ')} ended with ${code}: ${out}${err}`);
  return out;
}
