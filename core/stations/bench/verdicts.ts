/**
 * Giving a verdict: record first, then show, then print its label and, on a PASS, send the etch job. Nothing is
 * shown as done before its record is on disk.
 */
import type { Inspection, Mishap } from '../../journal/events/bench.ts';
import type { JournalEvent, RecordRef } from '../../journal/event.ts';
import type { Clock } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Failure, Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { BenchView, Verdict } from './view.ts';
import type { Etching } from './etching.ts';
import type { Filling } from './filling.ts';
import { createLabelQueue, type LabelPrinter } from './label-queue.ts';
import type { ReadBackAnswer } from './read-back.ts';
import { because, type ReasonKind } from './reasons.ts';
import { holdOf } from './holds.ts';
import type { Screen } from './screen.ts';
import type { RecordsOf, UnitLookup } from './verification.ts';

export interface VerdictPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly records: RecordsOf;
  /** Null where no labels are printed: a headless run. */
  readonly labels: LabelPrinter | null;
  readonly etching: Pick<Etching, 'send'>;
  readonly filling: Pick<Filling, 'on' | 'lay' | 'skip'>;
  readonly clock: Clock;
}

export interface Verdicts {
  /** The card is good: label, and its etch job from the very bytes that were verified, or a pocket of the tray with them. */
  pass(serial: string, address: string, coin: string, bytes: Secret): Promise<void>;
  /** The card is bad, and quarantined if it may be. `also` is recorded with the verdict, in one group; `of`: by what; `other`: the other card of a pair. */
  fail(
    serial: string,
    address: string | null,
    reason: Failure<ReasonKind>,
    also?: readonly JournalEvent[],
    of?: Verdict['of'],
    other?: string,
  ): Promise<void>;
  /** What was found before is said of the card now that it is in hand. */
  condemned(unit: BenchUnit): Promise<void>;
  /** The station is bad; the card stays as it was. */
  error(serial: string | null, address: string | null, reason: Failure<ReasonKind>): Promise<void>;
  /** The answer to a read-back; already on record. */
  readBack(serial: string, answer: ReadBackAnswer): void;
  /** What somebody has looked at is good; already on record. */
  inspected(serial: string, of: Inspection, refs: readonly RecordRef[]): void;
  /** A person has put the card aside, on record: what it wears says so. */
  putAside(serial: string, as: Mishap, reference: RecordRef): void;
  reprint(serial: string): Result<null>;
  /** Resolves when no label is printing any more. */
  settled(): Promise<void>;
  forget(): void;
}

const NOTHING = { coin: null, label: 'none', labelReason: null, job: 'none', jobReason: null } as const;

export function createVerdicts(ports: VerdictPorts, screen: Pick<Screen, 'view' | 'show'>): Verdicts {
  const { journal, clock } = ports;
  const labels = createLabelQueue(journal, ports.labels, amend);
  const label = labels.atFirst;

  /** Changes the verdict on show, if it is still this one. */
  function amend(reference: RecordRef, change: Partial<Verdict>): void {
    const { verdict, notice } = screen.view;
    if (verdict?.reference === referenceOf(reference)) screen.show({ verdict: { ...verdict, ...change }, notice });
  }

  function give(
    verdict: Pick<Verdict, 'outcome' | 'serial' | 'address' | 'reason'> & Partial<Verdict>,
    refs: readonly RecordRef[],
    change: Partial<BenchView>,
  ): void {
    const reference = referenceOf(lastOf(refs));
    screen.show({ ...change, verdict: { of: 'verification', at: clock.now(), reference, ...NOTHING, ...verdict } });
  }

  /** Whatever a card wore before, it now wears why it is bad. */
  function failLabel(serial: string, reason: ReasonKind | Mishap | null, reference: RecordRef): void {
    labels.print({ serial, outcome: 'FAIL', reason, at: clock.now(), reference });
  }

  /** The card is bad, and quarantined if it may be: on record, then shown, then on its label. */
  const fail: Verdicts['fail'] = async (serial, address, reason, also = [], of = 'verification', other) => {
    const { kind } = reason;
    // Looked at now: the pre-verification may have been faster.
    const unit = ports.units.unit(serial);
    // It stays out, and so does any other from the pocket that was its own.
    if (ports.filling.on && of === 'verification' && (unit?.job ?? null) === null) ports.filling.skip();
    const quarantine: JournalEvent = {
      kind: 'unit-quarantined',
      serial,
      reason: kind,
      ...(other === undefined ? {} : { other }),
    };
    const refs = await journal.append([
      ...(unit !== null && benchLife.may(unit, 'unit-quarantined') ? [quarantine] : []),
      ...also,
      { kind: 'verdict-given', serial, outcome: 'FAIL', reason: kind },
    ]);
    give({ of, outcome: 'FAIL', serial, address, reason, label }, refs, { step: { at: 'serial' } });
    failLabel(serial, kind, lastOf(refs));
  };

  return {
    async pass(serial, address, coin, bytes) {
      const refs = await journal.append([
        { kind: 'unit-verified', serial, address, coin },
        { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
      ]);
      const reference = lastOf(refs);
      give({ outcome: 'PASS', serial, address, coin, reason: null, label, job: 'preparing' }, refs, {});
      labels.print({ serial, outcome: 'PASS', reason: null, at: clock.now(), reference });
      const together = ports.filling.on;
      const sent = together
        ? ports.filling.lay(serial, bytes)
        : await ports.etching.send([{ serial, passphrase: bytes }]);
      const done = together ? 'laid' : 'sent';
      amend(reference, sent.ok ? { job: done } : { job: 'failed', jobReason: sent.error });
      screen.show({ step: { at: 'serial' } });
    },
    fail,
    async condemned({ serial, reason }) {
      const kind = (reason ?? 'not-now') as ReasonKind;
      const other = holdOf(ports.records(serial))?.other ?? '?';
      await fail(serial, null, because(kind, { serial, other }));
    },
    async error(serial, address, reason) {
      const refs = await journal.append([{ kind: 'verdict-given', serial, outcome: 'ERROR', reason: reason.kind }]);
      give({ outcome: 'ERROR', serial, address, reason }, refs, { step: { at: 'serial' } });
    },
    readBack(serial, { step, outcome, reason, refs }) {
      if (outcome === null) return screen.show({ step, notice: reason });
      const failed = outcome === 'FAIL';
      const said = { of: 'read-back', outcome, serial, address: null, reason } as const;
      give(failed ? { ...said, label } : said, refs, { step });
      if (failed) failLabel(serial, reason?.kind ?? null, lastOf(refs));
    },
    inspected(serial, of, refs) {
      give({ of, outcome: 'PASS', serial, address: null, reason: null }, refs, { step: { at: 'serial' } });
    },
    putAside: failLabel,
    reprint: (serial) => labels.again(serial),
    settled: () => labels.settled(),
    forget: () => labels.forget(),
  };
}

/** How a record is named to people: `#123 9f3a77c0`. */
export const referenceOf = (ref: RecordRef): string => `#${ref.seq} ${ref.hash.slice(0, 8)}`;

const lastOf = (refs: readonly RecordRef[]): RecordRef => {
  const last = refs.at(-1);
  if (last === undefined) throw new Error('the journal answered without a reference');
  return last;
};
