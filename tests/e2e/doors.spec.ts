/** A page that has turned hostile, and a program that would like to talk: what they must not be able to do. */
import { expect, test } from '@playwright/test';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { answerQuestions, journalText, removeStation, root, sampleCards, startApp } from './app.ts';

test('a hostile page finds every door shut', async () => {
  const run = await startApp();
  const { page } = run;
  const asked = await answerQuestions(run.app, false);
  const tried = await page.evaluate(async () => {
    const outcome = (work: () => unknown): Promise<string> =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'done',
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
    const { call } = window.station;
    return {
      require: typeof (window as unknown as { require?: unknown }).require,
      process: typeof (window as unknown as { process?: unknown }).process,
      badInput: await outcome(() => call('traveller', { serial: 7 })),
      path: await outcome(() =>
        call('configureDevice', { device: 'scanner', port: 'x'.repeat(999), baudRate: 1, feedback: '' }),
      ),
      exposed: Object.keys(window.station).sort(),
      unknown: await outcome(() => call('exec', { command: 'ls' })),
      inherited: await outcome(() => call('constructor', null)),
      signed: await call('closeBatch', { people: ['Li Wei', 'Anna Roth'], labels: 0 }),
      otherRole: await outcome(() => call('commission', { role: 'press' })),
      fetch: await outcome(() => fetch('https://example.org/')),
      image: await new Promise((resolve) => {
        const image = new Image();
        image.onload = () => resolve('loaded');
        image.onerror = () => resolve('blocked');
        image.src = 'https://example.org/x.png';
      }),
      eval: await outcome(() => (0, eval)('1')),
      html: await outcome(() => (document.body.innerHTML += '<b>x</b>')),
      open: window.open('https://example.org/') === null,
      clipboard: await outcome(() => navigator.clipboard.writeText('x')),
    };
  });
  expect(tried.require).toBe('undefined');
  expect(tried.process).toBe('undefined');
  expect(tried.badInput).toContain('refused');
  expect(tried.path).toContain('refused');
  expect(tried.exposed).toEqual(['call', 'on']);
  expect(tried.unknown).toContain('refused');
  expect(tried.inherited).toContain('refused');
  // H5: what people sign, the page cannot.
  expect(tried.signed).toMatchObject({ ok: false, error: { kind: 'not-confirmed' } });
  expect(await asked()).toHaveLength(1);
  expect(tried.otherRole).toContain('refused');
  expect(tried.fetch).not.toBe('done');
  expect(tried.image).toBe('blocked');
  expect(tried.eval).not.toBe('done');
  expect(tried.html).not.toBe('done');
  expect(tried.open).toBe(true);
  expect(tried.clipboard).not.toBe('done');
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  expect(page.url()).toBe('app://station/index.html');
  await run.app.close();
  removeStation(run.directory);
});

test('the running app speaks to nobody', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-strace-'));
  const trace = join(directory, 'trace');
  const electron = process.env['TWOFOLD_ELECTRON'] as string;
  const args = JSON.parse(process.env['TWOFOLD_ELECTRON_ARGS'] as string) as string[];
  const child = spawn(
    'strace',
    [
      '-f',
      '-qq',
      '-e',
      'trace=connect,sendto,bind',
      '-o',
      trace,
      electron,
      ...args,
      root,
      '--training',
      'bench',
      '--station',
      directory,
      '--vault',
      join(root, 'resources/sample/sample.vault.jsonl'),
      '--return',
      join(root, 'resources/sample/sample.return.jsonl'),
    ],
    // A group of its own, so that all of it can be ended at once.
    { stdio: 'ignore', detached: true },
  );
  const seen = () => readFileSync(trace, 'utf8');
  // A batch is opened and every card derived, which is longer than whatever Chromium does by itself after a start.
  const journal = () => (existsSync(join(directory, 'journal.jsonl')) ? journalText(directory) : '');
  const seenTo = () => journal().match(/"kind":"unit-(checked|condemned)"/g)?.length;
  await expect.poll(seenTo).toBe(sampleCards.length);
  const gone = new Promise((resolve) => child.once('exit', resolve));
  process.kill(-(child.pid as number), 'SIGKILL');
  await gone;
  const outside = seen()
    .split('\n')
    .filter((line) => /AF_INET6?/.test(line))
    .filter((line) => !/inet_addr\("127\.|inet_pton\(AF_INET6, "::1"/.test(line));
  expect(seen()).toContain('AF_UNIX');
  expect(outside).toEqual([]);
  removeStation(directory);
});

/** The runtime of the tests with the app in it and the name of the app, as packing makes it: Electron calls that packaged. */
function pack(): string {
  const runtime = dirname(process.env['TWOFOLD_ELECTRON'] as string);
  // Beside the runtime: its files are linked, not copied, which no other disk could do.
  const home = mkdtempSync(join(runtime, '..', 'packed-'));
  execFileSync('cp', ['-al', `${runtime}/.`, home]);
  renameSync(join(home, 'electron'), join(home, 'twofold'));
  rmSync(join(home, 'resources'), { recursive: true });
  const app = join(home, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const part of ['package.json', 'dist']) cpSync(join(root, part), join(app, part), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(app, 'node_modules'));
  return home;
}

test('H4, M11: a packaged station opens no port and no process to others, and says why it ends', () => {
  const home = pack();
  const directory = join(home, 'station');
  const { LANG: _, ...env } = process.env;
  const started = (args: readonly string[], over: Record<string, string> = {}) =>
    spawnSync(join(home, 'twofold'), ['--training', 'bench', '--station', directory, ...args], {
      env: { ...env, ...over },
      encoding: 'utf8',
      timeout: 60_000,
    });
  try {
    const port = started(['--remote-debugging-port=0', '--remote-allow-origins=*', '--no-sandbox']);
    expect(port.stderr).toContain('The switch --remote-debugging-port would open this station');
    expect(port.stderr).not.toContain('DevTools listening');
    expect(port.status).toBe(1);
    const chinese = started(['--no-sandbox'], { LANG: 'zh_CN.UTF-8' });
    expect(chinese.stderr).toContain('启动参数 --no-sandbox');
    const library = started([], { '@PHOTOSTRUCTURE/SQLITE_PREBUILD': '/tmp' });
    if (process.getuid?.() !== 0) expect(library.stderr).toContain('The variable @PHOTOSTRUCTURE/SQLITE_PREBUILD');
    expect(library.status).not.toBe(0);
    expect(existsSync(directory)).toBe(false);
  } finally {
    removeStation(home);
  }
});
