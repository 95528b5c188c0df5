import { describe, expect, it } from 'vitest';
import { ACTS, actRow, LOOK, maySignNext, mayTake, seated, WORK } from '../../../core/people/acts.ts';
import { deedNames, viewOf } from '../../../core/stations/bench/deeds.ts';
import { rolesOf } from '../../../core/people/roles.ts';

describe('the table of acts', () => {
  it('gives no act that changes anything to an auditor, but the PIN of their own', () => {
    for (const [name, row] of Object.entries(ACTS)) {
      if (name === 'changePin') continue;
      expect(mayTake(['auditor'], row.who), name).toBe(false);
      expect(
        row.seats.some((seat) => mayTake(['auditor'], seat)),
        name,
      ).toBe(false);
    }
    expect(mayTake(['auditor'], WORK.who)).toBe(false);
    expect(mayTake(['auditor'], LOOK.who)).toBe(true);
  });

  it('has as many seats for every deed of Bench as the deed has signatures', () => {
    for (const deed of deedNames) {
      const { seats } = actRow(deed);
      if (viewOf(deed).people === 'two') expect(seats, deed).toHaveLength(2);
      else expect(seats.length, deed).toBeLessThan(2);
    }
  });

  it('takes an unknown name as work', () => {
    expect(actRow('toString')).toBe(WORK);
    expect(actRow('marked')).toBe(WORK);
  });

  it('wants no signature of somebody who may not begin it', () => {
    for (const [name, { who, seats }] of Object.entries(ACTS)) {
      for (const seat of seats) for (const role of seat) expect(mayTake([role], who), name).toBe(true);
    }
  });
});

describe('seats', () => {
  const two = actRow('closeBatch');
  it('are filled in either order', () => {
    expect(seated(two, [['supervisor'], ['operator']])).toBe(true);
    expect(seated(two, [['operator'], ['supervisor']])).toBe(true);
    expect(seated(two, [['supervisor'], ['supervisor']])).toBe(true);
    expect(seated(two, [['operator'], ['operator']])).toBe(false);
  });
  it('are not filled by fewer people, or more', () => {
    expect(seated(two, [['supervisor']])).toBe(false);
    expect(seated(two, [['supervisor'], ['operator'], ['supervisor']])).toBe(false);
    expect(seated(actRow('spoil'), [['supervisor'], ['supervisor']])).toBe(false);
  });
  it('keep the last one for the supervisor', () => {
    expect(maySignNext(two, [], ['operator'])).toBe(true);
    expect(maySignNext(two, [['operator']], ['operator'])).toBe(false);
    expect(maySignNext(two, [['operator']], ['supervisor'])).toBe(true);
    expect(maySignNext(two, [], ['auditor'])).toBe(false);
    expect(maySignNext(two, [['operator'], ['supervisor']], ['supervisor'])).toBe(false);
    expect(maySignNext(actRow('enrol'), [], ['operator'])).toBe(false);
  });
});

describe('roles', () => {
  it('go together but for an auditor, in one order', () => {
    expect(rolesOf(['supervisor', 'operator'])).toEqual(['operator', 'supervisor']);
    expect(rolesOf(['operator', 'operator'])).toEqual(['operator']);
    expect(rolesOf(['auditor'])).toEqual(['auditor']);
    expect(rolesOf(['auditor', 'operator'])).toBeNull();
    expect(rolesOf([])).toBeNull();
  });
});
