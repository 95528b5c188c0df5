/** What Bench's band says: of the last scan, of the card in hand, of whatever stops the line. Nothing here remembers. */
import type { Failure } from '../../../core/base/result.ts';
import type { Inspection, SeriesName } from '../../../core/journal/events/bench.ts';
import type { ReasonKind } from '../../../core/stations/bench/reasons.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import type { BenchStep, BenchView, Verdict } from '../../../electron/roles/bench/contract.ts';
import type { Band, BandForm, Place } from '../../frame/band.ts';
import { trayQuestion } from './pockets.ts';
import { serialOf } from '../../frame/said.ts';
import type { Cue } from '../../sound.ts';

export type BenchWord =
  | 'other-bench'
  | 'no-batch'
  | 'ready'
  | 'open'
  | 'checking'
  | 'at-laser'
  | 'read'
  | Inspection
  | Verdict['outcome']
  | 'quarantined'
  | 'in-doubt'
  | 'scrapped'
  | 'missing'
  | 'sampled'
  | 'withdrawn'
  | 'finished'
  | 'verified'
  | 'unknown'
  | 'closed'
  | 'not-taken'
  | 'wait'
  | 'check-first'
  | 'look-again'
  | 'no-scanner'
  | 'no-printer'
  | 'no-label'
  | 'no-job'
  | 'fault'
  | 'called'
  | 'stop';

export type BenchBand = Band<BenchWord>;

/** What stands beside the bench's own view and can stop the line. */
export interface Around {
  readonly devices: DevicesView;
  /** A private key was scanned, and nobody has signed for it. */
  readonly stopped: boolean;
  readonly fault: Failure | null;
  /** Somebody was called here, and has not come yet. */
  readonly called: boolean;
}

interface Refusal {
  readonly form: BandForm;
  readonly word: BenchWord;
  readonly place: Place;
  readonly cue: Cue;
  /** It speaks of the card that was scanned, though the question stays. */
  readonly names?: true;
}

/** Refusals of a card: as large as a verdict. All others are of a scan, and the question stays. */
const OF_CARDS: Partial<Record<ReasonKind, Refusal>> = {
  'is-quarantined': { form: 'bad', word: 'quarantined', place: 'red-tray', cue: 'FAIL' },
  'reads-as-own': { form: 'held', word: 'quarantined', place: 'people', cue: 'notice' },
  'is-scrapped': { form: 'bad', word: 'scrapped', place: 'people', cue: 'FAIL' },
  'is-sampled': { form: 'bad', word: 'sampled', place: 'people', cue: 'FAIL' },
  'is-missing': { form: 'held', word: 'missing', place: 'people', cue: 'ERROR' },
  'is-handed-over': { form: 'held', word: 'other-bench', place: 'aside', cue: 'FAIL' },
  'other-bench': { form: 'held', word: 'other-bench', place: 'aside', cue: 'FAIL' },
  'is-withdrawn': { form: 'bad', word: 'withdrawn', place: 'people', cue: 'FAIL' },
  'is-in-doubt': { form: 'held', word: 'in-doubt', place: 'people', cue: 'ERROR' },
  'already-finished': { form: 'held', word: 'finished', place: 'box', cue: 'notice' },
  'already-verified': { form: 'held', word: 'verified', place: 'laser', cue: 'notice' },
  'laser-failed': { form: 'held', word: 'in-doubt', place: 'people', cue: 'ERROR' },
  'shift-not-checked': { form: 'held', word: 'check-first', place: 'people', cue: 'notice' },
  'laser-altered': { form: 'held', word: 'check-first', place: 'people', cue: 'ERROR' },
  'broken-off': { form: 'held', word: 'closed', place: 'people', cue: 'ERROR' },
  'batch-is-closed': { form: 'held', word: 'closed', place: 'aside', cue: 'notice' },
  'unknown-serial': { form: 'held', word: 'unknown', place: 'aside', cue: 'FAIL' },
};

