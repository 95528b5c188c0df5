/** The Press's window in every state worth looking at. */
import { DEFAULT_HABITS } from '../../core/scan/habits.ts';
import { failIn } from '../../core/base/result.ts';
import { pressBecause } from '../../core/stations/press/reasons.ts';
import type { PressHandlers, PressUpdate, PressView } from '../../electron/roles/press/contract.ts';
import type { PressBatchView, PressDeskView } from '../../electron/roles/press/contract-view.ts';
import {
  fakePress,
  pressBatch,
  pressDesk,
  pressView,
  proven,
  refused,
  serialAt,
  statesOf,
  stickerAt,
} from '../fakes/press-window.ts';
import type { GalleryScene } from './form.ts';

interface Scene {
  readonly desk?: Partial<PressDeskView>;
  readonly view?: Partial<PressView>;
  readonly over?: Partial<PressHandlers>;
  readonly updates?: readonly PressUpdate[];
  readonly press?: readonly string[];
}

const scene = ({ desk = {}, view = {}, over = {}, updates = [], press = [] }: Scene): GalleryScene => ({
  open(preferences) {
    const bridge = fakePress({ ...pressView, ...view, desk: { ...pressDesk, ...desk }, preferences }, over);
    return { bridge, play: () => updates.forEach(bridge.emit) };
  },
  press,
});

const simulated = (faults: readonly string[]) => ({
  ...{ port: 'simulated', baudRate: 9600, feedback: 'none', trouble: null },
  state: 'ready' as const,
  faults: faults.map((fault) => ({ fault, on: false })),
});
const training: Partial<PressView> = {
  mode: 'training',
  commissioned: false,
  tray: true,
  name: 'Training Press',
  devices: {
    scanner: {
      ...simulated(['unplugged', 'garbage', 'slow', 'truncated', 'glued', 'no-suffix']),
      habits: DEFAULT_HABITS,
    },
    printer: {
      ...simulated(['unplugged', 'unplug-mid-label', 'reset-mid-label', 'paper-out', 'head-open', 'ribbon-out']),
      left: { roll: 38, ribbon: null },
    },
  },
};
const onTable = { serial: serialAt(4711), sticker: stickerAt(413), upper: false, lower: false } as const;
const batch = (change: Partial<PressBatchView>): PressBatchView => ({ ...pressBatch, ...change });
const fresh = batch({
  states: statesOf({ ordered: 1000 }),
  stickers: { printed: 0, proven: 0, destroyed: 0 },
  fingerprint: null,
});
const over = batch({
  states: statesOf({ returned: 998, withdrawn: 2 }),
  stickers: { printed: 1003, proven: 998, destroyed: 5 },
  returned: { to: 'HEL-2-BENCH-01', count: 998, withdrawn: 2 },
});

