/**
 * Bench's recipe for one card: serial -> address on its sticker -> derive again from the very bytes to be etched ->
 * verdict -> label and etch job. Scans are taken one at a time and in order; ports bring the world.
 */
import type { JournalEvent } from '../../journal/event.ts';
import type { Clock, KeyDerivation } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import { failIn, ok, type Facts, type Failure, type Result } from '../../base/result.ts';
import { withoutPassphrase } from './card-code.ts';
import type { Secret } from '../../base/secret.ts';
import { createQueue } from '../../work/queue.ts';
import { BENCH_STATES, benchLife, type BenchUnit } from '../../life/bench-life.ts';
import type { BenchStep, BenchView, Scan } from './view.ts';
import type { Etching } from './etching.ts';
import { createFinishing, inspectionOf } from './finishing.ts';
import { because, REASONS, type ReasonKind } from './reasons.ts';
import { createVerdicts, type LabelPrinter } from './verdicts.ts';
import { verifiedAddresses, type PassphraseVault, type UnitLookup } from './verification.ts';

const fail = failIn('bench');

export interface BenchPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly vault: PassphraseVault;
  readonly derivation: KeyDerivation;
  readonly labels: LabelPrinter | null;
  readonly etching: Etching;
  readonly clock: Clock;
  /** Called after every change of the view. */
  readonly changed: (view: BenchView) => void;
}

export interface Bench {
  view(): BenchView;
  /** Takes one scan; resolves when it has had its whole effect (the label apart, which prints on its own). */
  scan(scan: Scan): Promise<void>;
  /** A batch was opened or closed: starts anew. */
  reset(open: boolean): void;
  /** The person at the laser says whether it has finished. */
  marked(serial: string, finished: boolean): Promise<Result<null>>;
  /** What the person reads off the metal at the asked positions. */
  readBack(serial: string, symbols: string): Promise<Result<null>>;
  /** What the person says who looks at the strip, the packing or the packed card that is asked about. */
  inspected(serial: string, good: boolean, person: string): Promise<Result<null>>;
  /** Does what concerns a card while none is being worked on, in its turn. */
  between<T>(work: () => Promise<T>): Promise<T>;
  /** Prints the last label of this serial again. */
  reprint(serial: string): Result<null>;
  /** Resolves when everything taken so far has had its effect and no label is printing any more. */
  settled(): Promise<void>;
}

/** A card is at the bench for seconds: more waiting scans than this mean a scanner gone wild, and are refused. */
const MOST_WAITING = 8;

