/**
 * Bench's recipe for one card: serial -> address on its sticker -> derive again from the very bytes to be etched ->
 * verdict -> label and etch job. Scans are taken one at a time and in order; ports bring the world.
 */
import type { Clock, KeyDerivation, Random } from '../../base/ports.ts';
import type { RecordRef } from '../../journal/event.ts';
import type { Mishap, SeriesName } from '../../journal/events/bench.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Result } from '../../base/result.ts';
import type { Size } from '../../etch/card.ts';
import type { TrayForm } from '../../etch/tray.ts';
import { createCardAnswers, type CardAnswers } from './answers.ts';
import { withoutPassphrase } from './card-code.ts';
import { createCardScans } from './card-scans.ts';
import { createQueue } from '../../work/queue.ts';
import type { BenchView, Scan, TrayView } from './view.ts';
import type { Etching } from './etching.ts';
import { takeExposedKey } from './exposed-key.ts';
import type { TrayDeed } from './filling.ts';
import { createFinishing } from './finishing.ts';
import { createHeldCard } from './held-card.ts';
import type { LabelPrinter } from './label-queue.ts';
import { takeMetal } from './metal-scan.ts';
import { takeLaserWord, type LaserWord } from './laser-said.ts';
import { createOverdue } from './overdue.ts';
import { createReadBack } from './read-back.ts';
import type { ReadBackPolicy } from './read-back-policy.ts';
import { createScreen } from './screen.ts';
import { createSeries } from './series.ts';
import { createStickerCheck } from './sticker.ts';
import { takeTypedSerial, type Readers } from './typed-serial.ts';
import { createTally, type Tally } from './tally.ts';
import { createTrayMetal } from './tray-metal.ts';
import { createTrays } from './trays.ts';
import { createVerdicts } from './verdicts.ts';
import type { PassphraseVault, RecordsOf, UnitLookup, UnitsOfJob } from './verification.ts';

export interface BenchPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly unitsOfJob: UnitsOfJob;
  /** Whether records were lost after a batch was opened here: nobody knows which of its cards were etched. */
  readonly brokenOff: (batch: string) => boolean;
  /** Whether the shift has still to begin with its check: no card is begun before. */
  readonly unchecked: () => boolean;
  /** Whether the laser is set otherwise than is on record, and nobody has signed for it: nothing is etched. */
  readonly altered: () => boolean;
  /** Whether the serials of the batch on the desk have check characters. */
  readonly checked: () => boolean;
  /** Whose share of the batch on the desk a serial is of that is not here. */
  readonly elsewhere: (serial: string) => string | null;
  readonly records: RecordsOf;
  readonly vault: PassphraseVault;
  readonly derivation: KeyDerivation;
  readonly labels: LabelPrinter | null;
  readonly etching: Etching;
  readonly clock: Clock;
  /** Milliseconds that no setting of the clock changes. */
  readonly ticks: () => number;
  readonly random: Random;
  /** Which cards are read symbol by symbol, as the station is set now. */
  readonly policy: () => ReadBackPolicy;
  /** How cards lie at the laser, as the station is set now. */
  readonly tray: () => TrayForm;
  /** How large the cards of the batch on the desk are. */
  readonly card: () => Size;
  /** Called after every change of the view. */
  readonly changed: (view: BenchView) => void;
}

export interface Bench extends CardAnswers {
  view(): BenchView;
  /** Takes one scan; resolves when it has had its whole effect (the label apart, which prints on its own). */
  scan(scan: Scan): Promise<void>;
  /** Takes a serial that was typed, because no code of the card reads. */
  typed(text: string, readers: Readers): Promise<Result<null>>;
  /** A batch was opened or closed: starts anew. */
  reset(open: boolean): void;
  /** A code of the sheet was scanned: the answer that comes next is that scan, and no key. */
  commanded(): void;
  /** Begins a series of cards of which every scan says that it is good; null ends it. */
  series(what: SeriesName | null, person: string): Promise<Result<null>>;
  /** Of the tray that is filled: a pocket stays empty, what was done last is taken back, a card comes out, all is sent. */
  fill(deed: TrayDeed, serial: string | null): Promise<Result<null>>;
  /** How many cards lie in the tray that is being filled. */
  readonly laid: number;
  /** The laser's software has said what became of a job. */
  laserSaid(job: string, said: LaserWord): Promise<void>;
  /** Time has passed: asks again what has waited too long. `jobs`: those of which cards are at the laser. */
  overdue(jobs: readonly string[]): Promise<void>;
  /** The station was set otherwise: what is shown follows. */
  lookAgain(): void;
  /** The tray in which this card lies, or lay at the laser; null where there is none. */
  trayOf(serial: string): TrayView | null;
  /** A person has put this card aside, as recorded: it gets a label that says so. */
  putAside(serial: string, as: Mishap, reference: RecordRef): void;
  /** Does what concerns a card while none is being worked on, in its turn. */
  between<T>(work: () => Promise<T>): Promise<T>;
  /** Prints the last label of this serial again. */
  reprint(serial: string): Result<null>;
  /** Resolves when everything taken so far has had its effect and no label is printing any more. */
  settled(): Promise<void>;
}

