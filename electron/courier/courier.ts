/**
 * The courier of a commissioned station: transfers out to a medium and in from one. Numbers and trust come from the
 * book, which is folded from the journal; what the courier does is on record before it counts.
 */
import { promises as disk } from 'node:fs';
import type { EventOf, JournalEvent, RecordRef } from '../../core/journal/event.ts';
import type { People } from '../../core/people/person.ts';
import type { Result } from '../../core/base/result.ts';
import type { TransferKind } from '../../core/transfer/kinds.ts';
import { createQueue } from '../../core/work/queue.ts';
import type { MediumFs } from '../files/medium.ts';
import type { CourierPorts } from './ports.ts';
import type { ReceiveFailure } from './reading.ts';
import { accept, receive, type Taken, type ReceiveOptions } from './receiving.ts';
import { abandon, send, type AbandonFailure, type Batch, type SendFailure, type SentTransfer } from './sending.ts';
import { setAside, type Grounds, type SetAsideFailure } from './setting-aside.ts';

export interface Courier {
  /** Sends to a peer by name, or to the public (`null`); see {@link send}. */
  send<K extends TransferKind>(
    kind: K,
    to: string | null,
    batch: Batch<K>,
    directory: string,
  ): Promise<Result<SentTransfer, SendFailure>>;
  /** Gives up a transfer that was never delivered; see {@link abandon}. */
  abandon(to: string | null, people: People): Promise<Result<null, AbandonFailure>>;
  /** Verifies and reads a transfer; see {@link receive}. The caller disposes of it. */
  receive<K extends TransferKind>(
    kind: K,
    path: string,
    options?: ReceiveOptions,
  ): Promise<Result<Taken<K>, ReceiveFailure>>;
  /** Takes in what was received, together with what became of it; see {@link accept}. */
  accept(
    received: readonly Pick<Taken, 'receipt'>[],
    also?: readonly JournalEvent[],
  ): Promise<Result<readonly RecordRef[], 'replayed'>>;
  /** Takes the number of a transfer that cannot be used, and nothing of it; see {@link setAside}. */
  setAside(
    kind: TransferKind,
    path: string,
    grounds: Grounds,
  ): Promise<Result<EventOf<'transfer-set-aside'>, SetAsideFailure>>;
}

/** One transfer after the other, so that no two take the same number. */
export function createCourier(ports: Omit<CourierPorts, 'fs'> & { readonly fs?: MediumFs }): Courier {
  const all: CourierPorts = { fs: disk, ...ports };
  const queue = createQueue();
  return {
    send: (kind, to, batch, directory) => queue(() => send(all, kind, to, batch, directory)),
    abandon: (to, people) => queue(() => abandon(all, to, people)),
    receive: (kind, path, options) => queue(() => receive(all, kind, path, options)),
    accept: (received, also = []) => queue(() => accept(all, received, also)),
    setAside: (kind, path, grounds) => queue(() => setAside(all, kind, path, grounds)),
  };
}
