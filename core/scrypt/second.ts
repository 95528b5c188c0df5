import { scrypt } from 'scrypt-js';
import type { ScryptJob } from '../base/ports.ts';

/**
 * The second opinion: scrypt-js, which shares no line with our kernel. Ten times slower, so only a sample of what the
 * kernel derives goes through it. It works in small portions and lets other work of the thread go first in between.
 * It keeps copies of the password in plain arrays that cannot be wiped.
 */
export function deriveSecond({ password, salt, N, r, p, dkLen }: ScryptJob): Promise<Uint8Array> {
  return scrypt(password, salt, N, r, p, dkLen);
}
