/** What a bench answers with: tables of numbers, some of them held against a target. */
export interface Table {
  readonly title: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 'ms' | 'MiB' | 'x' | '/s';
  /** The number that the target is about, if it is not `value`: how many times faster, say. */
  readonly ratio?: number;
  readonly target?: Target;
  readonly note?: string;
}

export interface Target {
  readonly is: 'at least' | 'at most';
  readonly value: number;
}

export const atLeast = (value: number): Target => ({ is: 'at least', value });
export const atMost = (value: number): Target => ({ is: 'at most', value });

/** Undefined for a row that is for information only. */
export function passes({ value, ratio, target }: Row): boolean | undefined {
  if (target === undefined) return undefined;
  const measured = ratio ?? value;
  return target.is === 'at least' ? measured >= target.value : measured <= target.value;
}

/** A table as text, columns aligned. */
export function print({ title, rows }: Table): string {
  const cells = rows.map((row) => [
    row.what,
    `${row.value.toFixed(row.unit === 'x' ? 2 : 1)} ${row.unit}`,
    row.ratio === undefined ? '' : `${row.ratio.toFixed(2)}x`,
    row.target === undefined ? '' : `${row.target.is} ${row.target.value}`,
    mark(passes(row)),
    row.note ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4, 5].map((column) => Math.max(...cells.map((line) => (line[column] ?? '').length)));
  const lines = cells.map((line) =>
    line.map((cell, i) => (i === 0 || i > 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  '),
  );
  return [title, ...lines.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

const mark = (passed: boolean | undefined): string => (passed === undefined ? '' : passed ? 'pass' : 'FALLS SHORT');
