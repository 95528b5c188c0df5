/** Pages of the command line, drawn by the program with the window: as PDF, and in a window of their own. */
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { codesOfPdf } from '../fakes/pdf-codes.ts';
import { playShift } from '../fakes/played-shift.ts';
import { root } from './app.ts';

const run = promisify(execFile);
const SAMPLE = join(root, 'resources', 'sample');

type Pages = ReturnType<typeof codesOfPdf>;

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

/** A training tray of two by three that was sent, its third pocket empty. */
async function sentTray(): Promise<readonly string[]> {
  const at = ['--station', join(home, 'bench')];
  const line = (...args: readonly string[]) => twofold('', ...args);
  await line('station', 'create', '--training', '--role', 'bench', ...at);
  await line('laser', 'tray', ...at, '--rows', '2', '--columns', '3', '--pitch', '92,60', '--margin', '10');
  const units = readFileSync(join(SAMPLE, 'sample.return.jsonl'), 'utf8').split('\n').slice(1, 6);
  const scans = units
    .map((unit) => JSON.parse(unit) as { readonly serial: string; readonly addresses: { readonly BTC: string } })
    .flatMap(({ serial, addresses }) => [serial, addresses.BTC]);
  writeFileSync(join(home, 'scans.txt'), [...scans.slice(0, 4), '! skip', ...scans.slice(4), '! send'].join('\n'));
  const files = ['--vault', join(SAMPLE, 'sample.vault.jsonl'), '--return', join(SAMPLE, 'sample.return.jsonl')];
  // Two of the sample's cards are bad, and the answer is no.
  await line('bench', 'run', ...at, ...files, '--tray', '--scans', join(home, 'scans.txt')).catch(() => undefined);
  return at;
}

test('the codes of a traveller and of a tray list read from their PDF, in both languages, and Bench takes them as serials', async () => {
  const at = await sentTray();
  const serials = [1, 2, 3, 4, 5].map((n) => `TRAIN-000${n}`);
  const printed: string[] = [];
  for (const language of ['en', 'zh']) {
    const to = mkdtempSync(join(home, `pages-${language}-`));
    const page = ['--serial', 'TRAIN-0003', '--pdf', to, '--language', language];
    await twofold(program(), 'bench', 'unit', ...at, ...page);
    await twofold(program(), 'bench', 'tray', ...at, ...page);
    const [list = '', traveller = ''] = readdirSync(to)
      .filter((one) => one.endsWith('.pdf'))
      .sort((a, b) => a.localeCompare(b, 'en'))
      .map((one) => join(to, one));
    expect([list, traveller].map((path) => /-(tray|traveller)\.pdf$/.exec(path)?.[1])).toEqual(['tray', 'traveller']);
    const [[listed, ...more], [own]] = await Promise.all(
      [list, traveller].map((path) => codesOfPdf(readFileSync(path))) as [Pages, Pages],
    );
    expect(more).toEqual([]);
    expect(listed?.map(({ text }) => text)).toEqual(serials.map((serial) => `TF4 ${serial}`));
    expect(own?.map(({ text }) => text)).toEqual(['TF3 TRAIN-0003']);
    for (const { module } of [...(listed ?? []), ...(own ?? [])]) expect(module).toBeGreaterThanOrEqual(4);
    printed.push(...[...(listed ?? []), ...(own ?? [])].map(({ text }) => text));
    expectWords(readFileSync(traveller, 'latin1'));
  }
  writeFileSync(join(home, 'scans.txt'), [printed[0], '! no', printed[5]].join('\n'));
  const scanned = ['--scans', join(home, 'scans.txt'), '--person', 'Li Wei', '--json'];
  const { stdout } = await twofold('', 'bench', 'finish', ...at, ...scanned);
  expect(stdout).toContain('"ask":"marking","serial":"TRAIN-0001"');
  expect(stdout).toContain('"ask":"marking","serial":"TRAIN-0003"');
  const records = readFileSync(join(home, 'bench', 'journal.jsonl'), 'utf8').split('\n');
  const said = records.filter((line) => line.includes('"serial-from-print"'));
  expect(said.map((line) => /"print":"([a-z-]+)"/.exec(line)?.[1])).toEqual(['tray-list', 'traveller']);
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
