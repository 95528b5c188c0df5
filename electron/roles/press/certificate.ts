/** The certificate of a destroyed batch on disk: signed text, its minisign signature, and a page to be printed. */
import { blake2b } from '@noble/hashes/blake2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir } from 'node:fs/promises';
import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import { asciiBytes } from '../../../core/base/digest.ts';
import { writeMinisignature } from '../../../core/peers/minisign.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { certificateText, type CertificateFacts } from '../../../core/stations/press/certificate.ts';
import type { Words } from '../../../resources/words/language.ts';
import { certificatePage } from '../../papers/certificate.ts';
import { diskFault } from '../../files/fault.ts';
import type { Signer } from '../../keys/ed25519.ts';
import { writePart } from '../../files/medium.ts';

const fail = failIn('press');

export interface SavedCertificate {
  /** Verified by `minisign -Vm FILE -P KEY`. */
  readonly text: string;
  readonly page: string;
  /** SHA-256 of the text, hex. */
  readonly digest: string;
}

export async function saveCertificate(
  directory: string,
  words: Words,
  facts: CertificateFacts,
  { publicKey, sign }: Signer,
): Promise<Result<SavedCertificate>> {
  // A name a person gave may hold more than ASCII.
  const text = new TextEncoder().encode(certificateText(facts));
  const digest = bytesToHex(sha256(text));
  const comment = `twofold certificate of batch ${facts.batch.batch}`;
  const signature = writeMinisignature(blake2b(text, { dkLen: 64 }), comment, publicKey, sign);
  const html = new TextEncoder().encode(certificatePage(words, facts, digest));
  const name = `${facts.batch.batch}.certificate`;
  const files: readonly (readonly [string, Uint8Array])[] = [
    [`${name}.json.minisig`, asciiBytes(signature)],
    [`${name}.html`, html],
    [`${name}.json`, text],
  ];
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    for (const [file, bytes] of files) {
      const part = await writePart(disk, directory, file, bytes);
      await part.publish();
      if (!(await part.holds())) return fail('disk', `${join(directory, file)} reads back otherwise. Try again.`);
    }
    return ok({ text: join(directory, `${name}.json`), page: join(directory, `${name}.html`), digest });
  } catch (cause) {
    return diskFault(directory, cause);
  }
}
