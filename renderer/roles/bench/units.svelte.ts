/** The rows of a batch that are in sight, fetched a page at a time: ten thousand never cross the bridge at once. */
import type { Input, UnitRow, UnitsPage } from '../../../electron/roles/bench/contract.ts';
import { pagesOf } from './rows.ts';

/** Rows a page; the bridge gives 200 at most. */
export const PAGE = 100;

export class UnitPages {
  readonly #fetch: (input: Input<'units'>) => Promise<UnitsPage>;
  #search = '';
  #state: string | null = null;
  /** Grows with every new question, so that an answer to an older one is dropped. */
  #question = 0;
  /** The question whose answers are on the screen. */
  #shown = 0;
  #asked: readonly number[] = [];
  /** By page number; holes where nothing was asked. */
  #pages: readonly (readonly UnitRow[] | undefined)[] = $state.raw([]);

  total: number = $state(0);
  /** Whether the question that stands has been answered: until then "nothing found" would be a lie. */
  answered: boolean = $state(false);

  constructor(fetch: (input: Input<'units'>) => Promise<UnitsPage>) {
    this.#fetch = fetch;
  }

  /** Row `index` of the answer; null while it is on its way. */
  row(index: number): UnitRow | null {
    return this.#pages[Math.floor(index / PAGE)]?.[index % PAGE] ?? null;
  }

  /** Asks anew. What stands on the screen stays until the first page is there. */
  ask(search: string, state: string | null): Promise<void> {
    this.#search = search;
    this.#state = state;
    return this.#anew([0]);
  }

  /** Asks the same again, for the rows from `first` to before `last`: units have moved on. */
  refresh(first: number, last: number): Promise<void> {
    return this.#anew(pagesOf(first, Math.max(last, first + 1), PAGE));
  }

  /** Sees to it that these rows are there or on their way. */
  async want(first: number, last: number): Promise<void> {
    await Promise.all(pagesOf(first, last, PAGE).map((page) => this.#get(page, this.#question)));
  }

  async #anew(pages: readonly number[]): Promise<void> {
    const question = ++this.#question;
    this.#asked = [];
    await Promise.all(pages.map((page) => this.#get(page, question)));
  }

  async #get(page: number, question: number): Promise<void> {
    if (this.#asked.includes(page)) return;
    this.#asked = [...this.#asked, page];
    const input = { search: this.#search, state: this.#state, offset: page * PAGE, limit: PAGE };
    const { total, rows } = await this.#fetch(input);
    if (question !== this.#question) return;
    // The first answer to a new question takes the place of all answers to the old one, whichever page it is.
    const pages = this.#shown === question ? [...this.#pages] : [];
    this.#shown = question;
    pages[page] = rows;
    this.#pages = pages;
    this.total = total;
    this.answered = true;
  }
}
