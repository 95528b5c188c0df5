/**
 * The window for a second monitor. Its page has no script of its own, no preload and no channel: nothing can be done on
 * it, and what it shows is put there from here.
 */
import { BrowserWindow, screen, type Rectangle } from 'electron';
import { join } from 'node:path';
import { lockedSession, WINDOW_PREFERENCES } from '../lockdown.ts';
import { SCHEME } from '../scheme.ts';
import type { OpenWall, WallView } from '../station/wall.ts';
import { facesIn } from './faces.ts';
import { wallPage } from './wall.ts';

const HOST = 'wall';
const ADDRESS = `${SCHEME}://${HOST}/`;

/** Its own style, and nothing from anywhere: no script either, whatever the page is given. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";

/** Where there is one monitor alone. */
const SIZE = { width: 1280, height: 720 };

/** @param home the app's; @param beside the station's window, whose monitor is not taken where there is another */
export function createWallWindow(home: string, beside: () => BrowserWindow | null): OpenWall {
  const session = lockedSession(HOST);
  return (first, gone) => {
    const place = monitorBeside(beside()?.getBounds() ?? null);
    const window = new BrowserWindow({
      ...(place ?? SIZE),
      show: false,
      fullscreen: place !== null,
      backgroundColor: '#101418',
      icon: join(home, 'resources', 'icon', '256.png'),
      autoHideMenuBar: true,
      webPreferences: { ...WINDOW_PREFERENCES, session, images: false },
    });
    const { webContents: contents } = window;
    let loaded = false;
    let view = first;

    async function load({ title, theme, locale }: WallView): Promise<void> {
      const html = wallPage(title, theme, locale, await facesIn(join(home, 'dist')));
      session.protocol.handle(SCHEME, ({ url }) => {
        if (url !== ADDRESS) return new Response(null, { status: 404 });
        const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
        return new Response(html, { headers });
      });
      await window.loadURL(ADDRESS);
      loaded = true;
      await put();
      window.show();
    }
    /** In place, so that nothing flickers with every record. */
    async function put(): Promise<void> {
      const { theme, body } = view;
      const text = JSON.stringify(body);
      await contents.executeJavaScript(
        `document.documentElement.className = ${JSON.stringify(theme)}; document.body.innerHTML = ${text};`,
      );
    }
    const close = (): void => {
      if (!window.isDestroyed()) window.destroy();
    };
    window.once('closed', () => {
      if (session.protocol.isProtocolHandled(SCHEME)) session.protocol.unhandle(SCHEME);
      gone();
    });
    contents.once('render-process-gone', close);
    contents.on('before-input-event', (event, { key, type }) => {
      event.preventDefault();
      if (type !== 'keyDown') return;
      if (key === 'Escape') close();
      else if (key === 'F11') window.setFullScreen(!window.isFullScreen());
    });
    void load(first).catch(close);
    return {
      show(next) {
        view = next;
        if (loaded && !window.isDestroyed()) put().catch(close);
      },
      front: () => (window.isDestroyed() ? undefined : window.show()),
      close,
    };
  };
}

/** Where another monitor is than that of the station's window; null, there is no other. */
function monitorBeside(ours: Rectangle | null): Rectangle | null {
  const own = ours === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(ours);
  return screen.getAllDisplays().find(({ id }) => id !== own.id)?.bounds ?? null;
}
