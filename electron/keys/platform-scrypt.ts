import { scrypt } from 'node:crypto';
import type { KeyDerivation } from '../../core/base/ports.ts';

/**
 * scrypt by the platform, off the main thread: for the one derivation that opens a station, which is not worth a
 * pool of workers and comes before there is one.
 */
export const platformScrypt: KeyDerivation = {
  derive: ({ password, salt, N, r, p, dkLen }) =>
    new Promise((resolve, reject) => {
      // RFC 7914: the table takes 128 N r bytes; OpenSSL counts a little more.
      const maxmem = 128 * r * (N + p + 8);
      scrypt(password, salt, dkLen, { N, r, p, maxmem }, (error, key) => {
        if (error !== null) return reject(error);
        // In a buffer of its own, which can be wiped.
        const answer = new Uint8Array(new ArrayBuffer(dkLen));
        answer.set(key);
        key.fill(0);
        resolve(answer);
      });
    }),
};
