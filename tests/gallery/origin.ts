/** The Origin's window in every state worth looking at. */
import { whoOf } from './records.ts';
import { drawUnmasked } from '../../core/etch/unmasked.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { ok } from '../../core/base/result.ts';
import type {
  OriginBatchView,
  MakingView,
  OriginHandlers,
  OriginUpdate,
  OriginView,
  PlanReview,
} from '../../electron/roles/origin/contract.ts';
import { head } from '../fakes/station.ts';
import { fakeOrigin, originBatches, originView } from '../fakes/origin-window.ts';
import type { GalleryScene } from './form.ts';

interface Scene {
  readonly view?: Partial<OriginView>;
  readonly over?: Partial<OriginHandlers>;
  readonly events?: readonly OriginUpdate[];
  readonly press?: readonly string[];
}

const scene = ({ view = {}, over = {}, events = [], press = [] }: Scene): GalleryScene => ({
  open(preferences) {
    const bridge = fakeOrigin({ ...originView, ...view, preferences }, over);
    return { bridge, play: () => events.forEach(bridge.emit) };
  },
  press,
});

const training = { mode: 'training', name: 'Training Origin' } as const;
const alone = (batch: Partial<OriginBatchView>): readonly OriginBatchView[] => [
  ...originBatches.slice(0, 3),
  { ...(originBatches[3] as OriginBatchView), ...batch },
];
const making: MakingView = {
  ...{ batch: '2026-048', stopping: false, done: 3861, total: 10_000, rate: 12.4, left: 495 },
};

const refused: PlanReview = {
  start: 40_001,
  serials: null,
  bits: 80,
  lots: null,
  refusals: [
    {
      field: 'batch',
      failure: {
        area: 'origin',
        kind: 'batch-name-taken',
        message: 'There is a batch 2026-047 here already. Resume it, or choose another name.',
        facts: { batch: '2026-047' },
      },
    },
    {
      field: 'start',
      failure: {
        area: 'origin',
        kind: 'serials-taken',
        message:
          'Serials of this batch could be taken for some of batch 2026-047. Choose another start or another prefix.',
        facts: { batch: '2026-047' },
      },
    },
    {
      field: 'shape',
      failure: {
        area: 'card',
        kind: 'too-few-bits',
        message: 'This passphrase would have 80.0 bits; 100 are the least. Add symbols.',
        facts: { bits: 80 },
      },
    },
  ],
};

const at = (minute: number): string => `2026-11-22T10:${String(minute).padStart(2, '0')}:09.120Z`;
const past: readonly JournalEvent[] = [
  { kind: 'station-started', version: '0.1.0', runtime: 'Electron 45.4.1' },
  {
    kind: 'batch-planned',
    batch: '2026-048',
    count: 10_000,
    keys: 'ab'.repeat(16),
    prefix: 'TF-',
    digits: 6,
    start: 40_001,
    check: true,
    permuted: true,
    alphabet: 'legible',
    groups: 5,
    size: 4,
    lot: null,
    sequence: null,
  },
  { kind: 'coding-started', batch: '2026-048', left: 10_000, adopted: 0, cut: 0, dice: 129 },
  {
    kind: 'units-coded',
    batch: '2026-048',
    from: 0,
    count: 64,
    first: 'TF-6102938',
    last: 'TF-0442171',
    mac: 'cd'.repeat(32),
  },
  {
    kind: 'passphrase-opened',
    batch: '2026-047',
    serial: 'TF-8801342',
    reason: 'audit of the generator',
    signatures: [{ name: 'Anna Roth' }, { name: 'Li Wei' }],
  },
  {
    kind: 'incident',
    reason: 'passphrase-opened',
    serial: 'TF-8801342',
    detail: 'passphrase opened on purpose by Anna Roth and Li Wei: audit of the generator',
  },
  { kind: 'batch-leaving', batch: '2026-046', count: 4999 },
  { kind: 'passphrases-condemned', batch: '2026-045', signatures: [{ name: 'Anna Roth' }, { name: 'Li Wei' }] },
  { kind: 'passphrases-destroyed', batch: '2026-045', how: 'key overwritten once with random bytes and removed' },
];

