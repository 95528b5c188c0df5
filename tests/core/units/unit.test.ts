import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import {
  allow,
  applyStep,
  FROM,
  isStep,
  may,
  receivedUnit,
  type Unit,
  type UnitAction,
} from '../../../core/units/unit.ts';

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
  [{ kind: 'doubt-resolved', serial, job, as: 'marked', people: ['a', 'b'] }, 'marked'],
  [{ kind: 'doubt-resolved', serial, job, as: 'scrapped', people: ['a', 'b'] }, 'scrapped'],
] as const satisfies readonly (readonly [JournalEvent, Unit['state']])[];

type Step = (typeof STEPS)[number][0];

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

const ACTION_OF: Readonly<Record<Step['kind'], UnitAction>> = {
  'unit-checked': 'check',
  'unit-verified': 'verify',
  'unit-quarantined': 'quarantine',
  'etch-intended': 'intend',
  'etch-sent': 'send',
  'etch-marked': 'mark',
  'etch-read-back': 'read-back',
  'etch-in-doubt': 'doubt',
  'doubt-resolved': 'resolve',
};

const allowed = (unit: Unit, step: Step): boolean => may(unit, ACTION_OF[step.kind]);

test.each(STEPS)('$kind brings a unit to %s', (step, state) => {
  const from = FROM[ACTION_OF[step.kind]][0];
  expect(applyStep({ ...received, state: from, job }, step).state).toBe(state);
});

test('whatever is tried, a unit is intended once and sent once', () => {
  const steps = fc.array(fc.constantFrom(...STEPS.map(([step]) => step)), { maxLength: 60 });
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

test('a scrapped and a quarantined unit go nowhere', () => {
  for (const state of ['scrapped', 'quarantined'] as const) {
    expect(ACTIONS.filter((action) => may({ ...received, state }, action))).toEqual([]);
  }
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
