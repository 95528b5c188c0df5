import { rm } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SURROUNDED } from '../../../core/journal/pause.ts';
import { answerCall } from '../../../electron/bridge/answering.ts';
import { commonCalls } from '../../../electron/bridge/common.ts';
import { createSigning, type SigningQuestion } from '../../../electron/bridge/signing.ts';
import type { Served } from '../../../electron/roles/served.ts';
import { createExaminer } from '../../../electron/station/examiner.ts';
import { acknowledge, liftPause } from '../../../electron/station/incidents.ts';
import { followRecords, type Records } from '../../../electron/station/records.ts';
import { stationQuestions } from '../../../electron/station/station-questions.ts';
import { openIndex } from '../../../electron/journal/index.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { must } from '../../../core/base/result.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { eventsOf, newStation, type TestStation } from '../../fakes/commissioned.ts';

const FOUND = 'network interface eth0';
const REASON = 'the cable is cut, its plug is stuck';
const TWO = ['Li Wei', 'Anna Roth'] as const;

describe.each(['memory', 'index'] as const)('fault 81: a station that was paused, its incidents kept in %s', (kept) => {
  let station: TestStation;
  let records: Records;
  let incident = 0;
  let done: () => void;

  beforeEach(async () => {
    station = await newStation('bench', 'Bench A');
    const { journal, directory } = station;
    const index = kept === 'index' ? await openIndex({ path: `${directory}/index.sqlite`, journal }) : null;
    records = index ?? (await followRecords(journal));
    done = () => index?.close();
    const [written] = await journal.append([{ kind: 'incident', reason: SURROUNDED, serial: null, detail: FOUND }]);
    incident = written?.seq ?? -1;
  });
  afterEach(async () => {
    done();
    await station.close();
    await rm(station.directory, { recursive: true });
  });

  const lifted = () => eventsOf(station).filter(({ kind }) => kind === 'pause-lifted');

  test('is not gone on with by one person', async () => {
    expect(await acknowledge(records, station.journal, incident, 'Li Wei')).toMatchObject({
      error: { kind: 'two-go-on' },
    });
    expect(records.openIncidents()).toBe(1);
  });

  test.each([
    ['one under two spellings', REASON, ['Li Wei', 'li  wei'], 'same-person'],
    ['two without a reason', '  ', TWO, 'no-reason'],
    ['two with a secret in the reason', '7QFZ-WBHS-H3Q5-NTB1-K8H5', TWO, 'secret-in-reason'],
  ] as const)('nor by %s', async (_, reason, people, kind) => {
    expect(await liftPause(records, station.journal, incident, reason, people)).toMatchObject({ error: { kind } });
    expect(records.openIncidents()).toBe(1);
    expect(lifted()).toEqual([]);
  });

  test('is gone on with by two with a reason, once, on record', async () => {
    expect(await liftPause(records, station.journal, incident, REASON, TWO)).toEqual({ ok: true, value: null });
    expect(records.incidents({ open: false })).toMatchObject([{ incident, acknowledgedBy: 'Li Wei, Anna Roth' }]);
    expect(records.openIncidents()).toBe(0);
    expect(lifted()).toEqual([
      { kind: 'pause-lifted', incident, reason: REASON, signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }] },
    ]);
    expect(await liftPause(records, station.journal, incident, REASON, TWO)).toMatchObject({
      error: { kind: 'not-open' },
    });
    expect(must(await verifyJournal(station.journal.path)).firstBad).toBeNull();
  });

  test('no other incident is answered for by that way', async () => {
    const [other] = await station.journal.append([
      { kind: 'incident', reason: 'page-died', serial: null, detail: 'crashed' },
    ]);
    const number = other?.seq ?? -1;
    expect(await liftPause(records, station.journal, number, REASON, TWO)).toMatchObject({
      error: { kind: 'not-open' },
    });
    expect(await acknowledge(records, station.journal, number, 'Li Wei')).toEqual({ ok: true, value: null });
  });

  test('H5: its page gets nothing but by the yes of people, who read what was found and why they go on', async () => {
    const asked: SigningQuestion[] = [];
    let yes = false;
    const { journal } = station;
    const questions = stationQuestions({ commissioned: null, examiner: createExaminer(null), records });
    const served = {
      calls: commonCalls,
      handlers: {
        liftPause: ({ incident: at, reason, people }: { incident: number; reason: string; people: [string, string] }) =>
          liftPause(records, journal, at, reason, people),
        backUp: async () => 'done',
      },
      questions,
      onRecord: { journal, mode: 'production', records },
    } as unknown as Served;
    const rules = {
      sign: createSigning({
        words: () => wordsOf('en').dialogs,
        confirm: async (question) => {
          asked.push(question);
          return yes;
        },
      }),
      pace: () => true,
    };
    const lift = () => answerCall(served, rules, 'liftPause', { incident, reason: REASON, people: [...TWO] });
    expect(await answerCall(served, rules, 'backUp', { person: 'Li Wei' })).toMatchObject({
      error: { kind: 'paused' },
    });
    expect(await lift()).toMatchObject({ error: { kind: 'not-confirmed' } });
    expect(asked[0]?.question).toContain(FOUND);
    expect(asked[0]?.detail).toContain(REASON);
    expect(records.openIncidents()).toBe(1);
    yes = true;
    expect(await lift()).toEqual({ ok: true, value: null });
    expect(await answerCall(served, rules, 'backUp', { person: 'Li Wei' })).toBe('done');
  });
});
