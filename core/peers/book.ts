/**
 * The book of a station: whom it trusts, and what it has sent and received. Folded from the journal's records alone,
 * so that whoever has the journal has the book.
 */
import { namesOf } from '../people/person.ts';
import type { Head } from '../journal/chain.ts';
import type { EventOf, JournalEvent } from '../journal/event.ts';
import { must } from '../base/result.ts';
import type { TransferKind } from '../transfer/kinds.ts';
import { NO_PREVIOUS } from '../transfer/manifest.ts';
import { readIdentity, type PublicIdentity } from './identity.ts';
import type { Newest } from './newest.ts';
import type { VerifySignature } from './minisign.ts';

/** A station two people have vouched for. */
export interface Peer {
  readonly identity: PublicIdentity;
  readonly people: readonly [string, string];
  /** When they did, ISO 8601. */
  readonly since: string;
}

/** A transfer that has been given its number. */
export interface Prepared extends Omit<EventOf<'transfer-prepared'>, 'kind' | 'peer'> {
  /** Read back from the medium at least once. */
  readonly delivered: boolean;
}

export interface ReceivedTransfer extends Omit<EventOf<'transfer-received'>, 'kind' | 'from' | 'peer' | 'until'> {
  /** Its number is taken, and nothing else was. */
  readonly aside?: true;
}

/** What the next transfer to a recipient says of the one before. */
export interface Next {
  readonly sequence: number;
  readonly previous: string;
}

export interface Book {
  /** Takes the journal's next event, recorded at this time. */
  apply(event: JournalEvent, at: string): void;
  /** This station itself; `null` before its `station-commissioned`. */
  readonly self: PublicIdentity | null;
  /** The newest checkpoint of this station's own journal. */
  readonly checkpoint: Newest | null;
  /** In the order they were pinned, without the revoked ones. */
  peers(): readonly Peer[];
  /** What this recipient was sent, in order; `null` is the public. */
  sentTo(peer: string | null): readonly Prepared[];
  /** What everybody but this recipient was sent, also those who are trusted no more. */
  sentElsewhere(peer: string | null): readonly Prepared[];
  nextTo(peer: string | null): Next;
  /** What this sender has sent, in order, with what was set aside. */
  receivedFrom(peer: string): readonly ReceivedTransfer[];
  nextFrom(peer: string): Next;
  /** How long this station's journal was when it was heard of last, by a transfer or by its public file. */
  heardFrom(peer: string): Head | null;
  /** Whether two people have gone on without this record of the station's own, by its hash. */
  lost(hash: string): boolean;
}

export function createBook(verify: VerifySignature): Book {
  let self: PublicIdentity | null = null;
  let checkpoint: Newest | null = null;
  const peers = new Map<string, Peer>();
  const log = createTransferLog();
  /** Records of this station's own that others know: found missing, and gone on without. */
  const missing = new Set<string>();
  const lost = new Set<string>();

  /** What was pinned had its signature checked; a record that does not is damage that the chain did not notice. */
  const identityIn = (text: string): PublicIdentity => must(readIdentity(text, verify));

  return {
    get self() {
      return self;
    },
    get checkpoint() {
      return checkpoint;
    },
    peers: () => [...peers.values()],
    ...log,
    lost: (hash) => lost.has(hash),

    apply(event, at) {
      log.apply(event);
      switch (event.kind) {
        case 'station-commissioned':
          self = identityIn(event.identity);
          return;
        case 'peer-pinned': {
          const identity = identityIn(event.identity);
          peers.set(identity.fingerprint, { identity, people: namesOf(event.signatures), since: at });
          return;
        }
        case 'checkpoint': {
          const { size, head: hash, signature } = event;
          checkpoint = { size, hash, signature };
          return;
        }
        case 'peer-revoked':
          peers.delete(event.peer);
          return;
        case 'history-missing':
          missing.add(event.journal);
          return;
        case 'history-accepted':
          for (const hash of missing) lost.add(hash);
          missing.clear();
          return;
        default:
      }
    },
  };
}

