/** The typed side of the bridge, in the page: a call of the contract is a function, whatever its name. */
import type { Channel } from '../electron/bridge/form.ts';

/**
 * Main has the contract; nothing here checks a name or an input.
 *
 * @param channel `window.station`, which the preload put there
 * @returns `B` is what the caller believes to be behind the window; main refuses the calls of any other role
 */
export function bridgeOver<B extends object>(channel: Channel): B {
  const bridge = new Proxy(
    {},
    {
      get(_target, name) {
        if (name === 'on') return channel.on;
        // A symbol is no call, and with `then` an `await` would take the bridge for a promise.
        if (typeof name === 'symbol' || name === 'then') return undefined;
        return (input: unknown) => channel.call(name, input);
      },
    },
  );
  return bridge as B;
}
