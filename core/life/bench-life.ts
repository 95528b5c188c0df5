/**
 * The life of a unit at Bench, as a state machine folded from the journal. Recipes ask it what may happen next and
 * keep no `if`-chains of their own; the index is a projection of the same fold, so they cannot drift.
 *
 * ```
 * received -> checked -> verified -> intended -> sent -> marked -> read-back -> covered -> sealed -> finished
 *
 * off the path, at the laser (intended, sent, marked)   in-doubt -> marked | scrapped
 *               before and behind it                    quarantined -> scrapped
 *                                                       quarantined -> read-back | covered (reworked)
 *               finished and chosen by lot              sampled
 *               never made, as Press has said           withdrawn (where it begins)
 * ```
 *
 * Once its batch is closed, nothing happens to a unit any more.
 */
import type { EventOf, JournalEvent } from '../journal/event.ts';
import { failIn, never, ok, type Result } from '../base/result.ts';

const fail = failIn('bench');

export type UnitState =
  | 'received'
  | 'checked'
  | 'verified'
  | 'intended'
  | 'sent'
  | 'marked'
  | 'read-back'
  | 'covered'
  | 'sealed'
  | 'finished'
  | 'quarantined'
  | 'in-doubt'
  | 'scrapped'
  | 'sampled'
  | 'withdrawn';

/** Of a withdrawn unit there is a serial and nothing else: its other facts are empty. */
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
  /** Why it is quarantined or in doubt: a kind from core/stations/bench/reasons.ts. */
  readonly reason: string | null;
  /** The one etch job this unit will ever have. */
  readonly job: string | null;
  /** Its batch is closed: it stays as it is for good. */
  readonly closed: boolean;
}

/** What a station may want to do with a unit. */
export type UnitAction =
  | 'check'
  | 'verify'
  | 'quarantine'
  | 'intend'
  | 'send'
  | 'mark'
  | 'read-back'
  | 'doubt'
  | 'resolve'
  | 'cover'
  | 'seal'
  | 'finish'
  | 'rework'
  | 'scrap'
  | 'sample';

/** The whole machine: from which states an action may start. Anything not listed is refused. */
export const FROM = {
  check: ['received'],
  /** Again from `verified`: a job that could not be prepared left nothing behind. */
  verify: ['received', 'checked', 'verified'],
  /** Between intent and read-back a card is put in doubt instead: people must look at the metal first. */
  quarantine: ['received', 'checked', 'verified', 'read-back', 'covered', 'sealed', 'finished'],
  intend: ['verified'],
  send: ['intended'],
  mark: ['sent'],
  'read-back': ['marked'],
  doubt: ['intended', 'sent', 'marked'],
  resolve: ['in-doubt'],
  cover: ['read-back'],
  seal: ['covered'],
  finish: ['sealed'],
  /** Only what {@link REWORK} names. */
  rework: ['quarantined'],
  scrap: ['quarantined', 'in-doubt'],
  /** What a customer would get, and nothing that was not chosen from among these. */
  sample: ['finished'],
} as const satisfies Record<UnitAction, readonly UnitState[]>;

/** Quarantines that a new strip or a new packing ends, and what the card is then; from any other there is no way back. */
export const REWORK: Readonly<Record<string, UnitState | undefined>> = {
  'strip-failed': 'read-back',
  'seal-failed': 'covered',
};

/** Whether `unit` may take `action` now. */
export function may(unit: Unit, action: UnitAction): boolean {
  if (unit.closed || !(FROM[action] as readonly UnitState[]).includes(unit.state)) return false;
  return action !== 'rework' || REWORK[unit.reason ?? ''] !== undefined;
}

export type UnitFailure = 'not-now';

/** As {@link may}, with the sentence to show when it may not. */
export function allow(unit: Unit, action: UnitAction): Result<Unit, UnitFailure> {
  if (may(unit, action)) return ok(unit);
  const where = unit.closed ? `${unit.state}, and its batch is closed` : unit.state;
  return fail('not-now', `${unit.serial} is ${where}: it cannot ${VERBS[action]} now.`, {
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
  cover: 'be covered',
  seal: 'be sealed',
  finish: 'be finished',
  rework: 'be reworked',
  scrap: 'be scrapped',
  sample: 'be opened as a sample',
} as const satisfies Record<UnitAction, string>;

/** A record that moves a unit from one state to the next. */
export type UnitStep = Extract<
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
      | 'doubt-resolved'
      | 'unit-covered'
      | 'unit-sealed'
      | 'unit-finished'
      | 'unit-reworked'
      | 'unit-scrapped'
      | 'unit-sampled';
  }
>;

/** Which action each record of a step is the record of. */
export const ACTION_OF: Readonly<Record<UnitStep['kind'], UnitAction>> = {
  'unit-checked': 'check',
  'unit-verified': 'verify',
  'unit-quarantined': 'quarantine',
  'etch-intended': 'intend',
  'etch-sent': 'send',
  'etch-marked': 'mark',
  'etch-read-back': 'read-back',
  'etch-in-doubt': 'doubt',
  'doubt-resolved': 'resolve',
  'unit-covered': 'cover',
  'unit-sealed': 'seal',
  'unit-finished': 'finish',
  'unit-reworked': 'rework',
  'unit-scrapped': 'scrap',
  'unit-sampled': 'sample',
};

/** Whether this event moves a unit from one state to the next. */
export const isStep = (event: JournalEvent): event is UnitStep => Object.hasOwn(ACTION_OF, event.kind);

/**
 * The unit after `event`. Pure: the same events give the same unit.
 *
 * @throws Error if the journal holds a step the machine does not allow; such a journal was not written by us.
 */
export function applyStep(unit: Unit, event: UnitStep): Unit {
  const action = ACTION_OF[event.kind];
  if (!may(unit, action)) {
    const where = unit.closed ? `${unit.state} in a closed batch` : unit.state;
    throw new Error(`record of ${event.kind} for ${unit.serial}, which is ${where}`);
  }
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
    case 'unit-covered':
      return { ...unit, state: 'covered' };
    case 'unit-sealed':
      return { ...unit, state: 'sealed' };
    case 'unit-finished':
      return { ...unit, state: 'finished' };
    case 'unit-reworked':
      return { ...unit, state: REWORK[unit.reason ?? ''] as UnitState, reason: null };
    case 'unit-scrapped':
      return { ...unit, state: 'scrapped' };
    case 'unit-sampled':
      return { ...unit, state: 'sampled', reason: event.good ? null : 'sample-failed' };
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
    closed: false,
  };
}

/** A unit as `unit-withdrawn-at-press` brings it; nothing ever happens to it. */
export function withdrawnUnit({ serial, batch }: EventOf<'unit-withdrawn-at-press'>): Unit {
  const unit = {
    kind: 'unit-received',
    batch,
    serial,
    address: '',
    publicKey: '',
    confirmation: '',
    sticker: '',
  } as const;
  return { ...receivedUnit(unit), state: 'withdrawn' };
}
