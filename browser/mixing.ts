/** The mixer of a thread: the kernel where the browser has SIMD and lets it be compiled, the portable path elsewhere. */
import { openKernel } from '../core/scrypt/kernel.ts';
import type { Mixer } from '../core/scrypt/mixer.ts';
import { openMixer, scryptOn } from '../core/scrypt/scrypt.ts';
import { checkKnownAnswers } from '../core/scrypt/selftest.ts';

export function mixerHere(): Mixer {
  // A browser in a locked-down mode, or a page's own thread in an old one, refuses to compile by throwing.
  try {
    return openMixer(openKernel());
  } catch {
    return openMixer(undefined);
  }
}

/**
 * The known answers of RFC 7914 and of BIP38, once with the lanes woven and once without.
 *
 * @param largest the largest N that is tried: the page's own thread must not stand still for seconds.
 */
export const proveMixer = (mixer: Mixer, largest?: number): Promise<void> =>
  checkKnownAnswers(mixer, async (job) => scryptOn(mixer).derive(job), largest);
