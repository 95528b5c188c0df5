/**
 * The batch at the printer, one sticker at a time: opened with its key for printing, or without for proving and
 * vouching alone. The key is in memory from `open` with a medium until `close`.
 */
import type { Clock } from '../../../core/base/ports.ts';
import { failIn, ok, type Failure, type Result } from '../../../core/base/result.ts';
import type { Judgement } from '../../../core/scan/feedback.ts';
import type { PressScan } from '../../../core/stations/press/press-code.ts';
import type { PressReason } from '../../../core/stations/press/reasons.ts';
import type { Looked, Press } from '../../../core/stations/press/press.ts';
import type { Sighting } from '../../../core/stations/press/proving.ts';
import type { PressVerdict } from './contract-view.ts';
import type { AtThePrinter, OpenPress, PressStation } from './station.ts';

const fail = failIn('press');

export interface PressLine {
  readonly ready: boolean;
  readonly seen: Sighting | null;
  readonly verdict: PressVerdict | null;
  readonly notice: Failure | null;
  /** Grows with every print and scan. */
  readonly turn: number;
  /** Takes this batch to the printer; whichever was there is put away. Refused, none is there. */
  open(batch: string, at: AtThePrinter | null): Promise<Result<null>>;
  print(serial: string): Promise<Result<null>>;
  scan(scan: PressScan): Promise<Judgement>;
  /** A step people vouch for, of a unit of this batch. */
  vouch(step: (press: Press) => Promise<Result<null>>): Promise<Result<null>>;
  /** Wipes the key. */
  close(): Promise<void>;
}

export interface LinePorts {
  readonly station: Pick<PressStation, 'open' | 'book'>;
  readonly clock: Clock;
  /** Whose sticker is printed by itself now that one is proven; null where a person begins. */
  readonly following: () => string | null;
  /** Something is to be shown anew. */
  readonly changed: () => void;
}

/** What stops the sticker, not only the scan: somebody has to look at it. */
const GRAVE: ReadonlySet<PressReason> = new Set<PressReason>([
  'other-unit-address',
  'other-unit-key',
  'unknown-address',
  'unknown-key',
  'not-ours',
  'damaged-key',
  'key-mismatch',
  'secret-refused',
]);

interface Said {
  readonly verdict: PressVerdict | null;
  readonly notice: Failure | null;
}

/** What a scan means to whoever holds the sticker. `before`: whose sticker was in hand until then. */
function said(
  looked: Result<Looked, PressReason>,
  { before, verdict, at }: { before: string | null; verdict: PressVerdict | null; at: string },
  book: PressStation['book'],
): Said {
  const stickerOf = (serial: string | null) => (serial === null ? null : (book.unit(serial)?.sticker ?? null));
  if (looked.ok) {
    const { serial, proven, applied } = looked.value;
    const outcome = applied === true ? 'APPLIED' : proven ? 'PROVEN' : null;
    const sticker = stickerOf(serial);
    return { verdict: outcome === null ? null : { outcome, serial, sticker, reason: null, at }, notice: null };
  }
  const reason = looked.error;
  if (!GRAVE.has(reason.kind)) return { verdict, notice: reason };
  return { verdict: { outcome: 'REFUSED', serial: before, sticker: stickerOf(before), reason, at }, notice: null };
}

/** What is in hand, so that nothing is put away beneath it. */
function createHand() {
  let inHand: Promise<unknown> = Promise.resolve();
  return {
    handle<T>(work: Promise<T>): Promise<T> {
      const ended = work.catch(() => undefined);
      inHand = Promise.all([inHand, ended]);
      return work;
    },
    /** Resolves when nothing is in hand any more. */
    put: () => inHand,
  };
}

const none = () => fail('no-batch', 'No batch is at the printer. Choose one first.');

export function createPressLine({ station, clock, following, changed }: LinePorts): PressLine {
  let opened: OpenPress | null = null;
  let ready = false;
  let verdict: PressVerdict | null = null;
  let notice: Failure | null = null;
  let turn = 0;
  const { handle, put } = createHand();

  function say(next: Said): void {
    ({ verdict, notice } = next);
    turn++;
    changed();
  }

  async function close(): Promise<void> {
    const ending = opened;
    opened = null;
    ready = false;
    await put();
    await ending?.close();
  }

  /** @param before what is still said of the sticker before it, until this one is out */
  async function print(serial: string, before: PressVerdict | null): Promise<Result<null>> {
    const at = opened;
    if (at === null) return none();
    if (!ready) return fail('no-key', "The batch's key is not in memory. Put its medium in and open it first.");
    const printing = handle(at.press.print(serial));
    say({ verdict: before, notice: null });
    const printed = await printing;
    // Whoever takes the new sticker in hand must not read what was said of the one before.
    say({ verdict: null, notice: null });
    return printed.ok ? ok(null) : printed;
  }

  /** Prints the next sticker by itself, while it is said that the one before is proven. */
  async function follow(): Promise<void> {
    const serial = following();
    if (serial === null) return;
    const printed = await print(serial, verdict);
    if (!printed.ok) say({ verdict: null, notice: printed.error });
  }

  return {
    get ready() {
      return ready;
    },
    get seen() {
      return opened?.press.seen ?? null;
    },
    get verdict() {
      return verdict;
    },
    get notice() {
      return notice;
    },
    get turn() {
      return turn;
    },

    async open(batch, at) {
      await close();
      const found = await station.open(batch, at);
      if (found.ok) {
        opened = found.value;
        ready = at !== null;
      }
      [verdict, notice] = [null, null];
      changed();
      return found.ok ? ok(null) : found;
    },

    print: (serial) => print(serial, null),

    async scan(scan) {
      if (opened === null) {
        say({ verdict: null, notice: none().error });
        return 'bad';
      }
      const { press } = opened;
      const before = press.seen?.serial ?? null;
      const looked = await handle(press.scan(scan));
      say(said(looked, { before, verdict, at: clock.now() }, station.book));
      if (looked.ok && looked.value.proven) void handle(follow());
      return looked.ok ? 'good' : 'bad';
    },

    async vouch(step) {
      if (opened === null) return none();
      const done = await handle(step(opened.press));
      if (done.ok) say({ verdict: null, notice: null });
      return done;
    },

    close: async () => {
      await close();
      changed();
    },
  };
}
