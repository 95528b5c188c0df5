/** The door's contract: what a window may ask before it is a station's. */
import * as v from 'valibot';
import { ROLES } from '../../../core/peers/role.ts';
import type { Result } from '../../../core/result.ts';
import type { Preferences } from './common.ts';
import type { BridgeOf, HandlersOf } from './form.ts';

export const doorCalls = {
  station: v.null(),
  /** Opens the training station of a role, or begins one. */
  train: v.object({ role: v.picklist(ROLES) }),
} as const;

export interface DoorAnswers {
  station: DoorView;
  train: Result<null>;
}

export type DoorHandlers = HandlersOf<typeof doorCalls, DoorAnswers>;
export type DoorBridge = BridgeOf<typeof doorCalls, DoorAnswers, never>;

export interface DoorView {
  readonly role: 'door';
  readonly version: string;
  readonly runtime: string;
  readonly preferences: Preferences;
  /** Where the station is, or will be. */
  readonly directory: string;
}
