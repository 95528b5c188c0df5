/** Two enrolled people who go on although the station was paused: with badge and PIN each, and nobody by a name alone. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { must, type Result } from '../../../core/base/result.ts';
import { SURROUNDED } from '../../../core/journal/pause.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { openCommissioned, type CommissionedStation } from '../../../electron/station/commissioned.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { liftPause } from '../../../electron/station/incidents.ts';
import { beginPeople } from '../../../electron/station/people.ts';
import { followRecords, type Records } from '../../../electron/station/records.ts';
import { credentialsOf, MEANING, testDesk, type TestBadge, type TestDesk } from '../../fakes/badges.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { platformRandom } from '../../fakes/streams.ts';

const REASON = 'the cable is cut, its plug is stuck';
let directory = '';
let desk: TestDesk;
let station: CommissionedStation;
let records: Records;
let incident = -1;

const gate = async () =>
  must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }));

beforeEach(async () => {
  directory = await makeStation('bench', 'Bench A');
  desk = testDesk();
  desk.pins.push('493716', '804975');
  using passphrase = secretOf(PASSPHRASE);
  const first = must(await openCommissioned(directory, must(await (await gate()).unlock(passphrase)), systemClock));
  must(await beginPeople(first, ['Ada', 'Bela'], desk));
  await first.close();
  const unlocked = must(await (await gate()).unlockBy(credentialsOf(desk.badgeOf('Ada'))));
  station = must(await openCommissioned(directory, unlocked, systemClock));
  records = await followRecords(station.journal);
  const found = { kind: 'incident', reason: SURROUNDED, serial: null, detail: 'network interface eth0' } as const;
  incident = (await station.journal.append([found]))[0]?.seq ?? -1;
});
afterEach(async () => {
  await station.close();
  await rm(directory, { recursive: true });
});

/** What is answered where these come to the window of badge and PIN, one after the other. */
async function lifted(...badges: readonly TestBadge[]): Promise<string> {
  desk.coming.push(...badges);
  const answer: Result<unknown> = await station.attendance.sign('liftPause', MEANING, desk, (signers) => {
    const [one = '', other = ''] = signers.map(({ person }) => person.name);
    return liftPause(records, station.journal, incident, REASON, [one, other]);
  });
  desk.coming.splice(0);
  return answer.ok ? 'ok' : answer.error.kind;
}

const onRecord = () => [...station.journal.records(0)].flat().filter(({ event }) => event.kind === 'pause-lifted');

test('fault 81 of the ninety: by two names nobody goes on', async () => {
  const typed = liftPause(records, station.journal, incident, REASON, ['Ada', 'Bela']);
  await expect(typed).rejects.toThrow('nobody has signed');
  expect([records.openIncidents(), onRecord()]).toEqual([1, []]);
});

test('nor by one badge twice, nor by a badge with another’s PIN', async () => {
  const [ada, bela] = [desk.badgeOf('Ada'), desk.badgeOf('Bela')];
  expect(await lifted(ada, ada)).not.toBe('ok');
  expect(await lifted(ada, { ...bela, pin: ada.pin })).not.toBe('ok');
  expect([records.openIncidents(), onRecord()]).toEqual([1, []]);
});

test('by two badges with their PINs it is gone on with, and both signatures hold in the journal', async () => {
  expect(await lifted(desk.badgeOf('Ada'), desk.badgeOf('Bela'))).toBe('ok');
  expect(records.openIncidents()).toBe(0);
  expect(onRecord()).toMatchObject([
    { event: { incident, reason: REASON, signatures: [{ name: 'Ada' }, { name: 'Bela' }] } },
  ]);
  expect(must(await verifyJournal(join(directory, 'journal.jsonl')))).toMatchObject({ firstBad: null });
});
