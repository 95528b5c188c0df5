/**
 * A text that brings its own signature: the four lines of a minisign signature file, and below them what was signed.
 * Taken apart, they are two files that `minisign -V` checks. One file, because a look-up fetches one.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { canonical } from '../base/canonical.ts';
import { asciiBytes } from '../base/digest.ts';
import { signingKeyOf, type PublicIdentity } from '../peers/identity.ts';
import {
  readMinisignature,
  verifyMinisignature,
  writeMinisignature,
  type Sign,
  type VerifySignature,
} from '../peers/minisign.ts';

export interface Signing {
  readonly publicKey: Uint8Array;
  readonly sign: Sign;
}

/** One making of a site: all of its files are of the same. */
export interface Issue {
  /** Grows with every issue: an older one is told by it. */
  readonly sequence: number;
  /** The last day on which it is to be believed (UTC, `2026-12-31`): a recall may be missing from an old copy. */
  readonly expires: string;
}

const SIGNATURE_LINES = 4;

/** @param body lines of printable ASCII, each ended. */
export const signText = (body: string, comment: string, { publicKey, sign }: Signing): string =>
  writeMinisignature(digestOf(body), comment, publicKey, sign) + body;

/** The lines that were signed; `null` unless they were, by this maker, in a text of at most `most` bytes. */
export function signedLines(
  text: string,
  most: number,
  maker: Pick<PublicIdentity, 'signing'>,
  verify: VerifySignature,
): readonly string[] | null {
  if (text.length > most || /[^\x20-\x7e\n]/.test(text)) return null;
  const lines = text.split('\n');
  const signature = readMinisignature([...lines.slice(0, SIGNATURE_LINES), ''].join('\n'));
  const body = lines.slice(SIGNATURE_LINES);
  if (signature === null || body.at(-1) !== '') return null;
  const good = verifyMinisignature(signature, digestOf(body.join('\n')), signingKeyOf(maker), verify);
  return good ? body.slice(0, -1) : null;
}

const digestOf = (body: string): Uint8Array => blake2b(asciiBytes(body), { dkLen: 64 });

/** A line of such a text: JSON in its one canonical form, and what is not ASCII escaped. */
export const asciiLine = (value: Parameters<typeof canonical>[0]): string =>
  canonical(value).replace(/[^\x20-\x7e]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);
