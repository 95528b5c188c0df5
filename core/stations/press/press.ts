/**
 * Press's recipe for one unit at the printer: print both layers -> scan both back -> prove -> the next. One at a time
 * and in order; what has left for the printer is on record before it leaves.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { generateFrom } from '../../bip38/generate.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { KeyDerivation } from '../../base/ports.ts';
import { ok, type Failure, type Result } from '../../base/result.ts';
import type { PressScan } from './press-code.ts';
import { carrierOf, layOutSticker, type StickerLayout, type StickerStyle } from '../../sticker/layout.ts';
import type { StickerStock } from '../../sticker/parts.ts';
import { readGrid } from '../../sticker/qr.ts';
import { pressLife, type PressStepKind, type PressUnit } from '../../life/press-life.ts';
import { laidOn } from './applying.ts';
import { depositCoin } from './keying.ts';
import type { Queue } from '../../work/queue.ts';
import type { PressBatch } from './book.ts';
import type { Codes, PressRecords, SealedSeeds, StickerPrinter } from './ports.ts';
import { pressBecause, type PressReason } from './reasons.ts';
import { createVouching, type Vouching } from './vouching.ts';
import { look, type Sighting } from './proving.ts';

export interface PressPorts extends PressRecords {
  readonly batch: PressBatch;
  readonly codes: Codes;
  /** null where nothing is to be printed: proving needs no key. */
  readonly seeds: SealedSeeds | null;
  readonly printing: Printing | null;
  readonly derivation: KeyDerivation;
  readonly training: boolean;
  /** The station's: what is looked up in the book still holds when its record is written. */
  readonly inLine: Queue;
}

export interface Printing {
  readonly printer: StickerPrinter;
  readonly stock: StickerStock;
  readonly style: StickerStyle;
}

export interface Printed {
  readonly serial: string;
  readonly sticker: string;
}

/** `proven`: with this scan the unit is. `applied`: it was proven before, and is on its card now. */
export interface Looked extends Sighting {
  readonly proven: boolean;
  readonly applied?: true;
}

export interface Press extends Vouching {
  /** The sticker in hand, as far as it was read. */
  readonly seen: Sighting | null;
  print(serial: string): Promise<Result<Printed>>;
  scan(scan: PressScan): Promise<Result<Looked, PressReason>>;
}

const because = (kind: PressReason, facts: Parameters<typeof pressBecause>[1] = {}) => ({
  ok: false as const,
  error: pressBecause(kind, facts),
});