type TransferLog = Pick<Book, 'heardFrom' | 'sentTo' | 'sentElsewhere' | 'nextTo' | 'receivedFrom' | 'nextFrom'> & {
  readonly apply: (event: JournalEvent) => void;
};

/** What was sent and received, and how long the journals of others were when they were heard of last. */
function createTransferLog(): TransferLog {
  const heard = new Map<string, Head>();
  const sent = new Map<string | null, Prepared[]>();
  const received = new Map<string, ReceivedTransfer[]>();
  /** Receipts that wait for what became of their transfers, by sender. */
  const waiting = new Map<string, EventOf<'transfer-received'>>();

  const sentTo = (peer: string | null): Prepared[] => listOf(sent, peer);
  const receivedFrom = (peer: string): ReceivedTransfer[] => listOf(received, peer);

  function receive({ kind: _kind, from: _from, until: _until, peer, ...note }: EventOf<'transfer-received'>): void {
    waiting.delete(peer);
    receivedFrom(peer).push(note);
    hear(peer, { size: note.records, hash: note.journal });
  }

  /** A journal only grows: what was heard of it earlier is the less. */
  function hear(peer: string, head: Head): void {
    if (head.size > (heard.get(peer)?.size ?? -1)) heard.set(peer, head);
  }

  return {
    heardFrom: (peer) => heard.get(peer) ?? null,
    sentTo,
    sentElsewhere: (peer) => [...sent].flatMap(([to, list]) => (to === peer ? [] : list)),
    nextTo: (peer) => nextAfter(sentTo(peer)),
    receivedFrom,
    nextFrom: (peer) => nextAfter(receivedFrom(peer)),

    apply(event) {
      switch (event.kind) {
        case 'peer-heard':
          return hear(event.peer, { size: event.records, hash: event.journal });
        case 'transfer-prepared': {
          const { kind: _kind, peer, ...prepared } = event;
          sentTo(peer).push({ ...prepared, delivered: false });
          return;
        }
        case 'transfer-sent': {
          const list = sentTo(event.peer);
          const at = list.findIndex(({ sequence }) => sequence === event.sequence);
          const found = list[at];
          if (found !== undefined) list[at] = { ...found, delivered: true };
          return;
        }
        case 'transfer-abandoned':
          if (sentTo(event.peer).at(-1)?.sequence === event.sequence) sentTo(event.peer).pop();
          return;
        case 'transfer-received':
          if (event.until === undefined) return receive(event);
          waiting.set(event.peer, event);
          return;
        case 'transfer-set-aside': {
          const { kind: _kind, from: _from, reason: _reason, signatures: _signatures, peer, ...note } = event;
          waiting.delete(peer);
          receivedFrom(peer).push({ ...note, aside: true });
          return hear(peer, { size: note.records, hash: note.journal });
        }
        case 'order-taken':
        case 'batch-opened':
        case 'receipt-taken':
        case 'units-added':
        case 'share-closed':
        case 'cards-arrived':
          for (const receipt of waiting.values()) {
            if (receipt.until === event.kind && receipt.batch === event.batch) receive(receipt);
          }
          return;
        case 'people-taken':
          for (const receipt of waiting.values()) if (receipt.digest === event.digest) receive(receipt);
          return;
        default:
      }
    },
  };
}

function nextAfter(list: readonly { readonly sequence: number; readonly digest: string }[]): Next {
  const last = list.at(-1);
  return last === undefined
    ? { sequence: 1, previous: NO_PREVIOUS }
    : { sequence: last.sequence + 1, previous: last.digest };
}

function listOf<K, T>(lists: Map<K, T[]>, key: K): T[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}

/** The one transfer of this kind (and part) that a recipient was, or is to be, sent for a batch: a batch goes once. */
export const sentBefore = (
  sent: readonly Prepared[],
  kind: TransferKind,
  batch: string,
  part: number | undefined,
): Prepared | null => sent.find((one) => one.transfer === kind && one.batch === batch && one.part === part) ?? null;
