/** What the command line may ask of the station with a window. */
import type { App } from 'electron';
import { isAbsolute, join, resolve } from 'node:path';
import { ROLES, type Role } from '../core/base/role.ts';
import { FRAME_RULES, type FrameRules } from '../core/scan/frame-rules.ts';
import { PAPER_SWITCH, PAPERS_WANTED, type PaperWanted } from './papers/beside.ts';
import type { BatchFiles } from './roles/served.ts';

export interface Options {
  /** The station's directory. */
  readonly directory: string;
  /** A training station of this role, whatever the directory holds; null: what the directory says. */
  readonly training: Role | null;
  /** A training station is used with the two sample badges. */
  readonly badges: boolean;
  /** A batch for Bench to open at once. */
  readonly batch: BatchFiles | null;
  readonly frames: FrameRules;
  /** No station: a page from standard input, made into a PDF or shown, for the command line (`papers/serve.ts`). */
  readonly paper: PaperWanted | null;
  /** Milliseconds that no setting of the clock changes; in a rehearsal of hands none pass between them. */
  readonly ticks: () => number;
}

/**
 * Reads `--station DIR`, `--training ROLE`, `--badges`, `--vault FILE --return FILE`, `--paper HOW`; everything else is Chromium's business.
 * `--repeat MS` is for rehearsals, whose hands are quicker than a person's, so that they also scan many codes in a row: a packaged station does not know it.
 */
export function readOptions(argv: readonly string[], app: Pick<App, 'getPath' | 'isPackaged'>): Options {
  const after = (name: string): string | null => {
    const at = argv.indexOf(name);
    return at === -1 ? null : (argv[at + 1] ?? null);
  };
  const training = ROLES.find((role) => role === after('--training')) ?? null;
  const paper = PAPERS_WANTED.find((wanted) => wanted === after(PAPER_SWITCH)) ?? null;
  const [station, vault, returned] = [after('--station'), after('--vault'), after('--return')];
  const repeat = app.isPackaged ? null : after('--repeat');
  return {
    directory: station === null ? defaultDirectory(app, training) : resolve(station),
    training,
    badges: !app.isPackaged && argv.includes('--badges'),
    paper,
    batch: vault !== null && returned !== null ? { vault: resolve(vault), returned: resolve(returned) } : null,
    ticks: repeat === null ? () => performance.now() : () => 0,
    frames: repeat === null ? FRAME_RULES : { ...FRAME_RULES, repeat: Number(repeat), burst: Infinity },
  };
}

/** The one station of this account, or the training station of a role. */
export function defaultDirectory(app: Pick<App, 'getPath'>, training: Role | null, host: Host = process): string {
  const home = join(dataHome(app, host), 'twofold');
  return training === null ? join(home, 'station') : join(home, 'training', training);
}

/** The computer; another one in tests. */
export type Host = Pick<NodeJS.Process, 'platform' | 'env'>;

/**
 * Where data of this account lies. On Windows not where Electron says: that folder goes to a server and to other computers
 * where accounts roam, and a station is in one place. On Linux as the XDG Base Directory Specification has it.
 */
function dataHome(app: Pick<App, 'getPath'>, { platform, env }: Host): string {
  const { LOCALAPPDATA, XDG_DATA_HOME } = env;
  if (platform === 'win32' && LOCALAPPDATA) return LOCALAPPDATA;
  if (platform !== 'linux') return app.getPath('appData');
  return XDG_DATA_HOME && isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : join(app.getPath('home'), '.local', 'share');
}
