/** The one window. */
import { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { lockedSession, WINDOW_PREFERENCES } from './lockdown.ts';
import { serveFiles, START_PAGE } from './scheme.ts';

/** Opens the window on the start page; resolves when it shows. `serve` runs before the page can ask for anything. */
export async function openWindow(
  dist: string,
  title: string,
  serve: (window: BrowserWindow) => void,
): Promise<BrowserWindow> {
  const session = lockedSession();
  serveFiles(session, join(dist, 'renderer'));
  const window = new BrowserWindow({
    title,
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    backgroundColor: '#101418',
    autoHideMenuBar: true,
    webPreferences: { ...WINDOW_PREFERENCES, session, preload: join(dist, 'preload.cjs') },
  });
  // The page has a title of its own; the station's name is what a person at the door must see.
  window.on('page-title-updated', (event) => event.preventDefault());
  serve(window);
  const shown = new Promise<void>((resolve) => window.once('ready-to-show', () => resolve()));
  await window.loadURL(START_PAGE);
  await shown;
  window.show();
  return window;
}
