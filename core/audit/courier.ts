/** What one journal says of transfers: sent, received, and the heads of other journals that were heard on the way. */
import type { EventOf, JournalEvent } from '../journal/event.ts';
import type { TransferKind } from '../transfer/kinds.ts';
import type { Findings } from './findings.ts';

interface Moved {
  readonly record: number;
  readonly transfer: TransferKind;
  readonly batch: string;
  readonly count: number;
  readonly sequence: number;
  readonly digest: string;
  /** The fingerprint of the other station; `null` is the public. */
  readonly peer: string | null;
  /** Its name, as the record has it. */
  readonly name: string;
}

export interface SentRecord extends Moved {
  /** Read back from the medium. */
  readonly delivered: boolean;
}

/** The head of another journal, as this one has it on record. */
export interface HeardHead {
  readonly record: number;
  readonly peer: string;
  readonly name: string;
  readonly records: number;
  readonly journal: string;
}

/** What went and came, and what was heard. */
export interface CourierFacts {
  readonly sent: readonly SentRecord[];
  readonly received: readonly Moved[];
  readonly heard: readonly HeardHead[];
  /** Fingerprints of the stations that two people have vouched for here, with what they are called. */
  readonly pinned: readonly { readonly record: number; readonly identity: string }[];
  /** Batches of Origin: how many units left. */
  readonly left: readonly { readonly batch: string; readonly record: number; readonly count: number }[];
}

export interface CourierAudit {
  take(event: JournalEvent, record: number): void;
  end(): CourierFacts;
}

type Write<T> = { -readonly [K in keyof T]: T[K] };

export function createCourierAudit(findings: Findings): CourierAudit {
  const sent = new Map<string, Write<SentRecord>>();
  const received: Moved[] = [];
  const heard: HeardHead[] = [];
  const pinned: { record: number; identity: string }[] = [];
  const left = new Map<string, { readonly batch: string; readonly record: number; readonly count: number }>();
  const keyOf = (peer: string | null, sequence: number): string => `${peer ?? ''} ${sequence}`;

  function prepared(event: EventOf<'transfer-prepared'>, record: number): void {
    const { transfer, batch, count, to, peer, sequence, digest, heard: head, heardRecords } = event;
    sent.set(keyOf(peer, sequence), {
      record,
      transfer,
      batch,
      count,
      sequence,
      digest,
      peer,
      name: to,
      delivered: false,
    });
    if (peer !== null && head !== undefined && heardRecords !== undefined) {
      heard.push({ record, peer, name: to, records: heardRecords, journal: head });
    }
  }

  function taken(event: EventOf<'transfer-received'> | EventOf<'transfer-set-aside'>, record: number): void {
    const { transfer, batch, count, from, peer, sequence, digest, records, journal } = event;
    received.push({ record, transfer, batch, count, sequence, digest, peer, name: from });
    heard.push({ record, peer, name: from, records, journal });
    if (event.kind === 'transfer-set-aside') {
      findings.say('set-aside', record, { transfer, batch, from, sequence, reason: event.reason });
    }
  }

  return {
    take(event, record) {
      switch (event.kind) {
        case 'transfer-prepared':
          return prepared(event, record);
        case 'transfer-sent': {
          const found = sent.get(keyOf(event.peer, event.sequence));
          if (found !== undefined) found.delivered = true;
          return;
        }
        case 'transfer-abandoned':
          sent.delete(keyOf(event.peer, event.sequence));
          return;
        case 'transfer-received':
        case 'transfer-set-aside':
          return taken(event, record);
        case 'history-missing':
          // Of the station itself, as another has heard of it; what it was lies with that other.
          return;
        case 'peer-heard': {
          const { peer, name, records, journal } = event;
          heard.push({ record, peer, name, records, journal });
          return;
        }
        case 'peer-pinned':
          pinned.push({ record, identity: event.identity });
          return;
        case 'batch-leaving':
          left.set(event.batch, { batch: event.batch, record, count: event.count });
          return;
        default:
      }
    },
    end: () => ({ sent: [...sent.values()], received, heard, pinned, left: [...left.values()] }),
  };
}
