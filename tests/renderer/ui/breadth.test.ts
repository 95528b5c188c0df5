import { describe, expect, it } from 'vitest';
import { breadth } from '../../../renderer/ui/breadth.ts';

describe('breadth', () => {
  it('gives a Chinese character more room than a Latin letter', () => {
    expect(breadth('不合格')).toBe(3);
    expect(breadth('FAIL')).toBeLessThan(breadth('不合格'));
    expect(breadth('ABORTED')).toBeGreaterThan(breadth('PASS'));
  });

  it('gives a small letter less room than a capital', () => {
    expect(breadth('Quarantine')).toBeLessThan(breadth('QUARANTINE'));
  });
});
