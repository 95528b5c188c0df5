/** The command line as it lies in the package: plain files in a folder of their own, far from any checkout. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundle, THE_LINE } from '../../fakes/cli-bundle.ts';
import { envelopesOf } from '../../fakes/envelopes.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const home = mkdtempSync(join(tmpdir(), 'twofold-packed-'));
const packed = join(home, 'opt', 'cli');
const starter = join(packed, 'twofold');

beforeAll(async () => {
  const dist = await bundle(THE_LINE);
  const script = `import { packLine } from ${JSON.stringify(join(root, 'build/line/pack.mjs'))};
    packLine({ dist: ${JSON.stringify(dist)}, to: ${JSON.stringify(packed)} });`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  rmSync(dist, { recursive: true });
}, 120_000);
afterAll(() => rmSync(home, { recursive: true }));

const PATH = `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`;

function twofold(args: readonly string[], { input = '', env = {} }: { input?: string; env?: object } = {}) {
  const options = { input, encoding: 'utf8', cwd: home, env: { PATH, HOME: home, ...env } } as const;
  const { status, stdout, stderr } = spawnSync(starter, args, options);
  return { code: status, out: stdout, err: stderr };
}

describe('fault 55: the packed station has its command line', () => {
  test('it derives, on workers', () => {
    const request = { op: 'decrypt', key: '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg' };
    const { code, out } = twofold(['bip38', '--workers', '1'], {
      input: `${JSON.stringify({ ...request, passphrase: 'TestingOneTwoThree' })}\n`,
    });
    expect(code).toBe(0);
    const [answer] = envelopesOf(out);
    expect(answer?.result).toMatchObject({ address: '1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB' });
  });

  test('it has the index of records and the ports of devices, whose parts are native', () => {
    const station = join(home, 'bench');
    expect(twofold(['station', 'create', '--training', '--role', 'bench', '--station', station])).toMatchObject({
      code: 0,
    });
    expect(twofold(['bench', 'incidents', '--station', station])).toMatchObject({ code: 0, out: '', err: '' });
    const pages = twofold(['press', 'pages', '--printer', join(home, 'no-port')]);
    expect(pages.code).toBe(4);
    expect(pages.err).not.toContain('Cannot find module');
  }, 60_000);

  test("nothing of the caller's environment makes it load or write what it should not", () => {
    const marker = join(home, 'loaded');
    const code = join(home, 'evil.cjs');
    writeFileSync(code, `require('node:fs').writeFileSync(${JSON.stringify(marker)}, '')`);
    const { code: status, out } = twofold(['--version'], { env: { NODE_OPTIONS: `--require ${code}` } });
    expect([status, out.startsWith('twofold '), existsSync(marker)]).toEqual([0, true, false]);
    expect(readFileSync(starter, 'utf8')).toMatch(/^run_clean /m);
  });

  test.runIf(existsSync('/dev/full'))(
    'D5: where what it says finds no room, it ends with one sentence, whatever the verb',
    () => {
      const station = join(home, 'origin-full');
      const made = twofold(['station', 'create', '--training', '--role', 'origin', '--station', station]);
      expect(made.code).toBe(0);
      for (const args of [
        ['--help'],
        ['man'],
        ['completions', 'bash'],
        ['doctor', '--json'],
        ['origin', 'new', '--station', station, '--batch', 'R', '--count', '2', '--json'],
        ['journal', 'verify', join(station, 'journal.jsonl'), '--json'],
      ]) {
        const options = { encoding: 'utf8', cwd: home, env: { PATH, HOME: home } } as const;
        const { status, stderr } = spawnSync('sh', ['-c', '"$0" "$@" > /dev/full', starter, ...args], options);
        const last = stderr.trimEnd().split('\n').at(-1) ?? '';
        expect([args[0], status === 0, last.startsWith('twofold: ')]).toEqual([args[0], false, true]);
        expect(stderr).not.toMatch(/^ +at |node:|\.cjs/m);
      }
    },
    60_000,
  );

  test('fault 22: whatever the language of the system, what it writes and says to machines is the same', () => {
    const said = ['C', 'tr_TR.UTF-8', 'ar_EG.UTF-8', 'th_TH.UTF-8'].map((locale) => {
      const env = { LANG: locale, LC_ALL: locale };
      const station = join(home, `origin-${locale}`);
      const made = ['station', 'create', '--training', '--role', 'origin', '--station', station];
      expect(twofold(made, { env }).code).toBe(0);
      const batch = ['--batch', 'INI-1', '--count', '2', '--workers', '1'];
      const planned = twofold(['origin', 'new', '--station', station, ...batch, '--json'], { env });
      expect([locale, planned.code]).toEqual([locale, 0]);
      const journal = readFileSync(join(station, 'journal.jsonl'), 'latin1');
      const times = journal
        .split('\n')
        .slice(0, -1)
        .map((line) => (JSON.parse(line) as { at: string }).at);
      for (const at of times) expect(at).toMatch(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      // Printable ASCII alone: no digits of other scripts, no dotless i.
      expect([locale, /^[\n\x20-\x7e]*$/.test(journal + planned.out)]).toEqual([locale, true]);
      const kinds = journal.split('\n').flatMap((line) => /"kind":"[^"]*"/.exec(line)?.[0] ?? []);
      const answer = envelopesOf(planned.out).map(({ ok, result }) => [ok, Object.keys(result ?? {}).sort()]);
      return JSON.stringify([kinds, answer]);
    });
    expect(new Set(said).size).toBe(1);
  }, 300_000);

  test('it runs through a link, as /usr/bin has one', () => {
    const link = join(home, 'linked');
    symlinkSync(starter, link);
    expect(execFileSync(link, ['--version'], { encoding: 'utf8', env: { PATH } })).toMatch(/^twofold \d/);
  });

  test('where no Node is, or one too old, it says which is wanted', () => {
    const missing = twofold(['--version'], { env: { TWOFOLD_NODE: join(home, 'nowhere') } });
    expect(missing).toMatchObject({ code: 3, out: '' });
    expect(missing.err).toContain('needs Node.js 18.15 or later, and there is none here');
    const old = join(home, 'old-node');
    writeFileSync(old, '#!/bin/sh\n[ "$1" = --version ] && echo v16.20.2\nexit 1\n', { mode: 0o755 });
    const tooOld = twofold(['--version'], { env: { TWOFOLD_NODE: old } });
    expect(tooOld).toMatchObject({ code: 3, out: '' });
    expect(tooOld.err).toContain('this one is older (v16.20.2)');
  });

  test('it brings the page of the manual in both languages, and what shells complete', () => {
    const share = (path: string) => readFileSync(join(packed, 'share', path), 'utf8');
    expect(share('man/man1/twofold.1')).toContain('.TH TWOFOLD 1');
    expect(share('man/zh_CN/man1/twofold.1')).toContain('工位');
    expect(share('bash-completion/completions/twofold')).toContain('complete -o filenames -F _twofold twofold');
    expect(share('zsh/vendor-completions/_twofold')).toMatch(/^#compdef twofold/);
    expect(share('fish/vendor_completions.d/twofold.fish')).toContain('complete -c twofold');
  });

  test('D7: it carries the binaries of this system alone, and the licences of what it carries', () => {
    const modules = join(packed, 'node_modules');
    for (const name of ['@serialport/bindings-cpp', '@photostructure/sqlite']) {
      expect(readdirSync(join(modules, name, 'prebuilds'))).toEqual([`${process.platform}-${process.arch}`]);
      expect(existsSync(join(modules, name, 'LICENSE'))).toBe(true);
      const binaries = readdirSync(join(modules, name, 'prebuilds', `${process.platform}-${process.arch}`));
      expect(binaries.filter((file) => file.includes('musl'))).toEqual([]);
    }
  });
});

test('the package has the line beside its archive, not in it, and its runtime runs no scripts', () => {
  const config = readFileSync(join(root, 'build/electron-builder.yml'), 'utf8');
  expect(config).toContain("- '!dist/cli.cjs'");
  expect(config).toMatch(/^ {2}runAsNode: false$/m);
  expect(readFileSync(join(root, 'build/package.mjs'), 'utf8')).toContain("to: join(app, 'cli')");
  expect(readFileSync(join(root, 'build/deb/pack.mjs'), 'utf8')).toContain("'/opt/twofold/cli/twofold'");
});
