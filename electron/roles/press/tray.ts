/** Press's training tray: the stickers that the simulated printer has put out, and the hand that scans them. */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { TRAY } from './contract.ts';

const fail = failIn('press');

export interface PressTray {
  /** A label has come out: what can be read from it, the lower layer first, and what once it is scratched. */
  put(codes: Sticker, scratched: () => Sticker): void;
  /** Holds a code of the screen before the simulated scanner. */
  hold(text: string): Promise<void>;
  scan(what: (typeof TRAY)[number]): Promise<Result<null>>;
}

/** What is read from each of its codes; `null` where nothing is. */
type Sticker = readonly (string | null)[];

const [LOWER, UPPER] = [0, 1];

/** @param hold holds a code before the simulated scanner. */
export function createPressTray(hold: (code: string) => Promise<void>): PressTray {
  let last: Sticker | null = null;
  let other: Sticker | null = null;
  let scratched: () => Sticker = () => [];

  async function show(sticker: Sticker | null, layer: number): Promise<Result<null>> {
    if (sticker === null) return fail('no-sticker', 'There is no such sticker on the table yet. Print one more.');
    // What cannot be read, a scanner is silent about.
    const code = sticker[layer] ?? null;
    if (code !== null) await hold(code);
    return ok(null);
  }

  return {
    hold,
    put(codes, onceScratched) {
      // Calibration pages have no codes and no place in the tray; a second print of one card is not another card.
      if (codes.length < 2) return;
      if (last !== null && last[UPPER] !== codes[UPPER]) other = last;
      last = codes;
      scratched = onceScratched;
    },
    async scan(what) {
      switch (what) {
        case 'upper':
          return show(last, UPPER);
        case 'lower':
          return show(last, LOWER);
        case 'other-upper':
          return show(other, UPPER);
        case 'other-lower':
          return show(other, LOWER);
        case 'damaged':
          return show(last === null ? null : scratched(), LOWER);
        default:
          return what satisfies never;
      }
    },
  };
}
