/** The window's side of the bridge: what a page may call, by name. Main checks everything again. */
import { contextBridge, ipcRenderer } from 'electron';
import type { CallName, Station, StationUpdate } from './contract.ts';

/** Complete, or it does not compile. Types only are imported: no schema, and nothing else, ends up in the sandbox. */
const NAMES: Readonly<Record<CallName, true>> = {
  station: true,
  openBatch: true,
  openSample: true,
  selectBatch: true,
  startCheck: true,
  stopCheck: true,
  units: true,
  traveller: true,
  preview: true,
  marked: true,
  readBack: true,
  resolveDoubt: true,
  reprintLabel: true,
  incidents: true,
  acknowledge: true,
  journalTail: true,
  verifyJournal: true,
  saveReport: true,
  ports: true,
  configureDevice: true,
  preferences: true,
  simulateScan: true,
  simulateFault: true,
};

const calls = Object.keys(NAMES).map((name) => [name, (input: unknown) => ipcRenderer.invoke('call', name, input)]);

const on: Station['on'] = (listener) => {
  const take = (_event: unknown, update: StationUpdate): void => listener(update);
  ipcRenderer.on('update', take);
  return () => void ipcRenderer.off('update', take);
};

contextBridge.exposeInMainWorld('station', { ...Object.fromEntries(calls), on });
