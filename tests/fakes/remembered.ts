/** Key derivation that remembers what it has answered, so that a suite pays once for each passphrase and salt. */
import type { KeyDerivation, ScryptJob } from '../../core/base/ports.ts';
import { platformScrypt } from '../../electron/keys/platform-scrypt.ts';

const answers = new Map<string, Promise<Uint8Array>>();

/** @returns a copy, which is the caller's to wipe */
export async function remembered(job: ScryptJob, derive: (job: ScryptJob) => Promise<Uint8Array>): Promise<Uint8Array> {
  const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
  const name = [hex(job.password), hex(job.salt), job.N, job.r, job.p, job.dkLen].join(':');
  const known = answers.get(name) ?? derive(job);
  answers.set(name, known);
  return (await known).slice();
}

/** What opens a station, at its full cost. */
export const rememberedScrypt: KeyDerivation = {
  derive: (job) => remembered(job, (asked) => platformScrypt.derive(asked)),
};
