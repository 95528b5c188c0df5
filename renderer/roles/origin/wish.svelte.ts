/** The form of a new batch: what is typed, what the station says of it, and which fields somebody has been at. */
import type {
  EstimateView,
  OriginBridge,
  PlanField,
  PlanReview,
  Wished,
} from '../../../electron/roles/origin/contract.ts';
import type { Product } from '../../../electron/bridge/products.ts';
import type { Failure } from '../../../core/base/result.ts';

/** A field of the form that is typed into: what its judgement is about, and what may stand in it. */
export const WISH_FIELDS = {
  batch: { of: 'batch', longest: 24, is: 'capitals' },
  count: { of: 'count', longest: 7, is: 'number' },
  prefix: { of: 'scheme', longest: 24, is: 'capitals' },
  digits: { of: 'scheme', longest: 2, is: 'number' },
  start: { of: 'start', longest: 12, is: 'number' },
  groups: { of: 'shape', longest: 2, is: 'number' },
  size: { of: 'shape', longest: 1, is: 'number' },
  lot: { of: 'lots', longest: 7, is: 'number' },
  sequence: { of: 'lots', longest: 4, is: 'number' },
} as const satisfies Record<
  string,
  { readonly of: PlanField; readonly longest: number; readonly is: 'capitals' | 'number' }
>;
export type WishField = keyof typeof WISH_FIELDS;

export class WishForm {
  readonly #door: Pick<OriginBridge, 'review' | 'estimate'>;
  #asked = 0;

  /** A customer's codes need nothing but a name. */
  source: 'made' | 'supplied' = $state('made');
  /** By name; null for a card of no product. */
  product: string | null = $state(null);
  /** Serials of scrapped units, as they are typed. */
  replaces: string = $state('');
  batch: string = $state('');
  count: string = $state('');
  prefix: string = $state('TF-');
  digits: string = $state('6');
  start: string = $state('');
  check: boolean = $state(true);
  permuted: boolean = $state(false);
  alphabet: Wished['alphabet'] = $state('legible');
  groups: string = $state('5');
  size: string = $state('4');
  withLots: boolean = $state(false);
  lot: string = $state('');
  sequence: string = $state('1');
  withDice: boolean = $state(false);
  dice: string = $state('');
  touched: readonly PlanField[] = $state.raw([]);
  review: PlanReview | null = $state.raw(null);
  /** What it would cost; null while that is being measured. */
  estimate: EstimateView | null = $state.raw(null);
  /** What the station has refused when it came to planning, though the review had nothing against it. */
  refusal: Failure | null = $state.raw(null);

  readonly wished: Wished = $derived({
    batch: this.batch.trim(),
    count: numberIn(this.count),
    prefix: this.prefix,
    digits: numberIn(this.digits),
    start: numberIn(this.start),
    check: this.check,
    order: this.permuted ? 'permuted' : 'sequential',
    alphabet: this.alphabet,
    groups: numberIn(this.groups),
    size: numberIn(this.size),
    product: this.product,
    replaces: this.replaces.split(/[\s,;、，；]+/).filter((serial) => serial !== ''),
    lots: this.withLots ? { lot: numberIn(this.lot), sequence: numberIn(this.sequence) } : null,
  });

  readonly ready = $derived(this.review !== null && this.review.refusals.length === 0);

  constructor(door: Pick<OriginBridge, 'review' | 'estimate'>) {
    this.#door = door;
  }

  /** Asks the station what it says of the form as it is now. Of several answers under way only the last counts. */
  async look(): Promise<void> {
    const asked = ++this.#asked;
    const review = await this.#door.review(this.wished);
    if (asked === this.#asked) this.review = review;
  }

  /** Asks how long the batch takes on this machine. What the station does meanwhile keeps it from measuring. */
  async measure(): Promise<void> {
    this.estimate = null;
    const { count } = this.wished;
    if (count === null) return;
    const estimate = await this.#door.estimate({ count });
    this.estimate = estimate.ok ? estimate.value : { seconds: null, bytes: { order: 0, vault: 0 } };
  }

  /** What a product says of serials and passphrases, nobody types again. */
  choose(product: Product | null): void {
    this.product = product?.name ?? null;
    this.touch('product');
    if (product === null) return;
    const { serials, passphrase } = product;
    this.prefix = serials.prefix;
    this.digits = String(serials.digits);
    this.check = serials.check;
    this.permuted = serials.order === 'permuted';
    this.alphabet = passphrase.alphabet;
    this.groups = String(passphrase.groups);
    this.size = String(passphrase.size);
  }

  touch(field: PlanField): void {
    this.refusal = null;
    if (!this.touched.includes(field)) this.touched = [...this.touched, field];
  }

  /** What stands against the first of these fields that anything stands against. */
  against(...fields: readonly PlanField[]): { readonly field: PlanField; readonly failure: Failure } | null {
    return this.review?.refusals.find(({ field }) => fields.includes(field)) ?? null;
  }

  /** For `aria-invalid`: somebody has been at the field, and it is not good. */
  isWrong(field: PlanField): boolean {
    return this.touched.includes(field) && this.against(field) !== null;
  }

  /** Ready for the next batch of the same kind: what is a batch's own is empty again. */
  clear(): void {
    this.batch = '';
    this.start = '';
    this.dice = '';
    this.touched = [];
    this.refusal = null;
  }
}

/** Null for a field without a whole number in it: the station says what is wanted there. */
function numberIn(typed: string): number | null {
  const text = typed.trim();
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}
