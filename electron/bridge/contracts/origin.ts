/** Origin's contract: every call with the schema of its input, every answer, every update. */
import { commonCalls, type CommonAnswers, type CommonUpdate, type CommonView } from './common.ts';
import type { BridgeOf, HandlersOf } from './form.ts';

export const originCalls = {
  ...commonCalls,
} as const;

export interface OriginAnswers extends Omit<CommonAnswers, 'station'> {
  station: OriginView;
}

export type OriginHandlers = HandlersOf<typeof originCalls, OriginAnswers>;
export type OriginBridge = BridgeOf<typeof originCalls, OriginAnswers, OriginUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type OriginUpdate = CommonUpdate;

export interface OriginView extends CommonView {
  readonly role: 'origin';
}
