/**
 * The window's side of the bridge says two things: call by name, and listen. It knows no names: main answers those of
 * the role that is behind the window and refuses every other, and a list that main checks again would give the sandbox
 * nothing.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { Channel } from './form.ts';

const channel: Channel = {
  call: (name, input) => ipcRenderer.invoke('call', name, input),
  on(listener) {
    const take = (_event: unknown, update: unknown): void => listener(update);
    ipcRenderer.on('update', take);
    return () => void ipcRenderer.off('update', take);
  },
};

contextBridge.exposeInMainWorld('station', channel);
