import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAwake, holdByLogin } from '../../electron/awake.ts';

function computer() {
  const held = { desktop: [] as number[], login: 0 };
  let next = 0;
  const awake = createAwake({
    desktop: {
      start(type) {
        expect(type).toBe('prevent-app-suspension');
        held.desktop.push(next);
        return next++;
      },
      stop: (id) => void (held.desktop = held.desktop.filter((one) => one !== id)),
    },
    login() {
      held.login += 1;
      return () => void (held.login -= 1);
    },
  });
  return { awake, held };
}

test('fault 77: while a station is open the computer is kept awake, by the desktop and by its login, each once', () => {
  const { awake, held } = computer();
  expect(held).toEqual({ desktop: [], login: 0 });
  awake.hold();
  awake.hold();
  expect(held).toEqual({ desktop: [0], login: 1 });
  awake.letGo();
  awake.letGo();
  expect(held).toEqual({ desktop: [], login: 0 });
  awake.hold();
  expect(held).toEqual({ desktop: [1], login: 1 });
});

describe('fault 77: by the login', () => {
  let place = '';
  beforeEach(() => void (place = mkdtempSync(join(tmpdir(), 'twofold-awake-'))));
  afterEach(() => rmSync(place, { recursive: true }));

  /** Plays systemd-inhibit: writes down what it was asked, runs the command, and writes down that it has ended. */
  function played(): { readonly program: string; asked(): string; ended(): boolean } {
    const program = join(place, 'inhibit');
    const script = `#!/bin/sh\nprintf '%s\\n' "$@" > '${place}/asked.new'; mv '${place}/asked.new' '${place}/asked'\nfor last; do :; done\n"$last"\necho > '${place}/ended'\n`;
    writeFileSync(program, script);
    chmodSync(program, 0o700);
    return {
      program,
      asked: () => readFileSync(join(place, 'asked'), 'utf8'),
      ended: () => existsSync(join(place, 'ended')),
    };
  }

  test('sleep and lid are held off until it is let go', async () => {
    const { program, asked, ended } = played();
    const letGo = holdByLogin(program, 'linux');
    await vi.waitFor(() => expect(asked()).toContain('--what=sleep:handle-lid-switch\n--mode=block\n'), 20_000);
    expect(ended()).toBe(false);
    letGo();
    await vi.waitFor(() => expect(ended()).toBe(true), 20_000);
  });

  test('and no longer than the station lives, however it ends', async () => {
    const { program, ended } = played();
    const root = fileURLToPath(new URL('../..', import.meta.url));
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: {
        ...{ ssr: join(root, 'electron/awake.ts'), outDir: place, emptyOutDir: false, minify: false },
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'awake.cjs' } },
      },
    });
    const own = join(place, 'station.cjs');
    writeFileSync(own, `require('./awake.cjs').holdByLogin('${program}', 'linux'); setInterval(() => 0, 1000);`);
    const station = execFile(process.execPath, [own], () => undefined);
    await vi.waitFor(() => expect(existsSync(join(place, 'asked'))).toBe(true), 20_000);
    expect(ended()).toBe(false);
    station.kill('SIGKILL');
    await vi.waitFor(() => expect(ended()).toBe(true), 20_000);
  });

  test('a system without it opens its station all the same', async () => {
    const letGo = holdByLogin(join(place, 'none'), 'linux');
    letGo();
    expect(() => holdByLogin(join(place, 'none'), 'win32')()).not.toThrow();
    // What has failed to start says so a moment later; nobody must be brought down by it.
    await new Promise((resolve) => setTimeout(resolve, 200));
  });
});
