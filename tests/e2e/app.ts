/** The real app in a real window, and what a test needs of its surroundings. */
import { _electron, errors, expect, type ElectronApplication, type Page } from '@playwright/test';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Channel } from '../../electron/bridge/form.ts';
import type { StationView } from '../../electron/roles/bench/contract.ts';
import type { JournalRecord } from '../../core/journal/event.ts';
import type { Role } from '../../core/base/role.ts';
import { shoot } from './manual-pictures.ts';

declare global {
  interface Window {
    readonly station: Channel;
  }
}

export const root = fileURLToPath(new URL('../..', import.meta.url));
/** Where the pictures are kept. */
export const pictures = process.env['TWOFOLD_PICTURES'] ?? join(root, 'out', 'e2e-screens');

/** Milliseconds for which the same code is the scanner's own repeat, in the tests' stations; people's have 1200. */
const REPEAT = 200;
/** After this long the same code is a scan of its own. */
export const AGAIN = REPEAT + 50;

export interface RunningApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** The station's directory; a second run on it is the same station. */
  readonly directory: string;
  /** What the window would know if it asked now. */
  view(): Promise<StationView>;
  journal(): readonly JournalRecord[];
  /** A picture of the window, kept in `out/e2e-screens`. */
  picture(name: string): Promise<void>;
  /** Pulls the plug of the computer. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** What people say from now on to whatever the station asks them in a window of its own; gives what they were asked. */
export async function answerQuestions(app: ElectronApplication, yes: boolean): Promise<() => Promise<string[]>> {
  const asked = await app.evaluateHandle(({ dialog }, response) => {
    const questions: string[] = [];
    dialog.showMessageBox = (...given: unknown[]) => {
      questions.push((given.at(-1) as { message: string }).message);
      return Promise.resolve({ response, checkboxChecked: false });
    };
    return questions;
  }, Number(yes));
  return () => asked.jsonValue();
}

/** A picture beside those of the window. */
export function keepPicture(name: string, png: Uint8Array): void {
  mkdirSync(pictures, { recursive: true });
  writeFileSync(join(pictures, `${name}.png`), png);
}

const given = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the end-to-end tests with npm test`);
  return value;
};

/** Milliseconds in which a window is there, on the busiest of machines. */
const STARTED = 50_000;

/**
 * Starts the app. On a busy machine the driver misses one start in some hundreds, and waits for a window that stands there:
 * then, and for no other reason, it is ended and started once more, and that is said.
 */
async function launch(
  args: readonly string[],
  executablePath: string,
  again = true,
): Promise<Pick<RunningApp, 'app' | 'page'>> {
  const own = JSON.parse(given('TWOFOLD_ELECTRON_ARGS')) as string[];
  let app: ElectronApplication | null = null;
  try {
    app = await _electron.launch({
      executablePath,
      args: [...own, ...args],
      timeout: STARTED,
    });
    return { app, page: await app.firstWindow({ timeout: STARTED }) };
  } catch (cause) {
    if (!again || !(cause instanceof errors.TimeoutError)) throw cause;
    process.stderr.write(`The driver has missed a start and tries once more: ${cause.message}\n`);
    if (app !== null) await killed(app);
    return await launch(args, executablePath, false);
  }
}

async function killed(app: ElectronApplication): Promise<void> {
  const gone = new Promise((resolve) => app.process().once('exit', resolve));
  app.process().kill('SIGKILL');
  await gone;
}

/** The runtime of the tests. */
export const runtime = (): string => given('TWOFOLD_ELECTRON');

/**
 * @param training the role of a training station, or null for what the directory says: the door, or a station.
 * @param executable what is started: the runtime, or what starts it
 */
export async function startApp(
  directory = mkdtempSync(join(tmpdir(), 'twofold-e2e-')),
  args: readonly string[] = [],
  training: Role | null = 'bench',
  executable = runtime(),
): Promise<RunningApp> {
  const role = training === null ? [] : ['--training', training];
  const own = [root, ...role, '--repeat', String(REPEAT), '--station', directory, ...args];
  const { app, page } = await launch(own, executable);
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.waitForSelector('[data-screen]', { timeout: 120_000 });
  await answerQuestions(app, true);
  return {
    app,
    page,
    directory,
    view: () => page.evaluate(() => window.station.call('station', null) as Promise<StationView>),
    journal: () => readJournal(directory),
    picture: (name) =>
      shoot(page, name, async (file) => void (await page.screenshot({ path: join(pictures, `${file}.png`) }))),
    kill: () => killed(app),
    async close() {
      await app.close();
      expect(faults).toEqual([]);
    },
  };
}

/** The screens that stand on benches, from the smallest on. */
export const WINDOW_SIZES = [
  [1024, 768],
  [1280, 800],
  [1920, 1080],
] as const;

export async function resize({ app, page }: RunningApp, width: number, height: number): Promise<void> {
  const size = [width, height] as const;
  await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), size);
  await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
}

export const readJournal = (directory: string): readonly JournalRecord[] =>
  readFileSync(join(directory, 'journal.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JournalRecord);

/** The whole journal as text, for canaries. */
export const journalText = (directory: string): string => readFileSync(join(directory, 'journal.jsonl'), 'utf8');

/** Chromium's helpers may outlive the main process by a moment, in which they still write there. */
export const removeStation = (directory: string): void =>
  rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });

export interface SampleCard {
  readonly serial: string;
  readonly address: string;
  readonly expect: string;
}

const sampleLines = (name: string): unknown[] =>
  readFileSync(join(root, 'resources', 'sample', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

export const sampleCards = sampleLines('sample.cards.jsonl') as readonly SampleCard[];

/** What an operator would read off the metal: the sample's passphrases are public. */
export const samplePassphrases = new Map(
  sampleLines('sample.vault.jsonl')
    .slice(1)
    .map((line) => line as { serial: string; passphrase: string })
    .map(({ serial, passphrase }) => [serial, passphrase]),
);

/** The first test vector of BIP-0038. */
export const EPK = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
