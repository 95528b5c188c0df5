/** What people sign, as whoever reads a journal sees it. */
import { describe, expect, it } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { BENCH } from '../../../core/journal/events/bench.ts';
import { ORIGIN } from '../../../core/journal/events/origin.ts';
import { PEERS } from '../../../core/journal/events/peers.ts';
import { PEOPLE } from '../../../core/journal/events/people.ts';
import { PRESS } from '../../../core/journal/events/press.ts';
import { STATION } from '../../../core/journal/events/station.ts';
import { UNIT } from '../../../core/journal/events/unit.ts';
import { actRow } from '../../../core/people/acts.ts';
import { actOf, type Attested } from '../../../core/journal/signed.ts';
import { begun, chain, verified } from '../../fakes/chain.ts';
import { peopleBegun, signedBy, testPerson } from '../../fakes/signers.ts';

const [ada, bela, cai, dora, eve] = [
  testPerson('Ada', 'supervisor', 1),
  testPerson('Bela "B" 王', 'supervisor', 2),
  testPerson('Cai', 'operator', 3),
  testPerson('Dora', 'auditor', 4),
  testPerson('Eve', 'operator', 5),
] as const;

const by = (...signers: readonly (typeof ada)[]): Attested => ({ by: signers[0]?.person ?? null, signers });
const enrol = (who: typeof ada): JournalEvent => ({
  kind: 'person-enrolled',
  ...who.enrolled,
  signatures: signedBy(ada, bela),
});
const closed = (a: typeof ada, b: typeof ada): JournalEvent => ({
  kind: 'batch-closed',
  ...{
    batch: 'B1',
    count: 2,
    finished: 2,
    scrapped: 0,
    quarantined: 0,
    sampled: 0,
    withdrawn: 0,
    printed: 0,
    destroyed: 0,
  },
  signatures: signedBy(a, b),
});
const revoke = (who: typeof ada): JournalEvent => ({
  kind: 'person-revoked',
  ...{ person: who.person, name: who.name, reason: 'badge lost', by: { name: 'Ada' } },
});

const floor = () =>
  chain()
    .add(begun())
    .attested({ by: null, signers: [ada, bela] }, peopleBegun(ada, bela))
    .attested(by(ada, bela), enrol(cai))
    .attested(by(ada, bela), enrol(dora));

const why = (journal: ReturnType<typeof chain>): string | null => verified(journal.bytes).firstBad?.why ?? null;

describe('records that people sign', () => {
  it('hold where those who may have signed them, in either order', () => {
    const journal = floor().attested(by(cai, ada), closed(cai, ada)).attested(by(ada, bela), closed(bela, ada));
    expect(verified(journal.bytes)).toMatchObject({ firstBad: null, signed: 5 });
  });

  it('hold without signatures where nobody is enrolled yet', () => {
    expect(why(chain().add(begun(), closed(ada, bela)))).toBeNull();
  });

  it.each([
    ['nobody', { by: ada.person, signers: [] }, closed(ada, bela), 'it is not signed by those who must sign it'],
    ['one', by(ada), closed(ada, bela), 'it is not signed by those who must sign it'],
    ['those who may not', by(cai, cai), closed(cai, ada), 'its signatures are not as they must be'],
    ['an auditor', by(ada, dora), closed(ada, dora), 'it is not signed by those who must sign it'],
    ['others than it names', by(cai, ada), closed(cai, bela), 'it is not signed by those it names'],
    ['somebody unknown', by(ada, eve), closed(ada, eve), 'it is signed by somebody who is not enrolled here'],
    [
      'somebody, though nobody signs such',
      by(ada),
      { kind: 'station-stopped' },
      'it is signed, and nobody signs such a record',
    ],
  ] as const)('do not hold signed by %s', (_, attested, event, said) => {
    expect(why(floor().attested(attested, event))).toBe(said);
  });

  it('do not hold with a signature of another record, or of the same in another place', () => {
    const journal = floor().attested(by(cai, ada), closed(cai, ada));
    const { signed } = JSON.parse(journal.lines.at(-1)?.toString() ?? '') as {
      signed: { by: string; signature: string }[];
    };
    const replayed = [cai, ada].map(({ person }, at) => ({ person, sign: () => signed[at]?.signature ?? '' }));
    journal.attested({ by: cai.person, signers: replayed }, closed(cai, ada));
    expect(why(journal)).toBe('the signature of Cai is false');
  });

  it('do not hold signed by who was revoked before', () => {
    const journal = floor().attested(by(ada), revoke(cai));
    expect(why(journal)).toBeNull();
    expect(why(journal.attested(by(cai, ada), closed(cai, ada)))).toBe(
      'it names somebody as signed in who is not enrolled',
    );
    const other = floor().attested(by(ada), revoke(cai));
    expect(why(other.attested(by(ada, cai), closed(cai, ada)))).toBe(
      'it is signed by somebody who is not enrolled here',
    );
  });

  it('are signed with the key of then: a new badge changes nothing of what was', () => {
    const journal = floor().attested(by(cai, ada), closed(cai, ada));
    const again = testPerson('Cai', 'operator', 3);
    const changed = {
      kind: 'badge-changed',
      person: cai.person,
      name: 'Cai',
      badge: 'ab'.repeat(8),
      key: again.enrolled.key,
    } as const;
    journal.attested(by(ada, bela), { ...changed, signatures: signedBy(ada, bela) });
    expect(why(journal)).toBeNull();
    expect(why(journal.attested(by(cai, ada), closed(cai, ada)))).toBe('the signature of Cai is false');
  });

  it('are no typed names again where the passphrase has opened the station, which may enrol two more', () => {
    const [gil, finn] = [testPerson('Gil', 'supervisor', 7), testPerson('Finn', 'supervisor', 6)];
    const recovering = floor().add({ kind: 'opened-by-passphrase' });
    const again = { by: null, signers: [gil, finn] };
    expect(why(recovering.attested(again, peopleBegun(gil, finn)))).toBeNull();
    expect(why(recovering.add(closed(ada, bela)))).toBe('it is not signed by those who must sign it');
    expect(why(floor().attested(again, peopleBegun(gil, finn)))).toContain('people begin only once');
  });

  it('let nobody enrol the first two but these two themselves', () => {
    const journal = chain()
      .add(begun())
      .attested({ by: null, signers: [ada, eve] }, peopleBegun(ada, bela));
    expect(why(journal)).toBe('it is signed by somebody who is not enrolled here');
    expect(why(chain().add(begun(), peopleBegun(ada, bela)))).toBe('it is not signed by those who must sign it');
  });
});

describe('the records that people sign', () => {
  const tables = { ...BENCH, ...ORIGIN, ...PEERS, ...PEOPLE, ...PRESS, ...STATION, ...UNIT };

  it('are all that name two people', () => {
    const two = Object.entries(tables).filter(([, fields]) => 'signatures' in fields);
    const signed = two.filter(([kind]) => actOf({ kind } as JournalEvent) === null).map(([kind]) => kind);
    expect(signed).toEqual([]);
  });

  it('have a seat for each person they name', () => {
    for (const [kind, fields] of Object.entries(tables)) {
      const act = actOf({ kind } as JournalEvent);
      if (act === null) continue;
      expect(actRow(act).seats, kind).toHaveLength('signatures' in fields ? 2 : 1);
    }
  });
});
