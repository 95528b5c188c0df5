/** The manual in a window of its own, beside the work: static pages of ours, without a script and without a bridge. */
import { BrowserWindow } from 'electron';
import { WINDOW_PREFERENCES } from './lockdown.ts';
import { MANUAL_PAGE } from './scheme.ts';

/** What a chapter of the manual is for: its anchor in the page. */
export type Chapter = 'start' | 'origin' | 'press' | 'bench' | 'check';

/** Gives the function that shows a chapter; one window is used again, and it goes when `station` does. */
export function createManual(station: () => BrowserWindow | null): (chapter: Chapter) => Promise<void> {
  let manual: BrowserWindow | null = null;

  function open(beside: BrowserWindow): BrowserWindow {
    const { session } = beside.webContents;
    const window = new BrowserWindow({
      title: 'Manual - Twofold',
      width: 1000,
      height: 860,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      webPreferences: { ...WINDOW_PREFERENCES, javascript: false, session },
    });
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('closed', () => (manual = null));
    window.webContents.on('before-input-event', (_event, { type, key }) => {
      if (type === 'keyDown' && key === 'Escape') window.close();
    });
    beside.once('closed', () => manual?.destroy());
    return window;
  }

  return async (chapter) => {
    const beside = station();
    if (beside === null) return;
    manual ??= open(beside);
    await manual.loadURL(`${MANUAL_PAGE}#${chapter}`);
    manual.show();
    manual.focus();
  };
}
