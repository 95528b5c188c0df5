/** What the command line may ask of the station with a window. */
import type { App } from 'electron';
import { join, resolve } from 'node:path';
import { ROLES, type Role } from '../core/base/role.ts';
import { FRAME_RULES, type FrameRules } from '../core/scan/frame-rules.ts';
import type { BatchFiles } from './roles/served.ts';

export interface Options {
  /** The station's directory. */
  readonly directory: string;
  /** A training station of this role, whatever the directory holds; null: what the directory says. */
  readonly training: Role | null;
  /** A batch for Bench to open at once. */
  readonly batch: BatchFiles | null;
  readonly frames: FrameRules;
}

/**
 * Reads `--station DIR`, `--training ROLE`, `--vault FILE --return FILE`; everything else is Chromium's business.
 * `--repeat MS` is for rehearsals, whose hands are quicker than a person's: a packaged station does not know it.
 */
export function readOptions(argv: readonly string[], app: Pick<App, 'getPath' | 'isPackaged'>): Options {
  const after = (name: string): string | null => {
    const at = argv.indexOf(name);
    return at === -1 ? null : (argv[at + 1] ?? null);
  };
  const training = ROLES.find((role) => role === after('--training')) ?? null;
  const [station, vault, returned] = [after('--station'), after('--vault'), after('--return')];
  const repeat = app.isPackaged ? null : after('--repeat');
  return {
    directory: station === null ? defaultDirectory(app, training) : resolve(station),
    training,
    batch: vault !== null && returned !== null ? { vault: resolve(vault), returned: resolve(returned) } : null,
    frames: repeat === null ? FRAME_RULES : { ...FRAME_RULES, repeat: Number(repeat) },
  };
}

/** The one station of this account, or the training station of a role. */
export function defaultDirectory(app: Pick<App, 'getPath'>, training: Role | null): string {
  const home = join(app.getPath('appData'), 'twofold');
  return training === null ? join(home, 'station') : join(home, 'training', training);
}