export const ORIGIN_SCENES: Readonly<Record<string, GalleryScene>> = {
  'origin-none': scene({ view: { batches: [], ...training } }),
  'origin-none-batches': scene({ view: { batches: [] }, press: ['F1'] }),
  'origin-planned': scene({ view: { batches: alone({ coded: 0 }) } }),
  'origin-making': scene({ view: { ...training, making }, events: [{ type: 'making', making }] }),
  'origin-stopping': scene({ view: { making: { ...making, stopping: true } } }),
  'origin-stopped': scene({ press: ['click:dice', 'Tab', '1', '2', '3', '4', '5', '6', '1', '9'] }),
  'origin-whole': scene({ view: { batches: alone({ coded: 10_000, state: 'whole' }) } }),
  'origin-exported': scene({
    view: { batches: alone({ coded: 10_000, state: 'exported', transfers: originBatches[1]?.transfers ?? [] }) },
    press: ['click:slip-press'],
    over: { saveSlip: async () => ok({ path: '/media/origin/PAPERS/2026-048-order-slip.pdf' }) },
  }),
  'origin-leaving': scene({
    view: {
      batches: alone({ coded: 10_000, state: 'leaving', transfers: originBatches[1]?.transfers.slice(0, 1) ?? [] }),
    },
  }),
  'origin-abandon': scene({ view: { batches: alone({ coded: 0 }) }, press: ['click:abandon'] }),
  'origin-carried': scene({ press: ['ArrowDown', 'ArrowDown'] }),
  'origin-destroy': scene({ press: ['ArrowDown', 'ArrowDown', 'click:destroy'] }),
  'origin-destroyed': scene({ press: ['ArrowDown', 'ArrowDown', 'ArrowDown'] }),
  'origin-void': scene({
    view: { batches: alone({ state: 'void', voided: 'random generator: repetition-count' }) },
  }),
  'origin-supplied': scene({
    view: {
      batches: [
        ...originBatches,
        { ...alone({})[3], batch: 'ACME-7', made: null, coded: 500, count: 500, state: 'whole' } as OriginBatchView,
      ],
    },
  }),
  'origin-plan': scene({ press: ['F2'] }),
  'origin-plan-summary': scene({
    press: ['F2', ...'2026-049', 'Tab', ...'10000', 'click:plan'],
  }),
  'origin-plan-more': scene({
    view: training,
    press: ['F2', 'click:lots', 'click:dice', 'Tab', '1', '2', '3', '4', '5', '6'],
  }),
  'origin-plan-refused': scene({
    over: { review: async () => refused },
    press: ['F2', '2', '0', 'Tab', '9', 'Tab', 'Tab', 'Tab', '1'],
  }),
  'origin-plan-waits': scene({ view: { making }, press: ['F2', 'Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'ArrowRight'] }),
  'origin-waits': scene({ view: { making }, press: ['ArrowDown'] }),
  'origin-plan-supplied': scene({ press: ['F2', 'Shift+Tab', 'Shift+Tab', 'Shift+Tab', 'ArrowRight'] }),
  'origin-unit': scene({ press: ['F3'] }),
  'origin-unit-none': scene({ view: { batches: [] }, press: ['F3'] }),
  'origin-unit-open': scene({
    over: { openUnit: async () => ok(drawUnmasked(new TextEncoder().encode('TRAI-N0NG-0N1Y-EXAM-P1ES'))) },
    press: ['F3', 'Tab', 'Tab', 'Tab', ...'TF-1', 'Tab', ...'audit', 'Tab', ...'Ada', 'Tab', ...'Eve', 'Enter'],
  }),
  'origin-records': scene({
    view: { openIncidents: 1 },
    over: {
      journalTail: async () =>
        past.map((event, i) => ({
          seq: 12_832 + i,
          at: at(i),
          prev: head,
          hash: head,
          mac: head,
          event,
          who: whoOf(event),
        })),
      incidents: async () => [
        {
          incident: 12_837,
          at: at(5),
          reason: 'passphrase-opened',
          serial: 'TF-8801342',
          detail: 'passphrase opened on purpose by Anna Roth and Li Wei: audit of the generator',
          acknowledgedBy: null,
          answered: [],
        },
      ],
    },
    press: ['F4'],
  }),
  'origin-window': scene({ press: ['F5'] }),
  'origin-help': scene({ press: ['?'] }),
};
