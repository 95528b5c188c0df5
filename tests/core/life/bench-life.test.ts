import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import {
  benchLife,
  type BenchStepKind,
  type BenchUnit,
  type BenchUnitState,
  receivedUnit,
} from '../../../core/life/bench-life.ts';

const serial = 'TF-0001';
const job = 'etch-TF-0001';
const received = receivedUnit({
  kind: 'unit-received',
  batch: 'BATCH-1',
  serial,
  address: 'address',
  publicKey: 'key',
  confirmation: 'code',
  sticker: 'ST-1',
});

/** Every event that moves a unit, and where to. */
const STEPS = [
  [{ kind: 'unit-checked', batch: 'BATCH-1', serial }, 'checked'],
  [{ kind: 'unit-verified', serial, address: 'address', coin: 'BTC' }, 'verified'],
  [{ kind: 'unit-quarantined', serial, reason: 'secret-scanned' }, 'quarantined'],
  [{ kind: 'etch-intended', serials: [serial], job, layout: 'card', format: 'svg' }, 'intended'],
  [{ kind: 'etch-sent', serials: [serial], job, bytes: 1, mac: '' }, 'sent'],
  [{ kind: 'etch-marked', serial, job }, 'marked'],
  [{ kind: 'etch-read-back', serial, job, positions: [1] }, 'read-back'],
  [{ kind: 'etch-in-doubt', serial, job, reason: 'interrupted' }, 'in-doubt'],
  [{ kind: 'doubt-resolved', serial, job, as: 'marked', signatures: [{ name: 'a' }, { name: 'b' }] }, 'marked'],
  [{ kind: 'doubt-resolved', serial, job, as: 'scrapped', signatures: [{ name: 'a' }, { name: 'b' }] }, 'scrapped'],
  [{ kind: 'unit-covered', serial, by: { name: 'a' } }, 'covered'],
  [{ kind: 'unit-sealed', serial, by: { name: 'a' } }, 'sealed'],
  [{ kind: 'unit-finished', serial, by: { name: 'a' } }, 'finished'],
  [{ kind: 'unit-quarantined', serial, reason: 'strip-failed' }, 'quarantined'],
  [{ kind: 'unit-quarantined', serial, reason: 'seal-failed' }, 'quarantined'],
  [{ kind: 'unit-scrapped', serial, reason: 'scratched', signatures: [{ name: 'a' }, { name: 'b' }] }, 'scrapped'],
  [{ kind: 'unit-sampled', serial, good: true, signatures: [{ name: 'a' }, { name: 'b' }] }, 'sampled'],
  [{ kind: 'unit-condemned', serial, reason: 'passphrase-mismatch' }, 'condemned'],
] as const satisfies readonly (readonly [JournalEvent, BenchUnit['state']])[];

const reworked = {
  kind: 'unit-reworked',
  serial,
  reason: 'new strip',
  by: { name: 'a' },
} as const satisfies JournalEvent;

type Step = (typeof STEPS)[number][0] | typeof reworked;

const ALL: readonly Step[] = [...STEPS.map(([step]) => step), reworked];

const ACTIONS = benchLife.steps;

/** The unit after as many of these steps as are allowed, one after the other. */
const walk = (steps: readonly Step[]): { readonly unit: BenchUnit; readonly taken: readonly Step[] } => {
  let unit = received;
  const taken: Step[] = [];
  for (const step of steps) {
    if (!allowed(unit, step)) continue;
    unit = benchLife.apply(unit, step);
    taken.push(step);
  }
  return { unit, taken };
};

const allowed = (unit: BenchUnit, step: Step): boolean => benchLife.may(unit, step.kind);

test.each(STEPS)('$kind brings a unit to %s', (step, state) => {
  const from = benchLife.from(step.kind)[0];
  expect(benchLife.apply({ ...received, state: from as BenchUnitState, job }, step).state).toBe(state);
});

