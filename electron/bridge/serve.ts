/**
 * The main side of the bridge. One handler for every call: our own main frame -> a name of the role that is behind the
 * window now -> its schema -> its handler. Anything else is refused without an answer that could teach the asker
 * something.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { HOST, SCHEME, START_PAGE } from '../scheme.ts';
import type { Served } from '../roles/served.ts';

const REFUSED = 'refused';

/** Serves `window`; the answer puts a station, or the door, behind it. The page is loaded anew for each. */
export function serveBridge(window: BrowserWindow): (served: Served) => Promise<void> {
  let served: Served | null = null;
  ipcMain.handle('call', async (event, name: unknown, input: unknown) => {
    if (served === null || !isOurs(event, window) || typeof name !== 'string') throw new Error(REFUSED);
    const schema = Object.hasOwn(served.calls, name) ? served.calls[name] : undefined;
    const handler = served.handlers[name];
    if (schema === undefined || handler === undefined) throw new Error(REFUSED);
    const parsed = v.safeParse(schema, input);
    if (!parsed.success) throw new Error(REFUSED);
    return handler(parsed.output);
  });
  return async (next) => {
    served = next;
    next.watch((update) => {
      // What one role tells is nothing to the page of another.
      if (served === next && !window.isDestroyed()) window.webContents.send('update', update);
    });
    window.setTitle(next.title);
    await window.loadURL(START_PAGE);
  };
}

/** Our window's main frame on our own page. `origin` is "null" for our scheme: protocol and host are compared. */
function isOurs(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || event.sender !== window.webContents) return false;
  const url = new URL(frame.url);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}
