/** The one window. */
import { BrowserWindow, screen } from 'electron';
import { join } from 'node:path';
import { lockedSession, WINDOW_PREFERENCES } from './lockdown.ts';
import { serveFiles } from './scheme.ts';

/** Makes the window of the app in `home`; it is shown when something is behind it. */
export function createWindow(home: string): BrowserWindow {
  const dist = join(home, 'dist');
  const session = lockedSession();
  serveFiles(session, join(dist, 'renderer'), join(home, 'resources', 'manual'));
  // No larger than the screen it opens on, whatever that is scaled to.
  const room = screen.getPrimaryDisplay().workAreaSize;
  const window = new BrowserWindow({
    width: Math.min(1440, room.width),
    height: Math.min(900, room.height),
    minWidth: Math.min(1024, room.width),
    minHeight: Math.min(640, room.height),
    show: false,
    backgroundColor: '#101418',
    icon: join(home, 'resources', 'icon', '256.png'),
    autoHideMenuBar: true,
    webPreferences: { ...WINDOW_PREFERENCES, session, preload: join(dist, 'preload.cjs') },
  });
  window.webContents.on('before-input-event', (event, { type, key }) => {
    if (key !== 'F11') return;
    event.preventDefault();
    if (type === 'keyDown') window.setFullScreen(!window.isFullScreen());
  });
  // The page has a title of its own; the station's name is what a person at the door must see.
  window.on('page-title-updated', (event) => event.preventDefault());
  return window;
}
