import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { ScryptJob } from '../base/ports.ts';
import { wipe } from '../base/secret.ts';
import { rowSize } from './mixer.ts';
import { checkParameters } from './parameters.ts';

/** Step 1 of scrypt (section 6): the `p` blocks that the lanes start from, each in a buffer of its own. */
export function openLanes(job: ScryptJob): Uint8Array[] {
  checkParameters(job);
  const size = rowSize(job.r);
  const blocks = pbkdf2(sha256, job.password, job.salt, { c: 1, dkLen: job.p * size });
  const lanes = Array.from({ length: job.p }, (_, i) => blocks.slice(i * size, (i + 1) * size));
  wipe(blocks);
  return lanes;
}

/** Step 3 of scrypt: the key from the mixed blocks, which are wiped. */
export function closeLanes(job: Pick<ScryptJob, 'password' | 'dkLen'>, lanes: readonly Uint8Array[]): Uint8Array {
  const size = lanes[0]?.length ?? 0;
  const blocks = new Uint8Array(lanes.length * size);
  lanes.forEach((lane, i) => blocks.set(lane, i * size));
  const key = pbkdf2(sha256, job.password, blocks, { c: 1, dkLen: job.dkLen });
  wipe(blocks, ...lanes);
  return key;
}
