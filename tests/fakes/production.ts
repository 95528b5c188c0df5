/**
 * The command line as production uses it: every command a process of its own, with its station's passphrase on a
 * descriptor, and devices at their ports.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import type { Role } from '../../core/base/role.ts';
import { readPrinted } from '../../electron/devices/virtual-eye.ts';
import { bundle, THE_LINE } from './cli-bundle.ts';
import { PASSPHRASE } from './commissioned.ts';
import { envelopesOf, saidOf } from './envelopes.ts';
import { stickersOut } from './stickers-out.ts';

/** Every command proves its kernel and opens a station; on a busy machine that takes seconds. */
export const MINUTES = 300_000;

export const PEOPLE = ['--person', 'Ada', '--person', 'Grace'] as const;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** What is in the envelopes. */
  readonly said: readonly Readonly<Record<string, unknown>>[];
}

export interface Production {
  /** A place below the directory of this round. */
  at(...names: readonly string[]): string;
  /** `--station DIR` of a role. */
  station(role: Role): readonly string[];
  /** What lies on the stick and is named so. */
  onStick(start: string, end?: string): string;
  /** Runs a command of a station with its passphrase on descriptor 3. */
  twofold(...args: readonly string[]): Promise<Ended>;
  /** As `twofold`, answered in envelopes; it must go well. */
  well(...args: readonly string[]): Promise<Ended>;
  /** What `twofold bip38` answers. */
  asked(...requests: readonly object[]): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]>;
  /** Prints stickers on a printer at its port, and holds the scanner over both layers of each. */
  printed(count: number, ...key: readonly string[]): Promise<void>;
  /** Everything any command said. */
  everything(): string;
  close(): void;
}

/** @param media directories that stand for media: one is put in, never made. */
export async function startProduction(media: readonly string[]): Promise<Production> {
  const cli = join(await bundle(THE_LINE), 'cli.cjs');
  const home = mkdtempSync(join(tmpdir(), 'twofold-round-'));
  const at = (...names: readonly string[]): string => join(home, ...names);
  for (const medium of media) mkdirSync(at(medium));
  let heard = '';

  function twofold(...args: readonly string[]): Promise<Ended> {
    return new Promise((resolve, reject) => {
      const stdio = ['ignore', 'pipe', 'pipe', 'pipe'] as const;
      const child = spawn(process.execPath, [cli, ...args, '--passphrase-fd', '3'], { stdio: [...stdio] });
      let [out, err] = ['', ''];
      child.stdout?.on('data', (piece) => (out += piece));
      child.stderr?.on('data', (piece) => (err += piece));
      const descriptor = child.stdio[3] as NodeJS.WritableStream;
      // A command that needs no passphrase leaves it unread.
      descriptor.on('error', () => undefined);
      descriptor.end(`${PASSPHRASE}\n`);
      child.on('error', reject);
      child.on('close', (code) => {
        heard += out + err;
        resolve({ code, out, err, said: envelopesOf(out).map(saidOf) });
      });
    });
  }

  async function well(...args: readonly string[]): Promise<Ended> {
    const ended = await twofold(...args, '--json');
    const trouble = ended.err.replace(/^twofold: (.*bits a passphrase|scanner ready)\n/gm, '');
    const refused = ended.code === 0 ? '' : ended.out;
    expect([args.slice(0, 2), ended.code, refused, trouble]).toEqual([args.slice(0, 2), 0, '', '']);
    return ended;
  }

  async function printed(count: number, ...key: readonly string[]): Promise<void> {
    const read = (label: string) => Promise.resolve(readPrinted(label).map((code) => code ?? ''));
    await stickersOut(count, read, (ports) =>
      well('press', 'print', '--station', at('press'), ...key, ...ports, '--count', String(count)),
    );
  }

  return {
    at,
    station: (role) => ['--station', at(role)],
    onStick: (start, end = '') =>
      at(
        'stick',
        readdirSync(at('stick')).find((name) => name.startsWith(start) && name.endsWith(end)) ?? `no ${start}`,
      ),
    twofold,
    well,
    asked: (...requests) => askBip38(cli, requests),
    printed,
    everything: () => heard,
    close() {
      rmSync(home, { recursive: true });
      rmSync(dirname(cli), { recursive: true });
    },
  };
}

function askBip38(
  cli: string,
  requests: readonly object[],
): Promise<readonly (Readonly<Record<string, unknown>> | undefined)[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, 'bip38', '--workers', '1'], { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.on('data', (piece) => (out += piece));
    child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    child.on('error', reject);
    child.on('close', () => resolve(envelopesOf(out).map(({ result }) => result)));
  });
}

export const NAMES = { origin: 'Origin A', press: 'Press B', bench: 'Bench A', check: 'Check C' } as const;

const MEETINGS = [
  ['origin', 'press'],
  ['origin', 'bench'],
  ['press', 'bench'],
  ['bench', 'check'],
] as const;

export type Introduced = ReadonlyMap<Role, { readonly words: string; readonly signing: string; readonly file: string }>;

/** Commissions the four stations, and lets each pin those that it deals with. */
export async function introduce(production: Production): Promise<Introduced> {
  const identities = new Map<Role, { readonly words: string; readonly signing: string; readonly file: string }>();
  for (const [role, name] of Object.entries(NAMES) as [Role, string][]) {
    await production.well('station', 'create', '--role', role, '--name', name, ...production.station(role));
    const { said } = await production.well(
      'station',
      'show',
      ...production.station(role),
      '--to',
      production.at('home'),
    );
    const [shown = {}] = said;
    const field = (name: string): string => String(shown[name]);
    identities.set(role, { words: field('words'), signing: field('signing'), file: field('written') });
  }
  for (const [a, b] of MEETINGS) {
    for (const [self, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const { file = '', words = '' } = identities.get(other) ?? {};
      await production.well('peer', 'add', file, ...production.station(self), '--words', words, ...PEOPLE);
    }
  }
  return identities;
}
