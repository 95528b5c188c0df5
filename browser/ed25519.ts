/** Ed25519 where the platform has none that answers at once; Check's signatures are public, so time tells nothing. */
import { ed25519 } from '@noble/curves/ed25519.js';
import type { VerifySignature } from '../core/peers/minisign.ts';

export const verifyInBrowser: VerifySignature = (key, message, signature) => {
  if (key.length !== 32 || signature.length !== 64) return false;
  // noble says "this is no point" by throwing; here that is an answer.
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
};