export const PRESS_SCENES: Readonly<Record<string, GalleryScene>> = {
  'press-print': scene({ desk: { verdict: proven } }),
  'press-no-key': scene({ desk: { ready: false, medium: null, line: { at: 'no-key', serial: serialAt(4711) } } }),
  'press-printing': scene({ desk: { line: { at: 'printing', serial: serialAt(4711), sticker: stickerAt(413) } } }),
  'press-upper': scene({ view: training, desk: { line: { at: 'scan', ...onTable } } }),
  'press-lower': scene({ view: training, desk: { line: { at: 'scan', ...onTable, upper: true } } }),
  'press-proven': scene({ view: training, desk: { verdict: proven } }),
  'press-refused': scene({ desk: { verdict: refused, line: { at: 'scan', ...onTable, upper: true } } }),
  'press-unreadable': scene({
    desk: { line: { at: 'scan', ...onTable }, notice: pressBecause('unreadable') },
  }),
  'press-doubt': scene({
    view: training,
    desk: {
      batch: batch({ states: statesOf({ keyed: 588, 'in-doubt': 1, proven: 409, withdrawn: 2 }) }),
      line: { at: 'doubt', ...onTable, reason: 'ribbon-out' },
    },
    over: {
      spoil: async () => failIn('press')('not-now', 'Not now.'),
    },
  }),
  'press-spoil': scene({ desk: { line: { at: 'scan', ...onTable } }, press: ['Delete'] }),
  'press-absent': scene({
    desk: { line: { at: 'doubt', ...onTable, reason: 'ribbon-out' } },
    press: ['click:absent'],
  }),
  'press-destroy-one': scene({
    desk: {
      batch: batch({ states: statesOf({ keyed: 588, spoilt: 1, proven: 409, withdrawn: 2 }) }),
      line: { at: 'destroy', serial: serialAt(4711), sticker: stickerAt(413), reason: 'Torn or creased' },
    },
  }),
  'press-paper-out': scene({
    view: {
      devices: {
        ...pressView.devices,
        printer: {
          ...pressView.devices.printer,
          state: 'faulted',
          trouble: { area: 'printer', kind: 'paper-out', message: 'The printer is out of labels. Put in a new roll.' },
        },
      },
    },
    over: { print: async () => failIn('printer')('paper-out', 'The printer is out of labels. Put in a new roll.') },
    press: ['Enter'],
  }),
  'press-done': scene({
    desk: {
      batch: batch({
        states: statesOf({ proven: 998, withdrawn: 2 }),
        stickers: { printed: 1003, proven: 998, destroyed: 5 },
      }),
      verdict: proven,
      line: { at: 'done' },
    },
  }),
  'press-first': scene({
    view: training,
    desk: { batch: null, batches: [], medium: null, ready: false, line: { at: 'no-batch' } },
  }),
  'press-orders': scene({ press: ['F2', 'click:stage-order'] }),
  'press-order-refused': scene({
    desk: { batch: null, medium: null, ready: false, line: { at: 'no-batch' } },
    over: {
      takeOrder: async () =>
        failIn('press')(
          'code-used',
          'order-2026-048.jsonl, line 12 (TF-004711): its intermediate code was used in batch 2026-047. Nothing was taken: do not use this file, call your supervisor.',
          { line: 12, serial: 'TF-004711', batch: '2026-047' },
        ),
    },
    press: ['click:take'],
  }),
  'press-keys': scene({
    desk: { batch: fresh, medium: null, ready: false, line: { at: 'no-keys' } },
    press: ['F2'],
  }),
  'press-making': scene({
    view: training,
    desk: {
      batch: fresh,
      ready: false,
      line: { at: 'no-keys' },
      work: { what: 'making', done: 384, total: 1000, rate: 182, left: 3.4 },
    },
    press: ['F2'],
  }),
  'press-units': scene({ press: ['F2'] }),
  'press-return-open': scene({ press: ['F2', 'click:stage-return'] }),
  'press-return': scene({
    desk: {
      batch: batch({
        states: statesOf({ proven: 998, withdrawn: 2 }),
        stickers: { printed: 1003, proven: 998, destroyed: 5 },
      }),
      line: { at: 'done' },
    },
    press: ['F2', 'Tab'],
  }),
  'press-returned': scene({
    desk: { batch: over, ready: false, line: { at: 'returned' } },
    press: ['F2', 'click:stage-return'],
  }),
  'press-destruction': scene({ desk: { batch: over, ready: false, line: { at: 'returned' } }, press: ['F2'] }),
  'press-destruction-training': scene({
    view: training,
    desk: { batch: over, ready: false, medium: null, line: { at: 'returned' } },
    press: ['F2', 'click:destroy'],
  }),
  'press-certificate': scene({
    desk: { batch: { ...over, closed: true }, ready: false, line: { at: 'returned' } },
    press: ['F2', 'click:save-certificate'],
  }),
  'press-devices': scene({ press: ['F3'] }),
  'press-devices-refused': scene({
    view: {
      ...training,
      stickers: {
        language: 'zpl',
        serialIn: 'link',
        follow: true,
        dpmm: 8,
        width: 22,
        height: 22,
        trouble: {
          area: 'sticker',
          kind: 'code-too-small',
          message:
            'The code of the private key needs 26.5 mm with its quiet zone, at 4 dots a module on a printer of 203 dpi, and the sticker is 22 mm. Use stickers of 27 x 27 mm or a printer of 300 dpi.',
        },
      },
    },
    press: ['F3'],
  }),
  'press-records': scene({ press: ['F4'] }),
  'press-window': scene({ press: ['F5'] }),
};
