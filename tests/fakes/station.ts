/** The bridge of a Bench without a station behind it: fixtures in, intents out. For the gallery and the state's tests. */
import { figuresFakes } from './figures.ts';
import { setupFakes } from './laser-setup.ts';
import { productFakes } from './products.ts';
import { ONE_CARD } from '../../core/etch/tray.ts';
import { DEFAULT_HABITS } from '../../core/scan/habits.ts';
import { HEARD, MAKER_CODES, TEST_CODES } from './hearing.ts';
import { failIn, ok } from '../../core/base/result.ts';
import type { BenchUnitState } from '../../core/life/bench-life.ts';
import type {
  BatchEnding,
  BatchView,
  BenchView,
  Handlers,
  Station,
  StationUpdate,
  StationView,
  UnitRow,
  Verdict,
  LaserView,
} from '../../electron/roles/bench/contract.ts';
import { fakeBridge } from './bridge.ts';
import { NOBODY_PRESENT, peerFakes, peopleFakes, peersOfBench } from './peers.ts';

const STATES: readonly BenchUnitState[] = [
  'received',
  'checked',
  'verified',
  'intended',
  'sent',
  'marked',
  'read-back',
  'covered',
  'sealed',
  'finished',
  'quarantined',
  'in-doubt',
  'scrapped',
  'sampled',
  'withdrawn',
  'missing',
  'returned',
  'condemned',
];

/** How many of ten thousand units are in each state, in the order of {@link STATES}. */
const COUNTS = [6120, 2890, 4, 0, 11, 2, 48, 20, 11, 865, 19, 3, 3, 1, 3, 0, 0, 0];

export const head = '9f3a77c0d1b24c5e8f60718293a4b5c6d7e8f90112233445566778899aabbccd';

export const batchView: BatchView = {
  batch: '2026-047',
  checked: true,
  count: 10_000,
  states: Object.fromEntries(STATES.map((state, i) => [state, COUNTS[i]])) as Record<BenchUnitState, number>,
};

export const nothingOnBench: BenchView = {
  step: { at: 'serial' },
  verdict: null,
  by: 'link',
  series: null,
  tray: null,
  work: { card: null, cards: 0, all: { scans: 0, keys: 0 } },
  notice: null,
  turn: 1,
};

export const passed: Verdict = {
  of: 'verification',
  outcome: 'PASS',
  serial: 'TF-004711',
  address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  coin: 'BTC native SegWit',
  reason: null,
  at: '2026-11-22T10:04:09.120Z',
  reference: '#1204 9f3a77c0',
  label: 'printed',
  labelReason: null,
  job: 'sent',
  jobReason: null,
};

export const stationView: StationView = {
  name: 'HEL-2-BENCH-01',
  role: 'bench',
  mode: 'production',
  commissioned: true,
  version: '0.1.0',
  runtime: 'Electron 45.4.1',
  preferences: { language: 'en', theme: 'light', textSize: 'medium', sound: true },
  packing: true,
  batch: batchView,
  batches: ['2026-047', '2026-046', '2026-045'],
  bench: nothingOnBench,
  shiftCheck: {
    ...{ hours: 0, choices: [0, 4, 8, 12, 24], product: null, due: false, because: null, last: null },
    ...{ cards: null, notice: null, ready: false },
  },
  target: 38,
  check: { running: false, done: 3861, total: 10_000, failed: 19, rate: 0, left: null, locked: false },
  devices: {
    scanner: {
      habits: DEFAULT_HABITS,
      port: '/dev/serial/by-id/usb-Honeywell_Xenon_1900-if00',
      baudRate: 115200,
      feedback: 'honeywell-host-ack',
      state: 'ready',
      trouble: null,
      faults: [],
    },
    printer: {
      left: { roll: null, ribbon: null },
      port: '/dev/ttyUSB0',
      baudRate: 9600,
      feedback: 'none',
      state: 'ready',
      trouble: null,
      faults: [],
    },
  },
  openIncidents: 0,
  tray: [],
  labels: { language: 'zpl', dpmm: 8, width: 50, height: 25 },
  directory: '/var/lib/twofold/HEL-2-BENCH-01',
  presence: NOBODY_PRESENT,
  journal: { records: 12_841, head },
};

