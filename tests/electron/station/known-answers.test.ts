import { expect, test } from 'vitest';
import { askKnownAnswers, PRIMITIVES, proveComputer } from '../../../electron/station/known-answers.ts';

test('fault 68: a computer that computes rightly is asked everything, and a station may open on it', async () => {
  const given = await askKnownAnswers([{ of: 'role', source: 'here', holds: () => true }]);
  expect(given.map(({ of }) => of)).toEqual([...PRIMITIVES.map(({ of }) => of), 'role']);
  expect(given.every(({ good }) => good)).toBe(true);
  expect(await proveComputer()).toEqual({ ok: true, value: null });
});

test('fault 68: on one that gives a single wrong answer no station opens, and it is said which', async () => {
  const wrong = PRIMITIVES.map((one) => (one.of === 'AES-256' ? { ...one, holds: () => false } : one));
  expect(await proveComputer(wrong)).toMatchObject({
    ok: false,
    error: { area: 'launch', kind: 'wrong-answer', message: expect.stringContaining('(AES-256)') },
  });
});
