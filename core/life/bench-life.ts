/**
 * The life of a unit at Bench, as tables: its states, and the records that move it.
 *
 * ```
 * received -> checked -> verified -> intended -> sent -> marked -> read-back -> covered -> sealed -> finished
 *
 * off the path, at the laser (intended, sent, marked)   in-doubt -> marked | scrapped
 *               before and behind it                    quarantined -> scrapped
 *                                                       quarantined -> read-back | covered (reworked)
 *                                                       quarantined -> received | read-back (released)
 *               found bad while in nobody's hand        condemned -> quarantined
 *               lost, or never arrived                  missing -> received | in-doubt (found again)
 *               finished and chosen by lot              sampled
 *               never made, as Press has said           withdrawn (where it begins)
 *               given up to another bench, not etched   handed-over
 *               of a bench that is no more              in-doubt (where it begins) -> received | scrapped | quarantined
 * ```
 *
 * Once its batch is closed, nothing happens to a unit any more, but that what was in quarantine or missing gets its end:
 * scrapped, sampled, returned.
 */
import type { EventOf } from '../journal/event.ts';
import { failIn } from '../base/result.ts';
import { machineFor, type StepOf } from './machine.ts';

const fail = failIn('bench');

interface StateRow {
  /** What is to be done with a card in this state; `null` where it is over and done with. */
  readonly todo: string | null;
  /** What is said when its serial is scanned, where nothing is to be done with it on the bench. */
  readonly scanned?: string;
}

/** Every state, in the order in which a unit comes to it. */
export const BENCH_STATES = {
  received: { todo: 'scan the serial and the sticker' },
  checked: { todo: 'scan the serial and the sticker' },
  verified: { todo: 'scan the serial and the sticker again, which sends the etch job' },
  intended: { todo: 'two people must look at the metal and sign', scanned: 'is-in-doubt' },
  sent: { todo: 'scan the serial when the laser has finished' },
  marked: { todo: 'scan the serial and read the metal back' },
  'read-back': { todo: 'put the strip on, scan the serial and say that it is good' },
  covered: { todo: 'close the packing, scan the serial and say that it is good' },
  sealed: { todo: 'put the card into the box, scan the serial and say so' },
  finished: { todo: null, scanned: 'already-finished' },
  condemned: { todo: 'scan the serial, which gives its verdict and label, and put it into quarantine' },
  quarantined: { todo: null, scanned: 'is-quarantined' },
  'in-doubt': { todo: 'two people must look at the metal and sign', scanned: 'is-in-doubt' },
  missing: { todo: null, scanned: 'is-missing' },
  scrapped: { todo: null, scanned: 'is-scrapped' },
  sampled: { todo: null, scanned: 'is-sampled' },
  returned: { todo: null },
  'handed-over': { todo: null, scanned: 'is-handed-over' },
  withdrawn: { todo: null, scanned: 'is-withdrawn' },
} as const satisfies Record<string, StateRow>;

export type BenchUnitState = keyof typeof BENCH_STATES;

/** The states in which something is to be done with a card. */
export type BenchTask = {
  [S in BenchUnitState]: (typeof BENCH_STATES)[S]['todo'] extends null ? never : S;
}[BenchUnitState];

/** Of a withdrawn unit there is a serial and nothing else: its other facts are empty. */
export interface BenchUnit {
  readonly serial: string;
  readonly batch: string;
  /** The deposit address on record: what the sticker of this card must say. */
  readonly address: string;
  /** Compressed, hex. */
  readonly publicKey: string;
  readonly confirmation: string;
  readonly sticker: string;
  readonly state: BenchUnitState;
  /** Why it is quarantined or in doubt: a kind from core/stations/bench/reasons.ts. */
  readonly reason: string | null;
  /** The one etch job this unit will ever have; other cards may be in it. */
  readonly job: string | null;
  /** Its batch is closed: it stays as it is for good. */
  readonly closed: boolean;
}

