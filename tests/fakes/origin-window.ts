/** The bridge of an Origin without a station behind it: for the gallery and the state's tests. */
import { figuresFakes } from './figures.ts';
import { NOBODY_PRESENT, peopleFakes } from './peers.ts';
import { ok } from '../../core/base/result.ts';
import type {
  OriginBatchView,
  MadeView,
  OriginBridge,
  OriginHandlers,
  OriginUpdate,
  OriginView,
  PlanReview,
} from '../../electron/roles/origin/contract.ts';
import { productFakes } from './products.ts';
import { NO_SCANNER, scannerFakes } from './hearing.ts';
import { fakeBridge } from './bridge.ts';
import { head } from './station.ts';

export const madeView: MadeView = {
  serials: { first: ['TF-610293X', 'TF-044217L', 'TF-8801342'], last: 'TF-3320179' },
  ...{ permuted: true, alphabet: 'legible', groups: 5, size: 4, bits: 100, lot: null, sequence: null },
};

const transfers = (sequence: number, count: number): OriginBatchView['transfers'] => [
  {
    ...{ transfer: 'order', to: 'HEL-1-PRESS-01', sequence, count },
    ...{ digest: head, medium: '4A21-0F3C', carrier: 'Anna Roth' },
  },
  {
    ...{ transfer: 'vault', to: 'HEL-2-BENCH-01', sequence: sequence + 3, count },
    ...{ digest: head, medium: '9C07-77E1', carrier: 'Li Wei' },
  },
];

const batch = (over: Partial<OriginBatchView> & Pick<OriginBatchView, 'batch'>): OriginBatchView => ({
  ...{ count: 10_000, coded: 10_000, state: 'whole', made: madeView, voided: null, opened: [], transfers: [] },
  ...{ product: null, replaces: [], receipt: null, shares: [], complete: false, ends: {} },
  ...over,
});

/** One batch of every age, the oldest first. */
export const originBatches: readonly OriginBatchView[] = [
  batch({ batch: '2026-045', state: 'destroyed', transfers: transfers(45, 10_000) }),
  batch({
    ...{ batch: '2026-046', count: 5000, coded: 5000, state: 'exported', opened: ['TF-8801342'] },
    transfers: transfers(46, 4999),
    made: { ...madeView, lot: 100_000, sequence: 1 },
  }),
  batch({ batch: '2026-047', count: 24, coded: 24, state: 'whole', made: { ...madeView, permuted: false } }),
  batch({ batch: '2026-048', coded: 3861, state: 'begun' }),
];

export const originView: OriginView = {
  ...{ name: 'HEL-2-ORIGIN-01', role: 'origin', mode: 'production', commissioned: true },
  ...{ version: '0.1.0', runtime: 'Electron 45.4.1', directory: '/var/lib/twofold/HEL-2-ORIGIN-01' },
  preferences: { language: 'en', theme: 'light', textSize: 'medium', sound: true },
  openIncidents: 0,
  presence: NOBODY_PRESENT,
  journal: { records: 12_841, head },
  batches: originBatches,
  making: null,
  target: 1000,
  scanner: { ...NO_SCANNER, port: '/dev/ttyACM0', state: 'ready' },
};

export const goodReview: PlanReview = {
  refusals: [],
  start: 40_001,
  serials: { first: ['TF-040001R', 'TF-040002P', 'TF-040003N'], last: 'TF-050000F' },
  bits: 100,
  lots: { first: { lot: 100_000, sequence: 1 }, last: { lot: 100_002, sequence: 1808 } },
};

/** Answers every call with what it has; `over` replaces single answers. */
export function fakeOrigin(
  view: OriginView,
  over: Partial<OriginHandlers> = {},
): OriginBridge & { readonly emit: (update: OriginUpdate) => void } {
  const handlers: OriginHandlers = {
    station: async () => view,
    review: async () => goodReview,
    plan: async () => ok(null),
    make: async () => ok('done'),
    stopMaking: async () => ok(null),
    importCodes: async () => ok(null),
    estimate: async () => ok({ seconds: 806, bytes: { order: 1_600_000, vault: 960_000 } }),
    abandonBatch: async () => ok(null),
    sendTransfer: async () => ok(null),
    divide: async () => ok(null),
    reissueShare: async () => ok(null),
    takeClosing: async () => ok(null),
    saveSlip: async () => ok(null),
    openUnit: async () => ok({ width: 14, height: 20, path: 'M0 0L14 20' }),
    takeReceipt: async () => ok(null),
    destroyBatch: async () => ok(null),
    incidents: async () => [],
    acknowledge: async () => ok(null),
    liftPause: async () => ok(null),
    journalTail: async () => [],
    ...peopleFakes(),
    ...figuresFakes('origin'),
    ...productFakes(),
    ...scannerFakes(),
    backUp: async () =>
      ok({ folder: '/media/stick/twofold-backup', words: 'abandon ability able about above absent absorb abstract' }),
    knownAnswers: async () => [],
    verifyJournal: async () => ok({ ...view.journal, checkpoints: 13 }),
    openManual: async () => null,
    preferences: async () => ok(null),
    peers: async () => null,
    saveIdentity: async () => ok(null),
    examinePeer: async () => ok(null),
    pinPeer: async () => ok(null),
    putPeerAway: async () => null,
    revokePeer: async () => ok(null),
    chooseTransfer: async () => ok(null),
    setAside: async () => ok(null),
    abandonTransfer: async () => ok(null),
    ...over,
  };
  return fakeBridge<OriginHandlers, OriginUpdate>(handlers);
}
