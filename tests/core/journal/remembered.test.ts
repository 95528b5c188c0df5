import { expect, it } from 'vitest';
import { rememberTrue } from '../../../core/journal/remembered.ts';

/** Of these all are true whose signature says so, and each is asked on record. */
function asking(most: number) {
  const asked: string[] = [];
  const check = rememberTrue((key, text, signature) => {
    asked.push(key + text + signature);
    return signature.startsWith('good');
  }, most);
  return { asked, check };
}

it('asks once for what is true, and again for whatever differs in key, text or signature', () => {
  const { asked, check } = asking(8);
  for (let times = 0; times < 3; times++) expect(check('aa', 'text', 'good')).toBe(true);
  expect(asked).toHaveLength(1);
  expect([check('ab', 'text', 'good'), check('aa', 'texts', 'good'), check('aa', 'text', 'good2')]).toEqual([
    ...[true, true, true],
  ]);
  expect(asked).toHaveLength(4);
  // What lies on either side of a border is not the same.
  expect([check('a', 'atext', 'good'), asked.length]).toEqual([true, 5]);
});

it('remembers nothing of what is false', () => {
  const { asked, check } = asking(8);
  expect([check('aa', 'text', 'bad'), check('aa', 'text', 'bad')]).toEqual([false, false]);
  expect(asked).toHaveLength(2);
});

it('keeps what is asked again and again, and never more than it is told', () => {
  const { asked, check } = asking(4);
  for (let n = 0; n < 20; n++) {
    check('aa', 'always', 'good');
    check('aa', String(n), 'good');
  }
  expect(asked.filter((one) => one === 'aaalwaysgood')).toHaveLength(1);
  expect(asked).toHaveLength(21);
  check('aa', '0', 'good');
  expect(asked).toHaveLength(22);
});
