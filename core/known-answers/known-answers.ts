/**
 * Known answers of everything that a card's key rests on, asked before a station opens and whenever somebody wants to
 * see it: a processor, a memory or a build that computes wrongly must not make, seal or check a card.
 *
 * scrypt is asked where it runs, in each worker as it starts (`core/scrypt/selftest.ts`); BIP38 is asked by each role in
 * the direction that it works in.
 */
import type { Sign, VerifySignature } from '../peers/minisign.ts';

export interface KnownAnswer {
  /** By the name its standard gives it: the same in every language. */
  readonly of: string;
  /** Where question and answer are published. */
  readonly source: string;
  readonly holds: () => boolean | Promise<boolean>;
}

export interface AnswerGiven {
  readonly of: string;
  readonly source: string;
  readonly good: boolean;
  readonly milliseconds: number;
}

/** What only the platform can do. */
export interface PlatformSigning {
  /** @param seed of the key, 32 bytes. */
  readonly signer: (seed: Uint8Array) => { readonly publicKey: Uint8Array; readonly sign: Sign };
  readonly verify: VerifySignature;
}

/** @param now milliseconds of a clock that only goes forward. */
export async function askAll(answers: readonly KnownAnswer[], now: () => number): Promise<readonly AnswerGiven[]> {
  const given: AnswerGiven[] = [];
  for (const { of, source, holds } of answers) {
    const began = now();
    let good = false;
    try {
      good = await holds();
    } catch {
      // What cannot even be computed is as wrong as a wrong answer.
    }
    given.push({ of, source, good, milliseconds: now() - began });
  }
  return given;
}
