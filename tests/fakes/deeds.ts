/** What people decide about a card off the path, a word each. */
import type { Deed } from '../../core/stations/bench/deeds.ts';
import type { OffPath } from '../../core/stations/bench/off-path.ts';

export function deedsOf({ decide }: Pick<OffPath, 'decide'>) {
  const plain = (deed: Deed, as: string | null, serial: string, reason: string, people: readonly string[]) =>
    decide(deed, { serial, as, reason, people });
  return {
    rework: (serial: string, reason: string, person: string) => plain('rework', null, serial, reason, [person]),
    putAside: (serial: string, as: string, reason: string, person: string) =>
      plain('put-aside', as, serial, reason, [person]),
    release: (serial: string, reason: string, people: readonly string[]) =>
      plain('release', null, serial, reason, people),
    found: (serial: string, reason: string, people: readonly string[]) => plain('found', null, serial, reason, people),
    ended: (serial: string, as: string, reason: string, people: readonly string[]) =>
      plain('end', as, serial, reason, people),
    scrap: (serial: string, reason: string, people: readonly string[]) => plain('scrap', null, serial, reason, people),
    sampled: (serial: string, good: boolean, people: readonly string[]) =>
      plain('sample', good ? 'good' : 'bad', serial, '', people),
  };
}