/** Quarantines that a new strip or a new packing ends, and what the card is then; from any other there is no way back. */
export const REWORK: Readonly<Record<string, BenchUnitState | undefined>> = {
  'strip-failed': 'read-back',
  'seal-failed': 'covered',
};

/** Quarantines of a sticker that was read where it does not belong: what is read again as its own may go on. */
export const RELEASED: readonly string[] = ['other-card-sticker', 'sticker-elsewhere', 'unknown-sticker'];

/**
 * Why a unit is in doubt from the day it comes: its bench is no more, or its vault may have been opened here before records
 * of this station were lost.
 */
const DOUBTED = ['reissued', 'perhaps-etched'] as const;
export type Doubted = (typeof DOUBTED)[number];

/** The unit's, if it is in doubt for no job that is on record here. */
export const doubtedBy = ({ job, reason }: Pick<BenchUnit, 'job' | 'reason'>): Doubted | null =>
  job === null ? (DOUBTED.find((one) => one === reason) ?? null) : null;

/** Where a card's job may lie in the laser's folder, with its passphrase in it. */
export const AT_LASER: readonly BenchUnitState[] = ['intended', 'sent'];

/** Every state between arrival and box. */
const ON_THE_WAY = [
  'received',
  'checked',
  'verified',
  'intended',
  'sent',
  'marked',
  'read-back',
  'covered',
  'sealed',
] as const satisfies readonly BenchUnitState[];

const asWritten = ({ reason }: { readonly reason: string }) => ({ reason });
const noReason = () => ({ reason: null });

/** The whole machine: what each record of a step does to a unit. */
export const benchLife = machineFor<BenchUnit>()(
  {
    'unit-checked': { from: ['received'], to: 'checked', verb: 'be pre-verified' },
    /** Again from `verified`: a job that could not be prepared left nothing behind. */
    'unit-verified': { from: ['received', 'checked', 'verified'], to: 'verified', verb: 'be verified' },
    /** Between intent and read-back a card is put in doubt instead: people must look at the metal first. */
    'unit-quarantined': {
      from: ['received', 'checked', 'verified', 'read-back', 'covered', 'sealed', 'finished', 'condemned'],
      to: 'quarantined',
      verb: 'be quarantined',
      keeps: asWritten,
    },
    /** A card in the box is there for good: no scan of another one reaches it. */
    'unit-condemned': {
      from: ['received', 'checked', 'verified', 'read-back', 'covered', 'sealed'],
      to: 'condemned',
      verb: 'be condemned',
      keeps: asWritten,
    },
    'etch-intended': {
      from: ['verified'],
      to: 'intended',
      verb: 'be given an etch job',
      keeps: ({ job }) => ({ job }),
    },
    'etch-sent': { from: ['intended'], to: 'sent', verb: 'be sent to the laser' },
    'etch-marked': { from: ['sent'], to: 'marked', verb: 'be recorded as marked' },
    'etch-read-back': { from: ['marked'], to: 'read-back', verb: 'be read back', keeps: noReason },
    'etch-in-doubt': {
      from: ['intended', 'sent', 'marked'],
      to: 'in-doubt',
      verb: 'be put in doubt',
      keeps: asWritten,
    },
    'doubt-resolved': {
      from: ['in-doubt'],
      to: (_, { as }) => as,
      verb: 'have its doubt resolved',
      // What another bench has marked has no job here; it gets a name of one, by which it is read back.
      keeps: ({ as, job }, unit) => ({
        reason: as === 'scrapped' ? unit.reason : null,
        ...(as === 'marked' && unit.job === null ? { job } : {}),
      }),
    },
    'unit-covered': { from: ['read-back'], to: 'covered', verb: 'be covered' },
    'unit-sealed': { from: ['covered'], to: 'sealed', verb: 'be sealed' },
    'unit-finished': { from: ['sealed'], to: 'finished', verb: 'be finished' },
    /** Only what {@link REWORK} names. */
    'unit-reworked': {
      from: ['quarantined'],
      to: ({ reason }) => REWORK[reason ?? ''] as BenchUnitState,
      verb: 'be reworked',
      when: ({ reason }) => REWORK[reason ?? ''] !== undefined,
      keeps: noReason,
    },
    /** Only what {@link RELEASED} names. What was not etched is verified again; strip and packing are looked at again. */
    'unit-released': {
      from: ['quarantined'],
      to: ({ job }) => (job === null ? 'received' : 'read-back'),
      verb: 'be released',
      when: ({ reason }) => RELEASED.includes(reason ?? ''),
      keeps: noReason,
    },
    /** At any state before it is finished: a person has seen what no station can. */
    'unit-put-aside': {
      from: [...ON_THE_WAY, 'condemned', 'quarantined', 'in-doubt'],
      to: (_, { as }) => (as === 'lost' || as === 'never-arrived' ? 'missing' : 'quarantined'),
      verb: 'be put aside',
      keeps: ({ as }) => ({ reason: as }),
    },
    /** What had a job may be etched, and was out of sight: two people look at the metal. */
    'unit-found': {
      from: ['missing'],
      to: ({ job }) => (job === null ? 'received' : 'in-doubt'),
      verb: 'be taken back',
      keeps: (_, { job, reason }) => ({ reason: job === null ? null : reason }),
    },
    'unit-ended': {
      from: ['quarantined', 'missing'],
      to: (_, { as }) => (as === 'destroyed' ? 'scrapped' : as),
      verb: 'be given its end',
      late: true,
    },
    /** What may have been etched without a record of it here, two people have looked at. */
    'unit-found-blank': {
      from: ['in-doubt'],
      to: 'received',
      verb: 'be taken for a blank one',
      when: (unit) => doubtedBy(unit) !== null,
      keeps: noReason,
    },
    /** What was never given an etch job. */
    'units-handed-over': {
      from: ['received', 'checked', 'verified'],
      to: 'handed-over',
      verb: 'be handed over',
      when: ({ job }) => job === null,
      keeps: ({ to }) => ({ reason: to }),
    },
    'unit-scrapped': { from: ['condemned', 'quarantined', 'in-doubt'], to: 'scrapped', verb: 'be scrapped' },
    /** What a customer would get, and nothing that was not chosen from among these. */
    'unit-sampled': {
      from: ['finished'],
      to: 'sampled',
      verb: 'be opened as a sample',
      keeps: ({ good }) => ({ reason: good ? null : 'sample-failed' }),
    },
  },
  {
    refuse: (message, facts) => fail('not-now', message, facts),
    said: (state) => state,
  },
);

