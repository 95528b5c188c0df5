import { failIn, type Failed } from '../base/result.ts';
import { looksSecret } from '../scan/secret.ts';

const fail = failIn('people');

export type WordsFailure = 'no-reason' | 'secret-in-reason';

/** Why these are not words for a record, which keeps them for good; `null` if they are. */
export function checkWords(words: string): Failed<WordsFailure> | null {
  if (!WORDS.test(words)) return fail('no-reason', 'Say why: 3 to 200 characters, in one line.');
  if (!looksSecret(words)) return null;
  return fail(
    'secret-in-reason',
    'What was typed as a reason looks like a key or a passphrase. Say it in other words.',
  );
}

const WORDS = /^(?=.*\S.*\S.*\S)[^\p{C}\p{Zl}\p{Zp}]{3,200}$/u;
