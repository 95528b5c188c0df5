/**
 * The window in which people prove who they are: over the station's own and before it, with a page, a session and a
 * channel of its own. Keys of the keyboard are taken here, before the page.
 */
import { BrowserWindow } from 'electron';
import { join } from 'node:path';
import * as v from 'valibot';
import { PadKeySchema, type AskedView } from '../bridge/people-window.ts';
import { lockedSession, WINDOW_PREFERENCES } from '../lockdown.ts';
import { PEOPLE_HOST, PEOPLE_PAGE, SCHEME, serveFiles } from '../scheme.ts';
import { TypedBadge } from './typed-badge.ts';
import type { Pane, PaneEvents } from './pane.ts';

/** Both columns, and the pad for gloves, on the smallest screen there is. */
const SIZE = { width: 1000, height: 620 };

/**
 * @param home the app's
 * @param beside the station's window, which takes nothing while this one is open
 * @param typed told of a badge that is typed here, as by a scanner that is set as a keyboard
 */
export function createPeopleWindow(
  home: string,
  beside: () => BrowserWindow | null,
  typed: (number: string) => void,
): (events: PaneEvents) => Pane {
  const dist = join(home, 'dist');
  const session = lockedSession(PEOPLE_HOST);
  serveFiles(session, join(dist, 'renderer'), join(home, 'resources', 'manual'), PEOPLE_HOST);

  return (events) => {
    const parent = beside();
    const window = new BrowserWindow({
      ...SIZE,
      ...(parent === null ? {} : { parent }),
      modal: parent !== null,
      show: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      backgroundColor: '#101418',
      icon: join(home, 'resources', 'icon', '256.png'),
      autoHideMenuBar: true,
      webPreferences: { ...WINDOW_PREFERENCES, session, preload: join(dist, 'people-preload.cjs') },
    });
    const { webContents: contents } = window;
    let last: AskedView | null = null;
    window.on('page-title-updated', (event) => event.preventDefault());
    const badges = new TypedBadge(() => performance.now(), typed);
    contents.on('before-input-event', (event, stroke) => {
      if (badges.stroke(stroke) || events.stroke(stroke)) event.preventDefault();
    });
    // Of this window alone: what another page sends by this name, nobody hears.
    contents.ipc.handle('pad', ({ senderFrame: frame }, key: unknown) => {
      const url = frame === null || frame.parent !== null ? null : new URL(frame.url);
      const pressed = v.safeParse(PadKeySchema, key);
      if (url?.protocol !== `${SCHEME}:` || url.host !== PEOPLE_HOST || !pressed.success) throw new Error('refused');
      return events.pressed(pressed.output) ?? last;
    });
    const gone = (): void => {
      if (!window.isDestroyed()) window.destroy();
    };
    contents.once('render-process-gone', gone);
    window.once('closed', () => events.gone());
    window.once('ready-to-show', () => {
      window.show();
      window.focus();
    });
    void window.loadURL(PEOPLE_PAGE).catch(gone);
    return {
      show(view) {
        last = view;
        if (!window.isDestroyed()) contents.send('asked', view);
      },
      close() {
        window.removeAllListeners('closed');
        gone();
        if (parent !== null && !parent.isDestroyed()) parent.focus();
      },
    };
  };
}
