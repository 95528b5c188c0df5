/** What a window says until it says something else. */
import type { Failure } from '../../core/base/result.ts';
import type { Words } from '../../resources/words/language.ts';

/** A sentence that waits for its words: the language of a window changes with a button and with whoever signs in. */
export type Saying = (words: Words) => string;

export const SILENT: Saying = () => '';

/** What the window itself has to refuse or regret. @param say reads the words of the window */
export const ownFailure = (kind: 'unexpected' | 'not-asked', say: () => string): Failure => ({
  area: 'window',
  kind,
  get message() {
    return say();
  },
});
