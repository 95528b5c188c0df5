/** The one window. */
import { BrowserWindow } from 'electron';
import { join } from 'node:path';
import { lockedSession, WINDOW_PREFERENCES } from './lockdown.ts';
import { serveFiles } from './scheme.ts';

/** Makes the window of the app in `home`; it is shown when something is behind it. */
export function createWindow(home: string): BrowserWindow {
  const dist = join(home, 'dist');
  const session = lockedSession();
  serveFiles(session, join(dist, 'renderer'), join(home, 'resources', 'manual'));
  const window = new BrowserWindow({
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
  return window;
}
