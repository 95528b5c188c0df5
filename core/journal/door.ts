/**
 * The last door before the disk: no text of a record has the shape of a secret, whoever has let it through until here. A
 * record stays for ever, and a scanner in keyboard mode puts a key wherever the cursor stands.
 */
import { utf8 } from '@scure/base';
import { findForbidden } from '../card/forbidden.ts';
import { looksSecret } from '../scan/secret.ts';
import type { JournalEvent } from './event.ts';
import { wordFields } from './schema.ts';

/** Public by what they are, and long: keys, hashes, addresses and codes that everybody may see. */
const PUBLIC: ReadonlySet<string> = new Set([
  'address',
  'badge',
  'confirmation',
  'hash',
  'identity',
  'key',
  'mac',
  'person',
  'point',
  'publicKey',
  'returned',
  'sha256',
  'vault',
]);

/** Names that the station has parsed: a secret may have their letters, and has another shape. */
const NAMES: ReadonlySet<string> = new Set(['batch', 'first', 'job', 'last', 'prefix', 'serial', 'serials', 'sticker']);

/** The field whose text has the shape of a secret; `null` if none has. */
export function secretField(event: JournalEvent): string | null {
  const { kind, ...fields } = event;
  const words = wordFields(kind);
  const asked = Object.entries<unknown>(fields).filter(
    ([field, value]) => typeof value !== 'string' || words.has(field),
  );
  return search(Object.fromEntries(asked), '');
}

function search(value: unknown, field: string): string | null {
  if (typeof value === 'string') return isSecretIn(field, value) ? field : null;
  if (typeof value !== 'object' || value === null) return null;
  const inside = Array.isArray(value)
    ? value.map((one): [string, unknown] => [field, one])
    : Object.entries<unknown>(value as Readonly<Record<string, unknown>>);
  for (const [name, one] of inside) {
    const found = search(one, name);
    if (found !== null) return found;
  }
  return null;
}

function isSecretIn(field: string, text: string): boolean {
  if (PUBLIC.has(field)) return false;
  return NAMES.has(field) ? findForbidden(utf8.decode(text)) !== null : looksSecret(text);
}