test('whatever is tried, a unit is intended once and sent once', () => {
  const steps = fc.array(fc.constantFrom(...ALL), { maxLength: 60, size: 'max' });
  fc.assert(
    fc.property(steps, (tried) => {
      const { taken, unit } = walk(tried);
      for (const kind of ['etch-intended', 'etch-sent', 'etch-marked']) {
        expect(taken.filter((step) => step.kind === kind).length).toBeLessThanOrEqual(1);
      }
      const at = taken.findIndex(({ kind }) => kind === 'etch-intended');
      if (at !== -1) expect(taken[at - 1]?.kind).toBe('unit-verified');
      expect(unit.job).toBe(at === -1 ? null : job);
    }),
  );
});

/** The machine as process says it: for each state, what may be done. */
const MAY = {
  received: ['unit-checked', 'unit-verified', 'unit-quarantined', 'unit-condemned', 'unit-put-aside'],
  checked: ['unit-verified', 'unit-quarantined', 'unit-condemned', 'unit-put-aside'],
  verified: ['unit-verified', 'unit-quarantined', 'unit-condemned', 'etch-intended', 'unit-put-aside'],
  intended: ['etch-sent', 'etch-in-doubt', 'unit-put-aside'],
  sent: ['etch-marked', 'etch-in-doubt', 'unit-put-aside'],
  marked: ['etch-read-back', 'etch-in-doubt', 'unit-put-aside'],
  'read-back': ['unit-quarantined', 'unit-condemned', 'unit-covered', 'unit-put-aside'],
  covered: ['unit-quarantined', 'unit-condemned', 'unit-sealed', 'unit-put-aside'],
  sealed: ['unit-quarantined', 'unit-condemned', 'unit-finished', 'unit-put-aside'],
  finished: ['unit-quarantined', 'unit-sampled'],
  condemned: ['unit-quarantined', 'unit-put-aside', 'unit-scrapped'],
  quarantined: ['unit-put-aside', 'unit-scrapped'],
  'in-doubt': ['doubt-resolved', 'unit-put-aside', 'unit-scrapped'],
  missing: ['unit-found'],
  returned: [],
  scrapped: [],
  sampled: [],
  withdrawn: [],
  'handed-over': [],
} as const satisfies Record<BenchUnitState, readonly BenchStepKind[]>;

test.each(Object.entries(MAY) as [BenchUnitState, readonly BenchStepKind[]][])(
  'a unit that is %s may: %s',
  (state, actions) => {
    expect(ACTIONS.filter((action) => benchLife.may({ ...received, state, job }, action))).toEqual(actions);
  },
);

test('once its batch is closed, only what was aside gets its end', () => {
  for (const state of Object.keys(MAY) as BenchUnitState[]) {
    for (const reason of [null, 'strip-failed']) {
      const unit: BenchUnit = { ...received, state, reason, closed: true };
      const aside = state === 'quarantined' || state === 'missing';
      expect(ACTIONS.filter((action) => benchLife.may(unit, action))).toEqual(aside ? ['unit-ended'] : []);
    }
  }
  const closed: BenchUnit = { ...received, state: 'sealed', closed: true };
  expect(benchLife.allow(closed, 'unit-finished')).toMatchObject({
    ok: false,
    error: { message: 'TF-0001 is sealed, and its batch is closed: it cannot be finished now.' },
  });
  expect(() => benchLife.apply(closed, { kind: 'unit-finished', serial, by: { name: 'a' } })).toThrow(
    'sealed in a closed batch',
  );
});

test('a new strip or a new packing ends the quarantine that a bad one began, and no other', () => {
  const inQuarantine = (reason: string): BenchUnit => ({ ...received, state: 'quarantined', reason, job });
  expect(benchLife.apply(inQuarantine('strip-failed'), reworked)).toMatchObject({ state: 'read-back', reason: null });
  expect(benchLife.apply(inQuarantine('seal-failed'), reworked)).toMatchObject({ state: 'covered', reason: null });
  for (const reason of ['secret-scanned', 'passphrase-mismatch', 'sample-failed']) {
    expect(benchLife.may(inQuarantine(reason), 'unit-reworked')).toBe(false);
    expect(() => benchLife.apply(inQuarantine(reason), reworked)).toThrow('record of unit-reworked');
  }
});

