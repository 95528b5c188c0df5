import fc from 'fast-check';

const FIELD = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const READABLE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Card passphrases of either alphabet, as the bytes that are etched. */
export const cardPassphrase = fc
  .constantFrom(FIELD, READABLE)
  .chain((alphabet) => fc.array(fc.constantFrom(...alphabet), { minLength: 20, maxLength: 20 }))
  .map((symbols) => bytes(symbols.join('').replace(/.{4}(?=.)/g, '$&-')));

export const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
