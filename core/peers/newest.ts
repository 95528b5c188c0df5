/**
 * What a station says of its newest record, below the identity in its public file: the text of a checkpoint and its
 * signature. Two people carry it where no transfer does, so that another station knows how far this one was.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { asciiBytes } from '../base/digest.ts';
import { checkpointText, type Head } from '../journal/chain.ts';
import { signingKeyOf, type PublicIdentity } from './identity.ts';
import type { VerifySignature } from './minisign.ts';

/** A station's word of how long its journal was, and of its last record then. */
export interface Newest extends Head {
  /** Ed25519, hex. */
  readonly signature: string;
}

const LINE = /^twofold-checkpoint-1 (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{128})$/;

export const newestLine = (newest: Newest): string => `${checkpointText(newest)} ${newest.signature}`;

/** What the public file of this station says below its identity; `null` where it says nothing, or nothing of its own. */
export function readNewest(text: string, identity: PublicIdentity, verify: VerifySignature): Newest | null {
  const found = LINE.exec(text.split('\n')[1] ?? '');
  if (found === null) return null;
  const [, size = '', hash = '', signature = ''] = found;
  const head = { size: Number(size), hash };
  const signed = verify(signingKeyOf(identity), asciiBytes(checkpointText(head)), hexToBytes(signature));
  return signed && checkpointText(head) === `twofold-checkpoint-1 ${size} ${hash}` ? { ...head, signature } : null;
}
