/** A page of a station with people: it names nobody, signs for nobody, and may do what whoever is signed in may. */
import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { answerCall } from '../../../electron/bridge/answering.ts';
import { createSigning } from '../../../electron/bridge/signing.ts';
import { calls } from '../../../electron/roles/bench/contract.ts';
import { benchQuestions } from '../../../electron/roles/bench/questions.ts';
import type { Served } from '../../../electron/roles/served.ts';
import { createExaminer } from '../../../electron/station/examiner.ts';
import { openCommissioned, type CommissionedStation } from '../../../electron/station/commissioned.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { beginPeople, enrol } from '../../../electron/station/people.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { credentialsOf, MEANING, testDesk, type TestDesk } from '../../fakes/badges.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { platformRandom } from '../../fakes/streams.ts';

let directory = '';
let desk: TestDesk;
let station: CommissionedStation;
let batch = 'B-7';
const words = () => wordsOf('en').dialogs;

beforeEach(async () => {
  batch = 'B-7';
  directory = await makeStation('bench', 'Bench A');
  desk = testDesk();
  const gate = async () =>
    must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }));
  using passphrase = secretOf(PASSPHRASE);
  const first = must(await openCommissioned(directory, must(await (await gate()).unlock(passphrase)), systemClock));
  desk.pins.push('493716', '804975', '836172');
  must(await beginPeople(first, ['Ada', 'Bela'], desk));
  await first.close();
  const unlocked = must(await (await gate()).unlockBy(credentialsOf(desk.badgeOf('Ada'))));
  station = must(await openCommissioned(directory, unlocked, systemClock));
  desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
  must(await enrol(station, { name: 'Cai', roles: ['operator'] }, desk, MEANING));
  desk.asked.length = 0;
});
afterEach(async () => {
  await station.close();
  await rm(directory, { recursive: true });
});

/** Bench with one handler for every call, which notes what it is given. */
function page() {
  const handler = vi.fn((_input: unknown): Promise<unknown> => Promise.resolve({ ok: true, value: null }));
  const known = { commissioned: null, examiner: createExaminer(null), records: { incidents: () => [] } };
  const served = {
    calls,
    handlers: Object.fromEntries(Object.keys(calls).map((name) => [name, handler])),
    questions: benchQuestions(known, () => batch) as unknown as Served['questions'],
    onRecord: null,
    attendance: station.attendance,
  };
  const confirm = vi.fn(() => Promise.resolve(true));
  const rules = { sign: createSigning({ words, confirm }), pace: () => true, badges: { words, people: desk } };
  const call = (name: string, input: unknown): Promise<unknown> => answerCall(served, rules, name, input);
  return { handler, confirm, call };
}

const CLOSING = { people: ['Anna', 'Berta'], labels: 0, printer: 'none' };

test('what two people sign is done in their names, whatever names the page has given', async () => {
  const { handler, confirm, call } = page();
  desk.coming.push(desk.badgeOf('Cai'), desk.badgeOf('Bela'));
  expect(await call('closeBatch', CLOSING)).toMatchObject({ ok: true });
  expect(handler.mock.calls[0]?.[0]).toMatchObject({ people: ['Cai', 'Bela'], labels: 0 });
  expect(confirm).not.toHaveBeenCalled();
  expect(desk.asked[0]).toMatchObject({ seat: 0, seats: 2, question: expect.stringContaining('B-7') });
  expect(JSON.stringify(desk.asked)).not.toContain('Anna');
});

test('nothing is done for a page to which nobody brings a badge', async () => {
  const { handler, call } = page();
  expect(await call('closeBatch', CLOSING)).toMatchObject({ error: { kind: 'not-confirmed' } });
  expect(handler).not.toHaveBeenCalled();
});

test('a page that puts another batch on the desk while people sign closes neither', async () => {
  const { handler, call } = page();
  desk.coming.push(desk.badgeOf('Cai'), desk.badgeOf('Bela'));
  const closing = call('closeBatch', CLOSING);
  batch = 'B-8';
  expect(await closing).toMatchObject({ error: { kind: 'question-changed' } });
  expect(handler).not.toHaveBeenCalled();
});

test('what one person does is in the name of who is signed in, and of nobody else', async () => {
  const { handler, call } = page();
  must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Cai'))));
  await call('inspected', { serial: 'TF-000001', good: true, person: 'Bela' });
  expect(handler.mock.calls[0]?.[0]).toMatchObject({ serial: 'TF-000001', person: 'Cai' });
  expect(desk.asked).toEqual([]);
});

test('an operator may not what only a supervisor may, and a supervisor signs for the operator who asks', async () => {
  const { handler, call } = page();
  must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Cai'))));
  expect(await call('openBatch', null)).toMatchObject({ error: { kind: 'not-permitted' } });
  expect(handler).not.toHaveBeenCalled();
  desk.coming.push(desk.badgeOf('Cai'), desk.badgeOf('Bela'));
  await call('decide', { deed: 'rework', serial: 'TF-000001', as: null, reason: 'strip torn', person: 'Cai' });
  expect(desk.refused).toEqual(['not-the-seat']);
  expect(handler.mock.calls[0]?.[0]).toMatchObject({ deed: 'rework', person: 'Bela' });
});

test("that a pre-verification goes on behind a lock is a supervisor's word, whoever asks for it", async () => {
  const { handler, call } = page();
  must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Cai'))));
  desk.coming.push(desk.badgeOf('Cai'), desk.badgeOf('Bela'));
  await call('checkLocked', { supervisor: 'Cai' });
  expect(desk.refused).toEqual(['not-the-seat']);
  expect(desk.asked[0]?.question).toContain('B-7');
  expect(handler.mock.calls).toEqual([[{ supervisor: 'Bela' }]]);
});

test('nobody does anything at a station that nobody is signed in at', async () => {
  const { handler, call } = page();
  await station.attendance.leave('key');
  for (const [name, input] of [
    ['marked', { serial: 'TF-000001', finished: true }],
    ['closeBatch', CLOSING],
    ['units', { batch: 'B-7', search: '', state: null, offset: 0, limit: 10 }],
    ['journalTail', { limit: 10 }],
  ] as const) {
    expect(await call(name, input), name).toMatchObject({ error: { kind: 'station-locked' } });
  }
  expect(handler).not.toHaveBeenCalled();
});

test('an auditor sees and exports, and changes nothing', async () => {
  desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
  desk.pins.push('906473');
  must(await enrol(station, { name: 'Dora', roles: ['auditor'] }, desk, MEANING));
  must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Dora'))));
  const { handler, call } = page();
  await call('journalTail', { limit: 10 });
  await call('verifyJournal', null);
  await call('saveReport', null);
  expect(handler).toHaveBeenCalledTimes(3);
  const refused = Object.keys(calls).filter((name) =>
    ['marked', 'startCheck', 'setLaserFormat', 'pickSample', 'openSample'].includes(name),
  );
  const inputs: Record<string, unknown> = {
    ...{ marked: { serial: 'TF-000001', finished: true }, startCheck: null, openSample: null },
    ...{ setLaserFormat: { format: 'svg' }, pickSample: { count: 1 } },
  };
  for (const name of refused) {
    expect(await call(name, inputs[name]), name).toMatchObject({ error: { kind: 'not-permitted' } });
  }
  expect(handler).toHaveBeenCalledTimes(3);
});
