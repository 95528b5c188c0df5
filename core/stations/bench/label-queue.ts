/** Verdict labels, one after the other behind the operator's back: a slow printer must not hold up the next card. */
import type { Mishap } from '../../journal/events/bench.ts';
import type { JournalEvent, RecordRef } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Failure, type Result } from '../../base/result.ts';
import { because, type ReasonKind } from './reasons.ts';

const failed = failIn('bench');

/** A verdict label; no secret. */
export interface VerdictSlip {
  readonly serial: string;
  readonly outcome: 'PASS' | 'FAIL';
  /** On a FAIL, its reason. */
  readonly reason: ReasonKind | Mishap | null;
  readonly at: string;
  readonly reference: RecordRef;
}

/** Prints one label and says what evidence there is that it came out. */
export interface LabelPrinter {
  print(slip: VerdictSlip): Promise<Result<{ readonly evidence: string }>>;
}

/** What has become of a label. */
export interface LabelOutcome {
  readonly label: 'printing' | 'printed' | 'failed';
  readonly labelReason: Failure | null;
}

export interface LabelQueue {
  /** What a label is when its verdict is given: printing, or none where there is no printer. */
  readonly atFirst: 'printing' | 'none';
  print(slip: VerdictSlip): void;
  /** Prints the last label of this serial again. */
  again(serial: string): Result<null>;
  /** Resolves when no label is printing any more. */
  settled(): Promise<void>;
  forget(): void;
}

/**
 * @param labels null where no labels are printed: a headless run.
 * @param said hears how each label stands.
 */
export function createLabelQueue(
  journal: Journal,
  labels: LabelPrinter | null,
  said: (reference: RecordRef, outcome: LabelOutcome) => void,
): LabelQueue {
  const slips = new Map<string, VerdictSlip>();
  let printing: Promise<void> = Promise.resolve();

  async function printNow(printer: LabelPrinter, slip: VerdictSlip): Promise<void> {
    const { serial, outcome, reference } = slip;
    // Whatever breaks in making one label, the next cards get theirs.
    const printed = await printer.print(slip).catch(() => noLabel(serial));
    const event: JournalEvent = printed.ok
      ? { kind: 'label-printed', serial, outcome, evidence: printed.value.evidence }
      : { kind: 'label-failed', serial, outcome, reason: printed.error.kind };
    // A journal that fails stops the station by itself; here only the label's state is lost.
    const recorded = await journal.append([event]).then(
      () => true,
      () => false,
    );
    const labelReason = printed.ok ? (recorded ? null : because('journal-failed')) : printed.error;
    said(reference, { label: printed.ok && recorded ? 'printed' : 'failed', labelReason });
  }

  function print(slip: VerdictSlip): void {
    if (labels === null) return;
    slips.set(slip.serial, slip);
    printing = printing.then(() => printNow(labels, slip));
  }

  return {
    atFirst: labels === null ? 'none' : 'printing',
    print,
    again(serial) {
      const slip = slips.get(serial);
      if (slip === undefined) return { ok: false, error: because('no-label', { serial }) };
      said(slip.reference, { label: 'printing', labelReason: null });
      print(slip);
      return ok(null);
    },
    settled: () => printing,
    forget: () => slips.clear(),
  };
}

const noLabel = (serial: string) =>
  failed(
    'label-failed',
    `The label of ${serial} could not be made. Print it again; call your supervisor if this stays.`,
  );
