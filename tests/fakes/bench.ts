/** A whole bench in memory: the real recipe over a journal, a vault, an outbox and a printer that tests can break. */
import { haveChecks } from '../../core/card/check-character.ts';
import { CARD, CODE_CARD, type Layout } from '../../core/etch/card.ts';
import { ONE_CARD, type TrayForm } from '../../core/etch/tray.ts';
import type { IntermediateCode } from '../../core/bip38/layout.ts';
import type { KeyDerivation } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { serialsOf } from '../../core/journal/event.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import type { BenchView } from '../../core/stations/bench/view.ts';
import { createBench, type Bench } from '../../core/stations/bench/bench.ts';
import { createEtching, type Etching, type EtchOutbox } from '../../core/stations/bench/etching.ts';
import { createLedger, type Ledger } from '../../core/stations/bench/ledger.ts';
import type { LabelPrinter, VerdictSlip } from '../../core/stations/bench/label-queue.ts';
import type { PassphraseVault, RecordsOf } from '../../core/stations/bench/verification.ts';
import { openingEvents, type TestCard } from './cards.ts';
import { cheapDerivation } from './derivation.ts';
import { AT, memoryJournal, type MemoryJournal } from './journal.ts';
import { steadyRandom } from './streams.ts';

export interface FakeVault extends PassphraseVault {
  /** Whether every secret given out has been wiped. */
  readonly allWiped: boolean;
  /** Where what it gave lies in memory, in order. */
  readonly memory: readonly Uint8Array[];
  /** What it gives for a serial from now on; null: it cannot be opened. */
  readonly instead: Map<string, string | null>;
}

/** @param codes of customers, by serial: what is etched of such a card is its confirmation code. */
export function fakeVault(cards: readonly TestCard[], codes: ReadonlyMap<string, string> = new Map()): FakeVault {
  const given: Secret[] = [];
  const memory: Uint8Array[] = [];
  const instead = new Map<string, string | null>();
  return {
    instead,
    memory,
    get allWiped() {
      return given.every((secret) => secret.wiped);
    },
    code: ({ serial }) => ok((codes.get(serial) ?? null) as IntermediateCode | null),
    passphrase({ serial }) {
      const card = cards.find((one) => one.serial === serial);
      const text = instead.has(serial)
        ? instead.get(serial)
        : codes.has(serial)
          ? card?.confirmation
          : card?.passphrase;
      if (text === undefined || text === null)
        return failIn('vault')('vault-damaged', 'The sealed passphrase is damaged.');
      const bytes = new Uint8Array(Buffer.from(text, 'latin1'));
      const secret = new Secret(bytes);
      memory.push(bytes);
      given.push(secret);
      return ok(secret);
    },
  };
}

export interface FakeOutbox extends EtchOutbox {
  /** Jobs the laser can see now. */
  readonly visible: ReadonlySet<string>;
  /** Every job that ever became visible, in order. */
  readonly sent: readonly string[];
  /** Where the next writes break. */
  fault: 'none' | 'before-intent' | 'after-intent' | 'remove';
}

/** As the real one: no intent without a whole job, no name without an intent, and no name twice. */
export function fakeOutbox(visible = new Set<string>()): FakeOutbox {
  const sent: string[] = [];
  const outbox: FakeOutbox = {
    visible,
    sent,
    fault: 'none',
    async write({ serials, bytes }, intend) {
      if (serials.some((serial) => visible.has(serial)))
        return failIn('etch')('already-there', 'A job of that name is there already.');
      if (outbox.fault === 'before-intent') return failIn('etch')('disk-full', 'The disk is full.');
      const recorded = await intend().then(
        () => true,
        () => false,
      );
      if (!recorded) return failIn('etch')('disk-error', 'What was to be recorded was not.');
      if (outbox.fault === 'after-intent') return failIn('etch')('in-doubt', 'The medium is gone.');
      for (const serial of serials) visible.add(serial);
      sent.push(...serials);
      return ok({ bytes: bytes.length, mac: 'ab'.repeat(32) });
    },
    async remove(names) {
      if (outbox.fault === 'remove') return failIn('etch')('disk-error', 'The medium is gone.');
      for (const name of names) visible.delete(name);
      return ok(null);
    },
  };
  return outbox;
}

export interface FakePrinter extends LabelPrinter {
  readonly slips: readonly VerdictSlip[];
  fault: 'none' | 'refuses' | 'throws';
}

export function fakePrinter(): FakePrinter {
  const slips: VerdictSlip[] = [];
  const printer: FakePrinter = {
    slips,
    fault: 'none',
    async print(slip): Promise<Result<{ readonly evidence: string }>> {
      if (printer.fault === 'throws') throw new Error('a bug in the label');
      if (printer.fault === 'refuses') return failIn('printer')('paper-out', 'The printer is out of labels.');
      slips.push(slip);
      return ok({ evidence: 'status' });
    },
  };
  return printer;
}

