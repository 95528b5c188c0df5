/**
 * Giving a verdict: record first, then show, then print its label and, on a PASS, send the etch job. Nothing is
 * shown as done before its record is on disk.
 */
import type { Inspection } from '../../journal/events/bench.ts';
import type { JournalEvent, RecordRef } from '../../journal/event.ts';
import type { Clock } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Failure, type Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import { benchLife } from '../../life/bench-life.ts';
import type { BenchView, Verdict } from './view.ts';
import type { Etching, ReadBackAnswer } from './etching.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { UnitLookup } from './verification.ts';

const failed = failIn('bench');

/** A verdict label; no secret. */
export interface VerdictSlip {
  readonly serial: string;
  readonly outcome: 'PASS' | 'FAIL';
  /** On a FAIL, its reason. */
  readonly reason: ReasonKind | null;
  readonly at: string;
  readonly reference: RecordRef;
}

/** Prints one label and says what evidence there is that it came out. */
export interface LabelPrinter {
  print(slip: VerdictSlip): Promise<Result<{ readonly evidence: string }>>;
}

export interface VerdictPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  /** Null where no labels are printed: a headless run. */
  readonly labels: LabelPrinter | null;
  readonly etching: Etching;
  readonly clock: Clock;
  /** The bench's view, and how to change it. */
  readonly view: () => BenchView;
  readonly show: (change: Partial<BenchView>) => void;
}

export interface Verdicts {
  /** The card is good: label, and its etch job from the very bytes that were verified. */
  pass(serial: string, address: string, coin: string, bytes: Secret): Promise<void>;
  /** The card is bad, and quarantined if it may be. `also` is recorded with the verdict, in one group; `of`: by what. */
  fail(
    serial: string,
    address: string | null,
    reason: Failure<ReasonKind>,
    also?: readonly JournalEvent[],
    of?: Verdict['of'],
  ): Promise<void>;
  /** The station is bad; the card stays as it was. */
  error(serial: string | null, address: string | null, reason: Failure<ReasonKind>): Promise<void>;
  /** The answer to a read-back; already on record. */
  readBack(serial: string, answer: ReadBackAnswer): void;
  /** What somebody has looked at is good; already on record. */
  inspected(serial: string, of: Inspection, refs: readonly RecordRef[]): void;
  reprint(serial: string): Result<null>;
  /** Resolves when no label is printing any more. */
  settled(): Promise<void>;
  forget(): void;
}

const NOTHING = { coin: null, label: 'none', labelReason: null, job: 'none', jobReason: null } as const;

