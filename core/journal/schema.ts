/** What each kind of event must look like when it comes back from a file: exactly its fields, of their types. */
import * as v from 'valibot';
import type { JournalEvent } from './event.ts';
import { BENCH } from './events/bench.ts';
import { ORIGIN } from './events/origin.ts';
import { PEERS } from './events/peers.ts';
import { PRESS } from './events/press.ts';
import { STATION } from './events/station.ts';
import { UNIT } from './events/unit.ts';

const schemas: ReadonlyMap<string, v.GenericSchema> = new Map(
  [STATION, UNIT, BENCH, PEERS, ORIGIN, PRESS].flatMap((table) =>
    Object.entries<v.ObjectEntries>(table).map(([kind, fields]): [string, v.GenericSchema] => [
      kind,
      v.strictObject({ kind: v.literal(kind), ...fields }),
    ]),
  ),
);

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
