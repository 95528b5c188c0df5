/** The private key after a good check: held for a person who asks to see it, and put away when nobody does. */
import { failIn, ok, type Result } from '../../base/result.ts';
import type { Coin } from '../../coins/coins.ts';
import { keyTexts, type KeyText } from '../../coins/key-texts.ts';
import type { Checked } from './check.ts';

const fail = failIn('check');

/** Milliseconds a private key is held after the check when nobody looks at it. */
export const HELD = 300_000;

/** Does something once, later, unless it is called off. Whoever closes does not wait for it. */
export type Later = (milliseconds: number, act: () => void) => { readonly callOff: () => void };

export interface Holding {
  hold(checked: Checked): void;
  /** The keys as texts. From now on they stay until they are put away. */
  reveal(): Result<readonly KeyText[], 'no-keys'>;
  /** Wipes the key; nothing happens where none is held. */
  putAway(): void;
}

/** @param late is called after nobody looked for {@link HELD} milliseconds; it puts the key away. */
export function createHolding(later: Later, late: () => void): Holding {
  let held: Checked | null = null;
  let waiting: { readonly callOff: () => void } | null = null;

  function stopWaiting(): void {
    waiting?.callOff();
    waiting = null;
  }

  return {
    hold(checked) {
      held = checked;
      if (checked.privateKey !== null) waiting = later(HELD, late);
    },
    reveal() {
      const key = held?.privateKey ?? null;
      if (held === null || key === null) return NO_KEYS;
      const { compressed, addresses } = held;
      stopWaiting();
      return ok(key.use((bytes) => keyTexts(bytes, compressed, Object.keys(addresses) as Coin[])));
    },
    putAway() {
      stopWaiting();
      held?.[Symbol.dispose]();
      held = null;
    },
  };
}

const NO_KEYS = fail('no-keys', 'There are no keys to show any more. Type the passphrase again.');
