import { expect, it } from 'vitest';
import { ROLES } from '../../../core/base/role.ts';
import { meets } from '../../../core/transfer/kinds.ts';
import { needsOf } from '../../../renderer/frame/peers.ts';

it('asks for every role a transfer goes to or comes from, until one is trusted', () => {
  for (const role of ['origin', 'press', 'bench'] as const) {
    const others = ROLES.filter((other) => other !== 'check' && other !== role && meets(role, other));
    expect(needsOf(role, []).map((need) => need.role)).toEqual(others);
    expect(needsOf(role, others).every(({ is }) => is === 'met')).toBe(true);
  }
  expect(needsOf('check', [])).toEqual([]);
});

it('wants one Press to send to, and any number of benches, and of those it takes from', () => {
  const all = ROLES.flatMap((role) => [role, role]);
  const tooMany = ROLES.map((role) =>
    needsOf(role, all).flatMap((need) => (need.is === 'too-many' ? [need.role] : [])),
  );
  expect(tooMany).toEqual([['press'], [], [], []]);
});
