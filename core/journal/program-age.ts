/**
 * The floor of versions: an older program on the records of a newer one may know every kind of them and still not what they
 * oblige it to, so it stands still until two people go on with it.
 */
import type { JournalEvent } from './event.ts';
import type { RareRecord } from './frequent.ts';
import { OUTDATED } from './pause.ts';

/**
 * The incident of a start by `version` where a newer one has worked; none where that was said since, or there was none. What
 * stands behind a plus says which build it is and not how old (SemVer 2.0.0, 10), and what is no version is not compared.
 */
export function outdated(rare: readonly Pick<RareRecord, 'event'>[], version: string): readonly JournalEvent[] {
  const own = numbersOf(version);
  if (own === null) return [];
  let newest = own;
  let last = -1;
  for (const [i, { event }] of rare.entries()) {
    const other = event.kind === 'station-started' ? numbersOf(event.version) : null;
    if (other === null || !isNewer(other, own)) continue;
    last = i;
    if (isNewer(other, newest)) newest = other;
  }
  if (last < 0) return [];
  const detail = `version ${own.join('.')} on records of version ${newest.join('.')}`;
  const said = rare
    .slice(last)
    .some(({ event }) => event.kind === 'incident' && event.reason === OUTDATED && event.detail === detail);
  return said ? [] : [{ kind: 'incident', reason: OUTDATED, serial: null, detail }];
}

type Numbers = readonly number[];

function numbersOf(version: string): Numbers | null {
  const found = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:[-+]|$)/.exec(version);
  return found === null ? null : found.slice(1).map(Number);
}

function isNewer(one: Numbers, other: Numbers): boolean {
  const by = one.map((number, i) => number - (other[i] ?? 0)).find((difference) => difference !== 0);
  return by !== undefined && by > 0;
}
