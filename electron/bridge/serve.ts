/**
 * The main side of the bridge. One handler for every call: our own main frame -> a known name -> its schema -> its
 * handler. Anything else is refused without an answer that could teach the asker something.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import * as v from 'valibot';
import { HOST, SCHEME } from '../scheme.ts';
import { calls, type CallName, type Handlers, type StationUpdate } from './contract.ts';

const REFUSED = 'refused';

/** Serves `handlers` to `window` and gives the function that sends it updates. */
export function serveBridge(window: BrowserWindow, handlers: Handlers): (update: StationUpdate) => void {
  ipcMain.handle('call', async (event, name: unknown, input: unknown) => {
    if (!isOurs(event, window) || !isCall(name)) throw new Error(REFUSED);
    const parsed = v.safeParse(calls[name], input);
    if (!parsed.success) throw new Error(REFUSED);
    const handler = handlers[name] as (input: unknown) => Promise<unknown>;
    return handler(parsed.output);
  });
  return (update) => {
    if (!window.isDestroyed()) window.webContents.send('update', update);
  };
}

/** Our window's main frame on our own page. `origin` is "null" for our scheme: protocol and host are compared. */
function isOurs(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame;
  if (frame === null || frame.parent !== null || event.sender !== window.webContents) return false;
  const url = new URL(frame.url);
  return url.protocol === `${SCHEME}:` && url.host === HOST;
}

const isCall = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);
