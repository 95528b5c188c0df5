/**
 * The life of a unit at Bench, as a state machine folded from the journal. Recipes ask it what may happen next and
 * keep no `if`-chains of their own; the index is a projection of the same fold, so they cannot drift.
 *
 * ```
 * received -> checked -> verified -> intended -> sent -> marked -> read-back
 *     \          \          \           \________\_________\-> in-doubt -> marked | scrapped
 *      \__________\__________\-> quarantined
 * ```
 */
import type { JournalEvent } from '../journal/event.ts';
import { fail, never, ok, type Result } from '../result.ts';

export type UnitState =
  | 'received'
  | 'checked'
  | 'verified'
  | 'intended'
  | 'sent'
  | 'marked'
  | 'read-back'
  | 'quarantined'
  | 'in-doubt'
  | 'scrapped';

export interface Unit {
  readonly serial: string;
  readonly batch: string;
  /** The deposit address on record: what the sticker of this card must say. */
  readonly address: string;
  /** Compressed, hex. */
  readonly publicKey: string;
  readonly confirmation: string;
  readonly sticker: string;
  readonly state: UnitState;
  /** Why it is quarantined or in doubt: a kind from core/stations/reasons.ts. */
  readonly reason: string | null;
  /** The one etch job this unit will ever have. */
  readonly job: string | null;
}

/** What a station may want to do with a unit. */
export type UnitAction =
  'check' | 'verify' | 'quarantine' | 'intend' | 'send' | 'mark' | 'read-back' | 'doubt' | 'resolve';

/** The whole machine: from which states an action may start. Anything not listed is refused. */
export const FROM = {
  check: ['received'],
  /** Again from `verified`: a job that could not be prepared left nothing behind. */
  verify: ['received', 'checked', 'verified'],
  /** Between intent and read-back a card is put in doubt instead: people must look at the metal first. */
  quarantine: ['received', 'checked', 'verified', 'read-back'],
  intend: ['verified'],
  send: ['intended'],
  mark: ['sent'],
  'read-back': ['marked'],
  doubt: ['intended', 'sent', 'marked'],
  resolve: ['in-doubt'],
} as const satisfies Record<UnitAction, readonly UnitState[]>;

/** Whether `unit` may take `action` now. */
export function may(unit: Unit, action: UnitAction): boolean {
  return (FROM[action] as readonly UnitState[]).includes(unit.state);
}

export type UnitFailure = 'not-now';

/** As {@link may}, with the sentence to show when it may not. */
export function allow(unit: Unit, action: UnitAction): Result<Unit, UnitFailure> {
  if (may(unit, action)) return ok(unit);
  return fail('not-now', `${unit.serial} is ${unit.state}: it cannot ${VERBS[action]} now.`, {
    serial: unit.serial,
    state: unit.state,
    action,
  });
}

const VERBS = {
  check: 'be pre-verified',
  verify: 'be verified',
  quarantine: 'be quarantined',
  intend: 'be given an etch job',
  send: 'be sent to the laser',
  mark: 'be recorded as marked',
  'read-back': 'be read back',
  doubt: 'be put in doubt',
  resolve: 'have its doubt resolved',
} as const satisfies Record<UnitAction, string>;

type UnitStep = Extract<
  JournalEvent,
  {
    readonly kind:
      | 'unit-checked'
      | 'unit-verified'
      | 'unit-quarantined'
      | 'etch-intended'
      | 'etch-sent'
      | 'etch-marked'
      | 'etch-read-back'
      | 'etch-in-doubt'
      | 'doubt-resolved';
  }
>;

const STEPS: Readonly<Record<UnitStep['kind'], UnitAction>> = {
  'unit-checked': 'check',
  'unit-verified': 'verify',
  'unit-quarantined': 'quarantine',
  'etch-intended': 'intend',
  'etch-sent': 'send',
  'etch-marked': 'mark',
  'etch-read-back': 'read-back',
  'etch-in-doubt': 'doubt',
  'doubt-resolved': 'resolve',
};

/** Whether this event moves a unit from one state to the next. */
export const isStep = (event: JournalEvent): event is UnitStep => Object.hasOwn(STEPS, event.kind);

/**
 * The unit after `event`. Pure: the same events give the same unit.
 *
 * @throws Error if the journal holds a step the machine does not allow; such a journal was not written by us.
 */
export function applyStep(unit: Unit, event: UnitStep): Unit {
  const action = STEPS[event.kind];
  if (!may(unit, action)) throw new Error(`record of ${event.kind} for ${unit.serial}, which is ${unit.state}`);
  switch (event.kind) {
    case 'unit-checked':
      return { ...unit, state: 'checked' };
    case 'unit-verified':
      return { ...unit, state: 'verified' };
    case 'unit-quarantined':
      return { ...unit, state: 'quarantined', reason: event.reason };
    case 'etch-intended':
      return { ...unit, state: 'intended', job: event.job };
    case 'etch-sent':
      return { ...unit, state: 'sent' };
    case 'etch-marked':
      return { ...unit, state: 'marked' };
    case 'etch-read-back':
      return { ...unit, state: 'read-back', reason: null };
    case 'etch-in-doubt':
      return { ...unit, state: 'in-doubt', reason: event.reason };
    case 'doubt-resolved':
      return { ...unit, state: event.as, reason: event.as === 'scrapped' ? unit.reason : null };
    default:
      return never(event);
  }
}

/** A unit as `unit-received` brings it. */
export function receivedUnit(event: Extract<JournalEvent, { readonly kind: 'unit-received' }>): Unit {
  const { serial, batch, address, publicKey, confirmation, sticker } = event;
  return {
    serial,
    batch,
    address,
    publicKey,
    confirmation,
    sticker,
    state: 'received',
    reason: null,
    job: null,
  };
}
