/** `twofold press print` and `prove`: stickers out, scans in, one answer a line. */
import { ok, type Result } from '../../../../core/base/result.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import type { Press } from '../../../../core/stations/press/press.ts';
import type { PressStation } from '../station.ts';
import { answer, type Line } from '../../../cli/verb.ts';
import type { Scanned } from './scans.ts';

export interface PressCommand {
  readonly station: PressStation;
  readonly batch: PressBatch;
  readonly press: Press;
  readonly line: Line;
}

/** The scans of the sticker that came out last. Where people scan, they go on from one sticker to the next. */
export type Scans = () => AsyncIterable<Scanned>;

/** The units to be printed: one by name, or the next `count` that have a key and no sticker. */
export function toPrint(
  { station, batch }: PressCommand,
  serial: string | undefined,
  count: number,
): readonly string[] {
  if (serial !== undefined) return [serial];
  const wanted: string[] = [];
  for (const unit of station.book.units(batch.batch)) {
    if (wanted.length >= count) break;
    if (unit.state === 'keyed') wanted.push(unit.serial);
  }
  return wanted;
}

/** Prints and proves one after the other. Stops at the first that is not: somebody has to look. */
export async function printAndProve(
  line: PressCommand,
  serials: readonly string[],
  scans: Scans,
): Promise<Result<number>> {
  let proven = 0;
  for (const serial of serials) {
    if (line.line.signal.aborted) break;
    const printed = await line.press.print(serial);
    if (!printed.ok) return printed;
    await line.line.say(answer({ printed: serial, sticker: printed.value.sticker }));
    const done = await proveNext(line, scans());
    if (done === 0) break;
    proven += done;
  }
  return ok(proven);
}

/**
 * Takes scans until one unit is proven. A scan that is refused is said, and another may follow. 0 if there are no more
 * scans.
 */
async function proveNext(line: PressCommand, scans: AsyncIterable<Scanned>): Promise<number> {
  for await (const scanned of scans) if (await take(line, scanned)) return 1;
  return 0;
}

/** Takes every scan; gives how many units are proven. */
export async function proveAll(line: PressCommand, scans: AsyncIterable<Scanned>): Promise<number> {
  let proven = 0;
  for await (const scanned of scans) if (await take(line, scanned)) proven++;
  return proven;
}

/** Whether the unit is proven with this scan; whoever scanned hears it, too. */
async function take({ press, line }: PressCommand, { scan, judge }: Scanned): Promise<boolean> {
  const looked = await press.scan(scan);
  judge(looked.ok ? 'good' : 'bad');
  if (!looked.ok) {
    await line.refuse(looked.error);
    return false;
  }
  const { serial, upper, lower, proven } = looked.value;
  await line.say(answer(proven ? { proven: serial } : { seen: serial, upper, lower }));
  return proven;
}
