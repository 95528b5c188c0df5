/** What a lock does to what is in hand: it ends or stops, in order, and whoever comes in next goes on with it. */
import { beforeEach, expect, test, vi } from 'vitest';
import { must, ok } from '../../../core/base/result.ts';
import { enterStation } from '../../../electron/roles/entrance.ts';
import type { Environment, LeftOff, Served } from '../../../electron/roles/served.ts';
import type { CommissionedStation } from '../../../electron/station/commissioned.ts';
import { deferred } from '../../fakes/deferred.ts';

type Enter = (role: 'origin', station: CommissionedStation | null, wish: null) => Promise<unknown>;

/** What happened, in order. */
let log: string[] = [];
let comeIn: Enter = () => Promise.reject(new Error('nobody is at the door'));
let given: (LeftOff | null | undefined)[] = [];
let behind: Partial<Served> = {};

vi.mock('../../../electron/roles/door/window.ts', () => ({
  openDoor: (_: unknown, enter: Enter) => {
    comeIn = enter;
    return Promise.resolve({ title: 'Twofold', close: () => Promise.resolve() });
  },
}));
vi.mock('../../../electron/roles/viewing/window.ts', () => ({}));
vi.mock('../../../electron/roles/trained.ts', () => ({}));
vi.mock('../../../electron/roles/openings.ts', () => ({
  OPENINGS: {
    origin(around: Pick<Environment, 'leftOff'>) {
      given.push(around.leftOff);
      return Promise.resolve(ok({ title: 'Origin A', watch: () => undefined, ...behind }));
    },
  },
}));

/** A station whose people may do `acts`. */
function stationFor(acts: readonly string[]): CommissionedStation {
  const attendance = {
    begun: true,
    present: { person: 'p1' },
    onMustLock: () => undefined,
    watch: () => undefined,
    objectionTo: (act: string) => (acts.includes(act) ? null : { ok: false }),
    shut: () => log.push('shut'),
    leave: (because: string) => Promise.resolve(log.push(`left: ${because}`)),
  };
  return { attendance, identity: { name: 'Origin A' } } as unknown as CommissionedStation;
}

const shown: Served[] = [];
const around = {
  reception: { heed: () => undefined, desk: { leave: () => log.push('asked no longer') } },
  settings: { value: { idle: 5, language: 'en' }, speakTo: () => undefined },
} as unknown as Environment;

beforeEach(async () => {
  [log, given, behind] = [[], [], {}];
  shown.length = 0;
  const entrance = {
    ...{ directory: '/none', training: null, badges: false, unwritable: null, practice: () => '' },
    environment: () => Promise.resolve(around),
    show: (served: Served) => Promise.resolve(void shown.push(served)),
    tell: ({ type }: { readonly type: string }) => log.push(type),
  };
  must(await enterStation(entrance));
});

/** Resolves when the door is behind the window again. */
const locked = () => vi.waitUntil(() => shown.at(-1)?.title === 'Twofold', { timeout: 10_000 });

test('the page shows nothing of it at once, what is in hand is ended, and only then who was there has left', async () => {
  const { done, end } = deferred();
  behind = {
    rest: () => done.then(() => void log.push('in hand ended')),
    close: () => Promise.resolve(void log.push('closed')),
  };
  await comeIn('origin', stationFor([]), null);
  const station = shown.at(-1);
  station?.lock?.('idle');
  station?.lock?.('key');
  await Promise.resolve();
  expect(log).toEqual(['shut', 'locking', 'asked no longer']);
  end();
  await locked();
  expect(log.slice(3)).toContain('left: idle');
  expect(log.slice(3).sort()).toEqual(['closed', 'in hand ended', 'left: idle']);
  expect(log[3]).toBe('in hand ended');
});

test('what goes on behind a lock is stopped before anybody comes in who may not, and at a sleep or an end', async () => {
  const goingOn = { stop: vi.fn(() => Promise.resolve()) };
  const left: (string | undefined)[] = [];
  behind = {
    close: () => Promise.resolve(),
    leftOff: (because) => (left.push(because), { call: 'startCheck', batch: 'B-1', goingOn }),
  };
  await comeIn('origin', stationFor(['startCheck']), null);
  shown.at(-1)?.lock?.('idle');
  await locked();
  expect([left, goingOn.stop.mock.calls]).toEqual([['idle'], []]);
  // F12 at the door is nothing.
  shown.at(-1)?.lock?.('key');
  expect(goingOn.stop).not.toHaveBeenCalled();
  shown.at(-1)?.lock?.('sleep');
  expect(goingOn.stop).toHaveBeenCalledTimes(1);
  await shown.at(-1)?.close();
  expect(goingOn.stop).toHaveBeenCalledTimes(2);
  behind = { close: () => Promise.resolve(), leftOff: () => null };
  await comeIn('origin', stationFor([]), null);
  expect(goingOn.stop).toHaveBeenCalledTimes(3);
  shown.at(-1)?.lock?.('key');
  await locked();
  await comeIn('origin', stationFor(['startCheck']), null);
  expect([goingOn.stop.mock.calls.length, given.at(-1)?.goingOn]).toEqual([3, goingOn]);
});

test('what was broken off goes on with whoever comes in next and may do it, once', async () => {
  const making = { call: 'make', batch: 'B-1' };
  behind = { close: () => Promise.resolve(), leftOff: () => making };
  await comeIn('origin', stationFor(['make']), null);
  shown.at(-1)?.lock?.('idle');
  await locked();
  behind = { close: () => Promise.resolve(), leftOff: () => null };
  // An auditor looks, and nothing of it goes on.
  await comeIn('origin', stationFor([]), null);
  shown.at(-1)?.lock?.('badge');
  await locked();
  for (let times = 0; times < 2; times++) {
    await comeIn('origin', stationFor(['make']), null);
    shown.at(-1)?.lock?.('badge');
    await locked();
  }
  expect(given).toEqual([null, null, making, null]);
});
