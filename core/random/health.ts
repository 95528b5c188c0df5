/**
 * The health tests of NIST SP 800-90B, 4.4, on bytes. On a platform's generator, which is conditioned already, they
 * prove nothing; they are tripwires for what has failed altogether: stuck, all zeros, short of values.
 */

/** A good generator trips a test once in 2^40 samples: some bytes a unit, so never in a station's life. */
const FALSE_ALARM_BITS = 40;
/** What a sample is claimed to be worth: a byte of the platform's generator is full. */
const SAMPLE_BITS = 8;
/** For samples that are not binary (4.4.2). */
const WINDOW = 512;

/** `C = 1 + ceil(-log2(alpha) / H)` (4.4.1). `alarmBits` is -log2(alpha). */
export const repetitionCutoff = (sampleBits: number, alarmBits: number): number =>
  1 + Math.ceil(alarmBits / sampleBits);

/** `C = 1 + critbinom(W, 2^-H, 1 - alpha)` (4.4.2). */
export function proportionCutoff(sampleBits: number, alarmBits: number, window: number): number {
  const p = 2 ** -sampleBits;
  // From the far end on, so that the smallest terms of the tail are added first and none is lost.
  let tail = 0;
  let logChoose = 0;
  for (let hits = window; hits > 0; hits--) {
    tail += Math.exp(logChoose + hits * Math.log(p) + (window - hits) * Math.log1p(-p));
    if (tail > 2 ** -alarmBits) return 1 + hits;
    logChoose += Math.log(hits) - Math.log(window - hits + 1);
  }
  return 1;
}

const MOST_REPEATED = repetitionCutoff(SAMPLE_BITS, FALSE_ALARM_BITS);
const MOST_ALIKE = proportionCutoff(SAMPLE_BITS, FALSE_ALARM_BITS, WINDOW);

export type HealthTest = 'repetition-count' | 'adaptive-proportion';

export interface HealthTests {
  /** Takes the next samples; the test that failed, if one did. Keeps no more of them than two bytes. */
  take(samples: Uint8Array): HealthTest | null;
}

export function createHealthTests(): HealthTests {
  let last = -1;
  let repeated = 0;
  let first = -1;
  let alike = 0;
  let left = 0;

  function takeOne(sample: number): HealthTest | null {
    repeated = sample === last ? repeated + 1 : 1;
    last = sample;
    if (repeated >= MOST_REPEATED) return 'repetition-count';
    if (left === 0) {
      first = sample;
      alike = 1;
      left = WINDOW - 1;
      return null;
    }
    left--;
    if (sample === first) alike++;
    return alike >= MOST_ALIKE ? 'adaptive-proportion' : null;
  }

  return {
    take(samples) {
      for (const sample of samples) {
        const failed = takeOne(sample);
        if (failed !== null) return failed;
      }
      return null;
    },
  };
}
