/** What the command line may ask of the station with a window, and the dialog that asks a person for files. */
import { dialog, type App, type BrowserWindow } from 'electron';
import { join, resolve } from 'node:path';
import type { BatchFiles } from './station/opening.ts';

export interface Options {
  /** The station's directory. */
  readonly station: string;
  /** A batch to open at once. */
  readonly batch: BatchFiles | null;
}

/** Reads `--station DIR`, `--vault FILE --return FILE`; everything else is Chromium's business. */
export function readOptions(argv: readonly string[], app: Pick<App, 'getPath'>): Options {
  const after = (name: string): string | null => {
    const at = argv.indexOf(name);
    const value = at === -1 ? undefined : argv[at + 1];
    return value === undefined ? null : resolve(value);
  };
  const vault = after('--vault');
  const returned = after('--return');
  return {
    station: after('--station') ?? join(app.getPath('appData'), 'twofold', 'training'),
    batch: vault !== null && returned !== null ? { vault, returned } : null,
  };
}

/** One dialog after the other: first the vault, then the return. */
export async function chooseBatchFiles(window: BrowserWindow | null): Promise<BatchFiles | null> {
  if (window === null) return null;
  const vault = await chooseFile(window, 'The vault of the batch (serials and passphrases, from Origin)');
  const returned =
    vault === null ? null : await chooseFile(window, 'The return of the batch (confirmation codes, from Press)');
  return vault !== null && returned !== null ? { vault, returned } : null;
}

async function chooseFile(window: BrowserWindow, title: string): Promise<string | null> {
  const filters = [{ name: 'Transfers', extensions: ['jsonl'] }];
  const { filePaths } = await dialog.showOpenDialog(window, { title, filters, properties: ['openFile'] });
  return filePaths[0] ?? null;
}
