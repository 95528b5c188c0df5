/** What Press's band says: of the layer scanned last, of the sticker in hand, of whatever stops the printer. */
import type { Failure } from '../../../core/base/result.ts';
import type { PressReason } from '../../../core/stations/press/reasons.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import type { PressDeskView, PressVerdict } from '../../../electron/roles/press/contract-view.ts';
import type { Band, BandForm, Place } from '../../frame/band.ts';
import { serialOf } from '../../frame/said.ts';
import { sayingOf, type LineSaying } from './press.ts';

export type PressWord =
  | LineSaying
  | PressVerdict['outcome']
  | 'already'
  | 'elsewhere'
  | 'not-taken'
  | 'no-scanner'
  | 'no-printer'
  | 'fault'
  | 'called'
  | 'stop';

interface Around {
  readonly devices: DevicesView;
  readonly fault: Failure | null;
  readonly called: boolean;
}

type Look = { readonly form: BandForm; readonly word: PressWord; readonly place: Place };

/** Refusals of what is in the hand; all others are of a scan, and the question stays. */
const REFUSALS: Partial<Record<PressReason, Look>> = {
  'already-applied': { form: 'held', word: 'already', place: 'box' },
  'already-proven': { form: 'held', word: 'already', place: 'box' },
  'not-printed': { form: 'held', word: 'elsewhere', place: 'aside' },
  'other-batch': { form: 'held', word: 'elsewhere', place: 'aside' },
  'unknown-serial': { form: 'held', word: 'elsewhere', place: 'aside' },
  'secret-refused': { form: 'stop', word: 'stop', place: 'stop' },
  'key-differs': { form: 'error', word: 'fault', place: 'people' },
  'would-not-read': { form: 'error', word: 'fault', place: 'people' },
};

/** What is spoilt by what was found; everything else is laid aside until somebody knows whose it is. */
const SPOILT: readonly string[] = ['damaged-key', 'key-mismatch'] satisfies PressReason[];

const SAYINGS = {
  'no-batch': ['idle', 'aside'],
  'no-keys': ['idle', 'aside'],
  'no-key': ['idle', 'people'],
  done: ['idle', 'aside'],
  returned: ['idle', 'aside'],
  print: ['idle', 'printer'],
  printing: ['ask', 'wait'],
  upper: ['ask', 'scan'],
  lower: ['ask', 'scan'],
  doubt: ['held', 'look'],
  destroy: ['bad', 'red-tray'],
} as const satisfies Record<LineSaying, readonly [BandForm, Place]>;

/** The device without which the very thing that is asked for cannot be done. */
function missingFor(at: PressDeskView['line']['at'], devices: DevicesView): 'scanner' | 'printer' | null {
  const wanted = at === 'print' ? 'printer' : at === 'scan' ? 'scanner' : null;
  if (wanted === null) return null;
  const { state } = devices[wanted];
  return state === 'absent' || state === 'faulted' ? wanted : null;
}

/** The one thing to be said now. */
export function pressBandOf(desk: PressDeskView, { devices, fault, called }: Around): Band<PressWord> {
  const { line, verdict, notice } = desk;
  const serial = serialOf(line);
  const said = { serial, why: null, reminder: null };
  if (called) return { ...said, form: 'error', word: 'called', place: 'people' };
  if (fault !== null) return { ...said, form: 'error', word: 'fault', place: 'people', why: fault };
  const missing = missingFor(line.at, devices);
  if (missing !== null)
    return { ...said, form: 'error', word: `no-${missing}`, place: 'device', why: devices[missing].trouble };
  const saying = sayingOf(line);
  const [form, place] = SAYINGS[saying];
  if (notice !== null) {
    const look = REFUSALS[notice.kind as PressReason] ?? { form: 'again', word: 'not-taken', place };
    const named = notice.facts?.['serial'];
    return {
      ...look,
      serial: look.form === 'again' ? serial : String(named ?? serial ?? ''),
      why: notice,
      reminder: null,
    };
  }
  if (verdict !== null) {
    const { outcome, reason } = verdict;
    const good = outcome !== 'REFUSED';
    const spoilt = reason !== null && SPOILT.includes(reason.kind);
    return {
      ...{ serial: verdict.serial, why: reason, reminder: null },
      ...{ form: good ? 'good' : 'bad', word: outcome, place: good ? 'box' : spoilt ? 'red-tray' : 'aside' },
    };
  }
  return { ...said, form, word: saying, place };
}