export interface BenchOptions {
  readonly journal?: MemoryJournal;
  readonly outbox?: FakeOutbox;
  readonly derivation?: KeyDerivation;
  readonly layout?: Layout;
  /** Of a hundred cards so many are read symbol by symbol. */
  readonly share?: number;
  readonly printer?: FakePrinter | null;
  /** How cards lie at the laser; one by one where nothing is said. */
  readonly tray?: TrayForm;
  /** Codes of customers, by serial. */
  readonly codes?: ReadonlyMap<string, string>;
  /** The laser is set otherwise than is on record; asked again and again. */
  readonly altered?: () => boolean;
  /** The shift has still to begin with its check. */
  readonly unchecked?: boolean;
  /** Records were lost after the batch was opened. */
  readonly brokenOff?: boolean;
  /** Milliseconds, as the test lets them pass; without it none do. */
  readonly ticks?: () => number;
  /** Whose share every serial is of that is not here. */
  readonly elsewhere?: string;
}

export interface TestBench {
  readonly bench: Bench;
  readonly etching: Etching;
  readonly journal: MemoryJournal;
  readonly ledger: Ledger;
  readonly vault: FakeVault;
  readonly outbox: FakeOutbox;
  readonly printer: FakePrinter;
  /** Every view that was shown, in order. */
  readonly shown: readonly BenchView[];
  readonly view: BenchView;
  /** Scans texts, one after the other, and waits for the labels. */
  scan(...texts: readonly string[]): Promise<void>;
  /** Serial, then address. */
  verify(card: TestCard): Promise<void>;
  /** What a person reads off the metal at the positions asked. */
  read(card: TestCard): string;
  /** From the first scan to the read-back. */
  finish(card: TestCard): Promise<void>;
  /** What a person says who looks at the next thing of this card that is to be looked at. */
  inspect(card: TestCard, good: boolean): Promise<void>;
  /** From the first scan to the box. */
  pack(card: TestCard): Promise<void>;
}

/** Everything on record of one card. */
export const recordsIn =
  (journal: Pick<MemoryJournal, 'events'>): RecordsOf =>
  (serial) =>
    journal.events.filter((event) => serialsOf(event).includes(serial));

/** A bench with these cards on its desk, or one that goes on from the records in `journal`. */
export function standBench(cards: readonly TestCard[], options: BenchOptions = {}): TestBench {
  const journal = options.journal ?? memoryJournal(openingEvents(cards));
  const vault = fakeVault(cards, options.codes);
  const outbox = options.outbox ?? fakeOutbox();
  const printer = options.printer ?? fakePrinter();
  const shown: BenchView[] = [];
  const ledger = createLedger(journal, journal);
  const brokenOff = (): boolean => options.brokenOff ?? false;
  const etching = createEtching({
    journal: ledger,
    units: ledger,
    brokenOff,
    altered: () => options.altered?.() ?? false,
    intended: () => false,
    unitsOfJob: ledger.unitsOfJob,
    outbox,
    random: steadyRandom('jobs'),
    layout: () => options.layout ?? (options.codes === undefined ? CARD : CODE_CARD),
    format: () => 'svg',
    mode: 'training',
  });
  const bench = createBench({
    journal: ledger,
    units: ledger,
    brokenOff,
    altered: () => options.altered?.() ?? false,
    unchecked: () => options.unchecked ?? false,
    unitsOfJob: ledger.unitsOfJob,
    tray: () => options.tray ?? ONE_CARD,
    card: () => options.layout ?? CARD,
    checked: () => haveChecks(cards.map(({ serial }) => serial)),
    elsewhere: () => options.elsewhere ?? null,
    records: recordsIn(journal),
    vault,
    derivation: options.derivation ?? cheapDerivation(),
    labels: options.printer === null ? null : printer,
    etching,
    clock: { now: () => AT },
    ticks: options.ticks ?? (() => 0),
    random: steadyRandom('positions'),
    policy: () => ({ share: options.share ?? 100 }),
    changed: (view) => shown.push(view),
  });
  bench.reset(true);

  async function scan(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await bench.scan(nameScan(text));
    await bench.settled();
  }
  function read({ passphrase }: TestCard): string {
    const { step } = bench.view();
    const symbols = passphrase.replaceAll('-', '');
    return step.at === 'read-back' ? step.positions.map((position) => symbols[position - 1]).join('') : '';
  }
  async function finish(card: TestCard): Promise<void> {
    await scan(card.serial, card.address, card.serial);
    await bench.marked(card.serial, true);
    await bench.readBack(card.serial, read(card));
    await bench.settled();
  }
  async function inspect(card: TestCard, good: boolean): Promise<void> {
    await scan(card.serial);
    await bench.inspected(card.serial, good, 'Li Wei');
    await bench.settled();
  }
  return {
    bench,
    etching,
    journal,
    ledger,
    vault,
    outbox,
    printer,
    shown,
    get view() {
      return bench.view();
    },
    scan,
    verify: (card) => scan(card.serial, card.address),
    read,
    finish,
    inspect,
    async pack(card) {
      await finish(card);
      for (let looks = 0; looks < 3; looks++) await inspect(card, true);
    },
  };
}
