/** `twofold press print` and `prove`: stickers out, scans in, one answer a line. */
import { ok, type Result } from '../../core/result.ts';
import { namePressScan } from '../../core/scan/press-code.ts';
import type { PressBatch } from '../../core/stations/press-book.ts';
import type { Press } from '../../core/stations/press.ts';
import type { PressStation } from '../station/press.ts';

export interface Line {
  readonly station: PressStation;
  readonly batch: PressBatch;
  readonly press: Press;
  readonly say: (line: object) => Promise<void>;
  /** Asks to stop after the sticker in hand. */
  readonly signal: AbortSignal;
}

/** Where scans come from: what a simulated sticker says, or whoever types or scans into standard input. */
export type Scans = () => AsyncIterable<string>;

/** The units to be printed: one by name, or the next `count` that have a key and no sticker. */
export function toPrint({ station, batch }: Line, serial: string | undefined, count: number): readonly string[] {
  if (serial !== undefined) return [serial];
  const wanted: string[] = [];
  for (const unit of station.book.units(batch.batch)) {
    if (wanted.length >= count) break;
    if (unit.state === 'keyed') wanted.push(unit.serial);
  }
  return wanted;
}

/** Prints and proves one after the other. Stops at the first that is not: somebody has to look. */
export async function printAndProve(line: Line, serials: readonly string[], scans: Scans): Promise<Result<number>> {
  let proven = 0;
  for (const serial of serials) {
    if (line.signal.aborted) break;
    const printed = await line.press.print(serial);
    if (!printed.ok) return printed;
    await line.say({ printed: serial, sticker: printed.value.sticker });
    const done = await proveNext(line, scans());
    if (!done.ok) return done;
    if (done.value === 0) break;
    proven += done.value;
  }
  return ok(proven);
}

/** Takes scans until one unit is proven; 0 if there are no more. */
export async function proveNext(line: Line, scans: AsyncIterable<string>): Promise<Result<number>> {
  for await (const scanned of scans) {
    const taken = await take(line, scanned);
    if (!taken.ok) return taken;
    if (taken.value) return ok(1);
  }
  return ok(0);
}

/** Takes every scan; gives how many units are proven and how many scans were refused. */
export async function proveAll(
  line: Line,
  scans: AsyncIterable<string>,
): Promise<{ readonly proven: number; readonly refused: number }> {
  let [proven, refused] = [0, 0];
  for await (const scanned of scans) {
    const taken = await take(line, scanned);
    if (!taken.ok) {
      refused++;
      await line.say({ refused: taken.error.kind, message: taken.error.message });
    } else if (taken.value) proven++;
  }
  return { proven, refused };
}

/** Whether the unit is proven with this scan. */
async function take({ press, say }: Line, scanned: string): Promise<Result<boolean>> {
  const looked = await press.scan(namePressScan(scanned));
  if (!looked.ok) return looked;
  const { serial, upper, lower, proven } = looked.value;
  await say(proven ? { proven: serial } : { seen: serial, upper, lower });
  return ok(proven);
}
