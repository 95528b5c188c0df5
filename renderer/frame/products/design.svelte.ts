/**
 * A product on the designer's desk: as it is now, every way it was before, and what stands against it. It is judged by
 * the station; the page draws where a hand has it meanwhile.
 */
import type { Failure, Result } from '../../../core/base/result.ts';
import type { HandlersOf } from '../../../electron/bridge/form.ts';
import type {
  Against,
  DesignView,
  Product,
  ProductAnswers,
  productCalls,
  ProductView,
} from '../../../electron/bridge/products.ts';
import {
  isOptional,
  placesOf,
  pulled,
  withAdded,
  withBox,
  without,
  type Added,
  type PlaceId,
  type Pull,
} from './places.ts';

export type ProductDoor = HandlersOf<typeof productCalls, ProductAnswers>;

/** Whoever goes back further begins again. */
const STEPS = 500;

export class Design {
  readonly #door: ProductDoor;
  readonly #highest: (name: string) => number;
  #past: readonly Product[] = $state.raw([]);
  #coming: readonly Product[] = $state.raw([]);
  /** As it was when a gesture began; null between gestures. */
  #begun: Product | null = null;
  #wanted = false;
  #looking: Promise<void> | null = null;

  draft: Product = $state.raw() as Product;
  chosen: PlaceId | null = $state(null);
  view: DesignView | null = $state.raw(null);
  /** It has not the form of a product; drawn is what it was before. */
  formless: Failure | null = $state.raw(null);
  /** The station has refused to take it. */
  refused: Failure | null = $state.raw(null);

  readonly places = $derived(placesOf(this.draft));
  readonly place = $derived(this.places.find(({ id }) => id === this.chosen) ?? null);
  readonly canUndo = $derived(this.#past.length > 0);
  readonly canRedo = $derived(this.#coming.length > 0);
  /** All that stands against it, as far as it was judged. */
  readonly against: readonly Against[] = $derived.by(() => {
    const whole = [this.formless, this.refused].flatMap((failure) =>
      failure === null ? [] : [{ field: null, failure }],
    );
    return [...whole, ...(this.view?.refusals ?? [])];
  });
  readonly good = $derived(this.view !== null && this.against.length === 0);

  /** @param highest the highest revision of a name that the station has; 0 for a name it does not have */
  constructor(door: ProductDoor, product: Product, highest: (name: string) => number) {
    this.#door = door;
    this.#highest = highest;
    this.draft = product;
    void this.look();
  }

  /** The revision under which it would be saved. */
  get revision(): number {
    return this.#highest(this.draft.name) + 1;
  }

  /** One change, one step back. */
  change(next: Product): void {
    this.#step(this.draft);
    this.#show(next);
  }

  /** From here to {@link end} all is one step back. */
  begin(): void {
    this.#begun = this.draft;
  }

  /** Pulls at a place from where it was when the gesture began. */
  drag(id: PlaceId, pull: Pull, step: number): void {
    const from = placesOf(this.#begun ?? this.draft).find((place) => place.id === id);
    if (from !== undefined) this.#show(withBox(this.draft, id, pulled(from.box, pull, step)));
  }

  end(): void {
    const begun = this.#begun;
    this.#begun = null;
    if (begun !== null && begun !== this.draft) this.#step(begun);
  }

  /** Pulls at the chosen place by a key. */
  nudge(pull: Pull, step: number): void {
    const { place } = this;
    if (place !== null) this.change(withBox(this.draft, place.id, pulled(place.box, pull, step)));
  }

  add(what: Added): void {
    const [next, id] = withAdded(this.draft, what);
    this.change(next);
    this.chosen = id;
  }

  /** Takes the chosen place away, if a product may be without it. */
  remove(): void {
    const { chosen } = this;
    if (chosen === null || !isOptional(chosen)) return;
    this.chosen = null;
    this.change(without(this.draft, chosen));
  }

  /** Puts a photo of the metal in, or takes it out with null. */
  setPhoto(photo: string | null): void {
    const { photo: before, ...metal } = this.draft.metal;
    if (photo === (before ?? null)) return;
    this.change({ ...this.draft, metal: photo === null ? metal : { ...metal, photo } });
  }

  undo(): void {
    const last = this.#past.at(-1);
    if (last === undefined) return;
    this.#past = this.#past.slice(0, -1);
    this.#coming = [this.draft, ...this.#coming];
    this.#show(last);
  }

  redo(): void {
    const [next, ...rest] = this.#coming;
    if (next === undefined) return;
    this.#coming = rest;
    this.#past = [...this.#past, this.draft];
    this.#show(next);
  }

  /** Gives it to the station as the next revision of its name; null where that was refused. */
  async save(): Promise<ProductView | null> {
    const saved = await this.#door.saveProduct({ text: textOf({ ...this.draft, revision: this.revision }) });
    this.refused = saved.ok ? null : saved.error;
    return saved.ok ? saved.value : null;
  }

  /** Asks what stands against it; one question at a time. Resolves when it was judged as it is by then. */
  look(): Promise<void> {
    this.#wanted = true;
    this.#looking ??= this.#ask();
    return this.#looking;
  }

  async #ask(): Promise<void> {
    try {
      while (this.#wanted) {
        this.#wanted = false;
        this.#take(await this.#door.reviewProduct({ text: this.#bare() }));
      }
    } finally {
      this.#looking = null;
    }
  }

  /** Without its photo: that is judged when it is saved, and is not sent with every move of a hand. */
  #bare(): string {
    const { photo: _, ...metal } = this.draft.metal;
    return textOf({ ...this.draft, metal, revision: this.revision });
  }

  #take(judged: Result<DesignView>): void {
    this.formless = judged.ok ? null : judged.error;
    if (judged.ok) this.view = judged.value;
  }

