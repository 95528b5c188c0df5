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
import type { PassphraseVault, RecordsOf, UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface ReadBackPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly records: RecordsOf;
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
  /**
   * The question for a marked card: symbols at positions nobody could foresee. It is on record, so that nobody shops for
   * easy positions or gets more tries by starting the station again.
   */
  ask(unit: BenchUnit): Promise<Result<BenchStep, ReasonKind>>;
  answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>>;
}

/** What is asked of a card, as it stands on record. */
interface Asked {
  readonly positions: readonly number[];
  readonly attempt: number;
}

const ATTEMPTS = 3;
const SERIAL_STEP: BenchStep = { at: 'serial' };

export function createReadBack({ journal, units, records, vault, random }: ReadBackPorts): ReadBack {
  async function ask(unit: BenchUnit): Promise<Result<BenchStep, ReasonKind>> {
    const { serial, job } = unit;
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const shape = passphrase.use(shapeOf);
    const asked = askedOf(records(serial));
    if (asked !== null) return ok({ at: 'read-back', serial, ...asked, shape });
    const positions = passphrase.use((bytes) => askPositions(bytes, random));
    await journal.append([{ kind: 'read-back-asked', serial, job: job as string, positions }]);
    return ok({ at: 'read-back', serial, positions, attempt: 1, shape });
  }

  async function answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>> {
    const unit = units.unit(serial);
    if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
    const allowed = benchLife.allow(unit, 'etch-read-back');
    if (!allowed.ok) return allowed;
    const question = askedOf(records(serial));
    if (question === null) return fail('not-now', `Scan the serial of ${serial} first.`);
    const { positions } = question;
    // A slip of the hand on the Enter key is no reading of the metal.
    if (symbols.length !== positions.length) return misread(positions.join(', '));
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const compared = passphrase.use((bytes) => checkReadback(bytes, positions, symbols));
    if (compared.ok) return agreed(unit, question);
    return disagreed(
      unit,
      { ...question, shape: passphrase.use(shapeOf) },
      String(compared.error.facts?.['position'] ?? positions.join(', ')),
    );
  }

  async function agreed({ serial, job }: BenchUnit, { positions }: Asked): Promise<Result<ReadBackAnswer>> {
    const refs = await journal.append([
      { kind: 'etch-read-back', serial, job: job as string, positions },
      { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
    ]);
    return ok({ step: SERIAL_STEP, outcome: 'PASS', reason: null, refs });
  }

  /** @param position where it disagrees, as people read it. */
  async function disagreed(
    unit: BenchUnit,
    question: Asked & { readonly shape: ReadShape },
    position: string,
  ): Promise<Result<ReadBackAnswer>> {
    const { serial } = unit;
    const job = unit.job as string;
    const { attempt } = question;
    const event: JournalEvent = { kind: 'etch-misread', serial, job, attempt };
    if (attempt < ATTEMPTS) {
      const refs = await journal.append([event]);
      const next = { ...question, attempt: attempt + 1 };
      return ok({ step: { at: 'read-back', serial, ...next }, outcome: null, reason: misread(position).error, refs });
    }
    const refs = await journal.append([
      event,
      ...inDoubt(serial, job, 'misread-thrice'),
      { kind: 'verdict-given', serial, outcome: 'FAIL', reason: 'misread-thrice' },
    ]);
    return ok({ step: SERIAL_STEP, outcome: 'FAIL', reason: because('misread-thrice', { serial }), refs });
  }

  return { ask, answer };
}

/** What is asked of a card now, and for which time; null where nothing is yet. */
function askedOf(records: readonly JournalEvent[]): Asked | null {
  return records.reduce<Asked | null>((asked, event) => {
    switch (event.kind) {
      case 'read-back-asked':
        return { positions: event.positions, attempt: 1 };
      case 'etch-misread':
        return asked === null ? null : { ...asked, attempt: event.attempt + 1 };
      case 'etch-marked':
      case 'etch-read-back':
      case 'doubt-resolved':
        return null;
      default:
        return asked;
    }
  }, null);
}

const misread = (position: string): Failed<ReasonKind> => ({ ok: false, error: because('misread', { position }) });
