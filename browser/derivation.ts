/** scrypt on the page: the lanes of one derivation spread over threads; where there are none, in the page itself. */
import type { KeyDerivation, ScryptJob } from '../core/base/ports.ts';
import type { Mixer } from '../core/scrypt/mixer.ts';
import { closeLanes, openLanes } from '../core/scrypt/steps.ts';
import { mixerHere, proveMixer } from './mixing.ts';
import type { Means } from '../renderer/page/behind.ts';
import type { StartThread, Thread } from './threads.ts';

export interface PageDerivation extends KeyDerivation {
  /** Rejects if scrypt does not give its known answers: nothing may be derived here then, and nothing is. */
  readonly proven: Promise<Means>;
}

/** A phone has more cores than memory for them: four lanes are 64 MiB. */
const MOST_THREADS = 4;
/** The largest cost that is tried in the page's own thread. */
const QUICK = 1024;

/** @param cores how many the browser says there are. */
export function createPageDerivation(start: StartThread, cores: number): PageDerivation {
  const proven = startThreads(start, Math.max(1, Math.min(cores, MOST_THREADS)));
  return {
    proven: proven.then(({ means }) => means),
    async derive(job) {
      const { mix } = await proven;
      const lanes = openLanes(job);
      return closeLanes(job, await mix(lanes, job));
    },
  };
}

type Mix = (lanes: readonly Uint8Array[], cost: Pick<ScryptJob, 'N' | 'r'>) => Promise<readonly Uint8Array[]>;

interface Proven {
  readonly mix: Mix;
  readonly means: Means;
}

async function startThreads(start: StartThread, wanted: number): Promise<Proven> {
  const threads: Thread[] = [];
  for (let place = 0; place < wanted; place++) {
    const thread = start();
    if (thread !== null) threads.push(thread);
  }
  try {
    const simd = await Promise.all(threads.map((thread) => thread.ask({ kind: 'prove' })));
    if (threads.length > 0)
      return { mix: mixOver(threads), means: { threads: threads.length, simd: simd.every(Boolean) } };
  } catch (cause) {
    for (const thread of threads) thread.end();
    // A wrong answer is none that may be tried again elsewhere.
    if (String(cause).includes('WrongAnswer')) throw cause;
  }
  const mixer = mixerHere();
  await proveMixer(mixer, QUICK);
  return { mix: mixHere(mixer), means: { threads: 0, simd: mixer.simd } };
}

/** Every thread has its share of the lanes, in their order. */
function mixOver(threads: readonly Thread[]): Mix {
  return async (lanes, { N, r }) => {
    const share = Math.ceil(lanes.length / threads.length);
    const shares = threads.map((_, i) => lanes.slice(i * share, (i + 1) * share).map((lane) => lane.slice()));
    for (const lane of lanes) lane.fill(0);
    const mixed = await Promise.all(
      shares.map((part, i) =>
        part.length === 0
          ? []
          : (threads[i] as Thread).ask(
              { kind: 'mix', lanes: part, cost: { N, r } },
              part.map((lane) => lane.buffer),
            ),
      ),
    );
    return mixed.flat();
  };
}

/** A lane at a time, and the page may paint in between. */
function mixHere(mixer: Mixer): Mix {
  return async (lanes, cost) => {
    for (const lane of lanes) {
      await new Promise((resolve) => setTimeout(resolve, 0));
      mixer.mix([lane], cost);
    }
    mixer.wipe();
    return lanes;
  };
}
