/** Press's contract: every call with the schema of its input, every answer, every update. */
import { commonCalls, type CommonAnswers, type CommonUpdate, type CommonView } from './common.ts';
import type { BridgeOf, HandlersOf } from './form.ts';

export const pressCalls = {
  ...commonCalls,
} as const;

export interface PressAnswers extends Omit<CommonAnswers, 'station'> {
  station: PressView;
}

export type PressHandlers = HandlersOf<typeof pressCalls, PressAnswers>;
export type PressBridge = BridgeOf<typeof pressCalls, PressAnswers, PressUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type PressUpdate = CommonUpdate;

export interface PressView extends CommonView {
  readonly role: 'press';
}
