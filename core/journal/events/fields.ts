/** What the fields of an event are made of. A kind is a row of fields in one of the tables beside this; its type follows. */
import * as v from 'valibot';
import { hex as hexOf } from '../../base/hex.ts';
import { TRANSFER_KINDS } from '../../transfer/kinds.ts';

export const text = v.string();
export const textOrNull = v.nullable(text);
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export { hex } from '../../base/hex.ts';
export const list = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.readonly());
/** Whose units are whose: a bench, and its first and last serial. */
export const shareMap = list(v.strictObject({ bench: text, first: text, last: text }));
/** Who did it (`by`), and the two who vouch for it where two sign (`signatures`). */
export { PersonSchema as person, SignaturesSchema as signatures } from '../../people/person.ts';
/** What is in which sealed package. */
export const packages = list(v.strictObject({ seal: text, cards: count }));
export const transfer = v.picklist(TRANSFER_KINDS);
/** Which product a batch is of, by name and the SHA-256 of its canonical text; none before there were products. */
export const product = v.exactOptional(v.pipe(v.strictObject({ name: text, hash: hexOf(32) }), v.readonly()));

/** The union of the events that a table of fields describes. */
export type EventsOf<T extends Readonly<Record<string, v.ObjectEntries>>> = {
  readonly [K in keyof T & string]: { readonly kind: K } & Readonly<
    v.InferOutput<v.StrictObjectSchema<T[K], undefined>>
  >;
}[keyof T & string];
