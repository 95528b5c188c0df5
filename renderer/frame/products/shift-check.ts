/** After what a product asks for another check of the shift: set field by field, and said as one sentence. */
import type { ProductCheck } from '../../../core/product/schema.ts';
import type { Product } from '../../../electron/bridge/products.ts';
import type { Words } from '../../../resources/words/language.ts';
import { count } from '../../../resources/words/text.ts';

/** For how many hours a check may count. */
export const HOURS: readonly NonNullable<ProductCheck['hours']>[] = [4, 8, 12, 24];

/** What may be asked for; null, it is not. */
export type CheckPart = { readonly [K in keyof ProductCheck]?: ProductCheck[K] | null };

/** The product with a part of it set: what it does not ask for is not in its file, nor is a check without any. */
export function withCheck({ check = {}, ...rest }: Product, part: CheckPart): Product {
  const asked = Object.entries({ ...check, ...part }).filter(([, value]) => value !== null && value !== false);
  return asked.length === 0 ? rest : { ...rest, check: Object.fromEntries(asked) as ProductCheck };
}

/** All that is asked for, one after the other; empty where nothing is. */
export function afterWhat(words: Words, { hours, person, setUp, cards }: ProductCheck): string {
  const { after, also } = words.shiftCheck;
  const asked = [
    hours === undefined ? null : after.hours(hours),
    person === true ? after.person : null,
    setUp === true ? after.setUp : null,
    cards === undefined ? null : after.cards(count(words, cards)),
  ];
  return asked.filter((one) => one !== null).join(also);
}