const OF_SCANS: Partial<Record<ReasonKind, Refusal>> = {
  busy: { form: 'again', word: 'wait', place: 'wait', cue: 'notice' },
  misread: { form: 'again', word: 'look-again', place: 'look', cue: 'notice' },
  'no-batch': { form: 'again', word: 'not-taken', place: 'aside', cue: 'notice' },
  'in-tray': { form: 'again', word: 'not-taken', place: 'tray', cue: 'notice', names: true },
  'in-series': { form: 'again', word: 'not-taken', place: 'scan', cue: 'notice', names: true },
  'tray-full': { form: 'again', word: 'not-taken', place: 'laser', cue: 'notice' },
  'read-again': { form: 'again', word: 'look-again', place: 'scan', cue: 'notice' },
  'serial-again': { form: 'again', word: 'look-again', place: 'scan', cue: 'notice' },
  'job-waits': { form: 'again', word: 'at-laser', place: 'laser', cue: 'notice' },
  'journal-failed': { form: 'error', word: 'fault', place: 'people', cue: 'ERROR' },
  'derivation-failed': { form: 'error', word: 'fault', place: 'people', cue: 'ERROR' },
  'derivation-disagreed': { form: 'error', word: 'fault', place: 'people', cue: 'ERROR' },
  'secret-refused': { form: 'stop', word: 'stop', place: 'stop', cue: 'ERROR' },
};

/** Said beside whatever else there is: nobody is refused anything. */
const REMINDERS: readonly string[] = ['other-serial'] satisfies ReasonKind[];

export const isReminder = (notice: Failure): boolean => REMINDERS.includes(notice.kind);

function refusalOf(kind: ReasonKind, step: BenchStep): Refusal {
  return (
    OF_CARDS[kind] ?? OF_SCANS[kind] ?? { form: 'again', word: 'not-taken', place: STEPS[step.at].place, cue: 'notice' }
  );
}

/** How a refusal sounds. */
export const cueOf = (notice: Failure<ReasonKind>, step: BenchStep): Cue =>
  isReminder(notice) ? 'notice' : refusalOf(notice.kind, step).cue;

const STEPS = {
  'no-batch': { form: 'idle', word: 'no-batch', place: 'wait' },
  serial: { form: 'idle', word: 'ready', place: 'scan' },
  address: { form: 'ask', word: 'open', place: 'scan' },
  deriving: { form: 'ask', word: 'checking', place: 'wait' },
  marking: { form: 'ask', word: 'at-laser', place: 'laser' },
  'read-back': { form: 'ask', word: 'read', place: 'look' },
  metal: { form: 'ask', word: 'read', place: 'scan' },
  inspecting: { form: 'ask', word: 'pack', place: 'look' },
} as const satisfies Record<
  BenchStep['at'],
  { readonly form: BandForm; readonly word: BenchWord; readonly place: Place }
>;

/** Nothing in hand, and a tray of cards of which each scan says that it is good. */
const IN_SERIES = {
  strip: { form: 'ask', word: 'strip', place: 'scan' },
  packing: { form: 'ask', word: 'seal', place: 'scan' },
} as const satisfies Record<SeriesName, { readonly form: BandForm; readonly word: BenchWord; readonly place: Place }>;

/** Where a card goes that has just passed. */
const NEXT = {
  verification: 'laser',
  'read-back': 'strip',
  strip: 'packing',
  seal: 'box',
  pack: 'box',
} as const satisfies Record<Verdict['of'], Place>;

/** What is wrong with more than the card in hand: nothing is carried anywhere before somebody has looked. */
const OF_TRAYS: ReadonlySet<string | undefined> = new Set(['tray-turned', 'other-metal'] satisfies ReasonKind[]);

