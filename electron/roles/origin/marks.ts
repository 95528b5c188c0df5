/** What this station has ever made, gathered from its sealed files before anything new is made. */
import { asciiBytes } from '../../../core/base/digest.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { createMarks, type Marks } from '../../../core/stations/origin/marks.ts';
import type { SerialRange } from '../../../core/card/serial-scheme.ts';
import { marksOf } from '../../vault/unit-line.ts';
import type { OriginDesk } from './desk.ts';

const fail = failIn('origin');

/** The marks of every unit on record, but for those of one batch where its name is given. */
export async function loadMarks({ parts, store, keys }: OriginDesk, but: string | null = null): Promise<Result<Marks>> {
  const marks = createMarks(keys.marks);
  for (const batch of parts.book.batches()) {
    if (batch.batch === but || batch.coded === 0) continue;
    let twice = false;
    const read = await store.marks(batch, (line) => {
      for (const mark of marksOf(line)) if (!marks.add(mark)) twice = true;
      // Serials of our own schemes are told apart by their numbers; those of customers by their marks.
      if (batch.source.kind === 'supplied') marks.claim('serial', asciiBytes(line.serial));
    });
    if (!read.ok) return read;
    if (twice) {
      return fail(
        'vault-damaged',
        `Batch ${batch.batch} has a passphrase or a code twice, which this station never makes. Call your supervisor.`,
        { batch: batch.batch },
      );
    }
  }
  return ok(marks);
}

/** Refuses a range that has a serial which came with a customer's codes. */
export async function hasSuppliedSerial(desk: OriginDesk, range: SerialRange): Promise<Result<null>> {
  const serials = desk.serialsOf(range);
  for (const batch of desk.parts.book.batches()) {
    if (batch.source.kind !== 'supplied' || batch.coded === 0) continue;
    const met: string[] = [];
    const read = await desk.store.marks(batch, ({ serial }) => {
      const number = serials.numberOf(serial);
      if (number !== null && number >= range.start && number < range.start + range.count) met.push(serial);
    });
    if (!read.ok) return read;
    if (met.length === 0) continue;
    return fail(
      'serials-taken',
      `${met[0]} of this batch came with the codes of batch ${batch.batch}. Choose another start or another prefix.`,
      { batch: batch.batch },
    );
  }
  return ok(null);
}
