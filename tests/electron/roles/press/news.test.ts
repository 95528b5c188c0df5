import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PressUpdate } from '../../../../electron/roles/press/contract.ts';
import { createPressNews } from '../../../../electron/roles/press/news.ts';

type Watched = Parameters<typeof createPressNews>[0];

/** News of a journal that only says that it was written to. */
function open(stopped: Watched['stopped'] = null) {
  const followers = new Set<() => void>();
  const heard: unknown[] = [];
  const journal: Watched = {
    stopped,
    follow: (listener) => {
      const follower = () => listener([]);
      followers.add(follower);
      return () => followers.delete(follower);
    },
  };
  const now = (): readonly PressUpdate[] => [{ type: 'incidents', open: heard.length }];
  const news = createPressNews(journal, now);
  news.watch((update) => heard.push(update));
  return { news, heard, write: () => followers.forEach((follower) => follower()) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('many records are one piece of news, and none after the end', () => {
  const { news, heard, write } = open();
  for (let i = 0; i < 9; i++) write();
  expect(heard).toEqual([]);
  vi.runAllTimers();
  expect(heard).toEqual([{ type: 'incidents', open: 0 }]);
  write();
  news.end();
  vi.runAllTimers();
  write();
  vi.runAllTimers();
  expect(heard).toHaveLength(1);
});

test('a journal that fails under a scan is told; anything else is a bug', async () => {
  const broken = Promise.reject(new Error('gone'));
  const { news, heard } = open({ message: 'The disk is full.' } as NonNullable<Watched['stopped']>);
  await news.guard(broken);
  expect(heard).toEqual([
    { type: 'fault', fault: { area: 'press', kind: 'journal-failed', message: 'The disk is full.' } },
  ]);
  await expect(open().news.guard(Promise.reject(new Error('bug')))).rejects.toThrow('bug');
});
