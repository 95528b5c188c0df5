/** The door's contract: what a window may ask before it is a station's. */
import * as v from 'valibot';
import type { Mode } from '../../../core/journal/event.ts';
import { ROLES, type Role } from '../../../core/base/role.ts';
import type { Failure, Result } from '../../../core/base/result.ts';
import type { PaceView } from '../../../core/work/pace.ts';
import { commonCalls, type Preferences } from '../../bridge/common.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';
import { PeopleFields } from '../../bridge/person.ts';
import { peerCalls, type OwnIdentityView, type PeerAnswers } from '../../bridge/peers.ts';

/**
 * A station's passphrase, as UTF-8. The field of a page holds a string, which nobody can wipe: the page empties the
 * field and makes bytes of it before it calls, and wipes those afterwards; main owns its copy and wipes it. What the
 * browser's process keeps of either is beyond us.
 */
const Passphrase = v.pipe(
  v.instance(Uint8Array),
  v.check((bytes) => bytes.length <= 1024),
);

export const doorCalls = {
  station: v.null(),
  preferences: commonCalls.preferences,
  /** Shows the manual from its beginning. */
  openManual: v.null(),
  /** Opens the training station of a role, or begins one. */
  train: v.object({ role: v.picklist(ROLES) }),
  /** Makes a station of an empty directory, for good. It is unlocked then, and waits for {@link doorCalls.open}. */
  commission: v.object({
    role: v.picklist(ROLES),
    name: v.pipe(v.string(), v.maxLength(100)),
    mode: v.picklist(['training', 'production']),
    passphrase: Passphrase,
  }),
  /** Makes of an empty directory the station that a backup holds, which is chosen in a native dialog. */
  restore: v.null(),
  saveIdentity: peerCalls.saveIdentity,
  /** Puts the station that has just been made behind the window. */
  open: v.null(),
  /** Tries a passphrase; the right one puts the station behind the window. */
  unlock: v.object({ passphrase: Passphrase }),
  /** Asks for a badge and its PIN in a window of main's own; the right ones put the station behind the window. */
  signIn: v.null(),
  /** Goes on with a station that went back: two people give the newest record of it that they know from elsewhere. */
  accept: v.object({
    passphrase: Passphrase,
    head: v.pipe(v.string(), v.maxLength(200)),
    reason: v.pipe(v.string(), v.maxLength(300)),
    people: PeopleFields,
  }),
  /** The same where people have badges, which they are asked for. */
  acceptByBadge: v.object({
    head: v.pipe(v.string(), v.maxLength(200)),
    reason: v.pipe(v.string(), v.maxLength(300)),
  }),
} as const;

export interface DoorAnswers {
  station: DoorView;
  preferences: Result<null>;
  openManual: null;
  train: Result<null>;
  commission: Result<null>;
  /** Null: they changed their mind. */
  restore: Result<{ readonly name: string; readonly records: number } | null>;
  saveIdentity: PeerAnswers['saveIdentity'];
  open: Result<null>;
  unlock: Result<null>;
  signIn: Result<null>;
  accept: Result<null>;
  acceptByBadge: Result<null>;
}

export type DoorHandlers = HandlersOf<typeof doorCalls, DoorAnswers>;
export type DoorBridge = BridgeOf<typeof doorCalls, DoorAnswers, DoorUpdate>;

export type DoorUpdate =
  /**
   * Whoever has scanned was not asked by the page: why the station stays shut for a badge, or that what was scanned may
   * be a private key, it is told.
   */
  | { readonly type: 'refused'; readonly refused: Failure }
  /** How far a backup is restored, in bytes; each is read twice. */
  | { readonly type: 'restoring'; readonly pace: PaceView };

export interface DoorView {
  readonly role: 'door';
  readonly version: string;
  readonly runtime: string;
  readonly preferences: Preferences;
  /** Where the station is, or will be. */
  readonly directory: string;
  readonly stage: DoorStage;
}

export type DoorStage =
  | { readonly at: 'empty' }
  /** Something else lies there: no station can be made, but practising has directories of its own. */
  | { readonly at: 'taken'; readonly trouble: Failure }
  /** A station that nothing here can open. */
  | { readonly at: 'shut'; readonly trouble: Failure }
  | {
      readonly at: 'gate';
      readonly name: string;
      readonly station: Role;
      readonly mode: Mode;
      readonly created: string;
      /** Whether badges open it; then its passphrase is for commissioning and recovery alone. */
      readonly people: boolean;
      /** Seconds until a passphrase is looked at. */
      readonly wait: number;
      /** Why none ever will be. */
      readonly locked: Failure | null;
    }
  | { readonly at: 'made'; readonly identity: OwnIdentityView };
