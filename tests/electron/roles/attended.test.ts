/** Fault 76: a station that is left alone locks itself, and one that somebody is at does not. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { attended, type AttendedParts } from '../../../electron/roles/attended.ts';
import type { Served } from '../../../electron/roles/served.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** A station with people, and a clock that is set by hand. */
function station({ begun = true, present = true } = {}) {
  let time = 0;
  let minutes = 5;
  const locked: string[] = [];
  const watchers: ((presence: unknown) => void)[] = [];
  const must: ((because: 'revoked') => void)[] = [];
  const attendance = {
    begun,
    present: present ? { person: 'p1', name: 'Ada', roles: ['operator'] } : null,
    onMustLock: (listener: (because: 'revoked') => void) => must.push(listener),
    watch: (listener: (presence: unknown) => void) => watchers.push(listener),
  };
  const close = vi.fn(async () => undefined);
  const parts = {
    served: { watch: () => undefined, close, title: 'Bench A' } as unknown as Served,
    station: { attendance, identity: { name: 'Bench A' } },
    around: {
      reception: { heed: () => undefined, desk: { leave: () => undefined } },
      settings: {
        get value() {
          return { idle: minutes, language: 'en' };
        },
        speakTo: () => undefined,
      },
    },
    lock: (because: string) => locked.push(because),
    now: () => time,
  } as unknown as AttendedParts;
  const behind = attended(parts);
  return {
    behind,
    locked,
    close,
    revoke: () => must.forEach((tell) => tell('revoked')),
    /** Time goes by, and the station looks at it every few seconds. */
    wait(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += 5000) {
        time += 5000;
        vi.advanceTimersByTime(5000);
      }
    },
    allow: (given: number) => void (minutes = given),
    change: () => watchers.forEach((tell) => tell(null)),
  };
}

test('fault 76: it locks when nobody has touched it for as long as its settings say, and not before', () => {
  const at = station();
  at.wait(5 * MINUTE);
  expect(at.locked).toEqual([]);
  at.wait(5000);
  expect(at.locked).toEqual(['idle']);
});

test('fault 76: whoever touches it begins the time anew, and so does a change of person', () => {
  const at = station();
  for (let times = 0; times < 4; times++) {
    at.wait(4 * MINUTE);
    at.behind.touched?.();
  }
  at.behind.watch(() => undefined);
  at.wait(4 * MINUTE);
  at.change();
  at.wait(4 * MINUTE);
  expect(at.locked).toEqual([]);
  at.wait(2 * MINUTE);
  expect(at.locked).toContain('idle');
});

test('fault 76: how long is asked of the settings as they are now', () => {
  const at = station();
  at.allow(30);
  at.wait(29 * MINUTE);
  expect(at.locked).toEqual([]);
  at.allow(1);
  at.wait(5000);
  expect(at.locked).toEqual(['idle']);
});

test('fault 76: where nobody is signed in there is nobody to lock out, and no station without people locks', () => {
  for (const given of [{ present: false }, { begun: false }]) {
    const at = station(given);
    at.wait(60 * MINUTE);
    expect(at.locked).toEqual([]);
  }
});

test('fault 76: one that is closed looks no more, and is closed once', async () => {
  const at = station();
  await Promise.all([at.behind.close(), at.behind.close()]);
  expect(at.close).toHaveBeenCalledTimes(1);
  expect(vi.getTimerCount()).toBe(0);
  at.wait(60 * MINUTE);
  at.behind.lock?.('key');
  at.revoke();
  expect(at.locked).toEqual([]);
});

test('fault 80: it locks when it is told that somebody was revoked', () => {
  const at = station();
  at.revoke();
  expect(at.locked).toEqual(['revoked']);
});