export function createBench(ports: BenchPorts): Bench {
  const { journal, units, etching } = ports;
  let view: BenchView = { step: { at: 'no-batch' }, verdict: null, notice: null, turn: 0 };
  let lastAddress: string | null = null;
  /** The address of the scan before this one, where no serial was open: it counts if this is its serial. */
  let early: string | null = null;
  let next: string | null = null;
  /** A sticker that is not the card's, read once: condemns nobody before it was read again. */
  let misfit: { readonly serial: string; readonly address: string } | null = null;
  let waiting = 0;
  const queue = createQueue();

  function show(change: Partial<BenchView>): void {
    view = { ...view, notice: null, ...change, turn: view.turn + 1 };
    ports.changed(view);
  }
  const verdicts = createVerdicts({ ...ports, show, view: () => view });
  const finishing = createFinishing(ports);

  /** One thing at a time, in the order it came. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => queue(() => sayingFaults(work));

  /** The serial in question, if one is. */
  const open = (): string | null => ('serial' in view.step ? view.step.serial : null);

  async function take(scan: Scan, inHand: string | null): Promise<void> {
    if (scan.what === 'secret') return takeSecret(scan, inHand);
    if (view.step.at === 'no-batch') return refuse('no-batch', scan);
    switch (scan.what) {
      case 'serial':
        return takeSerial(scan);
      case 'address':
        return takeAddress(scan);
      case 'card':
        return takeCard(scan);
      case 'other':
        return refuse('not-a-card-code', scan, { what: scan.name });
      case 'unreadable':
        return refuse('unreadable', scan);
      case 'damaged':
        return refuse(scan.reason, scan);
    }
  }

  async function takeSerial(scan: Extract<Scan, { what: 'serial' }>): Promise<void> {
    const { serial } = scan;
    if (open() === serial) return refuse(AGAIN[view.step.at] ?? 'already-verified', scan, { serial });
    const unit = units.unit(serial);
    if (unit === null) return refuse('unknown-serial', scan, { serial });
    if (unit.closed) return refuse('batch-is-closed', scan, { serial });
    const refusal = refusalOf(unit);
    if (refusal !== null) return refuse(refusal, scan, { serial });
    misfit = null;
    const notice = await leave(serial);
    if (benchLife.may(unit, 'unit-verified')) {
      show({ step: { at: 'address', serial }, verdict: null, notice });
      return early === unit.address ? takeAddress({ what: 'address', address: unit.address }) : undefined;
    }
    if (unit.state === 'sent') return show({ step: { at: 'marking', serial }, verdict: null, notice });
    const what = inspectionOf(unit);
    if (what !== null) return show({ step: { at: 'inspecting', serial, what }, verdict: null, notice });
    const question = etching.ask(serial);
    if (question.ok) show({ step: question.value, verdict: null, notice });
    else await verdicts.error(serial, null, question.error);
  }

  /** A card whose sticker was never scanned is left for the next one: on record, and said. */
  async function leave(next: string): Promise<Failure<ReasonKind> | null> {
    if (view.step.at !== 'address') return null;
    const other = view.step.serial;
    await journal.append([{ kind: 'verdict-given', serial: other, outcome: 'ABORTED', reason: 'other-serial' }]);
    return because('other-serial', { serial: next, other });
  }

  async function takeAddress(scan: Extract<Scan, { what: 'address' }>): Promise<void> {
    const { address } = scan;
    if (view.step.at !== 'address') {
      if (view.step.at === 'serial') next = address;
      return refuse(address === lastAddress ? 'repeated-address' : 'serial-first', scan);
    }
    const { serial } = view.step;
    const unit = verifiable(serial);
    if (unit === null) return leaveOff(serial, scan);
    lastAddress = address;
    if (address !== unit.address) return takeMisfit(unit, scan);
    misfit = null;
    show({ step: { at: 'deriving', serial }, verdict: null });
    await verify(unit, scan);
  }

  /** One code says both, as two scans do one after the other. */
  async function takeCard({ serial, address }: Extract<Scan, { what: 'card' }>): Promise<void> {
    const waits = (): boolean => view.step.at === 'address' && view.step.serial === serial;
    if (!waits()) await takeSerial({ what: 'serial', serial });
    if (waits()) await takeAddress({ what: 'address', address });
  }

  function verifiable(serial: string): BenchUnit | null {
    const unit = units.unit(serial);
    return unit !== null && benchLife.may(unit, 'unit-verified') ? unit : null;
  }

  /** The pre-verification has found the card on the bench to be bad: says so, and asks for the next one. */
  async function leaveOff(serial: string, scan: Scan): Promise<void> {
    const state = units.unit(serial)?.state ?? 'received';
    await refuse(refusalOf({ state }) ?? 'not-now', scan, { serial, state }, { step: { at: 'serial' } });
  }

  /** Not this card's sticker, or not this card's that was scanned: only a second read that agrees condemns a card. */
  async function takeMisfit(unit: BenchUnit, scan: Extract<Scan, { what: 'address' }>): Promise<void> {
    const { serial } = unit;
    const { address } = scan;
    const agrees = misfit?.serial === serial && misfit.address === address;
    misfit = agrees ? null : { serial, address };
    if (agrees) return failSticker(unit, address);
    const other = units.unitByAddress(address)?.serial ?? '';
    await refuse('read-again', scan, { serial, other });
  }

  /** The sticker is not this card's. If it is another card's, that one has lost its own: both go to quarantine. */
  async function failSticker(unit: BenchUnit, address: string): Promise<void> {
    const { serial } = unit;
    const other = units.unitByAddress(address);
    if (other === null) return verdicts.fail(serial, address, because('unknown-sticker', { serial }));
    const reason = because('other-card-sticker', { serial, other: other.serial });
    const swapped: JournalEvent = { kind: 'unit-quarantined', serial: other.serial, reason: reason.kind };
    await verdicts.fail(serial, address, reason, isOpenTo(other) ? [swapped] : []);
  }

  /** Passphrase bytes -> addresses -> the scanned one must be among them. The same bytes then go to the laser. */
  async function verify(unit: BenchUnit, scan: Extract<Scan, { what: 'address' }>): Promise<void> {
    const { serial } = unit;
    const { address } = scan;
    const opened = ports.vault.passphrase(unit);
    if (!opened.ok) return verdicts.error(serial, address, because('vault-unreadable', { serial }));
    using bytes = opened.value;
    const derived = await derive(unit, bytes);
    if (!derived.ok) {
      const bad = REASONS[derived.error.kind].outcome === 'FAIL';
      return bad ? verdicts.fail(serial, address, derived.error) : verdicts.error(serial, address, derived.error);
    }
    const coin = derived.value.get(address);
    if (coin === undefined) return verdicts.fail(serial, address, because('address-not-derived', { serial }));
    if (verifiable(serial) === null) return leaveOff(serial, scan);
    await verdicts.pass(serial, address, coin, bytes);
  }

  /** A derivation that breaks is the station's fault, never the card's. */
  async function derive(unit: BenchUnit, bytes: Secret): Promise<Result<ReadonlyMap<string, string>, ReasonKind>> {
    try {
      return await verifiedAddresses(unit, bytes, ports.vault, ports.derivation, { priority: 'scan' });
    } catch (error) {
      const disagreed = error instanceof Error && error.name === 'DerivationDisagreement';
      return {
        ok: false,
        error: because(disagreed ? 'derivation-disagreed' : 'derivation-failed', { serial: unit.serial }),
      };
    }
  }

  /** A private half at Bench: never kept, always an incident; the card it came off has lost its cover. */
  async function takeSecret(scan: Extract<Scan, { what: 'secret' }>, inHand: string | null): Promise<void> {
    const serial = open() ?? inHand;
    const unit = serial === null ? null : units.unit(serial);
    const detail = `${scan.name}, ${scan.length} characters`;
    const also: JournalEvent[] = [
      { kind: 'scan-refused', serial, reason: 'secret-refused', what: scan.name, length: scan.length },
      { kind: 'incident', reason: 'secret-scanned', serial, detail },
    ];
    if (unit === null) {
      await journal.append(also);
      return show({ notice: because('secret-refused') });
    }
    // At the laser it may be etched or not: people must look, so it is in doubt rather than in quarantine.
    const atLaser = benchLife.may(unit, 'etch-in-doubt') && unit.job !== null;
    if (atLaser) also.push({ kind: 'etch-in-doubt', serial: unit.serial, job: unit.job, reason: 'secret-scanned' });
    await verdicts.fail(unit.serial, null, because('secret-scanned', { serial }), also);
    if (atLaser) await etching.withdraw(unit.serial);
  }

  /** Says why a scan was not taken, on record. The question stays as it was, unless `change` brings another. */
  async function refuse(
    reason: ReasonKind,
    scan: Scan,
    facts: Facts = {},
    change: Partial<BenchView> = {},
  ): Promise<void> {
    const serial = 'serial' in scan ? scan.serial : open();
    const what = scan.what === 'other' ? scan.name : scan.what;
    await journal.append([{ kind: 'scan-refused', serial, reason, what, length: lengthOf(scan) }]);
    show({ ...change, notice: because(reason, facts) });
  }

  /** Whatever breaks (the journal above all) is shown, not swallowed: then it is the caller's. */
  async function sayingFaults<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      const step: BenchStep = view.step.at === 'no-batch' ? view.step : { at: 'serial' };
      show({ step, verdict: null, notice: because('journal-failed') });
      throw error;
    }
  }

  /** Answers of a person count for the card on the bench alone: a late or second click is for another one. */
  const asks = (at: BenchStep['at'], serial: string): boolean => view.step.at === at && open() === serial;

  return {
    view: () => view,
    reset(isOpen) {
      [lastAddress, next, misfit] = [null, null, null];
      verdicts.forget();
      show({ step: isOpen ? { at: 'serial' } : { at: 'no-batch' }, verdict: null });
    },
    async scan(scanned) {
      const scan = withoutPassphrase(scanned, (serial) => units.unit(serial) !== null);
      // Where there is no room to wait, whatever may be a secret waits all the same.
      if (waiting >= MOST_WAITING && scan.what !== 'secret') return sayingFaults(() => refuse('busy', scan));
      // A secret that has to wait its turn came off the card that is in hand now.
      const inHand = open();
      waiting++;
      await inLine(async () => {
        [early, next] = [next, null];
        await take(scan, inHand);
      }).finally(() => waiting--);
    },
    marked: (serial, finished) =>
      inLine(async () => {
        if (!asks('marking', serial)) return notAsked(serial);
        const step = await etching.marked(serial, finished);
        if (!step.ok) return step;
        show({ step: step.value });
        return ok(null);
      }),
    readBack: (serial, symbols) =>
      inLine(async () => {
        if (!asks('read-back', serial)) return notAsked(serial);
        const answer = await etching.readBack(serial, symbols);
        if (!answer.ok) return answer;
        verdicts.readBack(serial, answer.value);
        return ok(null);
      }),
    inspected: (serial, good, person) =>
      inLine(async () => {
        if (view.step.at !== 'inspecting' || view.step.serial !== serial) return notAsked(serial);
        const { what } = view.step;
        const answer = await finishing.answer(serial, what, good, person);
        if (!answer.ok) return answer;
        const { refs, reason } = answer.value;
        if (reason === null) verdicts.inspected(serial, what, refs);
        else await verdicts.fail(serial, null, reason, [], what);
        return ok(null);
      }),
    between: inLine,
    reprint: (serial) => verdicts.reprint(serial),
    async settled() {
      await queue(() => Promise.resolve());
      await verdicts.settled();
    },
  };
}

/** What a scan of another card may put into quarantine: a finished card is in the box, and its sticker is on it. */
const isOpenTo = (unit: BenchUnit): boolean => unit.state !== 'finished' && benchLife.may(unit, 'unit-quarantined');

const notAsked = (serial: string) =>
  fail('not-now', `${serial} is not on the bench now: scan its serial number first.`);

/** What is said to a serial that is scanned again while its card is on the bench. */
const AGAIN: Partial<Record<BenchStep['at'], ReasonKind>> = { address: 'address-next', inspecting: 'answer-first' };

/** What is said of a unit that is not to be worked on; null of any other. */
function refusalOf({ state }: Pick<BenchUnit, 'state'>): ReasonKind | null {
  const row = BENCH_STATES[state];
  return 'scanned' in row ? row.scanned : null;
}

function lengthOf(scan: Scan): number {
  if ('length' in scan) return scan.length;
  return scan.what === 'serial' ? scan.serial.length : scan.address.length;
}
