/** What this computer is asked before a station opens on it, with the platform's own signatures. */
import { performance } from 'node:perf_hooks';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { askAll, type AnswerGiven, type KnownAnswer } from '../../core/known-answers/known-answers.ts';
import { primitives } from '../../core/known-answers/primitives.ts';
import { openSigner, verifySignature } from '../keys/ed25519.ts';

const fail = failIn('launch');

export const PRIMITIVES: readonly KnownAnswer[] = primitives({
  signer: (seed) => openSigner(new Secret(seed)),
  verify: verifySignature,
});

/** @param own what a role is asked beside them. */
export const askKnownAnswers = (own: readonly KnownAnswer[] = []): Promise<readonly AnswerGiven[]> =>
  askAll([...PRIMITIVES, ...own], () => performance.now());

/** Refused where one of the answers is wrong: no station may open on such a computer. */
export async function proveComputer(answers: readonly KnownAnswer[] = PRIMITIVES): Promise<Result<null>> {
  const wrong = (await askAll(answers, () => performance.now())).filter(({ good }) => !good).map(({ of }) => of);
  if (wrong.length === 0) return ok(null);
  const list = wrong.join(', ');
  return fail(
    'wrong-answer',
    `This computer or this program computes wrongly (${list}). No station opens here: take another computer, and tell whoever looks after this one.`,
    { list },
  );
}