/** A card is at the bench for seconds: more waiting scans than this mean a scanner gone wild, and are refused. */
const MOST_WAITING = 8;

/** A scan costs the card that it names, or the one that is open. */
function countScan(serial: string | null, units: BenchPorts['units'], tally: Tally): void {
  const unit = serial === null ? null : units.unit(serial);
  tally.scanned(unit === null ? null : serial, unit?.state === 'received' || unit?.state === 'checked');
}

/** Whoever scans a page or a label need not have the card in hand: what comes of it stands behind a record that says so. */
async function notePrint(scan: Scan, { journal, units }: Pick<BenchPorts, 'journal' | 'units'>): Promise<void> {
  if (scan.what !== 'serial' || scan.print === undefined || units.unit(scan.serial) === null) return;
  await journal.append([{ kind: 'serial-from-print', serial: scan.serial, print: scan.print }]);
}

export function createBench(ports: BenchPorts): Bench {
  const { units, etching } = ports;
  const tally = createTally();
  const trays = createTrays(ports);
  const { filling, tray } = trays;
  const screen = createScreen({ ...ports, tally, tray });
  const verdicts = createVerdicts({ ...ports, filling }, screen);
  const sticker = createStickerCheck(ports, screen, verdicts);
  const readBack = createReadBack(ports);
  const cardScans = createCardScans(
    { ...ports, filling },
    screen,
    createHeldCard(ports, screen),
    sticker,
    readBack,
    verdicts,
  );
  const overdue = createOverdue(ports, screen, cardScans);
  const finishing = createFinishing({ ...ports, worked: (serial) => tally.ended(serial) });
  const trayMetal = createTrayMetal(ports, screen, cardScans, readBack, verdicts);
  const series = createSeries(ports, screen, finishing, verdicts);
  const queue = createQueue();
  let waiting = 0;

  /** One thing at a time, in the order it came. */
  const inLine = <T>(work: () => Promise<T>): Promise<T> => queue(() => screen.sayingFaults(work));

  async function take(scan: Scan, inHand: string | null): Promise<void> {
    if (scan.what === 'secret') return takeExposedKey(scan, screen.open ?? inHand, ports, screen, verdicts);
    if (screen.view.step.at === 'no-batch') return screen.refuse('no-batch', scan);
    await notePrint(scan, ports);
    if (await series.take(scan)) return;
    switch (scan.what) {
      case 'serial':
      case 'address':
      case 'card':
        return cardScans.take(scan);
      case 'metal':
        if (await trayMetal.take(scan)) return;
        return takeMetal(scan.serial, ports, screen, cardScans, readBack, verdicts);
      case 'other':
        return screen.refuse('not-a-card-code', scan, { what: scan.name });
      case 'unreadable':
        return screen.refuse('unreadable', scan);
      case 'damaged':
        return screen.refuse(scan.reason, scan);
    }
  }

  return {
    view: () => screen.view,
    fill: (deed, serial) => inLine(() => trays.fill(deed, serial, screen)),
    laserSaid: (job, said) => inLine(() => takeLaserWord(job, said, ports, screen, cardScans)),
    overdue: (jobs) => inLine(() => overdue.look(jobs)),
    lookAgain: () => screen.show({ notice: screen.view.notice }),
    get laid() {
      return filling.laid;
    },
    reset(isOpen) {
      trays.forget();
      cardScans.forget();
      verdicts.forget();
      tally.forget();
      screen.show({ step: isOpen ? { at: 'serial' } : { at: 'no-batch' }, verdict: null, by: 'link', series: null });
    },
    async scan(scanned) {
      const scan = withoutPassphrase(scanned, (serial) => units.unit(serial) !== null);
      // Where there is no room to wait, whatever may be a secret waits all the same.
      if (waiting >= MOST_WAITING && scan.what !== 'secret')
        return screen.sayingFaults(() => screen.refuse('busy', scan));
      // A secret that has to wait its turn came off the card that is in hand now.
      const inHand = screen.open;
      waiting++;
      await inLine(async () => {
        cardScans.turn();
        trays.turn();
        countScan('serial' in scan ? scan.serial : screen.open, units, tally);
        await take(scan, inHand);
      }).finally(() => waiting--);
    },
    typed: (text, readers) =>
      inLine(() => {
        cardScans.turn();
        trays.turn();
        const asScan = (scan: Scan): Promise<void> => take(scan, screen.open);
        return takeTypedSerial(text, readers, { ...ports, tally, take: asScan }, screen);
      }),
    ...createCardAnswers({ units, etching, screen, tally, readBack, cardScans, finishing, verdicts, inLine }),
    commanded: () => tally.commanded(),
    series: (what, person) => inLine(() => series.set(what, person)),
    trayOf(serial) {
      const there = tray(serial);
      return there === null || there.here === null ? null : there;
    },
    putAside: (serial, as, reference) => verdicts.putAside(serial, as, reference),
    between: inLine,
    reprint: (serial) => verdicts.reprint(serial),
    async settled() {
      await queue(() => Promise.resolve());
      await verdicts.settled();
    },
  };
}
