/**
 * The station with its window. Reads top to bottom: doors shut, window shown, and behind it the door or a station.
 */
import './prelude.ts';
import { app, dialog, powerMonitor, powerSaveBlocker, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { version } from '../package.json';
import { badgeTyped as typedBadge } from '../core/people/refusals.ts';
import { ok, type Failure, type Result } from '../core/base/result.ts';
import type { Role } from '../core/base/role.ts';
import { languageOf, wordsOf, type Language } from '../resources/words/languages.ts';
import type { Words } from '../resources/words/language.ts';
import { sentence } from '../resources/words/text.ts';
import { createAsk } from './ask.ts';
import { createAwake, holdByLogin } from './awake.ts';
import { createAppEnd, heed, plainSignals } from './app-end.ts';
import type { CommonUpdate } from './bridge/common.ts';
import { serveBridge } from './bridge/serve.ts';
import { createApart } from './courier/apart/start.ts';
import { startByElectron } from './apart/utility.ts';
import { createSerialConnector } from './devices/serial.ts';
import { withUsbPrinters } from './devices/usb-printer.ts';
import { makeRoom } from './journal/reserve.ts';
import { lockProcess } from './lockdown.ts';
import { objectionToLaunch, objectionToLock, runningAlready } from './launch.ts';
import { createManual } from './manual.ts';
import { servePaper } from './papers/serve.ts';
import { createWallWindow } from './papers/wall-window.ts';
import { openProgram, type Program } from './program.ts';
import { defaultDirectory, readOptions } from './options.ts';
import { guardPage } from './page-guard.ts';
import { createReception } from './people/reception.ts';
import { createWindowDesk } from './people/window-desk.ts';
import { keepOutTyped } from './people/typed-badge.ts';
import { createPeopleWindow } from './people/window.ts';
import { registerScheme } from './scheme.ts';
import { WINDOW_FOLDER } from './station/commission.ts';
import { proveComputer } from './station/known-answers.ts';
import { platformRandom } from './keys/platform-random.ts';
import { systemClock } from './station/platform.ts';
import { openSettings, type SettingsStore } from './station/settings.ts';
import { lookAround, ourSurroundings } from './station/surroundings.ts';
import { watchStation } from './station/watch.ts';
import { folderElsewhere, hasRecords, objectionToDisk, objectionToPlace } from './viewing.ts';
import { createWindow } from './window.ts';
import type { Served, Environment } from './roles/served.ts';
import { enterStation } from './roles/entrance.ts';

let window: BrowserWindow | null = null;
let served: Served | null = null;
let started: Promise<void> = Promise.resolve();
const ending = createAppEnd({ close: closeServed, exit: (code) => app.exit(code), patience: 10_000 });

/** Milliseconds. */
const LOOK_EVERY = 5000;

const awake = createAwake({ desktop: powerSaveBlocker, login: () => holdByLogin() });
const options = readOptions(process.argv, app);
const { argv, env } = process;
const refusal = objectionToLaunch({ argv, env, packaged: app.isPackaged, directory: options.directory });
if (refusal !== null) refuse(refusal.error);
process.umask(0o077);
const own = join(options.directory, WINDOW_FOLDER);
const shut = refusal === null ? objectionToPlace(options.directory) : null;
app.setPath('userData', shut === null ? own : (folderElsewhere() ?? own));
registerScheme();
lockProcess();
// A bug in here leaves nobody knowing what holds: the journal has what was done, so stop at once.
process.on('uncaughtException', stop);
process.on('unhandledRejection', stop);

app.on('second-instance', () => window?.focus());
app.on('window-all-closed', () => ending.begin());
heed(ending, app);
if (refusal === null && options.paper !== null) started = servePaper(options.paper, app).catch(stop);
else if (refusal === null) started = begin().catch(stop);

/**
 * Where the disk has no room for so much as a lock, the station's reserve is given back first; where that is not enough,
 * or nothing can be written at all, its records can be looked at.
 */
async function begin(): Promise<void> {
  if (shut !== null) return start(shut.error);
  const ask = (): 'ours' | ReturnType<typeof objectionToLock> =>
    app.requestSingleInstanceLock() ? 'ours' : objectionToLock(own);
  let lock = ask();
  if (lock !== 'ours' && lock !== null && (await makeRoom(options.directory))) lock = ask();
  if (lock === 'ours') return start((await objectionToDisk(options.directory))?.error ?? null);
  if (lock === null) {
    process.stderr.write(`${sentence(wordsOf(systemLanguage()), runningAlready(options.directory).error)}\n`);
    return app.exit(0);
  }
  if (!hasRecords(options.directory)) return refuse(lock.error);
  app.setPath('userData', folderElsewhere() ?? own);
  return start(lock.error);
}

/** @param unwritable why nothing can be written there, and the station is opened for viewing */
async function start(unwritable: Failure | null): Promise<void> {
  await app.whenReady();
  heed(ending, powerMonitor);
  powerMonitor.on('suspend', () => served?.lock?.('sleep'));
  const home = app.getAppPath();
  let put: ReturnType<typeof serveBridge> | null = null;
  /** Of what is behind the window, or will be in a moment. */
  let settings: SettingsStore | null = null;
  const spoken = (): Language => settings?.value.language ?? systemLanguage();
  const manual = createManual(() => window, spoken, badgeTyped);
  const ask = createAsk(
    () => window,
    () => wordsOf(spoken()),
  );

  const wall = createWallWindow(home, () => window);

  const reception = createReception((equipment) =>
    createWindowDesk({
      ...equipment,
      open: createPeopleWindow(home, () => window, badgeTyped),
      now: () => performance.now(),
      appearance() {
        const { theme = 'system', textSize = 'medium' } = settings?.value ?? {};
        return { language: spoken(), theme, textSize };
      },
      training: () => served?.onRecord?.mode === 'training',
      samples: () => served?.samples ?? null,
      words: () => wordsOf(spoken()).peopleWindow,
    }),
  );

  async function show(next: Served): Promise<void> {
    served = next;
    if (ending.begun) return;
    if (next.onRecord === null) awake.letGo();
    else awake.hold();
    if (window === null) {
      heed(ending, (window = createWindow(home)));
      window.webContents.on('before-input-event', (_, { key, type }) => {
        served?.touched?.();
        if (key === 'F12' && type === 'keyDown') served?.lock?.('key');
      });
      keepOutTyped(window.webContents, () => performance.now(), badgeTyped);
      guardPage(window, { onRecord: () => served?.onRecord ?? null, now: () => performance.now(), giveUp: refuse });
    }
    put ??= serveBridge(window, ask, reception.desk);
    await put(next);
    window.show();
    await keepLooking(next);
    await next.start?.();
  }
  const program = await proveProgram();
  if (!program.ok) return refuse(program.error);
  const { build } = program.value;
  const environment = async (directory: string): Promise<Environment> => {
    const opened = (settings = await openSettings(directory));
    return {
      directory,
      dist: join(home, 'dist'),
      resources: join(home, 'resources'),
      // SemVer 2.0.0, 10: which build of that version it is.
      version: build === null ? version : `${version}+${build}`,
      runtime: `Electron ${process.versions.electron}, Node ${process.versions.node}`,
      settings: opened,
      serial: withUsbPrinters(createSerialConnector(async () => (await import('serialport')).SerialPort.binding)),
      clock: systemClock,
      random: platformRandom,
      startApart: startByElectron,
      apart: createApart(() => startByElectron(join(home, 'dist', 'apart.cjs')), platformRandom),
      ask,
      reception,
      manual,
      wall,
      batch: options.batch,
      frames: options.frames,
      ticks: options.ticks,
    };
  };
  const practice = (role: Role): string => defaultDirectory(app, role);
  const entered = await enterStation({ ...options, unwritable, practice, environment, show, tell: tellPage });
  if (!entered.ok) refuse(entered.error);
  const rest = await program.value.rest();
  if (!rest.ok && !ending.begun) refuse(rest.error);
}

/** The computer computes rightly, and the program is as it was packed. A checkout has no manifest: it changes by the minute. */
async function proveProgram(): Promise<Result<Program>> {
  const proven = await proveComputer();
  if (!proven.ok) return proven;
  if (!app.isPackaged) return ok({ build: null, rest: async () => ok(null) });
  return openProgram((await import('./program-files.ts')).programFiles);
}

/** Looks around now, and every few seconds while this is behind the window. A checkout runs on machines with networks. */
async function keepLooking(next: Served): Promise<void> {
  if (next.onRecord === null) return;
  const look = app.isPackaged ? () => lookAround(ourSurroundings) : async () => [];
  const watched = watchStation(next.onRecord, {
    look,
    tell: (found) => tellPage({ type: 'surroundings', found }),
    now: () => performance.now(),
    wall: () => Date.now(),
  });
  await watched();
  const timer = setInterval(() => {
    if (served !== next || ending.begun) clearInterval(timer);
    else watched().catch(stop);
  }, LOOK_EVERY);
}

/** Of what main itself sees; a role tells the rest. */
function tellPage(update: CommonUpdate): void {
  if (window?.isDestroyed() === false) window.webContents.send('update', update);
}

/** The page says it, and the journal has it; at the door, a note. */
function badgeTyped(number: string): void {
  if (served?.badgeTyped !== undefined) return void served.badgeTyped(number).catch(stop);
  const event = { kind: 'incident', reason: 'badge-typed', serial: null, detail: `badge No. ${number}` } as const;
  // A journal that fails has stopped the station and said so already.
  served?.onRecord?.journal.append([event]).catch(() => undefined);
  tellPage({ type: 'fault', fault: typedBadge(number).error });
}

/** What is being opened gets behind the window first; and the door may have let a station in while it was closed. */
async function closeServed(): Promise<void> {
  if (served === null) await started;
  for (let closed: Served | null = null; served !== closed;) {
    closed = served;
    await closed?.close();
  }
}

/** Before the app is ready, Electron knows no locale. */
function systemLanguage(): Language {
  return languageOf(app.getLocale() || (process.env['LANG'] ?? ''));
}

/** Says what is refused, and ends. */
function refuse(failure: Failure): void {
  end((words) => sentence(words, failure));
}

/** Says what broke, and ends. Messages of ours hold no secret by the rules of the house. */
function stop(error: unknown): void {
  end(({ dialogs }) => (error instanceof Error ? error.message : dialogs.unknownFault));
}

function end(text: (words: Words) => string): void {
  if (ending.begun) return;
  plainSignals(process);
  const words = wordsOf(systemLanguage());
  // Before it is ready, Electron says it there itself.
  if (app.isReady()) process.stderr.write(`${text(words)}\n`);
  // The command line waits for a page, and nobody for a box.
  if (options.paper === null) dialog.showErrorBox(words.dialogs.stopped, text(words));
  app.exit(1);
}
