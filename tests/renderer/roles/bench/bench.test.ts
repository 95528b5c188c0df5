import { describe, expect, it } from 'vitest';
import { because } from '../../../../core/stations/bench/reasons.ts';
import type { BenchStep, BenchView } from '../../../../electron/roles/bench/contract.ts';
import { benchCue, marks, CARD_STEPS } from '../../../../renderer/roles/bench/bench.ts';
import { nothingOnBench, passed } from '../../../fakes/station.ts';

const serial = 'TF-004711';
const after = (change: Partial<BenchView>, turn = 2): BenchView => ({ ...nothingOnBench, ...change, turn });

describe('marks', () => {
  const now = (step: BenchStep) => marks(step).find(({ mark }) => mark === 'now')?.step;

  it('puts one step in the middle: all before it done, all after it to do', () => {
    expect(now({ at: 'serial' })).toBe('serial');
    expect(now({ at: 'address', serial })).toBe('address');
    expect(now({ at: 'deriving', serial })).toBe('verdict');
    expect(now({ at: 'marking', serial })).toBe('laser');
    expect(
      marks({ at: 'read-back', serial, positions: [1], attempt: 1, shape: { groups: [4, 4, 4, 4, 4], cased: false } }),
    ).toEqual([
      { step: 'serial', mark: 'done' },
      { step: 'address', mark: 'done' },
      { step: 'verdict', mark: 'done' },
      { step: 'laser', mark: 'done' },
      { step: 'readBack', mark: 'now' },
      { step: 'strip', mark: 'todo' },
      { step: 'seal', mark: 'todo' },
      { step: 'pack', mark: 'todo' },
    ]);
    for (const what of ['strip', 'seal', 'pack'] as const) expect(now({ at: 'inspecting', serial, what })).toBe(what);
  });

  it('asks for nothing without a batch', () => {
    expect(marks({ at: 'no-batch' })).toEqual(CARD_STEPS.map((step) => ({ step, mark: 'todo' })));
  });
});

describe('cue', () => {
  it('sounds a new verdict with its outcome', () => {
    expect(benchCue(nothingOnBench, after({ verdict: passed }))).toBe('PASS');
    const failed = { ...passed, outcome: 'FAIL' as const, reference: '#1205 00000000' };
    expect(benchCue(after({ verdict: passed }), after({ verdict: failed }, 3))).toBe('FAIL');
  });

  it('is silent when only the label or the job of the verdict moves on', () => {
    const printing = { ...passed, label: 'printing' as const };
    expect(benchCue(after({ verdict: printing }), after({ verdict: passed }, 3))).toBeNull();
  });

  it('does not repeat an old notice because the label came out', () => {
    const notice = because('unreadable');
    const printing = after({ verdict: { ...passed, label: 'printing' }, notice });
    expect(benchCue(printing, after({ verdict: passed, notice: { ...notice } }, 3))).toBeNull();
  });

  it('sounds an equal notice anew when it is given anew', () => {
    const notice = because('unreadable');
    expect(benchCue(after({ notice }), after({ notice }, 3))).toBe('notice');
    expect(benchCue(after({ notice }), after({ notice }, 2))).toBeNull();
  });

  it('ticks when a card is taken, not when the bench is free again', () => {
    const taken = after({ step: { at: 'address', serial } });
    expect(benchCue(nothingOnBench, taken)).toBe('taken');
    expect(benchCue(taken, after({ step: { at: 'serial' } }, 3))).toBeNull();
  });
});
