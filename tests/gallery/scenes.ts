/** Every screen in every state worth looking at, as fixtures of the bridge. */
import { DEFAULT_HABITS } from '../../core/scan/habits.ts';
import type { Handlers, StationUpdate, StationView, TrayCard } from '../../electron/roles/bench/contract.ts';
import { because, type ReasonKind } from '../../core/stations/bench/reasons.ts';
import { drawProduct } from '../../core/product/picture.ts';
import { failIn, ok, type Facts } from '../../core/base/result.ts';
import { batchView, endingOf, nothingOnBench, passed, stationView } from '../fakes/station.ts';
import { photographed } from '../fakes/products.ts';
import { peersOfBench } from '../fakes/peers.ts';
import { preview } from './bands.ts';
import { incidents, journal, travellerOf } from './records.ts';

export interface Scene {
  readonly view?: Partial<StationView>;
  readonly over?: Partial<Handlers>;
  /** Sent once the window stands. */
  readonly events?: readonly StationUpdate[];
  /** Keys to press, `click:NAME` for a button, or `at:SELECTOR` for whatever else. */
  readonly press?: readonly string[];
}

const tray: readonly TrayCard[] = [
  { serial: 'TRAIN-001', lesson: 'neighbour', codes: ['serial', 'address', 'neighbour', 'label'] },
  { serial: 'TRAIN-002', lesson: 'exposed', codes: ['serial', 'secret', 'label'] },
];
const training = { mode: 'training', commissioned: false, tray, name: 'TRAINING-BENCH' } as const;

const simulated = (faults: readonly string[], on: string | null) =>
  ({
    port: 'simulated',
    baudRate: 9600,
    feedback: 'none',
    state: on === null ? 'ready' : 'faulted',
    trouble: null,
    faults: faults.map((fault) => ({ fault, on: fault === on })),
  }) as const;

/** Somebody is signed in, at a station that locks. */
const attended: StationView['presence'] = {
  ...{ begun: true, locked: false, locks: true },
  present: { person: 'a1'.repeat(8), name: 'Li Wei', roles: ['operator'] },
};

const bench = (change: Partial<StationView['bench']>): Partial<StationView> => ({
  bench: { ...nothingOnBench, ...change },
});
const twice: StationView['bench'] = {
  ...nothingOnBench,
  step: { at: 'address', serial: 'TF-004711' },
  notice: because('address-next', { serial: 'TF-004711' }),
};
/** A PASS of the card before stood there when this was said. */
const told = (kind: ReasonKind, facts: Facts = {}): Partial<StationView> =>
  bench({ verdict: passed, notice: because(kind, { serial: 'TF-004712', ...facts }) });
const without = (device: 'scanner' | 'printer', message: string): Partial<StationView> => ({
  devices: {
    ...stationView.devices,
    [device]: {
      ...stationView.devices[device],
      state: 'absent',
      trouble:
        device === 'printer' ? failIn('printer')('paper-out', message).error : failIn('port')('no-port', message).error,
    },
  },
});
const failed = because('other-card-sticker', { serial: 'TF-004711', other: 'TF-004712' });

const drawn = ['TF-004711', 'TF-004893', 'TF-005120', 'TF-007002', 'TF-011934'] as const;
const none = Object.fromEntries(Object.keys(batchView.states).map((state) => [state, 0])) as typeof batchView.states;
const balanced = endingOf(
  { ...batchView, states: { ...none, finished: 9969, quarantined: 12, scrapped: 11, sampled: 5, withdrawn: 3 } },
  { obstacles: [], labels: { printed: 10_019, doubtful: 0, cards: 9997 } },
);

