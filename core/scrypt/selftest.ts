import { hexToBytes } from '@noble/hashes/utils.js';
import type { ScryptJob } from '../base/ports.ts';
import { sameBytes } from '../base/secret.ts';
import type { Mixer } from './mixer.ts';
import { deriveSecond } from './second.ts';
import { closeLanes, openLanes } from './steps.ts';

/** An implementation of scrypt did not give a known answer: nothing may be derived in this process. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';

  constructor(implementation: string, vector: string) {
    super(
      `scrypt's start-up check failed: ${implementation} does not give the answer of ${vector}; do not use this machine`,
    );
  }
}

type KnownAnswer = Omit<ScryptJob, 'password' | 'salt'> & {
  readonly source: string;
  readonly password: string;
  readonly salt: string;
  readonly key: string;
};

/** Public vectors, in hex. The largest has BIP38's own cost: a tenth of a second of the kernel, and one of scrypt-js. */
const knownAnswers: readonly KnownAnswer[] = [
  {
    source: 'RFC 7914 section 12, vector 1',
    password: '',
    salt: '',
    N: 16,
    r: 1,
    p: 1,
    dkLen: 64,
    key:
      '77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442' +
      'fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906',
  },
  {
    source: 'RFC 7914 section 12, vector 2',
    password: '70617373776f7264',
    salt: '4e61436c',
    N: 1024,
    r: 8,
    p: 16,
    dkLen: 64,
    key:
      'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162' +
      '2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640',
  },
  {
    source: 'BIP38, no compression, no EC multiply, vector 1',
    password: '54657374696e674f6e6554776f5468726565',
    salt: 'e957a24a',
    N: 16384,
    r: 8,
    p: 8,
    dkLen: 64,
    key:
      'f87648a6b42fdd86ef6837a249cde15318f264d43a859b610e78ea63d51cb2d3' +
      'e60bf44bfb29d543bba24afcccfadbfc6ef9312fcccf589fa5ea1366ec21e4c0',
  },
];

/** The largest N that scrypt-js answers for at the start. */
const SECOND_FIRST = 1024;

/**
 * Runs the known answers through the kernel (at every width it weaves), and the small ones through scrypt-js.
 * Rejects with {@link WrongAnswer} at the first that is wrong. Must be awaited before any secret is touched.
 *
 * @param largest the largest N of all that is going to be derived here: what is larger is not tried, because memory
 *   that was once touched stays.
 */
export async function checkKnownAnswers(
  mixer: Mixer,
  second: typeof deriveSecond = deriveSecond,
  largest: number = Number.POSITIVE_INFINITY,
): Promise<void> {
  const ours = mixer.simd ? 'the kernel' : 'the portable path';
  for (const { source, password, salt, key, ...cost } of knownAnswers.filter(({ N }) => N <= largest)) {
    const job = { ...cost, password: hexToBytes(password), salt: hexToBytes(salt) };
    const expected = hexToBytes(key);
    if (!sameBytes(deriveAtEveryWidth(mixer, job), expected)) throw new WrongAnswer(ours, source);
    if (cost.N <= SECOND_FIRST && !sameBytes(await second(job), expected)) throw new WrongAnswer('scrypt-js', source);
  }
}

/**
 * A second opinion that proves itself with the largest known answer before the first it gives. It only ever confirms
 * what the kernel has derived, so nobody has to wait for that at the start: least of all the first card of a shift.
 */
export function provenFirst(second: typeof deriveSecond): typeof deriveSecond {
  let proof: Promise<void> | undefined;
  return async (job) => {
    await (proof ??= proveLargest(second));
    return second(job);
  };
}

async function proveLargest(second: typeof deriveSecond): Promise<void> {
  for (const { source, password, salt, key, ...cost } of knownAnswers.filter(({ N }) => N > SECOND_FIRST)) {
    const answer = await second({ ...cost, password: hexToBytes(password), salt: hexToBytes(salt) });
    if (!sameBytes(answer, hexToBytes(key))) throw new WrongAnswer('scrypt-js', source);
  }
}

/** Lanes are handed over in groups of one, two, three and the rest, so that no kernel stays unchecked. */
function deriveAtEveryWidth(mixer: Mixer, job: ScryptJob): Uint8Array {
  const lanes = openLanes(job);
  for (const [from, to] of [
    [0, 1],
    [1, 3],
    [3, 6],
    [6, job.p],
  ] as const)
    mixer.mix(lanes.slice(from, to), job);
  mixer.wipe();
  return closeLanes(job, lanes);
}