test('fault 5: what was held for its sticker is released to where it was looked at last, and nothing else is', () => {
  const released = {
    kind: 'unit-released',
    serial,
    reason: 'scanned again',
    signatures: [{ name: 'a' }, { name: 'b' }],
  } as const satisfies JournalEvent;
  const held = { ...received, state: 'quarantined', reason: 'other-card-sticker' } as const;
  expect(benchLife.apply(held, released)).toMatchObject({ state: 'received', reason: null });
  expect(benchLife.apply({ ...held, job }, released)).toMatchObject({ state: 'read-back', reason: null });
  for (const reason of ['secret-scanned', 'passphrase-mismatch', 'strip-failed', 'damaged']) {
    expect(benchLife.may({ ...held, reason }, 'unit-released')).toBe(false);
  }
});

test('whatever is tried, no card is finished that was not read back, covered and sealed since', () => {
  const steps = fc.array(fc.constantFrom(...ALL), { maxLength: 80, size: 'max' });
  fc.assert(
    fc.property(steps, (tried) => {
      let unit: BenchUnit = { ...received, state: 'marked', job };
      let done: string[] = [];
      for (const step of tried) {
        if (!allowed(unit, step)) continue;
        unit = benchLife.apply(unit, step);
        if (step.kind === 'unit-reworked')
          done = unit.state === 'covered' ? ['etch-read-back', 'unit-covered'] : ['etch-read-back'];
        else if (step.kind !== 'unit-quarantined' && step.kind !== 'unit-condemned') done.push(step.kind);
        if (unit.state === 'finished')
          expect(done).toEqual(['etch-read-back', 'unit-covered', 'unit-sealed', 'unit-finished']);
        if (unit.state === 'sampled') expect(done).toContain('unit-finished');
        if (step.kind === 'etch-in-doubt' || step.kind === 'doubt-resolved') done = [];
      }
    }),
  );
});

test('between intent and read-back a card is not quarantined but in doubt', () => {
  for (const state of ['intended', 'sent', 'marked'] as const) {
    expect(benchLife.may({ ...received, state }, 'unit-quarantined')).toBe(false);
    expect(benchLife.may({ ...received, state }, 'etch-in-doubt')).toBe(true);
  }
});

test('a step that is not allowed is refused in words, and never folded', () => {
  const intended = STEPS[3][0];
  expect(benchLife.allow(received, 'etch-intended')).toMatchObject({
    ok: false,
    error: { kind: 'not-now', message: 'TF-0001 is received: it cannot be given an etch job now.' },
  });
  expect(benchLife.allow(received, 'unit-checked')).toEqual({ ok: true, value: received });
  expect(() => benchLife.apply(received, intended)).toThrow('record of etch-intended for TF-0001, which is received');
});

test('the reason stays until the doubt is over, or for good', () => {
  const doubtful = benchLife.apply({ ...received, state: 'sent', job }, STEPS[7][0]);
  expect(doubtful.reason).toBe('interrupted');
  expect(benchLife.apply(doubtful, STEPS[8][0]).reason).toBeNull();
  expect(benchLife.apply(doubtful, STEPS[9][0]).reason).toBe('interrupted');
});

test('other records move nothing', () => {
  expect(benchLife.isStep({ kind: 'etch-misread', serial, job, attempt: 1 })).toBe(false);
  expect(benchLife.isStep({ kind: 'verdict-given', serial, outcome: 'PASS', reason: null })).toBe(false);
  expect(benchLife.isStep(STEPS[0][0])).toBe(true);
});