export const SCENES: Readonly<Record<string, Scene>> = {
  'open-first': { view: { batch: null, batches: [], bench: { ...nothingOnBench, step: { at: 'no-batch' } } } },
  'open-product': {
    over: { deskProduct: async () => ({ product: photographed, picture: drawProduct(photographed) }) },
    press: ['F5'],
  },
  'open-training': {
    view: { ...training, batch: null, tray: [], bench: { ...nothingOnBench, step: { at: 'no-batch' } } },
    events: [{ type: 'opening', opening: { step: 'checking', done: 4310, total: 10_000 } }],
  },
  'open-refused': {
    view: { batch: null, batches: ['2026-046'] },
    over: {
      openBatch: async () =>
        failIn('transfer')(
          'bad-line',
          'Line 4312 of /media/transfer/return-2026-047.jsonl has no address. Nothing was opened: ask Press for a new return file.',
        ),
    },
    press: ['click:files'],
  },
  'open-arrival': {
    view: { batch: null, batches: [], bench: { ...nothingOnBench, step: { at: 'no-batch' } } },
    press: ['click:arrival'],
  },
  'bench-no-batch': {
    view: { batch: null, bench: { ...nothingOnBench, step: { at: 'no-batch' } } },
    press: ['F1'],
  },
  'bench-serial': {},
  'bench-typed': { press: ['/', ...'tf-004711k'] },
  'bench-typed-two': { view: { batch: { ...batchView, checked: false } }, press: ['/', ...'tf-004711'] },
  'bench-typed-refused': {
    over: {
      typeSerial: async () =>
        failIn('bench')('wrong-check-character', 'TF-004711K is misread.', { serial: 'TF-004711K' }),
    },
    press: ['/', ...'tf-004711k', 'Tab', ...'Li Wei', 'Enter'],
  },
  'bench-address': { view: bench({ step: { at: 'address', serial: 'TF-004711' } }), over: { preview } },
  'bench-deriving': { view: bench({ step: { at: 'deriving', serial: 'TF-004711' } }), over: { preview } },
  'bench-pass': { view: bench({ verdict: passed }), over: { preview } },
  'bench-fail': {
    view: bench({
      verdict: { ...passed, outcome: 'FAIL', coin: null, reason: failed, job: 'none', label: 'printing' },
    }),
  },
  'bench-error': {
    view: bench({
      verdict: {
        ...passed,
        outcome: 'ERROR',
        address: null,
        reason: because('derivation-disagreed'),
        job: 'none',
        label: 'failed',
        labelReason: {
          area: 'printer',
          kind: 'label-void',
          message:
            'The label may or may not have come out. Destroy it if it did, then print it again. The printer is out of labels. Put in a new roll.',
          facts: { because: 'paper-out' },
        },
      },
    }),
    events: [
      { type: 'fault', fault: because('journal-failed') },
      {
        type: 'devices',
        devices: {
          scanner: stationView.devices.scanner,
          printer: { ...stationView.devices.printer, state: 'faulted' },
        },
      },
    ],
  },
  'bench-aborted': {
    view: bench({ verdict: { ...passed, outcome: 'ABORTED', address: null, job: 'none', label: 'none' } }),
  },
  'bench-finished': {
    view: bench({
      verdict: { ...passed, of: 'read-back', address: null, coin: null, label: 'none', job: 'none' },
    }),
  },
  'bench-notice': {
    view: { bench: twice, openIncidents: 2 },
    events: [{ type: 'bench', bench: { ...twice, turn: 2 } }],
    over: { preview },
  },
  'bench-quarantined': { view: told('is-quarantined', { reason: 'passphrase-mismatch' }) },
  'bench-doubt': { view: told('is-in-doubt') },
  'bench-done-before': { view: told('already-finished') },
  'bench-serial-again': { view: told('serial-again') },
  'bench-job-waits': {
    view: bench({
      step: { at: 'marking', serial: 'TF-004711' },
      notice: because('job-waits', { serial: 'TF-004711' }),
    }),
    over: { preview },
  },
  'bench-unknown': { view: told('unknown-serial') },
  'bench-not-taken': { view: told('unreadable') },
  'bench-reminder': {
    view: bench({
      step: { at: 'address', serial: 'TF-004711' },
      notice: because('other-serial', { serial: 'TF-004711', other: 'TF-004710' }),
    }),
    over: { preview },
  },
  'bench-no-scanner': { view: without('scanner', 'The scanner is not connected. Plug it in again.') },
  'bench-no-printer': { view: without('printer', 'The printer is out of labels. Put in a new roll.') },
  'bench-no-label': {
    view: bench({
      verdict: {
        ...passed,
        label: 'failed',
        labelReason: failIn('printer')('paper-out', 'The printer is out of labels. Put in a new roll.').error,
      },
    }),
  },
  'bench-fault': { events: [{ type: 'fault', fault: because('journal-failed') }] },
  'bench-stop': { view: { ...told('secret-refused'), openIncidents: 1 }, over: { incidents: async () => incidents } },
  'bench-stop-sign': {
    view: { ...told('secret-refused'), openIncidents: 1 },
    over: { incidents: async () => incidents },
    press: ['click:stop-next', 'click:stop-next', 'click:stop-next', 'click:sign-stop'],
  },
  'bench-marking': {
    view: { ...training, ...bench({ step: { at: 'marking', serial: 'TRAIN-001' } }) },
    over: { preview },
  },
  'bench-read-back': {
    view: {
      ...training,
      ...bench({
        step: {
          at: 'read-back',
          serial: 'TRAIN-001',
          positions: [3, 8, 14, 17],
          attempt: 2,
          shape: { groups: [4, 4, 4, 4, 4], cased: false },
        },
        notice: because('misread', { serial: 'TRAIN-001', position: '8' }),
      }),
    },
    over: { preview },
    press: ['q', '7'],
  },
  'bench-training-pass': {
    view: { ...training, ...bench({ verdict: { ...passed, serial: 'TRAIN-001', label: 'printing' } }) },
    over: { preview },
    events: [
      {
        type: 'label',
        label: {
          serial: 'TRAIN-001',
          outcome: 'PASS',
          at: passed.at,
          reference: passed.reference,
          text: 'TRAINING\nPASS\nTRAIN-001\n2026-11-22 12:04\n#1204 9f3a77c0',
        },
      },
    ],
  },
  'bench-strip-name': {
    view: bench({ step: { at: 'inspecting', serial: 'TF-004711', what: 'strip' } }),
    over: { preview },
  },
  'bench-strip': {
    view: { ...training, ...bench({ step: { at: 'inspecting', serial: 'TRAIN-001', what: 'strip' } }) },
    over: { preview },
    press: [...'Li Wei', 'Enter'],
  },
  'bench-seal': {
    view: bench({ step: { at: 'inspecting', serial: 'TF-004711', what: 'seal' } }),
    over: { preview },
    press: [...'Anna Roth', 'Enter'],
  },
  'bench-pack': {
    view: bench({ step: { at: 'inspecting', serial: 'TF-004711', what: 'pack' } }),
    over: { preview },
    press: [...'Anna Roth', 'Enter'],
  },
  'bench-packed': {
    view: bench({ verdict: { ...passed, of: 'pack', address: null, coin: null, label: 'none', job: 'none' } }),
  },
  'bench-strip-failed': {
    view: bench({
      verdict: {
        ...passed,
        of: 'strip',
        outcome: 'FAIL',
        address: null,
        coin: null,
        reason: because('strip-failed', { serial: 'TF-004711' }),
        job: 'none',
      },
    }),
  },
  batch: { press: ['F2'] },
  'batch-closing-refused': { press: ['F2', 'click:close-batch'] },
  'batch-closing': {
    over: { ending: async () => balanced },
    press: ['F2', 'click:close-batch', ...'22', 'Tab', ...'Li Wei'],
  },
  'batch-closed': {
    over: {
      ending: async () => ({
        ...balanced,
        closed: { at: '2026-11-22T17:40:12.000Z', people: ['Li Wei', 'Anna Roth'] },
        destroyed: true,
      }),
    },
    press: ['F2', 'click:proof'],
  },
  'batch-sample': {
    over: { ending: async () => endingOf(batchView, { picked: [...drawn], unopened: [...drawn] }) },
    press: ['F2', 'click:sample'],
  },
  'batch-checking': {
    view: { check: { running: true, done: 3861, total: 10_000, failed: 19, rate: 7.4, left: 829, locked: false } },
    press: ['F2', 'ArrowDown', 'ArrowDown'],
  },
  'batch-checking-locked': {
    view: {
      presence: attended,
      check: { running: true, done: 3861, total: 10_000, failed: 19, rate: 7.4, left: 829, locked: true },
    },
    press: ['F2'],
  },
  'batch-checking-people': {
    view: {
      presence: attended,
      check: { running: true, done: 3861, total: 10_000, failed: 19, rate: 7.4, left: 829, locked: false },
    },
    press: ['F2'],
  },
  'batch-none': { view: { batch: null }, press: ['F2'] },
  'batch-empty': { over: { units: async () => ({ total: 0, rows: [] }) }, press: ['F2'] },
  traveller: {
    over: { traveller: async ({ serial }) => ok(travellerOf(serial)), preview },
    press: ['F2', 'ArrowDown', 'Enter'],
  },
  'traveller-scrap': {
    over: { traveller: async ({ serial }) => ok(travellerOf(serial)), preview },
    press: ['F2', 'ArrowDown', 'Enter', 'click:scrap'],
  },
  'traveller-doubt': {
    over: { traveller: async ({ serial }) => ok(travellerOf(serial)), preview },
    press: ['F2', 'ArrowDown', 'Enter', 'click:resolve'],
  },
  devices: {
    over: {
      ports: async () => [
        { path: '/dev/ttyACM0', title: 'Honeywell Xenon 1900' },
        { path: '/dev/ttyUSB0', title: 'FTDI FT232R A50285BI' },
      ],
    },
    press: ['F3'],
  },
  'scanner-setup': {
    over: { ports: async () => [{ path: 'simulated', title: '' }] },
    press: ['F3', 'click:scanner-setup'],
  },
  'scanner-setup-makers': {
    over: { ports: async () => [{ path: 'simulated', title: '' }] },
    press: ['F3', 'click:scanner-setup', 'at:dialog summary', 'End'],
  },
  'devices-training': {
    over: { ports: async () => [{ path: 'simulated', title: '' }] },
    view: {
      ...training,
      devices: {
        scanner: {
          ...simulated(['unplugged', 'garbage', 'slow', 'truncated', 'glued', 'no-suffix'], null),
          habits: DEFAULT_HABITS,
        },
        printer: {
          left: { roll: 38, ribbon: 12 },
          ...simulated(
            [
              'unplugged',
              'unplug-mid-label',
              'stalled',
              'paper-out',
              'head-open',
              'ribbon-out',
              'paused',
              'silent',
              'garbage',
              'slow',
            ],
            'paper-out',
          ),
          trouble: {
            area: 'printer',
            kind: 'paper-out',
            message: 'The printer is out of labels. Put in a new roll.',
          },
        },
      },
    },
    press: ['F3'],
  },
  records: {
    view: { openIncidents: 2 },
    over: { incidents: async () => incidents, journalTail: async () => journal },
    press: ['F4', 'click:verify'],
  },
  'records-acknowledge': {
    view: { openIncidents: 2 },
    over: { incidents: async () => incidents, journalTail: async () => journal },
    press: ['F4', 'click:acknowledge'],
  },
  'records-empty': { press: ['F4'] },
  peers: { press: ['F6'] },
  'peers-none': { over: { peers: async () => ({ ...peersOfBench, peers: [] }) }, press: ['F6'] },
  'peers-compare': { press: ['F6', 'click:trust'] },
  'peers-revoke': { press: ['F6', 'click:revoke'] },
  'peers-refused': {
    over: {
      examinePeer: async () =>
        failIn('peers')('no-business', 'HEL-2-BENCH-02 is Bench and this is Bench: nothing moves between the two.', {
          name: 'HEL-2-BENCH-02',
        }),
    },
    press: ['F6', 'click:trust'],
  },
  help: { press: ['?'] },
};

/** The whole view of a scene. */
export const viewOf = (scene: Scene): StationView => ({ ...stationView, batch: batchView, ...scene.view });