export function createVerdicts(ports: VerdictPorts): Verdicts {
  const { journal, clock, show } = ports;
  const label = ports.labels === null ? 'none' : 'printing';
  const slips = new Map<string, VerdictSlip>();
  let printing: Promise<void> = Promise.resolve();

  /** Changes the verdict on show, if it is still this one. */
  function amend(reference: string, change: Partial<Verdict>): void {
    const { verdict, notice } = ports.view();
    if (verdict?.reference === reference) show({ verdict: { ...verdict, ...change }, notice });
  }

  /** Labels print one after the other, behind the operator's back: a slow printer must not hold up the next card. */
  function print(slip: VerdictSlip): void {
    const { labels } = ports;
    if (labels === null) return;
    const reference = referenceOf(slip.reference);
    const { serial, outcome } = slip;
    slips.set(serial, slip);
    printing = printing.then(async () => {
      // Whatever breaks in making one label, the next cards get theirs.
      const printed = await labels.print(slip).catch(() => noLabel(serial));
      const event: JournalEvent = printed.ok
        ? { kind: 'label-printed', serial, outcome, evidence: printed.value.evidence }
        : { kind: 'label-failed', serial, outcome, reason: printed.error.kind };
      // A journal that fails stops the station by itself; here only the label's state is lost.
      const recorded = await journal.append([event]).then(
        () => true,
        () => false,
      );
      const done = printed.ok && recorded;
      const labelReason = printed.ok ? (recorded ? null : because('journal-failed')) : printed.error;
      amend(reference, { label: done ? 'printed' : 'failed', labelReason });
    });
  }

  function give(
    verdict: Pick<Verdict, 'outcome' | 'serial' | 'address' | 'reason'> & Partial<Verdict>,
    refs: readonly RecordRef[],
    change: Partial<BenchView>,
  ): void {
    const reference = referenceOf(lastOf(refs));
    show({ ...change, verdict: { of: 'verification', at: clock.now(), reference, ...NOTHING, ...verdict } });
  }

  async function pass(serial: string, address: string, coin: string, bytes: Secret): Promise<void> {
    const refs = await journal.append([
      { kind: 'unit-verified', serial, address, coin },
      { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
    ]);
    const reference = lastOf(refs);
    give({ outcome: 'PASS', serial, address, coin, reason: null, label, job: 'preparing' }, refs, {});
    print({ serial, outcome: 'PASS', reason: null, at: clock.now(), reference });
    const sent = await ports.etching.send(serial, bytes);
    amend(referenceOf(reference), sent.ok ? { job: 'sent' } : { job: 'failed', jobReason: sent.error });
    show({ step: { at: 'serial' } });
  }

  async function fail(
    serial: string,
    address: string | null,
    reason: Failure<ReasonKind>,
    also: readonly JournalEvent[] = [],
    of: Verdict['of'] = 'verification',
  ): Promise<void> {
    const { kind } = reason;
    // Looked at now: the pre-verification may have been faster.
    const unit = ports.units.unit(serial);
    const quarantine: JournalEvent = { kind: 'unit-quarantined', serial, reason: kind };
    const refs = await journal.append([
      ...(unit !== null && benchLife.may(unit, 'unit-quarantined') ? [quarantine] : []),
      ...also,
      { kind: 'verdict-given', serial, outcome: 'FAIL', reason: kind },
    ]);
    give({ of, outcome: 'FAIL', serial, address, reason, label }, refs, { step: { at: 'serial' } });
    print({ serial, outcome: 'FAIL', reason: kind, at: clock.now(), reference: lastOf(refs) });
  }

  async function error(serial: string | null, address: string | null, reason: Failure<ReasonKind>): Promise<void> {
    const refs = await journal.append([{ kind: 'verdict-given', serial, outcome: 'ERROR', reason: reason.kind }]);
    give({ outcome: 'ERROR', serial, address, reason }, refs, { step: { at: 'serial' } });
  }

  function readBack(serial: string, { step, outcome, reason, refs }: ReadBackAnswer): void {
    if (outcome === null) show({ step, notice: reason });
    else give({ of: 'read-back', outcome, serial, address: null, reason }, refs, { step });
  }

  function inspected(serial: string, of: Inspection, refs: readonly RecordRef[]): void {
    give({ of, outcome: 'PASS', serial, address: null, reason: null }, refs, { step: { at: 'serial' } });
  }

  function reprint(serial: string): Result<null> {
    const slip = slips.get(serial);
    if (slip === undefined) return { ok: false, error: because('no-label', { serial }) };
    amend(referenceOf(slip.reference), { label: 'printing', labelReason: null });
    print(slip);
    return ok(null);
  }

  return { pass, fail, error, readBack, inspected, reprint, settled: () => printing, forget: () => slips.clear() };
}

const noLabel = (serial: string) =>
  failed(
    'label-failed',
    `The label of ${serial} could not be made. Print it again; call your supervisor if this stays.`,
  );

/** How a record is named to people: `#123 9f3a77c0`. */
export const referenceOf = (ref: RecordRef): string => `#${ref.seq} ${ref.hash.slice(0, 8)}`;

const lastOf = (refs: readonly RecordRef[]): RecordRef => {
  const last = refs.at(-1);
  if (last === undefined) throw new Error('the journal answered without a reference');
  return last;
};
