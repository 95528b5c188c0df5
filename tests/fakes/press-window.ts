/** A Press's bridge without a station behind it: fixtures in, intents out. For the gallery and the state's tests. */
import { figuresFakes } from './figures.ts';
import { DEFAULT_HABITS } from '../../core/scan/habits.ts';
import { HEARD, MAKER_CODES, TEST_CODES } from './hearing.ts';
import { coins } from '../../core/coins/coins.ts';
import { must, ok } from '../../core/base/result.ts';
import { pressBecause } from '../../core/stations/press/reasons.ts';
import { STICKER_STOCK } from '../../core/sticker/layout.ts';
import { previewSticker } from '../../core/sticker/preview.ts';
import type { PressUnitState } from '../../core/life/press-life.ts';
import type { PressHandlers, PressUpdate, PressView } from '../../electron/roles/press/contract.ts';
import type {
  CertificateView,
  PressBatchView,
  PressDeskView,
  PressUnitsPage,
  PressVerdict,
} from '../../electron/roles/press/contract-view.ts';
import { fakeBridge } from './bridge.ts';
import { NOBODY_PRESENT, peerFakes, peopleFakes, peersOfBench } from './peers.ts';
import { head } from './station.ts';

export const serialAt = (n: number): string => `TF-${String(n).padStart(6, '0')}`;
export const stickerAt = (n: number): string => `ST-${String(n).padStart(8, '0')}`;
const ADDRESS = '1BoatSLRHtKNngkdXEeobR76b53LETtpyT';

const NONE = {
  ordered: 0,
  keying: 0,
  keyed: 0,
  printing: 0,
  printed: 0,
  'in-doubt': 0,
  spoilt: 0,
  proven: 0,
  applied: 0,
  returned: 0,
  withdrawn: 0,
} as const satisfies Record<PressUnitState, number>;

export const statesOf = (some: Partial<Record<PressUnitState, number>>): Record<PressUnitState, number> => ({
  ...NONE,
  ...some,
});

export const pressBatch: PressBatchView = {
  batch: '2026-047',
  origin: 'HEL-1-ORIGIN',
  count: 1000,
  coins: ['BTC', 'ETH'],
  deposit: 'BTC',
  states: statesOf({ keyed: 588, printed: 1, proven: 409, withdrawn: 2 }),
  stickers: { printed: 413, proven: 409, destroyed: 3 },
  fingerprint: '5f0a9c3e77b1d2468ace13579bdf0246',
  shares: [],
  returned: null,
  shipments: [],
  receipt: null,
  destroying: null,
  closed: false,
};

export const pressDesk: PressDeskView = {
  turn: 1,
  batch: pressBatch,
  batches: [
    { batch: '2026-045', count: 500, closed: true },
    { batch: '2026-046', count: 12_000, closed: true },
    { batch: '2026-047', count: 1000, closed: false },
  ],
  medium: '/media/press/KEY-2026-047',
  ready: true,
  line: { at: 'print', serial: serialAt(4711) },
  verdict: null,
  notice: null,
  work: null,
};

export const proven: PressVerdict = {
  outcome: 'PROVEN',
  serial: serialAt(4710),
  sticker: stickerAt(412),
  reason: null,
  at: '2026-11-22T10:04:09.120Z',
};

export const refused: PressVerdict = {
  outcome: 'REFUSED',
  serial: serialAt(4711),
  sticker: stickerAt(413),
  reason: pressBecause('other-unit-key', { serial: serialAt(4711), other: serialAt(4710) }),
  at: '2026-11-22T10:05:10.120Z',
};

export const pressView: PressView = {
  name: 'KUO-1-PRESS-01',
  role: 'press',
  mode: 'production',
  commissioned: true,
  version: '0.1.0',
  runtime: 'Electron 45.4.1',
  preferences: { language: 'en', theme: 'light', textSize: 'medium', sound: true },
  target: 400,
  desk: pressDesk,
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
  stickers: { language: 'zpl', dpmm: 12, width: 22, height: 22, serialIn: 'link', follow: true, trouble: null },
  coins,
  tray: false,
  openIncidents: 0,
  directory: '/var/lib/twofold/KUO-1-PRESS-01',
  presence: NOBODY_PRESENT,
  journal: { records: 4_841, head },
};

const STATES: readonly PressUnitState[] = ['proven', 'proven', 'printed', 'spoilt', 'in-doubt', 'withdrawn', 'keyed'];
const REASONS: Partial<Record<PressUnitState, string>> = { spoilt: 'Torn or creased', 'in-doubt': 'ribbon-out' };

