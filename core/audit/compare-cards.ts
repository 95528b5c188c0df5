/** What no two stations may share: codes, keys, etched serials; and the cards of a batch over all that had a part of it. */
import { serialsOf, type JournalEvent } from '../journal/event.ts';
import type { BenchShare } from './bench-batches.ts';
import type { AuditedStation, Comparing } from './set.ts';
import { agreeing, TRACK_NAMES, type TrackName } from './tracks.ts';
import type { FindingKind } from './findings.ts';

const TWICE = { code: 'code-twice', key: 'key-twice', etch: 'etched-twice' } as const satisfies Record<
  TrackName,
  FindingKind
>;
const ABOUT = { code: 'codes', key: 'codes', etch: 'etching' } as const;

export async function compareCards({ stations, lookups, say, looked }: Comparing): Promise<void> {
  for (const name of TRACK_NAMES) {
    const tracks = stations.map(({ facts }) => facts.tracks[name]);
    looked(
      ABOUT[name],
      tracks.reduce((sum, track) => sum + track.length / 3, 0),
    );
    for (const { first, second } of agreeing(tracks)) {
      const [one, other] = [stations[first.journal], stations[second.journal]];
      if (one === undefined || other === undefined) continue;
      const events = [await lookups.eventAt(one, first.record), await lookups.eventAt(other, second.record)] as const;
      const same = shared(name, ...events);
      if (same === null) continue;
      say(TWICE[name], other.name, second.record, { serial: same, first: one.name, at: first.record });
    }
  }
}

/** What two records share of it, to be named; `null` where they only looked alike. */
function shared(name: TrackName, one: JournalEvent | null, other: JournalEvent | null): string | null {
  if (one === null || other === null) return null;
  if (name === 'etch') return serialsOf(one).find((serial) => serialsOf(other).includes(serial)) ?? null;
  if (one.kind === 'unit-ordered' && other.kind === 'unit-ordered') {
    return one.point === other.point ? other.serial : null;
  }
  if (one.kind === 'unit-keyed' && other.kind === 'unit-keyed') {
    return one.publicKey === other.publicKey ? other.serial : null;
  }
  return null;
}

/** Units that left Origin, units of Press's order, units of all Benches: the same cards. */
export function compareBatches({ stations, say, looked }: Comparing): void {
  const shares = stations.flatMap(({ name, facts }) => facts.bench.map((share) => ({ station: name, share })));
  /** The share of a bench that is no more counts where it went. */
  const replaced = (station: string, batch: string): boolean =>
    shares.some(({ share }) => share.batch === batch && share.reissued === station);
  /** What such a bench has given away may stand behind its bad record: of its units nobody can count. */
  const uncountable = (batch: string): boolean =>
    stations.some(({ facts }) => facts.broken && facts.bench.some((share) => share.batch === batch));
  const sharesOf = (press: string, batch: string): readonly BenchShare[] =>
    shares
      .filter(({ station, share }) => share.batch === batch && !replaced(station, batch))
      .map(({ share }) => share)
      .filter((share) => share.press === press || share.press === '');
  for (const { name, facts } of stations) {
    for (const { batch, record, count, returned } of facts.press) {
      compareOrder({ batch, record, count, name }, stations, say, looked);
      if (returned === null || uncountable(batch)) continue;
      const known = sharesOf(name, batch).reduce((sum, share) => sum + share.count - share.handed, 0);
      looked('balances');
      if (known > count) say('cards-too-many', name, record, { batch, known, count });
      else if (known < count) say('cards-elsewhere', name, record, { batch, known, count });
    }
  }
}

function compareOrder(
  { batch, record, count, name }: { batch: string; record: number; count: number; name: string },
  stations: readonly AuditedStation[],
  say: Comparing['say'],
  looked: Comparing['looked'],
): void {
  for (const origin of stations) {
    const left = origin.facts.courier.left.find((one) => one.batch === batch);
    const went = origin.facts.courier.sent.some(
      (sent) => sent.transfer === 'order' && sent.batch === batch && sent.name === name,
    );
    if (left === undefined || !went) continue;
    looked('balances');
    if (left.count !== count) {
      const kind = left.count > count ? 'cards-lost' : 'cards-too-many';
      say(kind, name, record, { batch, known: count, count: left.count });
    }
  }
}
