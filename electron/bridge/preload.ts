/**
 * The window's side of the bridge: what a page may call, by name. Main checks everything again, and answers only the
 * names of the role that is behind the window.
 */
import { contextBridge, ipcRenderer } from 'electron';
import type { CallName } from '../roles/bench/contract.ts';
import type { checkCalls } from '../roles/check/contract.ts';
import type { doorCalls } from '../roles/door/contract.ts';
import type { originCalls } from '../roles/origin/contract.ts';
import type { pressCalls } from '../roles/press/contract.ts';

type Names<C> = Readonly<Record<keyof C, true>>;

// Complete, or it does not compile. Types only are imported: no schema, and nothing else, ends up in the sandbox.

const COMMON = {
  station: true,
  incidents: true,
  acknowledge: true,
  journalTail: true,
  verifyJournal: true,
  openManual: true,
  preferences: true,
  peers: true,
  saveIdentity: true,
  examinePeer: true,
  pinPeer: true,
  putPeerAway: true,
  revokePeer: true,
} as const;

const DEVICES = { ports: true, configureDevice: true, simulateFault: true } as const;

const DOOR: Names<typeof doorCalls> = {
  station: true,
  preferences: true,
  openManual: true,
  train: true,
  commission: true,
  saveIdentity: true,
  open: true,
  unlock: true,
};

const ORIGIN: Names<typeof originCalls> = {
  ...COMMON,
  review: true,
  plan: true,
  make: true,
  stopMaking: true,
  importCodes: true,
  exportBatch: true,
  openUnit: true,
  destroyBatch: true,
};

const PRESS: Names<typeof pressCalls> = {
  ...COMMON,
  ...DEVICES,
  takeOrder: true,
  selectBatch: true,
  chooseMedium: true,
  makeKeys: true,
  stopMaking: true,
  openLine: true,
  closeLine: true,
  print: true,
  preview: true,
  spoil: true,
  destroyed: true,
  absent: true,
  withdraw: true,
  units: true,
  giveReturn: true,
  doomed: true,
  destroyBatch: true,
  certificate: true,
  saveCertificate: true,
  configureStickers: true,
  printPage: true,
  simulateScan: true,
};

const BENCH: Readonly<Record<CallName, true>> = {
  ...COMMON,
  ...DEVICES,
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
  inspected: true,
  rework: true,
  scrap: true,
  sampled: true,
  ending: true,
  pickSample: true,
  closeBatch: true,
  writeProof: true,
  saveReport: true,
  simulateScan: true,
};

const CHECK: Names<typeof checkCalls> = {
  ...COMMON,
  put: true,
  putPicture: true,
  takeAway: true,
  openProof: true,
  openMaker: true,
  check: true,
  revealKeys: true,
  hideKeys: true,
  clearTable: true,
};

const names = Object.keys({ ...DOOR, ...ORIGIN, ...PRESS, ...BENCH, ...CHECK });
const calls = names.map((name) => [name, (input: unknown) => ipcRenderer.invoke('call', name, input)]);

function on(listener: (update: unknown) => void): () => void {
  const take = (_event: unknown, update: unknown): void => listener(update);
  ipcRenderer.on('update', take);
  return () => void ipcRenderer.off('update', take);
}

contextBridge.exposeInMainWorld('station', { ...Object.fromEntries(calls), on });
