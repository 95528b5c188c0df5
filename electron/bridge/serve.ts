/** The main side of the bridge: one handler for every call, which answers our own main frame alone. */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { HOST, SCHEME, START_PAGE } from '../scheme.ts';
import type { Served } from '../roles/served.ts';
import { answerCall } from './answering.ts';
import { createRateLimit } from './rate-limit.ts';
import { createSigning, type SigningDesk } from './signing.ts';
import type { PeopleDesk } from '../people/desk.ts';

/**
 * Serves `window`; the answer puts a station, or the door, behind it. The page is loaded anew for each.
 *
 * @param desk where people answer for themselves
 * @param people where they do with badge and PIN
 */
export function serveBridge(
  window: BrowserWindow,
  desk: SigningDesk,
  people: PeopleDesk,
): (served: Served) => Promise<void> {
  let served: Served | null = null;
  const badges = { words: () => desk.words(), people };
  const rules = { sign: createSigning(desk), pace: createRateLimit(() => performance.now()), badges };
  ipcMain.handle('call', (event, name: unknown, input: unknown) =>
    answerCall(isOurs(event, window) ? served : null, rules, name, input),
  );
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
