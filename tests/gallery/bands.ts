/** Bench's band in everything it can say, a scene a state: what `shoot.mjs --sheet band` lays side by side. */
import { failIn, must, ok, type Facts } from '../../core/base/result.ts';
import { parseSerial } from '../../core/card/serial.ts';
import { CARD } from '../../core/etch/card.ts';
import { previewJob } from '../../core/etch/preview.ts';
import { because, REASONS, type ReasonKind } from '../../core/stations/bench/reasons.ts';
import type { BenchStep, BenchView, Handlers, StationView, Verdict } from '../../electron/roles/bench/contract.ts';
import { nothingOnBench, passed, stationView } from '../fakes/station.ts';
import type { Scene } from './scenes.ts';

/** What stands on the card in hand. */
export const preview: Handlers['preview'] = async ({ serial }) => {
  const mode = serial.startsWith('TRAIN') ? 'training' : 'production';
  return ok({ ...must(previewJob(CARD, mode, must(parseSerial(serial)))), serial, state: 'sent' });
};

const serial = 'TF-004711';
/** Whatever a sentence may name. */
const FACTS: Facts = {
  serial,
  other: 'TF-004712',
  position: '8',
  pocket: '5',
  bench: 'HEL-2-BENCH-07',
  batch: '2026-047',
  what: 'a badge',
  state: 'finished',
  why: 'The disk is full.',
};

const bench = (change: Partial<BenchView>): Scene => ({
  view: { bench: { ...nothingOnBench, ...change } },
  over: { preview },
});
const judged = (change: Partial<Verdict>): Scene => bench({ verdict: { ...passed, ...change } });
const without = (device: 'scanner' | 'printer'): Partial<StationView> => {
  const trouble = device === 'scanner' ? failIn('port')('no-port', '') : failIn('printer')('paper-out', '');
  const message =
    device === 'scanner'
      ? 'The scanner is not connected. Plug it in again.'
      : 'The printer is out of labels. Put in a new roll.';
  return {
    devices: {
      ...stationView.devices,
      [device]: { ...stationView.devices[device], state: 'absent', trouble: { ...trouble.error, message } },
    },
  };
};

const STEPS: readonly BenchStep[] = [
  { at: 'no-batch' },
  { at: 'serial' },
  { at: 'address', serial },
  { at: 'deriving', serial },
  { at: 'marking', serial },
  { at: 'read-back', serial, positions: [3, 8, 14, 17], attempt: 1, shape: { groups: [4, 4, 4, 4, 4], cased: false } },
  { at: 'metal', serial },
  { at: 'inspecting', serial, what: 'strip' },
  { at: 'inspecting', serial, what: 'seal' },
  { at: 'inspecting', serial, what: 'pack' },
];

const LOOKS = ['read-back', 'strip', 'seal', 'pack'] as const;
const bare = { address: null, coin: null, job: 'none', label: 'none' } as const;

/** Why a card is off its path, where a sentence says it. */
const WHY: Partial<Record<ReasonKind, Facts>> = {
  'is-quarantined': { reason: 'passphrase-mismatch' },
  'is-handed-over': { reason: 'HEL-2-BENCH-07' },
};

/** What is asked while it is said, where that is not the next card. */
const ASKED: Partial<Record<ReasonKind, BenchStep['at']>> = {
  'no-batch': 'no-batch',
  'address-next': 'address',
  'read-again': 'address',
  'job-waits': 'marking',
  'answer-first': 'inspecting',
  misread: 'read-back',
  'metal-next': 'metal',
  'metal-again': 'metal',
};
const stepOf = (kind: ReasonKind): BenchStep => STEPS.find(({ at }) => at === ASKED[kind]) ?? { at: 'serial' };

/** A failure of the unit, a failure of the station; what was refused stands on its own. */
const ofKind = (kind: ReasonKind): Scene => {
  const { outcome } = REASONS[kind];
  const reason = because(kind, { ...FACTS, ...WHY[kind] });
  if (outcome === 'refused') return bench({ step: stepOf(kind), verdict: passed, notice: reason });
  return judged({ outcome, reason, job: 'none', coin: null, address: null });
};

/** A tray of four, the card in hand in its second pocket. */
const LAID: NonNullable<BenchView['tray']> = {
  ...{ rows: 2, columns: 2, job: null, next: 3, here: 2 },
  pockets: [
    { pocket: 1, serial: 'TF-004710', state: 'laid' },
    { pocket: 2, serial, state: 'laid' },
    { pocket: 3, serial: null, state: 'empty' },
    { pocket: 4, serial: null, state: 'empty' },
  ],
};

/** By what they show: steps, verdicts, each reason, and what stops the line. */
export const BAND_SCENES: Readonly<Record<string, Scene>> = {
  ...Object.fromEntries(
    STEPS.map((step) => [`band-at-${step.at === 'inspecting' ? step.what : step.at}`, bench({ step })]),
  ),
  'band-series-strip': bench({ series: { what: 'strip', by: { name: 'Li Wei' }, cards: 3 } }),
  'band-series-packing': bench({ series: { what: 'packing', by: { name: 'Li Wei' }, cards: 3 } }),
  'band-pass': judged({}),
  'band-pass-preparing': judged({ job: 'preparing', label: 'printing' }),
  'band-pass-laid': bench({ verdict: { ...passed, job: 'laid' }, tray: LAID }),
  ...Object.fromEntries(LOOKS.map((of) => [`band-pass-${of}`, judged({ ...bare, of })])),
  'band-aborted': judged({ ...bare, outcome: 'ABORTED' }),
  'band-no-job': judged({ job: 'failed', jobReason: because('journal-failed') }),
  'band-no-label': judged({
    label: 'failed',
    labelReason: failIn('printer')('paper-out', 'The printer is out of labels. Put in a new roll.').error,
  }),
  'band-pass-reminder': bench({ verdict: passed, notice: because('other-serial', FACTS) }),
  'band-no-scanner': { view: without('scanner') },
  'band-no-printer': { view: without('printer') },
  'band-fault': { events: [{ type: 'fault', fault: because('journal-failed') }] },
  ...Object.fromEntries((Object.keys(REASONS) as ReasonKind[]).map((kind) => [`band-why-${kind}`, ofKind(kind)])),
};
