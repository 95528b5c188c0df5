/** Signatures that were found true, for whoever looks at the same records again and again. */
import type { SignatureCheck } from './verify.ts';

/** Four looks' worth of records that two people have signed, in some three megabytes. */
const MOST = 4096;

/**
 * As `check`, which is asked once for each signature that is true. What was asked is remembered whole, key, text and signature: nothing
 * that differs in any of them is taken for it. Of what is false nothing is remembered.
 *
 * @param most how many are remembered; the older half goes when there are more
 */
export function rememberTrue(check: SignatureCheck, most = MOST): SignatureCheck {
  let [young, old] = [new Set<string>(), new Set<string>()];
  return (publicKey, text, signature) => {
    // Neither key nor signature, in hex, has a line's end.
    const asked = `${publicKey}\n${signature}\n${text}`;
    if (young.has(asked)) return true;
    const holds = old.has(asked) || check(publicKey, text, signature);
    if (!holds) return false;
    if (young.size >= most / 2) [young, old] = [new Set(), young];
    young.add(asked);
    return true;
  };
}
