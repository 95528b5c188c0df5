import type { TableView } from '../../core/stations/check/view.ts';
import type { DeskDoor, Setting } from '../roles/check/desk.svelte.ts';

/** How the page derives: over how many threads (0: the page's own), and whether with SIMD. */
export interface Means {
  readonly threads: number;
  readonly simd: boolean;
}

/** What answers behind the owner's page. */
export interface Behind {
  readonly door: DeskDoor;
  readonly setting: Setting;
  /** The page has checked itself; rejects if it must not be used here. */
  readonly proven: Promise<Means>;
  /** Calls `listener` whenever the table has changed by itself. */
  watch(listener: (table: TableView) => void): void;
}