const rowAt = (n: number): PressUnitsPage['rows'][number] => {
  const state = STATES[n] ?? 'keyed';
  return {
    serial: serialAt(4708 + n),
    state,
    sticker: state === 'keyed' || state === 'withdrawn' ? null : stickerAt(410 + n),
    address: ADDRESS,
    reason: REASONS[state] ?? null,
  };
};

export const certificate: CertificateView = {
  batch: '2026-047',
  station: 'KUO-1-PRESS-01',
  at: '2026-11-22T16:40:00.000Z',
  firstSerial: serialAt(4000),
  lastSerial: serialAt(4999),
  units: 1000,
  withdrawn: 2,
  returned: 998,
  counted: 998,
  stickers: { printed: 1003, proven: 998, destroyed: 5 },
  keyFingerprint: '5f0a9c3e77b1d2468ace13579bdf0246',
  files: [],
  steps: [
    {
      step: 'key',
      how: '32 bytes overwritten, removed',
    },
    {
      step: 'seeds',
      how: '104000 bytes overwritten once with random bytes, removed',
    },
    {
      step: 'codes',
      how: '112400 bytes overwritten once with random bytes, removed',
    },
    {
      step: 'printer',
      how: 'queue and memory emptied; the printer says that it holds nothing',
    },
  ],
  people: ['Li Wei', 'Anna Roth'],
  signatures: {
    record: 4711,
    people: [
      { name: 'Li Wei', roles: ['supervisor'] },
      { name: 'Anna Roth', roles: ['operator'] },
    ],
    verdict: 'hold',
  },
  digest: 'cd'.repeat(32),
  path: '/var/lib/twofold/KUO-1-PRESS-01/certificates/2026-047.certificate.json',
};

const fine = async () => ok(null);

export type FakePress = ReturnType<typeof fakePress>;

/** @param over what a scene or a test answers otherwise */
export function fakePress(view: PressView, over: Partial<PressHandlers> = {}) {
  const handlers: PressHandlers = {
    station: async () => view,
    incidents: async () => [],
    acknowledge: fine,
    liftPause: fine,
    journalTail: async () => [],
    backUp: async () =>
      ok({ folder: '/media/stick/twofold-backup', words: 'abandon ability able about above absent absorb abstract' }),
    knownAnswers: async () => [],
    verifyJournal: async () => ok({ ...view.journal, checkpoints: 12 }),
    openManual: async () => null,
    ...peerFakes(view.commissioned ? peersOfBench : null),
    ...peopleFakes(),
    preferences: fine,
    ...figuresFakes('press'),
    saveAnswers: async () => ok({ path: '/media/usb/twofold-answers.pdf' }),
    ports: async () => [
      { path: '/dev/ttyUSB0', title: 'Zebra ZD621' },
      { path: '/dev/serial/by-id/usb-Honeywell_Xenon_1900-if00', title: 'Honeywell Xenon 1900' },
    ],
    testCodes: async () => TEST_CODES,
    makerCodes: async () => MAKER_CODES,
    hearScanner: async () => ok(HEARD),
    stopHearing: async () => null,
    keepHabits: async () => ok(null),
    newRoll: async () => ok(null),
    trySound: async () => ok(null),
    simulateTest: async () => ok(null),
    configureDevice: fine,
    simulateFault: fine,
    takeOrder: fine,
    takeSampleOrder: fine,
    selectBatch: fine,
    chooseMedium: async () => ok(true),
    makeKeys: fine,
    stopMaking: fine,
    openLine: fine,
    closeLine: fine,
    print: fine,
    preview: async ({ serial }) =>
      ok(
        must(
          previewSticker(
            { serial, coin: 'BTC', address: ADDRESS, sticker: stickerAt(413), training: view.mode === 'training' },
            STICKER_STOCK,
          ),
        ),
      ),
    spoil: fine,
    destroyed: fine,
    absent: fine,
    withdraw: fine,
    units: async ({ offset, limit }) => ({
      total: 1000,
      rows: Array.from({ length: Math.min(limit, 1000 - offset) }, (_, i) => rowAt(offset + i)),
    }),
    giveReturn: fine,
    ship: async ({ packages }) => ok({ file: '/media/bench/shipment-0001.jsonl', part: packages.length }),
    doomed: async () => [
      { what: 'key', name: '2026-047.key', bytes: 32 },
      { what: 'seeds', name: '2026-047.seeds', bytes: 104_000 },
      { what: 'codes', name: '2026-047.order', bytes: 112_400 },
      { what: 'printer', name: '', bytes: null },
    ],
    takeReceipt: fine,
    destroyBatch: fine,
    certificate: async () => ok(certificate),
    saveCertificate: async () => ok({ path: '/media/papers/2026-047.certificate.pdf' }),
    configureStickers: fine,
    printPage: fine,
    simulateScan: fine,
    ...over,
  };
  return fakeBridge<PressHandlers, PressUpdate>(handlers);
}
