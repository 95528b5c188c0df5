/**
 * The life of a unit at Press, as tables: its states, and the records that move it.
 *
 * ```
 * ordered -> keying -> keyed -> printing -> printed -> proven -> (applied) -> returned
 *                        ^ ^       \           \         |          |
 *                        | |        \-> in-doubt \       |
 *                        | '-- never came out --'  \     v
 *                        '------- destroyed ------- spoilt
 * off the path, from ordered and keyed: withdrawn
 * ```
 *
 * A sticker (both layers, one number) is on its way from `printing` on; a unit has one at a time, and every one that
 * ever came out ends as proven or as destroyed.
 */
import type { EventOf } from '../journal/event.ts';
import { failIn } from '../base/result.ts';
import { machineFor, type StepOf } from './machine.ts';

const fail = failIn('press');

interface StateRow {
  /** As in "it is ..., it cannot be printed now". */
  readonly said: string;
  /** Its sticker is at the printer, printed or in doubt: what somebody has in hand. */
  readonly inHand?: true;
  /** It is over and done with. */
  readonly over?: true;
}

/** Every state, in the order in which a unit comes to it. */
export const PRESS_STATES: Readonly<Record<PressUnitState, StateRow>> = {
  ordered: { said: 'ordered and has no key yet' },
  keying: { said: 'about to get its key' },
  keyed: { said: 'keyed and has no sticker' },
  printing: { said: 'at the printer', inHand: true },
  printed: { said: 'printed and not scanned back yet', inHand: true },
  'in-doubt': { said: 'in doubt', inHand: true },
  spoilt: { said: 'waiting for its spoilt sticker to be destroyed' },
  proven: { said: 'proven', over: true },
  applied: { said: 'on its card', over: true },
  returned: { said: 'proven and in the return', over: true },
  withdrawn: { said: 'withdrawn', over: true },
};

export type PressUnitState =
  | 'ordered'
  | 'keying'
  | 'keyed'
  | 'printing'
  | 'printed'
  | 'in-doubt'
  | 'spoilt'
  | 'proven'
  | 'applied'
  | 'returned'
  | 'withdrawn';

export interface PressUnit {
  readonly serial: string;
  readonly batch: string;
  /** In the order, from 0. */
  readonly position: number;
  /** Owner entropy of its code, hex: what its EPK and its confirmation code carry in clear. */
  readonly owner: string;
  readonly state: PressUnitState;
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

const asWritten = ({ reason }: { readonly reason: string }) => ({ reason });
const noSticker = () => ({ sticker: null, reason: null });

/** The whole machine: what each record of a step does to a unit. */
export const pressLife = machineFor<PressUnit>()(
  {
    'keying-intended': { from: ['ordered'], to: 'keying', verb: 'be given a key' },
    'unit-keyed': {
      from: ['keying'],
      to: 'keyed',
      verb: 'be given a key',
      keeps: ({ address, publicKey, confirmation }) => ({ keyed: { address, publicKey, confirmation } }),
    },
    'sticker-intended': {
      from: ['keyed'],
      to: 'printing',
      verb: 'be printed',
      keeps: ({ sticker }) => ({ sticker, reason: null }),
    },
    'sticker-unsent': { from: ['printing'], to: 'keyed', verb: 'be taken back from the printer', keeps: noSticker },
    'sticker-printed': { from: ['printing'], to: 'printed', verb: 'be recorded as printed' },
    'sticker-in-doubt': { from: ['printing'], to: 'in-doubt', verb: 'be put in doubt', keeps: asWritten },
    /** From `in-doubt` as well: a sticker that can be scanned has come out. */
    'unit-proven': {
      from: ['printed', 'in-doubt'],
      to: 'proven',
      verb: 'be proven',
      keeps: () => ({ reason: null }),
    },
    'sticker-applied': { from: ['proven'], to: 'applied', verb: 'be laid on its card' },
    'sticker-spoilt': {
      from: ['printed', 'in-doubt', 'proven', 'applied'],
      to: 'spoilt',
      verb: 'have its sticker spoilt',
      keeps: asWritten,
    },
    'sticker-destroyed': { from: ['spoilt'], to: 'keyed', verb: 'have a sticker destroyed', keeps: noSticker },
    'sticker-absent': {
      from: ['in-doubt'],
      to: 'keyed',
      verb: 'have its sticker declared absent',
      keeps: noSticker,
    },
    /** Not while a sticker of it may exist. */
    'unit-withdrawn': { from: ['ordered', 'keyed'], to: 'withdrawn', verb: 'be withdrawn', keeps: asWritten },
    'return-written': { from: ['proven', 'applied'], to: 'returned', verb: 'be returned' },
  },
  {
    refuse: (message, facts) => fail('not-now', message, facts),
    said: (state) => PRESS_STATES[state].said,
    misfit: (unit, event) =>
      'sticker' in event && event.kind !== 'sticker-intended' && event.sticker !== unit.sticker
        ? 'of another sticker'
        : null,
  },
);

/** A kind of record that moves a unit at Press from one state to the next. */
export type PressStepKind = (typeof pressLife)['steps'][number];
export type PressStep = StepOf<PressStepKind>;

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
