import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import {
  ACTION_OF,
  allow,
  applyStep,
  FROM,
  isStep,
  may,
  receivedUnit,
  type Unit,
  type UnitAction,
  type UnitState,
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
  [{ kind: 'etch-intended', serial, job, layout: 'card' }, 'intended'],
  [{ kind: 'etch-sent', serial, job, bytes: 1, mac: '' }, 'sent'],
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
] as const satisfies readonly (readonly [JournalEvent, Unit['state']])[];

const reworked = {
  kind: 'unit-reworked',
  serial,
  reason: 'new strip',
  by: { name: 'a' },
} as const satisfies JournalEvent;

type Step = (typeof STEPS)[number][0] | typeof reworked;

const ALL: readonly Step[] = [...STEPS.map(([step]) => step), reworked];

const ACTIONS = Object.keys(FROM) as UnitAction[];

/** The unit after as many of these steps as are allowed, one after the other. */
const walk = (steps: readonly Step[]): { readonly unit: Unit; readonly taken: readonly Step[] } => {
  let unit = received;
  const taken: Step[] = [];
  for (const step of steps) {
    if (!allowed(unit, step)) continue;
    unit = applyStep(unit, step);
    taken.push(step);
  }
  return { unit, taken };
};

const allowed = (unit: Unit, step: Step): boolean => may(unit, ACTION_OF[step.kind]);

test.each(STEPS)('$kind brings a unit to %s', (step, state) => {
  const from = FROM[ACTION_OF[step.kind]][0];
  expect(applyStep({ ...received, state: from, job }, step).state).toBe(state);
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
  received: ['check', 'verify', 'quarantine'],
  checked: ['verify', 'quarantine'],
  verified: ['verify', 'quarantine', 'intend'],
  intended: ['send', 'doubt'],
  sent: ['mark', 'doubt'],
  marked: ['read-back', 'doubt'],
  'read-back': ['quarantine', 'cover'],
  covered: ['quarantine', 'seal'],
  sealed: ['quarantine', 'finish'],
  finished: ['quarantine', 'sample'],
  quarantined: ['scrap'],
  'in-doubt': ['resolve', 'scrap'],
  scrapped: [],
  sampled: [],
  withdrawn: [],
} as const satisfies Record<UnitState, readonly UnitAction[]>;

test.each(Object.entries(MAY) as [UnitState, readonly UnitAction[]][])(
  'a unit that is %s may: %s',
  (state, actions) => {
    expect(ACTIONS.filter((action) => may({ ...received, state, job }, action))).toEqual(actions);
  },
);

test('once its batch is closed, nothing happens to a unit in any state', () => {
  for (const state of Object.keys(MAY) as UnitState[]) {
    for (const reason of [null, 'strip-failed']) {
      const unit: Unit = { ...received, state, reason, closed: true };
      expect(ACTIONS.filter((action) => may(unit, action))).toEqual([]);
    }
  }
  const closed: Unit = { ...received, state: 'sealed', closed: true };
  expect(allow(closed, 'finish')).toMatchObject({
    ok: false,
    error: { message: 'TF-0001 is sealed, and its batch is closed: it cannot be finished now.' },
  });
  expect(() => applyStep(closed, { kind: 'unit-finished', serial, by: { name: 'a' } })).toThrow(
    'sealed in a closed batch',
  );
});

test('a new strip or a new packing ends the quarantine that a bad one began, and no other', () => {
  const inQuarantine = (reason: string): Unit => ({ ...received, state: 'quarantined', reason, job });
  expect(applyStep(inQuarantine('strip-failed'), reworked)).toMatchObject({ state: 'read-back', reason: null });
  expect(applyStep(inQuarantine('seal-failed'), reworked)).toMatchObject({ state: 'covered', reason: null });
  for (const reason of ['secret-scanned', 'passphrase-mismatch', 'sample-failed']) {
    expect(may(inQuarantine(reason), 'rework')).toBe(false);
    expect(() => applyStep(inQuarantine(reason), reworked)).toThrow('record of unit-reworked');
  }
});

test('whatever is tried, no card is finished that was not read back, covered and sealed since', () => {
  const steps = fc.array(fc.constantFrom(...ALL), { maxLength: 80, size: 'max' });
  fc.assert(
    fc.property(steps, (tried) => {
      let unit: Unit = { ...received, state: 'marked', job };
      let done: string[] = [];
      for (const step of tried) {
        if (!allowed(unit, step)) continue;
        unit = applyStep(unit, step);
        if (step.kind === 'unit-reworked')
          done = unit.state === 'covered' ? ['etch-read-back', 'unit-covered'] : ['etch-read-back'];
        else if (step.kind !== 'unit-quarantined') done.push(step.kind);
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
    expect(may({ ...received, state }, 'quarantine')).toBe(false);
    expect(may({ ...received, state }, 'doubt')).toBe(true);
  }
});

test('a step that is not allowed is refused in words, and never folded', () => {
  const intended = STEPS[3][0];
  expect(allow(received, 'intend')).toMatchObject({
    ok: false,
    error: { kind: 'not-now', message: 'TF-0001 is received: it cannot be given an etch job now.' },
  });
  expect(allow(received, 'check')).toEqual({ ok: true, value: received });
  expect(() => applyStep(received, intended)).toThrow('record of etch-intended for TF-0001, which is received');
});

test('the reason stays until the doubt is over, or for good', () => {
  const doubtful = applyStep({ ...received, state: 'sent', job }, STEPS[7][0]);
  expect(doubtful.reason).toBe('interrupted');
  expect(applyStep(doubtful, STEPS[8][0]).reason).toBeNull();
  expect(applyStep(doubtful, STEPS[9][0]).reason).toBe('interrupted');
});

test('other records move nothing', () => {
  expect(isStep({ kind: 'etch-misread', serial, job, attempt: 1 })).toBe(false);
  expect(isStep({ kind: 'verdict-given', serial, outcome: 'PASS', reason: null })).toBe(false);
  expect(isStep(STEPS[0][0])).toBe(true);
});
