import { canonical } from '../base/canonical.ts';
import { asciiBytes } from '../base/digest.ts';
import { must, never } from '../base/result.ts';
import {
  TRANSFER_FORMAT,
  TRANSFER_VERSION,
  discard,
  isWithdrawn,
  type Manifest,
  type TransferKind,
  type UncheckedUnits,
} from './transfer.ts';
import { createTransferReader } from './reader.ts';
import { writeVaultLine } from './vault-line.ts';

/** What the sender says of a transfer; the rest of the manifest follows from its units. */
export type Heading = Omit<Manifest, 'count' | 'format' | 'kind' | 'version'>;

/**
 * Writes a transfer, a line a piece. The caller wipes a vault's pieces once they are on disk.
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
  using reader = createTransferReader(kind, `the ${kind} to be written`);
  const manifest: Manifest = {
    batch: heading.batch,
    count: units.length,
    format: TRANSFER_FORMAT,
    from: heading.from,
    journal: heading.journal,
    kind,
    mode: heading.mode,
    previous: heading.previous,
    ...(heading.recipient === undefined ? {} : { recipient: heading.recipient }),
    ...(heading.records === undefined ? {} : { records: heading.records }),
    sequence: heading.sequence,
    to: heading.to,
    version: TRANSFER_VERSION,
  };
  const head = asciiBytes(`${canonical(manifest)}\n`);
  must(reader.push(head));
  yield head;
  for (const unit of units) {
    const line = writeUnit(kind, unit);
    must(reader.push(line));
    yield line;
  }
  const written = must(reader.end());
  discard(written);
  return written.digest;
}

/** Field by field: a unit may know more than its transfer may say. */
function writeUnit<K extends TransferKind>(kind: K, unit: UncheckedUnits[K]): Uint8Array;
function writeUnit(kind: TransferKind, unit: UncheckedUnits[TransferKind]): Uint8Array {
  if (kind === 'vault') {
    const { serial, passphrase } = unit as UncheckedUnits['vault'];
    return passphrase.use((bytes) => writeVaultLine(serial, bytes));
  }
  return asciiBytes(`${canonical(sayable(kind, unit))}\n`);
}

function sayable(kind: Exclude<TransferKind, 'vault'>, unit: UncheckedUnits[TransferKind]) {
  switch (kind) {
    case 'order':
    case 'supplied': {
      const { code, serial } = unit as UncheckedUnits['order'];
      return { code, serial };
    }
    case 'return': {
      const said = unit as UncheckedUnits['return'];
      if (isWithdrawn(said)) return { serial: said.serial, withdrawn: true };
      const { addresses, confirmation, deposit, publicKey, serial, sticker } = said;
      return { addresses, confirmation, ...(deposit && { deposit }), publicKey, serial, sticker };
    }
    case 'proof': {
      const { address, confirmation, serial } = unit as UncheckedUnits['proof'];
      return { address, confirmation, serial };
    }
    default:
      return never(kind);
  }
}
