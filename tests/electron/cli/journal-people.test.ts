/** Of whom the journal's verifier tells, and what they have signed. */
import { expect, it } from 'vitest';
import { createVerifier } from '../../../core/journal/verify.ts';
import { peopleOf, personLine, signedLine } from '../../../electron/cli/journal-people.ts';
import { checkSignature } from '../../../electron/journal/identity.ts';
import { en } from '../../../resources/words/en/en.ts';
import { zh } from '../../../resources/words/zh/zh.ts';
import { begun, chain } from '../../fakes/chain.ts';
import { peopleBegun, testPerson } from '../../fakes/signers.ts';

const [ada, bela] = [testPerson('Ada', 'supervisor', 1), testPerson('Bela', 'supervisor', 2)] as const;

it('names each of them with role, key and how much they have signed, and every such record when asked', () => {
  const { bytes } = chain()
    .add(begun())
    .attested({ by: null, signers: [ada, bela] }, peopleBegun(ada, bela));
  const people = peopleOf(true);
  people.take(createVerifier({ signature: checkSignature, mac: null }).feed(bytes));
  const lines = people.all().map((one) => personLine(en, one));
  expect(lines[0]).toBe(`Ada (supervisor): 1 signature, key ${ada.enrolled.key}`);
  expect(people.signed).toHaveLength(1);
  for (const one of people.signed) {
    expect(signedLine(en, one)).toMatch(/Signed by Ada \(supervisor\), Bela \(supervisor\) · signatures hold$/);
    expect(signedLine(zh, one)).toMatch(/签字人：Ada（班长）、Bela（班长） · 签名有效$/);
  }
  const brief = peopleOf(false);
  brief.take(createVerifier({ signature: checkSignature, mac: null }).feed(bytes));
  expect(brief.signed).toEqual([]);
});
