/** What a serial, an address, or both in one link, mean for the card in hand. */
import type { Journal } from '../../journal/journal.ts';
import type { Facts, Failure } from '../../base/result.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { inspectionOf } from './finishing.ts';
import { because, type ReasonKind } from './reasons.ts';
import { scannedAs } from './scanned-as.ts';
import type { ReadBack } from './read-back.ts';
import type { Screen } from './screen.ts';
import type { StickerCheck } from './sticker.ts';
import type { BenchStep, BenchView, Scan } from './view.ts';
import type { Verdicts } from './verdicts.ts';
import type { Filling } from './filling.ts';
import type { HeldCard } from './held-card.ts';
import type { UnitLookup } from './verification.ts';

export interface CardScanPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  /** Milliseconds that no setting of the clock changes. */
  readonly ticks: () => number;
  /** Whether records were lost after a batch was opened here. */
  readonly brokenOff: (batch: string) => boolean;
  /** Whether the shift has still to begin with its check. */
  readonly unchecked: () => boolean;
  /** Whether the laser is set otherwise than is on record, and nobody has signed for it. */
  readonly altered: () => boolean;
  readonly filling: Pick<Filling, 'on' | 'full' | 'pocketOf'>;
  /** Whose share of the batch on the desk a serial is of that is not here; `null` where it is of none. */
  readonly elsewhere: (serial: string) => string | null;
}

/** How long a scanned serial stands for the card in hand, in milliseconds. */
export const SERIAL_STANDS = 30_000;

type Of<W extends Scan['what']> = Extract<Scan, { what: W }>;

export interface CardScans {
  take(scan: Of<'serial'> | Of<'address'> | Of<'card'>): Promise<void>;
  /** The card is marked and in hand: asks what stands on it, or for its code. */
  askWhatIsRead(unit: BenchUnit): Promise<void>;
  /** A serial that was scanned too long ago is of no card any more: it is asked for again. */
  lapse(): Promise<void>;
  /** A scan is about to be taken: whatever came early counts for this one alone. */
  turn(): void;
  /** Another batch: nothing of what was scanned counts any more. */
  forget(): void;
}

/** What is said to a serial that is scanned again while its card is on the bench. */
const AGAIN: Partial<Record<BenchStep['at'], ReasonKind>> = {
  address: 'address-next',
  'read-back': 'answer-first',
  metal: 'metal-next',
  inspecting: 'answer-first',
};

export function createCardScans(
  ports: CardScanPorts,
  screen: Screen,
  held: HeldCard,
  sticker: StickerCheck,
  readBack: Pick<ReadBack, 'ask'>,
  verdicts: Pick<Verdicts, 'error' | 'condemned'>,
): CardScans {
  const { journal, units, ticks } = ports;
  /** When a serial was scanned last, or an address that came early. */
  let scannedAt = ticks();
  const lapsed = (): boolean => ticks() - scannedAt >= SERIAL_STANDS;
  let lastAddress: string | null = null;
  /** The address of the scan before this one, where no serial was open: it counts if this is its serial. */
  let early: string | null = null;
  let next: string | null = null;

  /** @param by of its codes: a print says nothing of what the next card carries. */
  async function takeSerial(
    scan: Of<'serial'>,
    by: BenchView['by'] = scan.print === undefined ? 'serial' : screen.view.by,
  ): Promise<void> {
    const { serial } = scan;
    held.forget();
    if (lapsed()) early = null;
    scannedAt = ticks();
    if (screen.open === serial)
      return screen.refuse(AGAIN[screen.view.step.at] ?? 'already-verified', scan, { serial });
    const unit = units.unit(serial);
    if (unit === null) return refuseUnknown(scan, ports, screen);
    if (unit.closed) return screen.refuse('batch-is-closed', scan, { serial });
    if (unit.state === 'condemned') return verdicts.condemned(unit);
    const refusal = scannedAs(unit);
    if (refusal !== null) return refuseCard(unit, refusal, scan, held, early, screen);
    const verifiable = benchLife.may(unit, 'unit-verified');
    const later = notNow(unit, verifiable, ports);
    if (later !== null) return screen.refuse(later.kind, scan, later.facts);
    sticker.forget();
    const notice = await leave(serial, journal, screen);
    if (verifiable) {
      screen.show({ step: { at: 'address', serial }, verdict: null, notice, by });
      return early === unit.address ? takeAddress({ what: 'address', address: unit.address }) : undefined;
    }
    if (unit.state === 'sent') return screen.show({ step: { at: 'marking', serial }, verdict: null, notice });
    const what = inspectionOf(unit);
    if (what !== null) return screen.show({ step: { at: 'inspecting', serial, what }, verdict: null, notice });
    await askWhatIsRead(unit, notice, readBack, screen, verdicts);
  }

  async function takeAddress(scan: Of<'address'>): Promise<void> {
    const { address } = scan;
    if (lapsed()) held.forget();
    const { step } = screen.view;
    if (step.at !== 'address') {
      if (await held.read(scan)) return;
      if (step.at === 'serial') [next, scannedAt] = [address, ticks()];
      return screen.refuse(address === lastAddress ? 'repeated-address' : 'serial-first', scan);
    }
    lastAddress = address;
    if (lapsed()) {
      sticker.forget();
      return screen.refuse('serial-again', scan, { serial: step.serial }, { step: { at: 'serial' }, verdict: null });
    }
    await sticker.take(step.serial, scan);
  }

  /** One code says both, as two scans do one after the other. */
  async function takeCard({ serial, address }: Of<'card'>): Promise<void> {
    const waits = (): boolean => screen.asks('address', serial);
    if (!waits()) await takeSerial({ what: 'serial', serial }, 'link');
    if (waits() || held.serial === serial) await takeAddress({ what: 'address', address });
  }

  return {
    take(scan) {
      switch (scan.what) {
        case 'serial':
          return takeSerial(scan);
        case 'address':
          return takeAddress(scan);
        case 'card':
          return takeCard(scan);
      }
    },
    async askWhatIsRead(unit) {
      sticker.forget();
      await askWhatIsRead(unit, await leave(unit.serial, journal, screen), readBack, screen, verdicts);
    },
    async lapse() {
      if (!lapsed()) return;
      held.forget();
      if (screen.view.step.at !== 'address') return;
      sticker.forget();
      await askForSerial(screen.view.step.serial, journal, screen);
    },
    turn: () => void ([early, next] = [next, null]),
    forget() {
      [lastAddress, next] = [null, null];
      held.forget();
      sticker.forget();
    },
  };
}

