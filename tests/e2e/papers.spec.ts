/** Pages of the command line, drawn by the program with the window: as PDF, and in a window of their own. */
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { playShift } from '../fakes/played-shift.ts';
import { root } from './app.ts';

const run = promisify(execFile);

let home: string;
test.beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-papers-'))));
test.afterAll(() => rmSync(home, { recursive: true }));

/** A checkout has no program beside its command line: this stands for it. */
function program(...switches: readonly string[]): string {
  const path = join(home, 'window');
  const given = JSON.parse(process.env['TWOFOLD_ELECTRON_ARGS'] as string) as string[];
  const words = [process.env['TWOFOLD_ELECTRON'] as string, ...given, ...switches, root].map((word) => `'${word}'`);
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

const twofold = (window: string, ...args: readonly string[]) =>
  run(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args], {
    env: { ...process.env, TWOFOLD_WINDOW: window, TWOFOLD_PASSPHRASE: '' },
  });

/** A page whose typefaces were not there when it was drawn has lines and numbers, and no words. */
function expectWords(pdf: string): void {
  const faces = [...pdf.matchAll(/\/BaseFont \/[A-Z]{6}\+([\w-]+)/g)].map(([, name = '']) => name);
  expect(faces.filter((name) => !name.includes('Mono')).length).toBeGreaterThan(1);
}

test('a shift is written as PDF from the command line, with its typeface, in both languages', async () => {
  const station = join(home, 'station');
  await playShift(station, { cards: 40, of: 46, begin: Date.now() - 3 * 3_600_000, pace: 1 });
  for (const language of ['en', 'zh']) {
    const to = mkdtempSync(join(home, `${language}-`));
    const { stdout } = await twofold(
      program(),
      ...['report', 'shift', '--station', station, '--pdf', to, '--language', language],
    );
    const [name = ''] = readdirSync(to).filter((one) => one.endsWith('.pdf'));
    expect(stdout).toContain(join(to, name));
    const pdf = readFileSync(join(to, name), 'latin1');
    expect(pdf.slice(0, 5)).toBe('%PDF-');
    expect(/NotoSansSC\w*-Bold/.test(pdf)).toBe(language === 'zh');
    expectWords(pdf);
  }
});

test('an audit is written as PDF, and shown in a window until somebody closes it', async () => {
  const to = mkdtempSync(join(home, 'audit-'));
  const port = await freePort();
  const window = program(`--remote-debugging-port=${port}`);
  const audited = twofold(window, 'audit', join(home, 'station'), '--pdf', to, '--window').catch(
    (no: { readonly stdout: string }) => no,
  );
  // The page that is drawn for the PDF is one as well, of the program that was started before.
  await expect.poll(() => existsSync(join(to, 'audit.pdf')), { timeout: 120_000 }).toBe(true);
  const page = await shown(port, 'Audit of stations');
  await fetch(`http://127.0.0.1:${port}/json/close/${page.id}`);
  expect((await audited).stdout).toContain(join(to, 'audit.pdf'));
  expect(readFileSync(join(to, 'audit.pdf'), 'latin1').slice(0, 5)).toBe('%PDF-');
  expectWords(readFileSync(join(to, 'audit.pdf'), 'latin1'));
});

interface Shown {
  readonly id: string;
  readonly url: string;
  readonly title: string;
}

/** What Chromium says of its windows, once this one is there: Electron's answers no client that drives browsers. */
async function shown(port: number, title: string): Promise<Shown> {
  const list = (): Promise<readonly Shown[]> =>
    fetch(`http://127.0.0.1:${port}/json/list`).then(
      (answer) => answer.json() as Promise<readonly Shown[]>,
      () => [],
    );
  await expect.poll(list, { timeout: 120_000 }).toEqual([expect.objectContaining({ url: 'app://page/', title })]);
  const [page] = await list();
  if (page === undefined) throw new Error('no page is shown');
  return page;
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
