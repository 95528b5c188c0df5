/**
 * Reading back: the person types what stands on the metal at positions nobody could foresee. It shows that the laser
 * marked this passphrase, whole and legible; three readings that disagree leave the card in doubt.
 */
import { askPositions, checkReadback, shapeOf, type ReadShape } from '../../etch/readback.ts';
import type { JournalEvent, Outcome, RecordRef } from '../../journal/event.ts';
import type { Random } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Failed, type Failure, type Result } from '../../base/result.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { inDoubt } from './etching.ts';
import type { BenchStep } from './view.ts';
import { because, type ReasonKind } from './reasons.ts';
import type { PassphraseVault, UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface ReadBackPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly vault: PassphraseVault;
  readonly random: Random;
}

/** What a read-back led to. `outcome` is null when the person may try again. */
export interface ReadBackAnswer {
  readonly step: BenchStep;
  readonly outcome: Outcome | null;
  readonly reason: Failure<ReasonKind> | null;
  readonly refs: readonly RecordRef[];
}

export interface ReadBack {
  /** The question for a marked card: symbols at positions nobody could foresee. */
  ask(unit: BenchUnit): Result<BenchStep, ReasonKind>;
  answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>>;
}

interface Question {
  readonly shape: ReadShape;
  readonly positions: readonly number[];
  readonly attempt: number;
}

const ATTEMPTS = 3;
const SERIAL_STEP: BenchStep = { at: 'serial' };

export function createReadBack({ journal, units, vault, random }: ReadBackPorts): ReadBack {
  const questions = new Map<string, Question>();

  function ask(unit: BenchUnit): Result<BenchStep, ReasonKind> {
    const { serial } = unit;
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    // The same question until it is answered: asking anew each time would let a guesser shop for easy positions.
    const question = questions.get(serial) ?? {
      positions: passphrase.use((bytes) => askPositions(bytes, random)),
      shape: passphrase.use(shapeOf),
      attempt: 1,
    };
    questions.set(serial, question);
    return ok({ at: 'read-back', serial, ...question });
  }

  async function answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>> {
    const unit = units.unit(serial);
    if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
    const allowed = benchLife.allow(unit, 'etch-read-back');
    if (!allowed.ok) return allowed;
    const question = questions.get(serial);
    if (question === undefined) return fail('not-now', `Scan the serial of ${serial} first.`);
    const { positions } = question;
    // A slip of the hand on the Enter key is no reading of the metal.
    if (symbols.length !== positions.length) return misread(positions.join(', '));
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const compared = passphrase.use((bytes) => checkReadback(bytes, positions, symbols));
    if (compared.ok) return agreed(unit, question);
    return disagreed(unit, question, String(compared.error.facts?.['position'] ?? positions.join(', ')));
  }

  async function agreed({ serial, job }: BenchUnit, { positions }: Question): Promise<Result<ReadBackAnswer>> {
    const refs = await journal.append([
      { kind: 'etch-read-back', serial, job: job as string, positions },
      { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
    ]);
    questions.delete(serial);
    return ok({ step: SERIAL_STEP, outcome: 'PASS', reason: null, refs });
  }

  /** @param position where it disagrees, as people read it. */
  async function disagreed(unit: BenchUnit, question: Question, position: string): Promise<Result<ReadBackAnswer>> {
    const { serial } = unit;
    const job = unit.job as string;
    const { attempt } = question;
    const event: JournalEvent = { kind: 'etch-misread', serial, job, attempt };
    if (attempt < ATTEMPTS) {
      const refs = await journal.append([event]);
      const next: Question = { ...question, attempt: attempt + 1 };
      questions.set(serial, next);
      return ok({ step: { at: 'read-back', serial, ...next }, outcome: null, reason: misread(position).error, refs });
    }
    const refs = await journal.append([
      event,
      ...inDoubt(serial, job, 'misread-thrice'),
      { kind: 'verdict-given', serial, outcome: 'FAIL', reason: 'misread-thrice' },
    ]);
    questions.delete(serial);
    return ok({ step: SERIAL_STEP, outcome: 'FAIL', reason: because('misread-thrice', { serial }), refs });
  }

  return { ask, answer };
}

const misread = (position: string): Failed<ReasonKind> => ({ ok: false, error: because('misread', { position }) });
