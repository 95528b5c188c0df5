import type { Random } from '../core/base/ports.ts';

/** What the browser gives at once (W3C Web Cryptography, 10.1.1). */
const AT_ONCE = 65_536;

/** The browser's generator. It throws rather than give less. */
export const browserRandom: Random = {
  bytes(length) {
    const bytes = new Uint8Array(length);
    for (let at = 0; at < length; at += AT_ONCE) crypto.getRandomValues(bytes.subarray(at, at + AT_ONCE));
    return bytes;
  },
};
