/**
 * A bridge over plain handlers, for fakes of every role.
 *
 * @param handlers every call of the contract, `station` among them
 */
export function fakeBridge<H extends object, U>(
  handlers: H,
): H & { on: (listener: (update: U) => void) => () => void; emit: (update: U) => void } {
  const listeners = new Set<(update: U) => void>();
  return {
    ...handlers,
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit: (update) => {
      for (const listener of listeners) listener(update);
    },
  };
}
