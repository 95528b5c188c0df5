/** The four people of a site: enrolled at the command line of each station, and from then on there by badge and PIN. */
import { expect } from '@playwright/test';
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Role } from '../../core/base/role.ts';
import { root, startApp, type RunningApp } from './app.ts';
import { askedWindow, typePin } from './people.ts';
import { PASSPHRASE } from './site.ts';

/** The first two are supervisors. No badge of one station opens another. */
const PINS = { 'Li Wei': '493716', 'Anna Roth': '804975', Cai: '836172', Dora: '958263' } as const;
export type Who = keyof typeof PINS;
export const STAFF = Object.keys(PINS) as readonly Who[];

/** Runs a command with the passphrase on descriptor 3 and these lines of people on 4; gives what it prints. */
function twofold(people: readonly string[], ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = [join(root, 'dist/cli.cjs'), ...args, '--passphrase-fd', '3', '--person-fd', '4'];
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout?.on('data', (piece) => (out += piece));
    child.stderr?.on('data', (piece) => (err += piece));
    for (const [fd, lines] of [[3, [PASSPHRASE]] as const, [4, people] as const]) {
      const descriptor = child.stdio[fd] as NodeJS.WritableStream;
      descriptor.on('error', () => undefined);
      descriptor.end(lines.map((line) => `${line}\n`).join(''));
    }
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new Error(`${args.join(' ')}: ${err}`))));
  });
}

export interface Staff {
  /** Enrols the four, and sets the scanner up that reads their badges. */
  enrol(role: Role): Promise<void>;
  /** As a scanner reads it. */
  badge(role: Role, who: Who): string;
  /** Badge and PIN as the command line takes them. */
  lines(role: Role, who: Who): readonly [string, string];
  /** From the door to the station, with scanner and number block alone. */
  enter(role: Role, who: Who): Promise<RunningApp>;
  /** The same, of a station that is locked. */
  comeIn(run: RunningApp, role: Role, who: Who): Promise<void>;
  /** Somebody takes the place of whoever is there. */
  change(run: RunningApp, role: Role, who: Who): Promise<void>;
  /** Asks for something that these sign, one after the other; gives its answer. */
  signed<T>(run: RunningApp, role: Role, who: readonly Who[], call: () => Promise<T>): Promise<T>;
}

interface Equipment {
  readonly at: (...names: readonly string[]) => string;
  readonly scanner: { readonly path: string; scan(text: string): Promise<void> };
}

export function newStaff({ at, scanner }: Equipment): Staff {
  const file = (role: Role, name: string): string => at('badges', role, `${name.replace(' ', '_')}.badge`);
  const badge = (role: Role, who: Who): string => readFileSync(file(role, who), 'utf8').trim();
  const lines = (role: Role, who: Who): readonly [string, string] => [badge(role, who), PINS[who]];
  const [first, second, ...others] = STAFF as [Who, Who, ...Who[]];

  async function asks(run: RunningApp, step: string): Promise<void> {
    await expect((await askedWindow(run.app)).locator(`[data-asks="${step}"]`)).toBeVisible();
  }
  async function present(run: RunningApp, who: Who): Promise<void> {
    await expect(run.page.locator('[data-present]')).toHaveAttribute('data-present', who);
  }

  async function comeIn(run: RunningApp, role: Role, who: Who): Promise<void> {
    // Until its port is open, a scanner speaks to nobody.
    await expect
      .poll(async () => {
        await scanner.scan(badge(role, who));
        return run.app.windows().length;
      })
      .toBe(2);
    await asks(run, 'pin');
    await typePin(run.app, PINS[who]);
    await expect(run.page.locator(`[data-role="${role}"]`)).toBeVisible();
    await present(run, who);
  }

  return {
    badge,
    lines,
    async enrol(role) {
      const to = ['--station', at(role), '--to', at('badges', role)];
      mkdirSync(at('badges', role), { recursive: true });
      const two = ['--person', first, '--person', second];
      await twofold([PINS[first], PINS[second]], 'people', 'begin', ...to, ...two);
      for (const name of others) {
        const people = [...lines(role, first), ...lines(role, second), PINS[name]];
        await twofold(people, 'people', 'enrol', ...to, '--name', name, '--role', 'operator');
      }
      const settings = { scanner: { port: scanner.path, baudRate: 9600, feedback: 'none', usb: null }, theme: 'light' };
      writeFileSync(at(role, 'settings.json'), JSON.stringify(settings), { mode: 0o600 });
    },
    comeIn,
    async enter(role, who) {
      const run = await startApp(at(role), [], null);
      await comeIn(run, role, who);
      return run;
    },
    async change(run, role, who) {
      await scanner.scan(badge(role, who));
      await asks(run, 'pin');
      await typePin(run.app, PINS[who]);
      await present(run, who);
    },
    async signed(run, role, who, call) {
      const answer = call();
      for (const name of who) {
        await asks(run, 'badge');
        await scanner.scan(badge(role, name));
        await asks(run, 'pin');
        await typePin(run.app, PINS[name]);
      }
      return answer;
    },
  };
}