/** Row `i` of the batch: the first rows show every state once, the rest are received. */
export function unitRow(i: number): UnitRow {
  const state = STATES[(STATES.length - 1 - i + STATES.length * 1000) % STATES.length] as BenchUnitState;
  const reason = { quarantined: 'passphrase-mismatch', 'in-doubt': 'interrupted', scrapped: 'interrupted' };
  return {
    serial: `TF-${String(4700 + i).padStart(6, '0')}`,
    address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
    sticker: `ST-${String(90_000 + i)}`,
    state: i < 40 ? state : 'received',
    reason: i < 40 ? (reason[state as keyof typeof reason] ?? null) : null,
  };
}

/** A batch on its way: nothing is in the way but the cards that are not done yet. */
export function endingOf({ batch, count, states }: BatchView, change: Partial<BatchEnding> = {}): BatchEnding {
  return {
    batch,
    count,
    states,
    labels: { printed: 912, doubtful: 0, cards: 906 },
    picked: [],
    unopened: [],
    obstacles: [
      failIn('bench')(
        'cards-open',
        '2 cards are marked (TF-004801, TF-004802): scan the serial and read the metal back.',
        {
          batch,
          state: 'marked',
          count: 2,
          list: 'TF-004801, TF-004802',
        },
      ).error,
    ],
    closed: null,
    destroyed: false,
    proof: null,
    ...change,
  };
}