function bandOfVerdict(verdict: Verdict): BenchBand {
  const { serial, outcome, reason } = verdict;
  const said = { serial, why: reason, reminder: null };
  // A good card that nobody can see to be good, or whose job the laser has not, is the station's trouble.
  if (outcome === 'PASS' && verdict.job === 'failed')
    return { ...said, form: 'error', word: 'no-job', place: 'people', why: verdict.jobReason };
  if (verdict.label === 'failed')
    return { ...said, form: 'error', word: 'no-label', place: 'device', why: verdict.labelReason };
  switch (outcome) {
    case 'PASS':
      return { ...said, form: 'good', word: outcome, place: verdict.job === 'laid' ? 'tray' : NEXT[verdict.of] };
    case 'FAIL':
      return { ...said, form: 'bad', word: outcome, place: OF_TRAYS.has(reason?.kind) ? 'people' : 'red-tray' };
    case 'ERROR':
      return { ...said, form: 'error', word: outcome, place: 'people' };
    case 'ABORTED':
      return { ...said, form: 'left', word: outcome, place: 'scan' };
  }
}

/** The device without which the next card would be worked on blindly; null if both are there. */
function bandOfDevices(devices: DevicesView, serial: string | null): BenchBand | null {
  for (const [device, word] of [
    ['scanner', 'no-scanner'],
    ['printer', 'no-printer'],
  ] as const) {
    const { state, trouble } = devices[device];
    if (state === 'absent' || state === 'faulted')
      return { form: 'error', word, place: 'device', serial, why: trouble, reminder: null };
  }
  return null;
}

/** The one thing to be said now. What stops the line comes before what was scanned, and that before what was done. */
export function bandOf(bench: BenchView, { devices, stopped, fault, called }: Around): BenchBand {
  const { step, verdict, notice, series } = bench;
  const serial = serialOf(step) ?? (notice === null ? (verdict?.serial ?? null) : null);
  const named = typeof notice?.facts?.['serial'] === 'string' ? notice.facts['serial'] : null;
  if (stopped) {
    const why = notice?.kind === 'secret-refused' ? notice : (verdict?.reason ?? null);
    return { form: 'stop', word: 'stop', place: 'stop', serial, why, reminder: null };
  }
  if (called) return { form: 'error', word: 'called', place: 'people', serial, why: null, reminder: null };
  if (fault !== null) return { form: 'error', word: 'fault', place: 'people', serial, why: fault, reminder: null };
  const missing = step.at === 'no-batch' ? null : bandOfDevices(devices, serial);
  if (missing !== null) return missing;
  if (notice !== null && !isReminder(notice)) {
    const { form, word, place, names } = refusalOf(notice.kind, step);
    const spoken = form === 'again' && names !== true ? serialOf(step) : named;
    return { form, word, place, serial: spoken, why: notice, reminder: null };
  }
  if (verdict !== null) return { ...bandOfVerdict(verdict), reminder: notice };
  if (series !== null && step.at === 'serial')
    return { ...IN_SERIES[series.what], serial, why: null, reminder: notice };
  if (trayQuestion(bench) === 'sent') return { ...STEPS.marking, serial, why: null, reminder: notice };
  const asked = step.at === 'inspecting' ? { ...STEPS.inspecting, word: step.what } : STEPS[step.at];
  return { ...asked, serial, why: null, reminder: notice };
}

/** What of the card is to be scanned, read or looked at next, lit in its drawing. */
export type Lit = 'serial' | 'code' | 'sticker' | 'metal' | 'strip' | 'card' | readonly number[] | null;

const LOOKED_AT = { strip: 'strip', seal: 'card', pack: 'card' } as const;

/** The question of the step, as the words have it; what is looked at has questions of its own. */
export type BandQuestion = Exclude<BenchStep['at'], 'inspecting'> | 'link';

export function questionOf({ step, by }: Pick<BenchView, 'step' | 'by'>): BandQuestion | null {
  if (step.at === 'inspecting') return null;
  return step.at === 'serial' && by === 'link' ? 'link' : step.at;
}

export function litOf({ step, by }: Pick<BenchView, 'step' | 'by'>): Lit {
  switch (step.at) {
    case 'serial':
      return by === 'link' ? 'sticker' : 'serial';
    case 'address':
      return 'sticker';
    case 'marking':
      return 'metal';
    case 'read-back':
      return step.positions;
    case 'metal':
      return 'code';
    case 'inspecting':
      return LOOKED_AT[step.what];
    case 'no-batch':
    case 'deriving':
      return null;
  }
}
