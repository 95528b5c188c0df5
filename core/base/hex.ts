/** Bytes as records and files write them: lower-case hexadecimal. */
import * as v from 'valibot';

/** Exactly so many bytes. */
export const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));

/** Any number of bytes but none. */
export const someHex = v.pipe(v.string(), v.regex(/^(?:[0-9a-f]{2})+$/));