/** A kind of record that moves a unit at Bench from one state to the next. */
export type BenchStepKind = (typeof benchLife)['steps'][number];
export type BenchLifeStep = StepOf<BenchStepKind>;

/** A unit as `unit-received` brings it. */
export function receivedUnit(event: EventOf<'unit-received'>): BenchUnit {
  const { kind: _, taken: _taken, been: _been, ...facts } = event;
  return { ...facts, state: 'received', reason: null, job: null, closed: false };
}

/** Why the units of this batch begin in doubt; `null` where they are as they came. */
export const doubtOf = ({ reissued, unsure }: Pick<EventOf<'batch-opened'>, 'reissued' | 'unsure'>): Doubted | null =>
  reissued !== undefined ? 'reissued' : unsure === true ? 'perhaps-etched' : null;

/** A unit as it comes with a batch: nobody knows whether it was etched, where there is a doubt. */
export const cameWith = (doubt: Doubted | null, unit: BenchUnit): BenchUnit =>
  doubt !== null && unit.state === 'received' ? { ...unit, state: 'in-doubt', reason: doubt } : unit;

const NOTHING = { address: '', publicKey: '', confirmation: '', sticker: '' } as const;

/** A unit as `unit-withdrawn-at-press` brings it; nothing ever happens to it. */
export const withdrawnUnit = ({ serial, batch }: EventOf<'unit-withdrawn-at-press'>): BenchUnit => ({
  ...receivedUnit({ kind: 'unit-received', batch, serial, ...NOTHING }),
  state: 'withdrawn',
});
