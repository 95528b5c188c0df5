/**
 * How a batch's transfers leave the station. One port with two ways behind it: the courier of a commissioned station,
 * and plain files in training, where no station knows another.
 */
import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import type { Head } from '../../core/journal/chain.ts';
import type { Book } from '../../core/peers/book.ts';
import type { Role } from '../../core/base/role.ts';
import { endName, TRANSFERS, type TransferKind, type UncheckedUnits } from '../../core/transfer/kinds.ts';
import { NO_PREVIOUS } from '../../core/transfer/manifest.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { writeTransfer, type Heading } from '../../core/transfer/writer.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { Courier } from '../courier/courier.ts';
import { diskFault } from '../files/fault.ts';
import { transferFileName } from '../courier/dispatch.ts';
import { writePart, type MediumFs } from '../files/medium.ts';
import type { Says, SentTransfer } from '../courier/sending.ts';

const fail = failIn('transfer');

export interface Delivered {
  readonly file: string;
  /** The recipient's name. */
  readonly to: string;
  readonly sequence: number;
  /** As in `Transfer`. */
  readonly digest: string;
}

export interface Delivery {
  /** A batch that is sent again is the very same transfer, under the same number. */
  readonly again?: true;
  /** Writes a transfer into `directory`, reads it back and compares; only then it is delivered. */
  send<K extends TransferKind>(kind: K, batch: Leaving<K>, directory: string): Promise<Result<Delivered>>;
}

/** What leaves. `at`: what its manifest says of the journal where nothing is signed; as it is now, when absent. */
export interface Leaving<K extends TransferKind> {
  readonly batch: string;
  readonly units: readonly UncheckedUnits[K][];
  /** What the manifest says besides, by its kind. */
  readonly says?: Says;
  /** Which product its cards are of. */
  readonly product?: Heading['product'] | undefined;
  /** Which station it is for, where several may take it. */
  readonly to?: string;
  readonly at?: Head;
}

/** To the public, or to the only station of the role that takes it among those pinned. */
export function courierDelivery(courier: Pick<Courier, 'send'>, book: Pick<Book, 'peers'>): Delivery {
  return {
    again: true,
    async send(kind, { to: named, at: _, ...batch }, directory) {
      const role = TRANSFERS[kind].to;
      if (role === 'public') return delivered('Public', await courier.send(kind, null, batch, directory));
      if (named !== undefined) return delivered(named, await courier.send(kind, named, batch, directory));
      const takers = book.peers().filter(({ identity }) => identity.role === role);
      const to = takers[0]?.identity.name;
      if (takers.length !== 1 || to === undefined) {
        return fail(
          'unknown-peer',
          `${takers.length} stations of the role ${endName(role)} are trusted here. Pin exactly one.`,
        );
      }
      return delivered(to, await courier.send(kind, to, batch, directory));
    },
  };
}

/** The stations of a role that are trusted here, by name. */
export const namesOfRole = (book: Pick<Book, 'peers'>, role: Role): readonly string[] =>
  book.peers().flatMap(({ identity }) => (identity.role === role ? [identity.name] : []));

function delivered(to: string, sent: Result<SentTransfer>): Result<Delivered> {
  if (!sent.ok) return sent;
  const { file, sequence, digest } = sent.value;
  return ok({ file, to, sequence, digest });
}

export interface PlainDeliveryPorts {
  /** This station's name. */
  readonly from: string;
  readonly journal: Pick<OpenJournal, 'head'>;
  /** The last transfer to a recipient that stands on record. */
  readonly last: (to: string) => { readonly sequence: number; readonly digest: string } | null;
  readonly fs?: MediumFs;
}

/** Unsigned and unsealed: readers take such files in training alone. */
export function plainDelivery({ from, journal, last, fs = disk }: PlainDeliveryPorts): Delivery {
  return {
    async send(kind, { batch, units, says = {}, product, to: named, at = journal.head }, directory) {
      const role = TRANSFERS[kind].to;
      const to = role === 'public' ? 'Public' : (named ?? `Training ${endName(role)}`);
      const before = last(to);
      const heading: Heading = {
        batch,
        from,
        journal: at.hash,
        mode: 'training',
        ...says,
        previous: before?.digest ?? NO_PREVIOUS,
        ...(product === undefined ? {} : { product }),
        records: at.size,
        sequence: (before?.sequence ?? 0) + 1,
        to,
      };
      const text = { digest: '' };
      try {
        const name = transferFileName(kind, heading);
        const part = await writePart(fs, directory, name, linesOf(kind, heading, units, text));
        await part.publish();
        if (!(await part.holds())) return readBack(directory);
        return ok({ file: join(directory, name), to, sequence: heading.sequence, digest: text.digest });
      } catch (cause) {
        return diskFault(directory, cause);
      }
    },
  };
}

/** The lines of a transfer, each wiped once it is written: some hold passphrases. */
async function* linesOf<K extends TransferKind>(
  kind: K,
  heading: Heading,
  units: readonly UncheckedUnits[K][],
  text: { digest: string },
): AsyncGenerator<Uint8Array, void, undefined> {
  const lines = writeTransfer(kind, heading, units);
  for (let next = lines.next(); ; next = lines.next()) {
    if (next.done === true) {
      text.digest = next.value;
      return;
    }
    yield next.value;
    next.value.fill(0);
  }
}

const readBack = (directory: string) =>
  fail('disk', `What was written to ${directory} reads back otherwise. Take another medium and export again.`, {
    path: directory,
  });