/** A station that answers every call with what it has; `over` replaces single answers. */
export function fakeStation(
  view: StationView,
  over: Partial<Handlers> = {},
): Station & { readonly emit: (update: StationUpdate) => void } {
  let reasons: readonly string[] = ['Scratched by the clamp', 'Sticker laid on askew'];
  let laser: LaserView = {
    format: 'svg',
    formats: ['svg', 'dxf'],
    tray: ONE_CARD,
    orders: ['raster', 'serpentine'],
    reading: { code: false, share: 10 },
    shares: [1, 2, 5, 10, 25, 50, 100],
    directory: `${view.directory}/etch`,
    own: true,
    slot: null,
    link: null,
    protocols: ['lc', 'ezcad'],
    memory: false,
    free: 48_210_000_000,
    waiting: [],
  };
  const handlers: Handlers = {
    station: async () => view,
    openBatch: async () => ok(view.batch),
    openSample: async () => ok(view.batch ?? batchView),
    deskProduct: async () => null,
    selectBatch: async () => ok(view.batch ?? batchView),
    typeSerial: async () => ok(null),
    vouchSerial: async () => ok(null),
    startCheck: async () => ok(null),
    stopCheck: async () => ok(null),
    checkLocked: async () => ok(null),
    units: async ({ search, state, offset, limit }) => {
      const total = state === null && search === '' ? (view.batch?.count ?? 0) : search === '' ? 19 : 1;
      const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, i) => unitRow(offset + i));
      return { total, rows };
    },
    traveller: async ({ serial }) => ok({ unit: { ...unitRow(0), serial }, steps: [], deeds: [], inTray: false }),
    preview: async ({ serial }) =>
      ok({
        serial,
        state: 'sent',
        layout: 'standard-1',
        etched: 'passphrase',
        width: 86,
        height: 54,
        shapes: [],
        symbols: [],
      }),
    marked: async () => ok(null),
    readBack: async () => ok(null),
    unread: async () => ok(null),
    fillTray: async () => ok(null),
    resolveDoubt: async () => ok(null),
    reprintLabel: async () => ok(null),
    series: async () => ok(null),
    inspected: async () => ok(null),
    decide: async ({ serial }) => ok([serial]),
    decideTogether: async ({ serial }) => ok([serial]),
    ending: async () => (view.batch === null ? null : endingOf(view.batch)),
    pickSample: async () => ok(['TF-004711']),
    closeBatch: async () => ok(null),
    receipts: async () => ({ origin: '2026-11-20T09:00:00.000Z', press: '2026-11-20T09:01:00.000Z' }),
    writeReceipt: async () => ok({ file: '/media/usb/return-receipt-0007-2026-047-from-HEL-2-BENCH-01.jsonl' }),
    sharing: async () => ({ waiting: 0, benches: [], handovers: [] }),
    handOver: async () => ok(null),
    writeHandover: async () => ok(null),
    takeOver: async () => ok(null),
    writeClosing: async () => ok(null),
    writeProof: async () => ok({ file: '/media/usb/proof-0001-2026-047-from-HEL-2-BENCH-01.jsonl' }),
    incidents: async () => [],
    acknowledge: async () => ok(null),
    liftPause: async () => ok(null),
    journalTail: async () => [],
    backUp: async () =>
      ok({ folder: '/media/stick/twofold-backup', words: 'abandon ability able about above absent absorb abstract' }),
    knownAnswers: async () => [],
    verifyJournal: async () => ok({ records: view.journal.records, head: view.journal.head, checkpoints: 13 }),
    openManual: async () => null,
    saveTraveller: async ({ serial }) => ok({ path: `/media/usb/${serial}-traveller.pdf` }),
    saveTrayList: async ({ serial }) => ok({ path: `/media/usb/${serial}-tray.pdf` }),
    saveReport: async () => ok({ path: `${view.directory}/reports/2026-047.txt` }),
    ...figuresFakes('bench'),
    shiftCheck: async () => view.shiftCheck,
    setShiftCheck: async () => ok(null),
    beginShiftCheck: async () => ok(null),
    endShiftCheck: async () => ok(null),
    signShiftCheck: async () => ok(null),
    saveKnownCards: async () => ok({ path: '/media/usb/twofold-known-cards.pdf' }),
    simulateKnown: async () => ok(null),
    saveAnswers: async () => ok({ path: '/media/usb/twofold-answers.pdf' }),
    ...productFakes(),
    ...setupFakes(),
    laser: async () => laser,
    setLink: async ({ port, ...as }) => ok((laser = { ...laser, link: port === null ? null : { port, ...as } })),
    setSlot: async ({ slot }) => ok((laser = { ...laser, slot })),
    setTray: async (tray) => ok((laser = { ...laser, tray })),
    setReading: async (reading) => ok((laser = { ...laser, reading })),
    setLaserFormat: async ({ format }) => ok((laser = { ...laser, format })),
    chooseJobFolder: async () => ok((laser = { ...laser, directory: '/media/laser/jobs', own: false })),
    ownJobFolder: async () => ok((laser = { ...laser, own: true })),
    ports: async () => [],
    testCodes: async () => TEST_CODES,
    makerCodes: async () => MAKER_CODES,
    hearScanner: async () => ok(HEARD),
    stopHearing: async () => null,
    keepHabits: async () => ok(null),
    newRoll: async () => ok(null),
    trySound: async () => ok(null),
    simulateTest: async () => ok(null),
    configureDevice: async () => ok(null),
    preferences: async () => ok(null),
    ...peerFakes(view.commissioned ? peersOfBench : null),
    ...peopleFakes(),
    configureLabels: async () => ok(null),
    configurePacking: async () => ok(null),
    takeShipment: async ({ packages }) => ok({ batch: '2026-047', cards: packages.length, differing: [] }),
    reasons: async () => reasons,
    changeReasons: async ({ deed, reason }) =>
      ok((reasons = deed === 'add' ? [...reasons, reason] : reasons.filter((known) => known !== reason))),
    printStatement: async () => ok(null),
    simulateScan: async () => ok(null),
    simulateFault: async () => ok(null),
    ...over,
  };
  return fakeBridge<Handlers, StationUpdate>(handlers);
}
