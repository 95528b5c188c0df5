/** What a reader makes of the codes that a page draws as SVG. */
import { readDots } from '../../core/sticker/qr.ts';

export interface DrawnCode {
  /** What it says; null if nothing reads it. */
  readonly text: string | null;
  /** Of a module; millimetres. */
  readonly module: number;
}

/** Dots a module has for the reader. */
const DOTS = 3;

/** Every code of a page, in the order in which they stand. */
export const codesOn = (html: string): readonly DrawnCode[] =>
  [...html.matchAll(/<svg viewBox="0 0 (\d+) \1"[^>]*width:([\d.]+)mm[^>]*><path d="([^"]*)"/g)].map(
    ([, modules = '0', width = '0', path = '']) => {
      const dark = new Set<string>();
      for (const [, x, y, long] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)) {
        for (let i = 0; i < Number(long); i++) dark.add(`${Number(x) + i} ${y}`);
      }
      const side = DOTS * Number(modules);
      const text = readDots(side, side, (x, y) => dark.has(`${Math.floor(x / DOTS)} ${Math.floor(y / DOTS)}`));
      return { text, module: Number(width) / Number(modules) };
    },
  );
