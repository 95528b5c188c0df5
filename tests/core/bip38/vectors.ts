import file from '../../vectors/bip38-official.json' with { type: 'json' };
import type { Passphrase } from '../../../core/bip38/passphrase.ts';
import { passphraseFromText } from '../../../core/bip38/passphrase.ts';
import { must } from '../../../core/base/result.ts';

/** The nine vectors of the BIP, with what they leave out computed by an independent oracle (`derived`). */
export const vectors = file.vectors;
export const plainVectors = vectors.filter(({ passphrase_code }) => passphrase_code === undefined);
export const multipliedVectors = vectors.flatMap(({ passphrase_code, derived, ...vector }) =>
  passphrase_code === undefined || derived.seedb === undefined || derived.confirmation_code === undefined
    ? []
    : [
        {
          ...vector,
          code: passphrase_code,
          ...derived,
          seedb: derived.seedb,
          confirmation: derived.confirmation_code,
        },
      ],
);

export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'));
export const secretPhrase = (text: string): Passphrase => must(passphraseFromText(text));
