/** Check's contract: every call with the schema of its input, every answer, every update. */
import { commonCalls, type CommonAnswers, type CommonUpdate, type CommonView } from './common.ts';
import type { BridgeOf, HandlersOf } from './form.ts';

export const checkCalls = {
  ...commonCalls,
} as const;

export interface CheckAnswers extends Omit<CommonAnswers, 'station'> {
  station: CheckView;
}

export type CheckHandlers = HandlersOf<typeof checkCalls, CheckAnswers>;
export type CheckBridge = BridgeOf<typeof checkCalls, CheckAnswers, CheckUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type CheckUpdate = CommonUpdate;

export interface CheckView extends CommonView {
  readonly role: 'check';
}
