import { describe, expect, it } from 'vitest';
import { failIn } from '../../../core/base/result.ts';
import { serialOf, timesSaid } from '../../../renderer/frame/said.ts';

const say = (kind: 'unreadable' | 'serial-first') => ({ notice: failIn('bench')(kind, kind).error });
const silent = { notice: null };

describe('timesSaid', () => {
  it('counts the same refusal in a row and starts over with another', () => {
    const [first, second] = [say('unreadable'), say('unreadable')];
    expect([
      timesSaid(silent, first, 0, true),
      timesSaid(first, second, 1, true),
      timesSaid(second, second, 2, false),
      timesSaid(second, say('serial-first'), 2, true),
      timesSaid(second, silent, 2, true),
    ]).toEqual([1, 2, 2, 1, 0]);
  });
});

it('knows the serial of a step that is about one', () => {
  expect([serialOf({ at: 'address', serial: 'TF-1' }), serialOf({ at: 'serial' })]).toEqual(['TF-1', null]);
});
