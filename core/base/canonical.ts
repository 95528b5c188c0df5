/** What our files can say: JSON without floating surprises, `undefined` or anything with behaviour. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * The one way to write a value as JSON text: RFC 8785 (JCS). No white space, keys sorted by UTF-16 code unit, numbers
 * and strings as ECMAScript writes them. Two texts of one value are therefore equal, byte by byte.
 *
 * Ours instead of the package of that name, which calls `isWellFormed`: the oldest runtime we support lacks it.
 *
 * @throws TypeError for a lone surrogate or a number that is not finite (RFC 8785, 3.2.2.2 and 3.2.2.3).
 */
export function canonical(value: Json): string {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError('"value" expected finite numbers');
  if (typeof value === 'string') return text(value);
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  if (isList(value)) return `[${value.map(canonical).join(',')}]`;
  const members = Object.keys(value)
    .sort()
    .map((key) => `${text(key)}:${canonical(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

function text(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new TypeError('"value" expected well-formed text');
  return JSON.stringify(value);
}

const isList = (value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] =>
  Array.isArray(value);

/**
 * Whether `text`, of which `value` was parsed, is the one way to write it. As {@link canonical} says, and three times as
 * fast where it is: then the platform writes the same text, and only the order of keys is left to be looked at.
 */
export function isWrittenCanonically(value: Json, text: string): boolean {
  if (JSON.stringify(value) === text && !text.includes('\\ud') && isSorted(value)) return true;
  try {
    return canonical(value) === text;
  } catch {
    return false;
  }
}

function isSorted(value: Json): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isList(value)) return value.every(isSorted);
  let before = '';
  for (const key in value) {
    if (key < before || !isSorted(value[key] as Json)) return false;
    before = key;
  }
  return true;
}
