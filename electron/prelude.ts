/**
 * What the oldest runtime we support (Electron 25: Node 18.15) lacks and our code takes for granted. Imported first,
 * because noble looks for `crypto` when it is loaded.
 */
import { webcrypto } from 'node:crypto';

if (globalThis.crypto === undefined) {
  Object.defineProperty(globalThis, 'crypto', { value: webcrypto, enumerable: true, configurable: false });
}
for (const name of ['dispose', 'asyncDispose'] as const) {
  if (Symbol[name] === undefined) Object.defineProperty(Symbol, name, { value: Symbol(`Symbol.${name}`) });
}
