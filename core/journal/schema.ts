/** What each kind of event must look like when it comes back from a file: exactly its fields, of their types. */
import * as v from 'valibot';
import type { JournalEvent } from './event.ts';
import { BENCH } from './events/bench.ts';
import { ORIGIN } from './events/origin.ts';
import { PEERS } from './events/peers.ts';
import { PEOPLE } from './events/people.ts';
import { PRESS } from './events/press.ts';
import { STATION } from './events/station.ts';
import { UNIT } from './events/unit.ts';

const tables: readonly (readonly [kind: string, fields: v.ObjectEntries])[] = [
  STATION,
  UNIT,
  BENCH,
  PEERS,
  ORIGIN,
  PRESS,
  PEOPLE,
].flatMap((table) => Object.entries<v.ObjectEntries>(table));

const schemas: ReadonlyMap<string, v.GenericSchema> = new Map(
  tables.map(([kind, fields]): [string, v.GenericSchema] => [
    kind,
    v.strictObject({ kind: v.literal(kind), ...fields }),
  ]),
);

/** Every kind with its fields, as text: two programs with the same know the same records. */
export const EVENT_FORMS: string = tables
  .map(([kind, fields]) => `${kind}: ${Object.keys(fields).join(' ')}`)
  .join('\n');

const words: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  tables.map(([kind, fields]) => {
    const taking = Object.keys(fields).filter((field) => v.is(fields[field] as v.GenericSchema, 'any words'));
    return [kind, new Set(taking)] as const;
  }),
);

/** The fields of a kind that take any words at all, where others take a hash, a number or a word of a list. */
export const wordFields = (kind: string): ReadonlySet<string> => words.get(kind) ?? new Set();

/** Whether `value` is an event we know, with exactly its fields. Says why not, naming the field. */
export function checkEvent(value: unknown): { event: JournalEvent } | { why: string } {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string') return { why: 'its event has no kind' };
  const schema = schemas.get(kind);
  if (schema === undefined) return { why: `nothing is known of the kind ${JSON.stringify(kind.slice(0, 40))}` };
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return { event: value as JournalEvent };
  return { why: `${kind}.${v.getDotPath(parsed.issues[0]) ?? ''} is not as it must be` };
}
