/** The page's side of the bridge: names become calls, and nothing else becomes one. */
import { expect, test } from 'vitest';
import type { Channel } from '../../electron/bridge/form.ts';
import { bridgeOver } from '../../renderer/bridge.ts';

interface Some {
  units(input: { readonly offset: number }): Promise<string>;
  on(listener: (update: unknown) => void): () => void;
}

function channel() {
  const asked: unknown[] = [];
  const listeners = new Set<(update: unknown) => void>();
  const real: Channel = {
    call: (name, input) => Promise.resolve(asked.push([name, input]) === 1 ? 'first' : 'later'),
    on: (listener) => (listeners.add(listener), () => void listeners.delete(listener)),
  };
  return { real, asked, listeners };
}

test('a function of the contract is a call of that name, with its input and its answer', async () => {
  const { real, asked } = channel();
  expect(await bridgeOver<Some>(real).units({ offset: 7 })).toBe('first');
  expect(asked).toEqual([['units', { offset: 7 }]]);
});

test('a call keeps its name when it is taken off the bridge', async () => {
  const { real, asked } = channel();
  const { units } = bridgeOver<Some>(real);
  await units({ offset: 1 });
  expect(asked).toEqual([['units', { offset: 1 }]]);
});

test('whoever listens listens to the channel, until he stops', () => {
  const { real, listeners } = channel();
  const stop = bridgeOver<Some>(real).on(() => undefined);
  expect(listeners.size).toBe(1);
  stop();
  expect(listeners.size).toBe(0);
});

test('an await does not take the bridge for a promise, and asks main nothing', async () => {
  const { real, asked } = channel();
  const bridge = bridgeOver<Some>(real);
  expect(await Promise.resolve(bridge)).toBe(bridge);
  expect(String(Object.prototype.toString.call(bridge))).toBe('[object Object]');
  expect(asked).toEqual([]);
});
