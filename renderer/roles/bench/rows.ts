/** A table of ten thousand rows of which only those in sight exist. Heights in CSS pixels. */

export interface Viewport {
  readonly top: number;
  readonly height: number;
  readonly row: number;
  readonly total: number;
}

/** Indices of the rows to draw, `last` excluded: those in sight and a few beyond, so that scrolling finds them there. */
export function inSight({ top, height, row, total }: Viewport, beyond = 6): { first: number; last: number } {
  const first = Math.max(0, Math.floor(top / row) - beyond);
  const last = Math.min(total, Math.ceil((top + height) / row) + beyond);
  return { first: Math.min(first, last), last };
}

/** Page numbers that hold the rows from `first` to before `last`. */
export function pagesOf(first: number, last: number, size: number): readonly number[] {
  const pages: number[] = [];
  for (let page = Math.floor(first / size); page * size < last; page++) pages.push(page);
  return pages;
}

/** Where to scroll so that row `index` is all in sight; null if it is already. */
export function scrollTo(index: number, { top, height, row }: Viewport): number | null {
  if (index * row < top) return index * row;
  if ((index + 1) * row > top + height) return (index + 1) * row - height;
  return null;
}

/** The row a key moves to from `active`; null for keys that move nothing. */
export function moved(key: string, active: number, { height, row, total }: Viewport): number | null {
  const page = Math.max(1, Math.floor(height / row) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    PageDown: active + page,
    PageUp: active - page,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined || total === 0 ? null : Math.min(total - 1, Math.max(0, to));
}
