/**
 * Reading back: the person types what stands on the metal at positions nobody could foresee, or scans the code on it. It shows that the laser
 * marked this passphrase, whole and legible; three readings that disagree leave the card in doubt.
 */
import { askPositions, checkReadback, shapeOf, type ReadShape } from '../../etch/readback.ts';
import type { JournalEvent, Outcome, RecordRef } from '../../journal/event.ts';
import type { Random } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Failed, type Failure, type Result } from '../../base/result.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { setUpOf, whyAsked, type ReadBackPolicy } from './read-back-policy.ts';
import { inDoubt } from './in-doubt.ts';
import type { BenchStep } from './view.ts';
import { because, type ReasonKind } from './reasons.ts';
import { doubts, inTray, turnedFor } from './in-tray.ts';
import type { PassphraseVault, RecordsOf, UnitLookup, UnitsOfJob } from './verification.ts';

const fail = failIn('bench');

export interface ReadBackPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly unitsOfJob: UnitsOfJob;
  readonly records: RecordsOf;
  readonly vault: PassphraseVault;
  readonly random: Random;
  /** As the station is set now. */
  readonly policy: () => ReadBackPolicy;
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
   * The question for a marked card: symbols at positions nobody could foresee, or the code on its metal. It is on record, so that nobody shops for
   * easy positions or gets more tries by starting the station again.
   */
  ask(unit: BenchUnit): Promise<Result<BenchStep, ReasonKind>>;
  answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>>;
  /** The code on the metal was scanned, of a card of which that is enough. */
  byCode(serial: string): Promise<Result<ReadBackAnswer>>;
  /** It does not read: the question is symbols after all. */
  unread(serial: string): Promise<Result<BenchStep>>;
}

/** What is asked of a card, as it stands on record. */
interface Asked {
  readonly positions: readonly number[];
  readonly attempt: number;
}

const ATTEMPTS = 3;
const SERIAL_STEP: BenchStep = { at: 'serial' };

export function createReadBack(ports: ReadBackPorts): ReadBack {
  const { journal, units, records, vault, random, policy } = ports;
  /** The set-up under which a card was last read symbol by symbol: the first after a start or a change is read so. */
  let read: string | null = null;

  /** What is asked is on record before anybody is asked. */
  async function ask(unit: BenchUnit, unread = false): Promise<Result<BenchStep, ReasonKind>> {
    const { serial } = unit;
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const shape = passphrase.use(shapeOf);
    let asked = unread ? null : askedOf(records(serial));
    if (asked === null) {
      const why = unread ? 'unread' : whyAsked(setUpOf(records(serial)), read, policy(), random);
      const positions = why === 'spared' ? [] : passphrase.use((bytes) => askPositions(bytes, random));
      await journal.append([{ kind: 'read-back-asked', serial, job: unit.job as string, positions, why }]);
      asked = { positions, attempt: 1 };
    }
    if (asked.positions.length === 0) return ok({ at: 'metal', serial });
    return ok({ at: 'read-back', serial, ...asked, shape });
  }

  /** The card that is asked about now. */
  function asked(serial: string): Result<{ readonly unit: BenchUnit; readonly question: Asked }> {
    const unit = units.unit(serial);
    if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
    const allowed = benchLife.allow(unit, 'etch-read-back');
    if (!allowed.ok) return allowed;
    const question = askedOf(records(serial));
    return question === null ? fail('not-now', `Scan the serial of ${serial} first.`) : ok({ unit, question });
  }

  async function answer(serial: string, symbols: string): Promise<Result<ReadBackAnswer>> {
    const about = asked(serial);
    if (!about.ok) return about;
    const { unit, question } = about.value;
    const { positions } = question;
    if (positions.length === 0) return fail('not-now', `Scan the code on the metal of ${serial}.`);
    // A slip of the hand on the Enter key is no reading of the metal.
    if (symbols.length !== positions.length) return misread(positions.join(', '));
    const opened = vault.passphrase(unit);
    if (!opened.ok) return { ok: false, error: because('vault-unreadable', { serial }) };
    using passphrase = opened.value;
    const compared = passphrase.use((bytes) => checkReadback(bytes, positions, symbols));
    if (compared.ok) return agreed(unit, question);
    if (question.attempt > 1 && readsAsTurned(ports, unit, positions, symbols)) return turned(ports, unit);
    return disagreed(
      journal,
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
    if (positions.length > 0) read = setUpOf(records(serial)).name;
    return ok({ step: SERIAL_STEP, outcome: 'PASS', reason: null, refs });
  }

  return {
    ask: (unit) => ask(unit),
    answer,
    async byCode(serial) {
      const about = asked(serial);
      if (!about.ok) return about;
      const { unit, question } = about.value;
      if (question.positions.length > 0) return fail('not-now', `${serial} is to be read symbol by symbol.`);
      return agreed(unit, question);
    },
    async unread(serial) {
      const about = asked(serial);
      return about.ok ? ask(about.value.unit, true) : about;
    },
  };
}

/** @param position where it disagrees, as people read it. */
async function disagreed(
  journal: Journal,
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

/** Whether these symbols are those of the card that lies here if its tray was put in the wrong way round. */
function readsAsTurned(
  { units, records, vault }: ReadBackPorts,
  { serial }: BenchUnit,
  positions: readonly number[],
  symbols: string,
): boolean {
  const at = inTray(serial, records(serial));
  const there = at === null ? null : turnedFor(at);
  const other = there === null ? null : units.unit(there);
  const opened = other === null ? null : vault.passphrase(other);
  if (opened === null || !opened.ok) return false;
  using passphrase = opened.value;
  return passphrase.use((bytes) => checkReadback(bytes, positions, symbols)).ok;
}

/** Read twice, and the second time as the card opposite: every card of the tray that was not read is in doubt. */
async function turned(
  { journal, unitsOfJob }: ReadBackPorts,
  { serial, job }: BenchUnit,
): Promise<Result<ReadBackAnswer>> {
  const hit = unitsOfJob(job as string);
  const refs = await journal.append([
    ...doubts(hit, 'tray-turned'),
    { kind: 'incident', reason: 'tray-turned', serial, detail: `${hit.length} cards of one tray` },
    { kind: 'verdict-given', serial, outcome: 'FAIL', reason: 'tray-turned' },
  ]);
  return ok({ step: SERIAL_STEP, outcome: 'FAIL', reason: because('tray-turned', { serial }), refs });
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
