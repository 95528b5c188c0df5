/** Press's training tray: the stickers that the simulated printer has put out, and the hand that scans them. */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { TRAY } from './contract.ts';

const fail = failIn('press');

export interface PressTray {
  /** A label has come out; `codes` is what can be read from it, the lower layer first. */
  put(codes: readonly (string | null)[]): void;
  scan(what: (typeof TRAY)[number]): Promise<Result<null>>;
}

/** As they lie on the table: the one that came out last, and the one before it. */
type Sticker = readonly (string | null)[];

const [LOWER, UPPER] = [0, 1];

/** @param hold holds a code before the simulated scanner. */
export function createPressTray(hold: (code: string) => Promise<void>): PressTray {
  let last: Sticker | null = null;
  let other: Sticker | null = null;

  async function show(sticker: Sticker | null, layer: number): Promise<Result<null>> {
    if (sticker === null) return fail('no-sticker', 'There is no such sticker on the table yet. Print one more.');
    // What cannot be read, a scanner is silent about.
    const code = sticker[layer] ?? null;
    if (code !== null) await hold(code);
    return ok(null);
  }

  return {
    put(codes) {
      // Calibration pages have no codes and no place in the tray; a second print of one card is not another card.
      if (codes.length < 2) return;
      if (last !== null && last[UPPER] !== codes[UPPER]) other = last;
      last = codes;
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
          return show(last === null ? null : last.map(damage), LOWER);
        default:
          return what satisfies never;
      }
    },
  };
}

/** One character read wrong, as through a scratch. */
const damage = (code: string | null): string | null =>
  code === null ? null : `${code.slice(0, 20)}${code[20] === 'a' ? 'b' : 'a'}${code.slice(21)}`;
