import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { watchStation, type OnRecord } from '../../../electron/station/watch.ts';

type Tail = ReturnType<OnRecord['records']['tail']>;

function station(mode: OnRecord['mode'], starts: readonly (readonly [at: string, kind: string])[] = []) {
  const recorded: JournalEvent[] = [];
  const around = { found: [] as string[], now: 0, wall: Date.parse('2026-05-01T08:00:00Z') };
  const onRecord: OnRecord = {
    mode,
    journal: { append: async (events) => (recorded.push(...events), []) },
    records: {
      incidents: () => [],
      tail: () => starts.map(([at, kind], seq) => ({ seq, at, event: { kind } })) as unknown as Tail,
    },
  };
  const told: (readonly string[])[] = [];
  const look = watchStation(onRecord, {
    look: async () => around.found,
    tell: (found) => void told.push(found),
    now: () => around.now,
    wall: () => around.wall,
  });
  const pass = (ms: number, wall = ms): void => void ((around.now += ms), (around.wall += wall));
  return { recorded, around, told, look, pass };
}

test('fault 81: a cable that is plugged in is an incident once, and again when it comes back', async () => {
  const { recorded, around, look } = station('production');
  await look();
  expect(recorded).toEqual([]);
  around.found = ['network interface eth0'];
  await look();
  await look();
  expect(recorded).toMatchObject([{ kind: 'incident', reason: 'not-air-gapped', detail: 'network interface eth0' }]);
  around.found = [];
  await look();
  around.found = ['network interface eth0'];
  await look();
  expect(recorded).toHaveLength(2);
});

test('fault 81: what is still there is told after every look, whoever has answered for it', async () => {
  const { around, told, look } = station('production');
  await look();
  around.found = ['network interface eth0'];
  await look();
  await look();
  around.found = [];
  await look();
  expect(told).toEqual([[], ['network interface eth0'], ['network interface eth0'], []]);
});

test('fault 81: training is not looked around', async () => {
  const { recorded, around, look } = station('training');
  around.found = ['network interface eth0'];
  await look();
  expect(recorded).toEqual([]);
});

test.each([
  ['M9, fault 20: a clock that went back to 1970', '2026-05-01T08:00:00.000Z', '1970-01-01T00:00:03.000Z', true],
  ['M9, fault 21: a clock that went ten years on', '2026-05-01T08:00:00.000Z', '2036-05-01T08:00:00.000Z', true],
  ['a clock that was set a little', '2026-05-01T08:00:00.000Z', '2026-05-01T07:59:30.000Z', false],
  ['the next morning', '2026-05-01T18:00:00.000Z', '2026-05-02T07:00:00.000Z', false],
])('%s', async (_, before, after, noted) => {
  const { recorded, look } = station('training', [
    [before, 'station-stopped'],
    [after, 'station-unlocked'],
    [after, 'station-started'],
  ]);
  await look();
  expect(recorded.map((event) => event.kind === 'incident' && event.reason)).toEqual(noted ? ['time-not-trusted'] : []);
});

test('M9, fault 21: a clock that jumps while the station runs is an incident, and a slow machine is not', async () => {
  const { recorded, look, pass } = station('training');
  await look();
  pass(300_000);
  await look();
  expect(recorded).toEqual([]);
  pass(5000, 5000 - 3_600_000);
  await look();
  pass(5000);
  await look();
  expect(recorded).toMatchObject([{ reason: 'time-not-trusted', detail: 'the clock jumped by -3600 s' }]);
});
