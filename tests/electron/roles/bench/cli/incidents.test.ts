import { expect, test } from 'vitest';
import { stoppedBy } from '../../../../../electron/roles/bench/cli/incidents.ts';

const stoppedFor = (...reasons: readonly string[]) =>
  stoppedBy({
    parts: {
      index: {
        incidents: () =>
          reasons.map((reason, i) => ({
            incident: 9 - i,
            at: '',
            reason,
            serial: null,
            detail: '',
            acknowledgedBy: null,
          })),
      },
    },
  });

test.each([
  [[], null],
  [['outbox-failed'], null],
  [['secret-scanned', 'outbox-failed'], 'key-exposed'],
  // The sentence of a key would send people to look for a card.
  [['not-air-gapped'], 'paused'],
  [['secret-scanned', 'not-air-gapped'], 'paused'],
] as const)('fault 81: with %j open the line of the command line is stopped by %s', (reasons, kind) => {
  const stopped = stoppedFor(...reasons);
  expect(stopped?.error.kind ?? null).toBe(kind);
  if (kind === 'key-exposed') expect(stopped?.error.facts).toMatchObject({ incident: 9 });
});
