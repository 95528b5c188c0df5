/** Which shape goes with which state or record: the shape repeats what the word says. */
import type { JournalEvent, Outcome } from '../../../core/journal/event.ts';
import type { BenchUnitState } from '../../../core/life/bench-life.ts';
import type { Tone } from '../../ui/tone.ts';

export const UNIT_TONES = {
  received: 'plain',
  checked: 'plain',
  verified: 'good',
  intended: 'wary',
  sent: 'busy',
  marked: 'busy',
  'read-back': 'good',
  covered: 'good',
  sealed: 'good',
  finished: 'good',
  condemned: 'bad',
  quarantined: 'bad',
  'in-doubt': 'wary',
  scrapped: 'bad',
  sampled: 'plain',
  missing: 'wary',
  returned: 'plain',
  withdrawn: 'plain',
  'handed-over': 'plain',
} as const satisfies Record<BenchUnitState, Tone>;

const OUTCOME_TONES = {
  PASS: 'good',
  FAIL: 'bad',
  ERROR: 'wary',
  ABORTED: 'plain',
} as const satisfies Record<Outcome, Tone>;

/** The tone of a record; most records are just facts. */
export function toneOf(event: JournalEvent): Tone {
  switch (event.kind) {
    case 'verdict-given':
      return OUTCOME_TONES[event.outcome];
    case 'unit-checked':
    case 'unit-verified':
    case 'etch-read-back':
    case 'unit-covered':
    case 'unit-sealed':
    case 'unit-finished':
    case 'batch-closed':
      return 'good';
    case 'unit-sampled':
      return event.good ? 'good' : 'bad';
    case 'unit-condemned':
    case 'unit-quarantined':
    case 'unit-scrapped':
    case 'key-derivation-disagreed':
    case 'incident':
      return 'bad';
    case 'etch-in-doubt':
    case 'etch-misread':
    case 'inspection-failed':
    case 'unit-reworked':
    case 'label-failed':
    case 'statement-failed':
    case 'scan-refused':
    case 'tail-cut':
      return 'wary';
    default:
      return 'plain';
  }
}
