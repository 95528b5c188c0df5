/**
 * The life of a unit at Press, as a state machine folded from the journal.
 *
 * ```
 * ordered -> keying -> keyed -> printing -> printed -> proven -> returned
 *                        ^ ^       \           \         |
 *                        | |        \-> in-doubt \       |
 *                        | '-- never came out --'  \     v
 *                        '------- destroyed ------- spoilt
 * off the path, from ordered and keyed: withdrawn
 * ```
 *
 * A sticker (both layers, one number) is on its way from `printing` on; a unit has one at a time, and every one that
 * ever came out ends as proven or as destroyed.
 */
import type { EventOf, JournalEvent } from '../journal/event.ts';
import { failIn, never, ok, type Result } from '../base/result.ts';

const fail = failIn('press');

export type PressState =
  'ordered' | 'keying' | 'keyed' | 'printing' | 'printed' | 'in-doubt' | 'spoilt' | 'proven' | 'returned' | 'withdrawn';

export interface PressUnit {
  readonly serial: string;
  readonly batch: string;
  /** In the order, from 0. */
  readonly position: number;
  /** Owner entropy of its code, hex: what its EPK and its confirmation code carry in clear. */
  readonly owner: string;
  readonly state: PressState;
  /** From `keyed` on. */
  readonly keyed: KeyedFacts | null;
  /** The sticker that is on its way or good. */
  readonly sticker: string | null;
  /** Why it is in doubt, spoilt or withdrawn. */
  readonly reason: string | null;
}

export interface KeyedFacts {
  /** The deposit address, as it stands on the sticker. */
  readonly address: string;
  /** Compressed, hex. */
  readonly publicKey: string;
  readonly confirmation: string;
}

export type PressAction =
  | 'intend-key'
  | 'key'
  | 'intend'
  | 'unsend'
  | 'print'
  | 'doubt'
  | 'prove'
  | 'spoil'
  | 'destroy'
  | 'absent'
  | 'withdraw';

/** The whole machine: from which states an action may start. Anything not listed is refused. */
export const PRESS_FROM = {
  'intend-key': ['ordered'],
  key: ['keying'],
  intend: ['keyed'],
  unsend: ['printing'],
  print: ['printing'],
  doubt: ['printing'],
  /** From `in-doubt` as well: a sticker that can be scanned has come out. */
  prove: ['printed', 'in-doubt'],
  spoil: ['printed', 'in-doubt', 'proven'],
  destroy: ['spoilt'],
  absent: ['in-doubt'],
  /** Not while a sticker of it may exist. */
  withdraw: ['ordered', 'keyed'],
} as const satisfies Record<PressAction, readonly PressState[]>;

export const mayPress = (unit: PressUnit, action: PressAction): boolean =>
  (PRESS_FROM[action] as readonly PressState[]).includes(unit.state);

/** As {@link mayPress}, with the sentence to show when it may not. */
export function allowPress(unit: PressUnit, action: PressAction): Result<PressUnit, 'not-now'> {
  if (mayPress(unit, action)) return ok(unit);
  const { serial, state } = unit;
  return fail('not-now', `${serial} is ${SAID[state]}: it cannot ${VERBS[action]} now.`, { serial, state, action });
}

const SAID = {
  ordered: 'ordered and has no key yet',
  keying: 'about to get its key',
  keyed: 'keyed and has no sticker',
  printing: 'at the printer',
  printed: 'printed and not scanned back yet',
  'in-doubt': 'in doubt',
  spoilt: 'waiting for its spoilt sticker to be destroyed',
  proven: 'proven',
  returned: 'proven and in the return',
  withdrawn: 'withdrawn',
} as const satisfies Record<PressState, string>;

const VERBS = {
  'intend-key': 'be given a key',
  key: 'be given a key',
  intend: 'be printed',
  unsend: 'be taken back from the printer',
  print: 'be recorded as printed',
  doubt: 'be put in doubt',
  prove: 'be proven',
  spoil: 'have its sticker spoilt',
  destroy: 'have a sticker destroyed',
  absent: 'have its sticker declared absent',
  withdraw: 'be withdrawn',
} as const satisfies Record<PressAction, string>;

const STEPS = {
  'unit-keyed': 'key',
  'sticker-intended': 'intend',
  'sticker-unsent': 'unsend',
  'sticker-printed': 'print',
  'sticker-in-doubt': 'doubt',
  'unit-proven': 'prove',
  'sticker-spoilt': 'spoil',
  'sticker-destroyed': 'destroy',
  'sticker-absent': 'absent',
  'unit-withdrawn': 'withdraw',
} as const satisfies Partial<Record<JournalEvent['kind'], PressAction>>;

export type PressStep = EventOf<keyof typeof STEPS>;

/** Whether this event moves one unit from one state to the next. */
export const isPressStep = (event: JournalEvent): event is PressStep => Object.hasOwn(STEPS, event.kind);

/** A unit as `unit-ordered` brings it. */
export const orderedUnit = (event: EventOf<'unit-ordered'>, position: number): PressUnit => ({
  serial: event.serial,
  batch: event.batch,
  position,
  owner: event.owner,
  state: 'ordered',
  keyed: null,
  sticker: null,
  reason: null,
});

/**
 * The unit after `event`. Pure.
 *
 * @throws Error if the machine does not allow it, or it speaks of another sticker than the one in hand: such a record
 *   was not written by us.
 */
export function applyPressStep(unit: PressUnit, event: PressStep): PressUnit {
  const { serial, state } = unit;
  if (!mayPress(unit, STEPS[event.kind])) throw new Error(`record of ${event.kind} for ${serial}, which is ${state}`);
  if ('sticker' in event && event.kind !== 'sticker-intended' && event.sticker !== unit.sticker) {
    throw new Error(`record of ${event.kind} for ${serial}, of another sticker`);
  }
  switch (event.kind) {
    case 'unit-keyed': {
      const { address, publicKey, confirmation } = event;
      return { ...unit, state: 'keyed', keyed: { address, publicKey, confirmation } };
    }
    case 'sticker-intended':
      return { ...unit, state: 'printing', sticker: event.sticker, reason: null };
    case 'sticker-printed':
      return { ...unit, state: 'printed' };
    case 'sticker-in-doubt':
      return { ...unit, state: 'in-doubt', reason: event.reason };
    case 'unit-proven':
      return { ...unit, state: 'proven', reason: null };
    case 'sticker-spoilt':
      return { ...unit, state: 'spoilt', reason: event.reason };
    case 'sticker-unsent':
    case 'sticker-destroyed':
    case 'sticker-absent':
      return { ...unit, state: 'keyed', sticker: null, reason: null };
    case 'unit-withdrawn':
      return { ...unit, state: 'withdrawn', reason: event.reason };
    default:
      return never(event);
  }
}