  #show(next: Product): void {
    this.draft = next;
    this.refused = null;
    if (this.chosen !== null && !placesOf(next).some(({ id }) => id === this.chosen)) this.chosen = null;
    void this.look();
  }

  #step(from: Product): void {
    this.#past = [...this.#past, from].slice(-STEPS);
    this.#coming = [];
  }
}

const textOf = (product: Product): string => JSON.stringify(product);

/** The shelf of a station in its window: what is there, what is looked at, and the one design under way. */
export class ProductDesk {
  readonly #door: ProductDoor;
  products: readonly ProductView[] = $state.raw([]);
  chosen: string | null = $state(null);
  /** Stays as it is while another screen is looked at. */
  design: Design | null = $state.raw(null);

  readonly product = $derived(this.products.find(({ hash }) => hash === this.chosen) ?? this.products[0] ?? null);

  constructor(door: ProductDoor) {
    this.#door = door;
  }

  async list(): Promise<void> {
    this.products = await this.#door.products(null);
  }

  /** Begins a design from a product: its next revision, or a product of another name. */
  begin({ product }: ProductView, name: string): void {
    this.design = new Design(this.#door, { ...product, name }, (of) =>
      Math.max(0, ...this.products.filter((one) => one.product.name === of).map((one) => one.product.revision)),
    );
  }

  /** A name that no product here has yet. */
  freeName(like: string): string {
    for (let number = 2; ; number++) {
      const name = `${like.slice(0, 20)}-${number}`;
      if (!this.products.some(({ product }) => product.name === name)) return name;
    }
  }

  giveUp(): void {
    this.design = null;
  }

  async save(): Promise<boolean> {
    const saved = (await this.design?.save()) ?? null;
    if (saved === null) return false;
    this.design = null;
    this.chosen = saved.hash;
    await this.list();
    return true;
  }

  async take(taken: ProductView | null): Promise<void> {
    if (taken === null) return;
    this.chosen = taken.hash;
    await this.list();
  }
}
