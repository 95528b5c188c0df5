/** A Check's bridge without a station behind it: fixtures in, intents out. For the gallery and the window's tests. */
import { NOBODY_PRESENT } from './peers.ts';
import { COIN_NAMES } from '../../core/coins/coins.ts';
import type { KeyView } from '../../core/stations/check/view.ts';
import type { OutcomeView, TableView, TakenFile } from '../../core/stations/check/view.ts';
import type { CheckHandlers, CheckUpdate, CheckView } from '../../electron/roles/check/contract.ts';
import { NO_SCANNER, scannerFakes } from './hearing.ts';
import { fakeBridge } from './bridge.ts';
import { bip38 } from './check-facts.ts';

export const EMPTY_TABLE: TableView = {
  confirmation: null,
  key: null,
  address: null,
  serial: null,
  proof: null,
  attestation: null,
  recalls: null,
  recalled: null,
  maker: null,
  unit: null,
  outcome: null,
};

export const right = {
  ok: true,
  address: bip38.address,
  addresses: bip38.addresses,
  matched: ['BTC', 'BCD', 'BSV'],
  lot: 263183,
  sequence: 1,
  compressed: true,
  shownBy: 'both',
  hashedOther: null,
  keys: 'held',
  remarks: [],
  unwrapped: false,
} as const satisfies OutcomeView;

export const checkView: CheckView = {
  name: 'Training Check',
  role: 'check',
  mode: 'training',
  version: '0.1.0',
  runtime: 'Electron 25.1.1, Node 18.15.0',
  preferences: { language: 'en', theme: 'light', textSize: 'medium', sound: true },
  openIncidents: 0,
  directory: '/home/somebody/twofold',
  presence: NOBODY_PRESENT,
  journal: { records: 1, head: 'ab'.repeat(32) },
  commissioned: false,
  table: EMPTY_TABLE,
  coinNames: COIN_NAMES,
  knowsMakers: false,
  scanner: NO_SCANNER,
};

interface Given {
  /** What was found in the text or the picture that is put. */
  readonly taken: readonly TakenFile[];
  readonly keys: readonly KeyView[];
}

/** A station that answers every call with what it has. */
export function fakeCheck(view: CheckView, { taken, keys }: Given) {
  const whole = async () => view.table;
  const ok = async <T>(value: T) => ({ ok: true, value }) as const;
  return fakeBridge<Partial<CheckHandlers>, CheckUpdate>({
    station: async () => view,
    incidents: async () => [],
    acknowledge: () => ok(null),
    journalTail: async () => [],
    backUp: () => ok(null),
    knownAnswers: async () => [],
    verifyJournal: () => ok({ records: 1, head: view.journal.head, checkpoints: 0 }),
    ...scannerFakes(),
    openManual: async () => null,
    preferences: () => ok(null),
    put: async () => ({ taken, table: view.table }),
    putPicture: () => ok({ taken, table: view.table }),
    takeAway: whole,
    openProof: () => ok(null),
    openMaker: () => ok(null),
    check: whole,
    revealKeys: () => ok(keys),
    hideKeys: whole,
    clearTable: whole,
  });
}
