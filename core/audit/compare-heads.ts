/** What others have heard of a journal, against that journal: an end that was cut off shows here, and so does a fork. */
import type { HeardHead } from './courier.ts';
import type { AuditedStation, Comparing } from './set.ts';

export async function compareHeads({ set, stations, station, lookups, say, looked }: Comparing): Promise<void> {
  const missing = new Set<string>();

  async function compare(heard: Omit<HeardHead, 'record'>, by: string, at: number | null): Promise<void> {
    const whose = station(heard.peer);
    if (whose === null) {
      if (!missing.has(heard.name)) say('keeper-missing', by, at, { name: heard.name });
      missing.add(heard.name);
      return;
    }
    looked('heads');
    const { head, broken, lost } = whose.facts;
    const told = { by, at: at ?? -1, records: heard.records, has: head.size };
    if (heard.records > head.size) {
      if (!broken) say(lost ? 'head-lost' : 'end-missing', whose.name, head.size - 1, told);
      return;
    }
    if (heard.records === 0) return;
    const found = await lookups.headAt(whose, heard.records);
    if (found !== heard.journal) say(lost ? 'head-lost' : 'head-differs', whose.name, heard.records - 1, told);
  }

  for (const { facts, name } of stations) {
    for (const heard of facts.courier.heard) await compare(heard, name, heard.record);
  }
  for (const { signed, signer, manifest, name } of set.transfers) {
    if (signed !== 'good' || signer === null || manifest?.records === undefined) continue;
    const { records, journal } = manifest;
    await compare({ peer: signer.fingerprint, name: signer.name, records, journal }, name, null);
  }
  await compareCopies({ set, stations, lookups, say });
}

/** Two journals of one station are one history, or one of them is another. */
async function compareCopies({ set, stations, lookups, say }: Pick<Comparing, 'set' | 'stations' | 'lookups' | 'say'>) {
  for (const copy of set.journals) {
    const whole = stations.find(({ facts }) => facts.publicKey === copy.facts.publicKey);
    if (whole === undefined || whole.path === copy.path || copy.facts.head.size === 0) continue;
    const { size, hash } = copy.facts.head;
    const found = await lookups.headAt(whole, size);
    if (found !== hash) say('fork', whole.name, size - 1, { one: whole.path, other: copy.path });
  }
}

/** The longest journal of each station; of two as long, the one whose chain holds. */
export function stationsOf(set: Pick<Comparing['set'], 'journals'>): readonly AuditedStation[] {
  const found = new Map<string, AuditedStation>();
  for (const journal of set.journals) {
    const { publicKey, station, head, broken } = journal.facts;
    if (publicKey === null || station === null) continue;
    const before = found.get(publicKey);
    const better =
      before === undefined ||
      head.size > before.facts.head.size ||
      (head.size === before.facts.head.size && before.facts.broken && !broken);
    if (better) found.set(publicKey, { ...journal, name: station });
  }
  return [...found.values()];
}
