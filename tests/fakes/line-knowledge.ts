/** What the benches of a line know together of a unit, each by its own records. */
import type { BenchStation } from '../../electron/roles/bench/station.ts';
import { LINE_BATCH, type Line } from './line.ts';

export const unitsOf = ({ parts: { index } }: BenchStation) =>
  index.units({ batch: LINE_BATCH, search: '', state: null, offset: 0, limit: 100_000 }).rows;

/**
 * What others have handed over to a bench, and nobody has taken from it: what lies there, and also what it had given up itself,
 * if that never arrived. Those who gave it up know, and those who did not get it.
 */
export function besidesOf(
  known: readonly string[],
  own: { readonly first: string; readonly last: string } | undefined,
  others: readonly BenchStation[],
): readonly string[] {
  const strange = known.filter((serial) => own === undefined || serial < own.first || serial > own.last);
  const elsewhere = ({ parts: { index } }: BenchStation, serial: string): boolean => {
    const state = index.unit(serial)?.state;
    return state !== undefined && state !== 'handed-over';
  };
  return [...new Set(strange)].filter((serial) => !others.some((other) => elsewhere(other, serial)));
}

/** Whoever knows of a unit and neither handed it over nor misses it has it: that is one bench, or, where somebody misses it, none. */
export function oddIn({ benches }: Line, dead: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
  const said = new Map<string, string[]>();
  for (const { name, station } of benches) {
    if (station === null || dead.has(name)) continue;
    for (const { serial, state } of unitsOf(station))
      said.set(serial, [...(said.get(serial) ?? []), `${name}: ${state}`]);
  }
  const odd = [...said].filter(([, words]) => {
    const have = words.filter((word) => !/: (handed-over|missing)$/.test(word)).length;
    return have > 1 || (have === 0 && !words.some((word) => word.endsWith(': missing')));
  });
  return Object.fromEntries(odd);
}
