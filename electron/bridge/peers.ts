/** Whom a commissioned station trusts. Two people compare the words; no identity, and no path, comes from the page. */
import * as v from 'valibot';
import type { Mode } from '../../core/journal/event.ts';
import type { Role } from '../../core/base/role.ts';
import type { TransferKind } from '../../core/transfer/kinds.ts';
import type { Result } from '../../core/base/result.ts';
import type { CodeView } from '../../core/sticker/code-view.ts';
import type { HandlersOf } from './form.ts';
import { PeopleFields } from './person.ts';

const Fingerprint = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

export const peerCalls = {
  peers: v.null(),
  /** Writes this station's own identity into a directory that a person chooses. */
  saveIdentity: v.null(),
  /** Reads another station's identity from a file that a person chooses, and keeps it until it is pinned or put away. */
  examinePeer: v.null(),
  /** Trusts the station that was examined, if it is still the one with this fingerprint. */
  pinPeer: v.object({ fingerprint: Fingerprint, people: PeopleFields }),
  /** The words differ, or nobody wants it any more: what was examined is forgotten. */
  putPeerAway: v.null(),
  revokePeer: v.object({
    fingerprint: Fingerprint,
    reason: v.pipe(v.string(), v.maxLength(300)),
    people: PeopleFields,
  }),
  /** Keeps the file of a transfer that a person chooses, until it is set aside. */
  chooseTransfer: v.null(),
  /** Takes the number of the transfer that was chosen, and nothing of it. */
  setAside: v.object({
    file: v.pipe(v.string(), v.maxLength(255)),
    reason: v.pipe(v.string(), v.maxLength(300)),
    people: PeopleFields,
  }),
  /** Gives up the last transfer to this station, which was never delivered. */
  abandonTransfer: v.object({ fingerprint: Fingerprint, people: PeopleFields }),
} as const;

export interface PeerAnswers {
  /** Null where no station was commissioned. */
  peers: PeersView | null;
  /** Where it lies now; null: they changed their mind. */
  saveIdentity: Result<{ readonly path: string } | null>;
  examinePeer: Result<IdentityView | null>;
  pinPeer: Result<null>;
  putPeerAway: null;
  revokePeer: Result<null>;
  /** Null: they changed their mind. */
  chooseTransfer: Result<{ readonly file: string; readonly kind: TransferKind } | null>;
  setAside: Result<null>;
  abandonTransfer: Result<null>;
}

export type PeerHandlers = HandlersOf<typeof peerCalls, PeerAnswers>;
export type TransferHandlers = Pick<PeerHandlers, 'chooseTransfer' | 'setAside' | 'abandonTransfer'>;

export interface PeersView {
  readonly self: OwnIdentityView;
  /** In the order they were pinned. */
  readonly peers: readonly PeerView[];
}

export interface IdentityView {
  readonly name: string;
  readonly role: Role;
  readonly mode: Mode;
  readonly created: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly fingerprint: string;
  /** Eight, to be compared aloud. */
  readonly words: readonly string[];
}

export interface OwnIdentityView extends IdentityView {
  /** The identity's text as a QR code, for another station's scanner. */
  readonly code: CodeView;
}

export interface PeerView {
  readonly identity: IdentityView;
  readonly people: readonly [string, string];
  readonly since: string;
  /** The last transfer to it, while it waits to be delivered. */
  readonly undelivered: { readonly sequence: number; readonly transfer: TransferKind; readonly batch: string } | null;
  /** How far its journal was when it was heard of last, and the eight words of its record then. */
  readonly heard: { readonly records: number; readonly words: readonly string[] } | null;
}