export function createPress(ports: PressPorts): Press {
  const { batch, book, journal, inLine } = ports;
  const name = batch.batch;
  let seen: Sighting | null = null;

  function ours(serial: string, step: PressStepKind): Result<PressUnit> {
    const unit = book.unit(serial);
    return unit?.batch === name ? pressLife.allow(unit, step) : because('unknown-serial', { serial });
  }

  async function print(serial: string): Promise<Result<Printed>> {
    const { seeds, printing } = ports;
    const unit = ours(serial, 'sticker-intended');
    if (!unit.ok) return unit;
    if (seeds === null || printing === null) throw new Error('a press without key and printer cannot print');
    const [waiting] = book.inHand(name);
    if (waiting !== undefined) return because('finish-first', { serial: waiting });
    const { printer } = printing;
    if (printer.trouble !== null) return { ok: false, error: printer.trouble };
    const sticker = `ST-${String(book.nextSticker).padStart(8, '0')}`;
    const layout = await draw(unit.value, sticker, seeds, printing);
    if (!layout.ok) return layout;
    const about = { batch: name, serial, sticker };
    await journal.append([{ kind: 'sticker-intended', ...about }]);
    seen = { serial, upper: false, lower: false, half: null };
    const printed = await printer.print(layout.value);
    if (printed.ok) {
      await journal.append([{ kind: 'sticker-printed', ...about, evidence: printed.value }]);
      return ok({ serial, sticker });
    }
    const { kind, facts } = printed.error;
    const reason = String(facts?.['because'] ?? kind);
    if (kind === 'unsent') seen = null;
    await journal.append([{ kind: kind === 'unsent' ? 'sticker-unsent' : 'sticker-in-doubt', ...about, reason }]);
    return printed;
  }

  /** The EPK exists from here until its sticker has gone to the printer. */
  async function draw(
    unit: PressUnit,
    sticker: string,
    seeds: SealedSeeds,
    { stock, style }: Printing,
  ): Promise<Result<StickerLayout>> {
    const { serial, keyed } = unit;
    const opened = seeds.seed(serial);
    if (!opened.ok) return opened;
    using seed = opened.value;
    const code = ports.codes.code(serial);
    const made = await seed.use((bytes) => generateFrom(code, true, bytes, ports.derivation, { priority: 'scan' }));
    if (made.confirmation !== keyed?.confirmation || bytesToHex(made.publicKey) !== keyed.publicKey) {
      await journal.append([{ kind: 'incident', reason: 'key-differs', serial, detail: `batch ${name}` }]);
      return because('key-differs', { serial });
    }
    const coin = depositCoin(batch);
    const text = { serial, coin, address: keyed.address, key: made.key, sticker, training: ports.training };
    const layout = layOutSticker(text, stock, style);
    if (!layout.ok) return layout;
    const codes = [...layout.value.lower, ...layout.value.upper].filter((part) => part.kind === 'code');
    return codes.every(({ grid, text: said }) => readGrid(grid) === said)
      ? layout
      : because('would-not-read', { serial });
  }

  async function take(scan: PressScan): Promise<Result<Looked, PressReason>> {
    const laid = seen === null ? laidOn(scan, name, book) : null;
    if (laid !== null) {
      const { serial, sticker } = laid;
      await journal.append([{ kind: 'sticker-applied', batch: name, serial, sticker: sticker ?? '' }]);
      return ok({ serial, upper: true, lower: true, half: null, proven: false, applied: true });
    }
    const coin = depositCoin(batch);
    const carrier = ports.printing === null ? null : carrierOf(coin, ports.printing.style);
    const looked = await look(scan, seen, { ...ports, batch: name, coin, carrier });
    if (!looked.ok) {
      await journal.append(refusal(scan, looked.error, seen?.serial ?? null));
      return looked;
    }
    seen = looked.value;
    const { serial, upper, lower } = looked.value;
    if (!upper || !lower) return ok({ ...looked.value, proven: false });
    const sticker = book.unit(serial)?.sticker ?? '';
    await journal.append([{ kind: 'unit-proven', batch: name, serial, sticker }]);
    seen = null;
    return ok({ ...looked.value, proven: true });
  }

  return {
    get seen() {
      return seen;
    },
    print: (serial) => inLine(() => print(serial)),
    scan: (scan) => inLine(() => take(scan)),
    ...createVouching(ports, ours, (serial) => {
      if (seen?.serial === serial) seen = null;
    }),
  };
}

/** A scan that was not taken, on record without a word of what it said; only whose it is, where it is another unit's. */
function refusal(
  scan: PressScan,
  { kind: reason, facts }: Failure<PressReason>,
  serial: string | null,
): readonly JournalEvent[] {
  const said = scan.what === 'other' || scan.what === 'secret' ? scan.name : scan.what;
  const isOthers = reason === 'other-unit-address' || reason === 'other-unit-key';
  const what = isOthers ? `${said} of ${String(facts?.['other'])}` : said;
  const length = lengthOf(scan);
  const refused: JournalEvent = { kind: 'scan-refused', serial, reason, what, length };
  if (scan.what !== 'secret') return [refused];
  return [refused, { kind: 'incident', reason: 'secret-refused', serial, detail: `${what}, ${length} characters` }];
}

function lengthOf(scan: PressScan): number {
  switch (scan.what) {
    case 'key':
      return scan.key.length;
    case 'address':
      return scan.address.length;
    case 'serial':
      return scan.serial.length;
    default:
      return scan.length;
  }
}

/** After a start: a sticker that was at the printer when the station stopped may have come out. */
export const interrupted = (batch: string, { book }: Pick<PressRecords, 'book'>): readonly JournalEvent[] =>
  book.inHand(batch).flatMap((serial): readonly JournalEvent[] => {
    const unit = book.unit(serial);
    if (unit === null || !pressLife.may(unit, 'sticker-in-doubt')) return [];
    return [{ kind: 'sticker-in-doubt', batch, serial, sticker: unit.sticker ?? '', reason: 'interrupted' }];
  });
