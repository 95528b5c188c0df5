/** The window's side of the bridge: three lines, so that there is nothing in it to get wrong. */
import { contextBridge, ipcRenderer } from 'electron';
import type { StationUpdate } from './contract.ts';

contextBridge.exposeInMainWorld('bridge', {
  call: (name: string, input: unknown) => ipcRenderer.invoke('call', name, input),
  on: (listener: (update: StationUpdate) => void) => void ipcRenderer.on('update', (_event, update) => listener(update)),
});
