import type { ScryptJob } from '../base/ports.ts';
import { openKernel } from './kernel.ts';
import type { Kernel } from './kernel.ts';
import type { LaneCost, Mixer } from './mixer.ts';
import { portableMixer } from './portable.ts';
import { checkKnownAnswers } from './selftest.ts';
import { closeLanes, openLanes } from './steps.ts';

/** scrypt (RFC 7914) in one thread: for the CLI, a browser's worker, and the station's own workers. */
export interface Scrypt {
  /** False where the host has no 128-bit SIMD and the portable path does the work: say so once. */
  readonly simd: boolean;
  /** The derived key, `dkLen` bytes, which the caller wipes. Throws `RangeError` for illegal parameters. */
  derive(job: ScryptJob): Uint8Array;
  /** Many derivations at once: lanes of the same cost are woven together across jobs, so none runs alone. */
  deriveAll(jobs: readonly ScryptJob[]): Uint8Array[];
}

/** Opens scrypt after both implementations have given their known answers; rejects if one has not. */
export async function createScrypt(): Promise<Scrypt> {
  const mixer = openMixer(openKernel());
  await checkKnownAnswers(mixer);
  return scryptOn(mixer);
}

/** The kernel where the host and the cost allow it, the portable path for everything else. */
export function openMixer(kernel: Kernel | undefined): Mixer {
  if (kernel === undefined) return portableMixer;
  const of = (cost: LaneCost): Mixer => (kernel.takes(cost) ? kernel : portableMixer);
  return {
    simd: true,
    width: (cost) => of(cost).width(cost),
    mix: (lanes, cost) => of(cost).mix(lanes, cost),
    mixUnless: (leave, lanes, cost) => of(cost).mixUnless(leave, lanes, cost),
    wipe: () => kernel.wipe(),
  };
}

/** scrypt on a given mixer, which it leaves wiped after every call. */
export function scryptOn(mixer: Mixer): Scrypt {
  function deriveAll(jobs: readonly ScryptJob[]): Uint8Array[] {
    const opened = jobs.map((job) => ({ job, lanes: openLanes(job) }));
    for (const group of sameCost(opened)) {
      mixer.mix(
        group.flatMap(({ lanes }) => lanes),
        group[0].job,
      );
    }
    mixer.wipe();
    return opened.map(({ job, lanes }) => closeLanes(job, lanes));
  }
  return { simd: mixer.simd, derive: (job) => deriveAll([job])[0] as Uint8Array, deriveAll };
}

type Opened = { readonly job: ScryptJob; readonly lanes: readonly Uint8Array[] };

/** Jobs grouped by what a lane of theirs costs, because only such lanes can be woven together. */
function sameCost(opened: readonly Opened[]): Iterable<readonly [Opened, ...Opened[]]> {
  const groups = new Map<string, [Opened, ...Opened[]]>();
  for (const one of opened) {
    const key = `${one.job.N} ${one.job.r}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return groups.values();
}
