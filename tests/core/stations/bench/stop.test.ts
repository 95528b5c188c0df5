import { describe, expect, test } from 'vitest';
import { isStopped } from '../../../../core/stations/bench/stop.ts';

/** Every incident that a bench goes on with is one of these, or like them. */
const GOES_ON = ['outbox-failed', 'time-not-trusted', 'is-in-doubt', 'scans-from-file', 'opened-by-passphrase'];

describe('fault 33, fault 81: the line', () => {
  test.each(['secret-scanned', 'not-air-gapped'])('stands while somebody has to sign for %s', (reason) => {
    expect(isStopped([{ reason }])).toBe(true);
    expect(isStopped([...GOES_ON.map((one) => ({ reason: one })), { reason }])).toBe(true);
  });

  test('goes on with any other incident, and with none', () => {
    expect(isStopped(GOES_ON.map((reason) => ({ reason })))).toBe(false);
    expect(isStopped([])).toBe(false);
  });
});
