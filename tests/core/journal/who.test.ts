/** Who did what is on record, with the roles of then, and whether what was signed holds. */
import { expect, it } from 'vitest';
import type { ChainRecord } from '../../../core/journal/chain.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import type { Attested } from '../../../core/journal/signed.ts';
import { createVerifier } from '../../../core/journal/verify.ts';
import { createWhoDidWhat } from '../../../core/journal/who.ts';
import { checkSignature } from '../../../electron/journal/identity.ts';
import { begun, chain } from '../../fakes/chain.ts';
import { peopleBegun, signedBy, testPerson } from '../../fakes/signers.ts';

const [ada, bela, cai] = [
  testPerson('Ada', 'supervisor', 1),
  testPerson('Bela 王', 'supervisor', 2),
  testPerson('Cai', 'operator', 3),
] as const;

const by = (...signers: readonly (typeof ada)[]): Attested => ({ by: signers[0]?.person ?? null, signers });
const enrol: JournalEvent = { kind: 'person-enrolled', ...cai.enrolled, signatures: signedBy(ada, bela) };
const promote: JournalEvent = {
  kind: 'roles-changed',
  ...{ person: cai.person, name: 'Cai', roles: ['operator', 'supervisor'], signatures: signedBy(ada, bela) },
};
const revoke: JournalEvent = {
  kind: 'person-revoked',
  ...{ person: cai.person, name: 'Cai', reason: 'badge lost', by: { name: 'Ada' } },
};
const scrap = (a: typeof ada, b: typeof ada): JournalEvent => ({
  kind: 'doubt-resolved',
  ...{ serial: 'C-001', job: 'j1', as: 'scrapped', signatures: signedBy(a, b) },
});
const work: JournalEvent = { kind: 'unit-checked', batch: 'B1', serial: 'C-001' };

const journal = () =>
  chain()
    .add(begun(), scrap(ada, bela))
    .attested({ by: null, signers: [ada, bela] }, peopleBegun(ada, bela))
    .attested(by(ada, bela), enrol)
    .attested({ by: cai.person, signers: [] }, work)
    .attested(by(cai, ada), scrap(cai, ada))
    .attested(by(ada, bela), promote)
    .attested({ by: cai.person, signers: [] }, work)
    .attested(by(ada), revoke);

function read(): readonly ChainRecord[] {
  return createVerifier({ signature: checkSignature, mac: null }).feed(journal().bytes);
}

it('names who was signed in and who has signed, with the roles that they had there', () => {
  const who = createWhoDidWhat(checkSignature);
  const records = read();
  records.forEach(who.take);
  const supervisor = (name: string) => ({ name, roles: ['supervisor'] });
  const operator = { name: 'Cai', roles: ['operator'] };
  expect(who.shown(records).map((record) => record.who)).toEqual([
    { by: null, signers: [], signatures: null },
    { by: null, signers: [], signatures: 'typed' },
    { by: null, signers: [supervisor('Ada'), supervisor('Bela 王')], signatures: 'hold' },
    { by: supervisor('Ada'), signers: [supervisor('Ada'), supervisor('Bela 王')], signatures: 'hold' },
    { by: operator, signers: [], signatures: null },
    { by: operator, signers: [operator, supervisor('Ada')], signatures: 'hold' },
    { by: supervisor('Ada'), signers: [supervisor('Ada'), supervisor('Bela 王')], signatures: 'hold' },
    { by: { name: 'Cai', roles: ['operator', 'supervisor'] }, signers: [], signatures: null },
    { by: supervisor('Ada'), signers: [supervisor('Ada')], signatures: 'hold' },
  ]);
});

it('says of what was changed, of what others signed and of what nobody signed that it does not hold', () => {
  const who = createWhoDidWhat(checkSignature);
  const records = read();
  records.forEach(who.take);
  const signed = records[5] as ChainRecord;
  const { signed: signatures = [], ...unsigned } = signed;
  const forged: readonly ChainRecord[] = [
    { ...signed, event: scrap(ada, bela) },
    { ...signed, at: '2026-11-22T10:00:01.000Z' },
    { ...signed, seq: 8 },
    { ...signed, signed: signatures.slice(0, 1) },
    { ...signed, signed: [...signatures].reverse().map((one, i) => ({ ...one, by: signatures[i]?.by ?? '' })) },
    { ...signed, event: work },
    unsigned,
  ];
  expect(forged.map((record) => who.of(record).signatures)).toEqual(forged.map(() => 'fail'));
});

it('says who answered for an incident with the roles of then, and of typed names nothing', () => {
  const who = createWhoDidWhat(checkSignature);
  const acknowledged = (incident: number, name: string): JournalEvent => ({
    kind: 'incident-acknowledged',
    ...{ incident, by: { name } },
  });
  const lifted: JournalEvent = {
    kind: 'pause-lifted',
    ...{ incident: 3, reason: 'seen to', signatures: signedBy(bela, cai) },
  };
  const events = [
    acknowledged(1, 'Ada'),
    peopleBegun(ada, bela),
    acknowledged(2, 'Ada'),
    enrol,
    lifted,
    promote,
    acknowledged(4, 'Cai'),
  ];
  events.forEach((event, seq) => who.take({ event, seq }));
  const said = [1, 2, 3, 4, 5].map((incident) => who.answered(incident).map(({ name, roles }) => [name, ...roles]));
  expect(said).toEqual([
    [],
    [['Ada', 'supervisor']],
    [
      ['Bela 王', 'supervisor'],
      ['Cai', 'operator'],
    ],
    [['Cai', 'operator', 'supervisor']],
    [],
  ]);
});
