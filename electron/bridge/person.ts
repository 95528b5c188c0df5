import * as v from 'valibot';

/** The name of somebody who signs for something. */
export const Person = v.pipe(v.string(), v.trim(), v.minLength(2), v.maxLength(60));
