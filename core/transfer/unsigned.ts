/** What is said of a file whose signature is missing, broken, or nobody's that is trusted. */
import { failIn } from '../base/result.ts';

const fail = failIn('transfer');

/** What the name of a signature has behind that of its file. */
export const SIGNATURE = '.minisig';

export const unsigned = (file: string) =>
  fail('unsigned', `${file} has no signature (${SIGNATURE}) beside it. Copy both files, or ask for them again.`, {
    file,
  });

export const badSignature = (file: string) =>
  fail(
    'bad-signature',
    `${file} is not as it was signed: it is damaged, or somebody has changed it. Nothing was taken from it; ask for it again.`,
    { file },
  );

export const unknownSigner = (file: string) =>
  fail('unknown-signer', `${file} is signed by no station that is trusted here. Nothing was taken from it.`, { file });
