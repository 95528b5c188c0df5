import { canonical } from '../base/canonical.ts';
import { asciiBytes } from '../base/digest.ts';
import { must } from '../base/result.ts';
import { TRANSFERS, type TransferKind, type UncheckedUnits } from './kinds.ts';
import { TRANSFER_FORMAT, TRANSFER_VERSION, type Manifest } from './manifest.ts';
import { createTransferReader } from './reader.ts';
import { discard } from './transfer.ts';

/** What the sender says of a transfer; the rest of the manifest follows from its units. */
export type Heading = Omit<Manifest, 'count' | 'format' | 'kind' | 'version'>;

/**
 * Writes a transfer, a line a piece. The caller wipes the pieces of a kind that holds secrets once they are on disk.
 *
 * Returns the digest of the whole. Every line goes through the reader as well, so that what is written can be read.
 *
 * @throws Error if the reader would refuse the file, which then must not be delivered: units that share something,
 *   a secret where none may be, a name no manifest may hold.
 */
export function* writeTransfer<K extends TransferKind>(
  kind: K,
  heading: Heading,
  units: readonly UncheckedUnits[K][],
): Generator<Uint8Array, string, undefined> {
  const { form } = TRANSFERS[kind];
  using reader = createTransferReader(kind, `the ${kind} to be written`);
  const manifest: Manifest = {
    batch: heading.batch,
    count: units.length,
    format: TRANSFER_FORMAT,
    from: heading.from,
    ...(heading.heard === undefined || heading.heardRecords === undefined
      ? {}
      : { heard: heading.heard, heardRecords: heading.heardRecords }),
    journal: heading.journal,
    kind,
    mode: heading.mode,
    ...(heading.of === undefined ? {} : { of: heading.of }),
    ...(heading.part === undefined ? {} : { part: heading.part }),
    previous: heading.previous,
    ...(heading.product === undefined ? {} : { product: heading.product }),
    ...(heading.recipient === undefined ? {} : { recipient: heading.recipient }),
    ...(heading.records === undefined ? {} : { records: heading.records }),
    ...(heading.reissued === undefined ? {} : { reissued: heading.reissued }),
    sequence: heading.sequence,
    ...(heading.shares === undefined ? {} : { shares: heading.shares }),
    to: heading.to,
    version: TRANSFER_VERSION,
  };
  const head = asciiBytes(`${canonical(manifest)}\n`);
  must(reader.push(head));
  yield head;
  for (const unit of units) {
    const line = form.write(unit);
    must(reader.push(line));
    yield line;
  }
  const written = must(reader.end());
  discard(written);
  return written.digest;
}
