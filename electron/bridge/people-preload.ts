/** The side of the window in which people prove who they are: it presses a key of the pad, and is told what is asked. */
import { contextBridge, ipcRenderer } from 'electron';
import type { AskedView, PadChannel } from './people-window.ts';

const pad: PadChannel = {
  press: (key) => ipcRenderer.invoke('pad', key) as Promise<AskedView>,
  on: (listener) => void ipcRenderer.on('asked', (_event, view) => listener(view as AskedView)),
};

contextBridge.exposeInMainWorld('pad', pad);
