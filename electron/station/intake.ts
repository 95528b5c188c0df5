/**
 * How transfers come into the station. One port with two ways behind it: the courier of a commissioned station, and
 * plain files in training, where no station knows another.
 */
import type { EventOf, JournalEvent } from '../../core/journal/event.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import { type Transfer, discard } from '../../core/transfer/transfer.ts';
import type { Apart } from '../courier/apart/start.ts';
import type { Courier } from '../courier/courier.ts';
import { readTransfer, type Report } from '../courier/transfer-files.ts';
import { recordRefusal } from '../courier/receiving.ts';

/** A transfer that may be taken in; disposing wipes its secrets. */
export interface Incoming<K extends TransferKind = TransferKind> extends Disposable {
  readonly transfer: Transfer<K>;
  /** As in `Taken`; in training, where no station knows of another, 0. */
  readonly heard: number;
  /** What goes on record with it; training has none. */
  readonly receipt: EventOf<'transfer-received'> | null;
}

export interface Intake {
  /** Reads and verifies one transfer file. Nothing is taken in yet; what is refused is on record, with its reason. */
  read<K extends TransferKind>(kind: K, path: string, onProgress?: Report): Promise<Result<Incoming<K>>>;
  /** Puts on record that these are taken in, and what became of them: one group of records, all or nothing. */
  accept(incoming: readonly Incoming[], also: readonly JournalEvent[]): Promise<Result<unknown>>;
}

/** Signed by a station that is trusted, sealed where it must be, and the very next of its sender. */
export const courierIntake = (courier: Pick<Courier, 'receive' | 'accept'>): Intake => ({
  read: (kind, path, onProgress) => courier.receive(kind, path, onProgress === undefined ? {} : { onProgress }),
  accept: (incoming, also) => courier.accept(incoming, also),
});

/** Nobody vouches for these: a file of production is refused as unsigned. */
export function plainIntake(journal: Journal, apart?: Apart): Intake {
  return {
    async read(kind, path, onProgress) {
      const readIt = TRANSFERS[kind].secret === null || apart === undefined ? readTransfer : apart.plain;
      const read = await readIt({ kind, path, ...(onProgress === undefined ? {} : { onProgress }) });
      if (!read.ok) return recordRefusal(journal, kind, null, read);
      return ok({ transfer: read.value, heard: 0, receipt: null, [Symbol.dispose]: () => discard(read.value) });
    },
    accept: async (_, also) => ok(await journal.append(also)),
  };
}
