/** A page may die; the station behind it knows where it was. Its page is loaded once more, and that is on record. */
import type { BrowserWindow } from 'electron';
import { failIn, type Failure } from '../core/base/result.ts';
import { START_PAGE } from './scheme.ts';
import type { OnRecord } from './station/watch.ts';

const fail = failIn('window');

/** Milliseconds within which a page that dies again has a reason that another loading does not mend. */
const AGAIN = 60_000;

export interface PageGuardParts {
  readonly onRecord: () => OnRecord | null;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  /** The page cannot be kept alive: the app says so, and ends. */
  readonly giveUp: (failure: Failure) => void;
}

export function guardPage(window: Pick<BrowserWindow, 'webContents' | 'loadURL'>, parts: PageGuardParts): void {
  const { onRecord, now, giveUp } = parts;
  let last: number | null = null;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return;
    const at = now();
    const again = last !== null && at - last < AGAIN;
    last = at;
    const detail = `the process of the window's page: ${reason}`;
    const noted = onRecord()?.journal.append([{ kind: 'incident', reason: 'page-died', serial: null, detail }]);
    void Promise.resolve(noted)
      .catch(() => undefined)
      .then(() => (again ? giveUp(DIED.error) : window.loadURL(START_PAGE)));
  });
}

const DIED = fail(
  'page-died',
  'The window died twice, and the station has stopped in order. Start it again, and call your supervisor.',
);
