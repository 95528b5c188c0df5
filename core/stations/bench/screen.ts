/** What the bench shows: one view, changed in one place, and the one way of saying that something is not taken. */
import { because, type ReasonKind } from './reasons.ts';
import type { BenchStep, BenchView, Scan, TrayView } from './view.ts';
import type { Facts } from '../../base/result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Tally } from './tally.ts';

export interface ScreenPorts {
  readonly journal: Journal;
  readonly tally: Tally;
  /** The tray to be shown when this card is spoken of. */
  readonly tray: (serial: string | null) => TrayView | null;
  /** Called after every change of the view. */
  readonly changed: (view: BenchView) => void;
}

export interface Screen {
  readonly view: BenchView;
  /** The serial in question, if one is. */
  readonly open: string | null;
  show(change: Partial<BenchView>): void;
  /** Says why a scan was not taken, on record. The question stays as it was, unless `change` brings another. */
  refuse(reason: ReasonKind, scan: Scan, facts?: Facts, change?: Partial<BenchView>): Promise<void>;
  /** Whether this is asked of this card now: a late or second click is for another one. */
  asks(at: BenchStep['at'], serial: string): boolean;
  /** Whatever breaks (the journal above all) is shown, not swallowed: then it is the caller's. */
  sayingFaults<T>(work: () => Promise<T>): Promise<T>;
}

export function createScreen({ journal, tally, tray, changed }: ScreenPorts): Screen {
  let view: BenchView = {
    step: { at: 'no-batch' },
    verdict: null,
    by: 'link',
    series: null,
    tray: null,
    work: tally.view(null),
    notice: null,
    turn: 0,
  };

  const open = (): string | null => ('serial' in view.step ? view.step.serial : null);

  function show(change: Partial<BenchView>): void {
    view = { ...view, notice: null, ...change, turn: view.turn + 1 };
    const named = view.notice?.facts?.['serial'];
    const serial = open() ?? (typeof named === 'string' ? named : null) ?? view.verdict?.serial ?? null;
    view = { ...view, work: tally.view(open() ?? view.verdict?.serial ?? null), tray: tray(serial) };
    changed(view);
  }

  return {
    get view() {
      return view;
    },
    get open() {
      return open();
    },
    show,
    async refuse(reason, scan, facts = {}, change = {}) {
      const serial = 'serial' in scan ? scan.serial : open();
      const what = scan.what === 'other' ? scan.name : scan.what;
      await journal.append([{ kind: 'scan-refused', serial, reason, what, length: lengthOf(scan) }]);
      show({ ...change, notice: because(reason, facts) });
    },
    asks: (at, serial) => view.step.at === at && open() === serial,
    async sayingFaults(work) {
      try {
        return await work();
      } catch (error) {
        const step: BenchStep = view.step.at === 'no-batch' ? view.step : { at: 'serial' };
        show({ step, verdict: null, notice: because('journal-failed') });
        throw error;
      }
    },
  };
}

function lengthOf(scan: Scan): number {
  if ('length' in scan) return scan.length;
  return 'address' in scan ? scan.address.length : scan.serial.length;
}
