/** A station whose disk cannot be written to: its cards and records, to be looked at. */
import type { ShownRecord } from '../../../core/journal/who.ts';
import type { FoundCards, ViewingBridge, ViewingView } from '../../../electron/roles/viewing/contract.ts';
import { Frame, type ScreenTab } from '../../frame/frame.svelte.ts';
import type { Sound } from '../../sound.ts';

export type ViewingScreen = 'cards' | 'records';

export class ViewingWindow extends Frame<ViewingScreen> {
  readonly door: ViewingBridge;
  readonly view: ViewingView;
  search: string = $state('');
  found: FoundCards = $state.raw({ total: 0, serials: [] });
  /** The card that is looked at. */
  serial: string | null = $state(null);
  steps: readonly ShownRecord[] = $state.raw([]);

  constructor(door: ViewingBridge, first: ViewingView, sound: Sound) {
    super(first.preferences, 'cards', sound);
    this.door = door;
    this.view = first;
    void this.find('');
  }

  get name(): string {
    return this.view.name;
  }
  get subject(): string {
    return this.words.viewing.only;
  }
  get screens(): readonly ScreenTab<ViewingScreen>[] {
    const { cards } = this.words.viewing;
    return [
      { name: 'cards', word: cards, icon: 'batch' },
      { name: 'records', word: this.words.screens.records, icon: 'records' },
    ];
  }

  async find(search: string): Promise<void> {
    this.search = search;
    const found = await this.door.find({ search });
    // What was typed meanwhile is answered by itself.
    if (this.search === search) this.found = found;
  }

  async look(serial: string): Promise<void> {
    [this.serial, this.steps] = [serial, []];
    const steps = await this.door.traveller({ serial });
    if (this.serial === serial) this.steps = steps;
  }
}
