/**
 * From the metal to the box: strip -> packing -> finished. Each step is the answer of a person who has the card in hand
 * and looks at it, after its serial was scanned just now; the station only asks what is next and keeps the record.
 */
import type { Inspection } from '../../journal/events/bench.ts';
import type { RecordRef } from '../../journal/event.ts';
import { onePerson } from '../../people/person.ts';
import type { Journal } from '../../journal/journal.ts';
import { ok, type Failure, type Result } from '../../base/result.ts';
import { benchLife, type BenchStepKind, type BenchUnit, type BenchUnitState } from '../../life/bench-life.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { Cost } from './tally.ts';
import type { UnitLookup } from './verification.ts';

export interface FinishingPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  /** What a card has cost that is in the box now, where all of its way was counted. */
  readonly worked: (serial: string) => Cost | null;
}

/** `reason` is why it is not good; then nothing of the unit is recorded yet but who found it. */
export interface Inspected {
  readonly refs: readonly RecordRef[];
  readonly reason: Failure<ReasonKind> | null;
}

export interface Finishing {
  answer(serial: string, what: Inspection, good: boolean, person: string): Promise<Result<Inspected>>;
}

/** What is to be looked at next. */
const NEXT: Partial<Record<BenchUnitState, Inspection>> = { 'read-back': 'strip', covered: 'seal', sealed: 'pack' };

export const inspectionOf = (unit: BenchUnit): Inspection | null => NEXT[unit.state] ?? null;

const STEPS = {
  strip: { step: 'unit-covered', bad: 'strip-failed' },
  seal: { step: 'unit-sealed', bad: 'seal-failed' },
  pack: { step: 'unit-finished', bad: 'seal-failed' },
} as const satisfies Record<Inspection, { step: BenchStepKind; bad: ReasonKind }>;

export function createFinishing({ journal, units, worked }: FinishingPorts): Finishing {
  return {
    async answer(serial, what, good, person) {
      const by = onePerson(person);
      if (!by.ok) return by;
      const unit = units.unit(serial);
      if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
      const { step, bad } = STEPS[what];
      const allowed = benchLife.allow(unit, step);
      if (!allowed.ok) return allowed;
      if (!good) {
        const refs = await journal.append([{ kind: 'inspection-failed', serial, what, by: by.value }]);
        return ok({ refs, reason: because(bad, { serial }) });
      }
      const cost = step === 'unit-finished' ? worked(serial) : null;
      const refs = await journal.append([
        { kind: step, serial, by: by.value },
        ...(cost === null ? [] : [{ kind: 'work-counted', serial, ...cost } as const]),
        { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
      ]);
      return ok({ refs, reason: null });
    },
  };
}