/** A card that is not to be worked on. One that is held is read again, if its sticker is scanned with it. */
async function refuseCard(
  unit: BenchUnit,
  refusal: ReasonKind,
  scan: Scan,
  held: HeldCard,
  early: string | null,
  screen: Pick<Screen, 'refuse'>,
): Promise<void> {
  const { serial, reason, address } = unit;
  if (held.hold(unit) && early === address) await held.read({ what: 'address', address });
  else await screen.refuse(refusal, scan, reason === null ? { serial } : { serial, reason });
}

/** A card whose sticker was never scanned is left for the next one: on record, and said. */
async function leave(
  serial: string,
  journal: Journal,
  { view: { step } }: Pick<Screen, 'view'>,
): Promise<Failure<ReasonKind> | null> {
  if (step.at !== 'address') return null;
  const other = step.serial;
  await journal.append([{ kind: 'verdict-given', serial: other, outcome: 'ABORTED', reason: 'other-serial' }]);
  return because('other-serial', { serial, other });
}

async function askForSerial(serial: string, journal: Journal, screen: Pick<Screen, 'show'>): Promise<void> {
  await journal.append([{ kind: 'verdict-given', serial, outcome: 'ABORTED', reason: 'serial-again' }]);
  screen.show({ step: { at: 'serial' }, verdict: null, notice: because('serial-again', { serial }) });
}

/** Why a card that could go on does not go on now: of its tray, its batch or the shift. */
function notNow(
  { serial, batch }: BenchUnit,
  verifiable: boolean,
  { brokenOff, altered, unchecked, filling }: CardScanPorts,
): { readonly kind: ReasonKind; readonly facts: Facts } | null {
  const pocket = filling.pocketOf(serial);
  if (pocket !== null) return { kind: 'in-tray', facts: { serial, pocket } };
  if (!verifiable) return null;
  const facts = { serial };
  if (filling.on && filling.full) return { kind: 'tray-full', facts };
  if (brokenOff(batch)) return { kind: 'broken-off', facts };
  if (altered()) return { kind: 'laser-altered', facts };
  return unchecked() ? { kind: 'shift-not-checked', facts } : null;
}

async function askWhatIsRead(
  unit: BenchUnit,
  notice: Failure<ReasonKind> | null,
  readBack: Pick<ReadBack, 'ask'>,
  screen: Pick<Screen, 'show'>,
  verdicts: Pick<Verdicts, 'error'>,
): Promise<void> {
  const question = await readBack.ask(unit);
  if (question.ok) screen.show({ step: question.value, verdict: null, notice });
  else await verdicts.error(unit.serial, null, question.error);
}

/** A card of another bench is said to be that one's; of no share, unknown. */
function refuseUnknown(
  scan: Of<'serial'>,
  { elsewhere }: CardScanPorts,
  screen: Pick<Screen, 'refuse'>,
): Promise<void> {
  const { serial } = scan;
  const bench = elsewhere(serial);
  return bench === null
    ? screen.refuse('unknown-serial', scan, { serial })
    : screen.refuse('other-bench', scan, { serial, bench });
}
