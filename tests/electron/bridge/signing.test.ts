import { deedsBy, viewOf } from '../../../core/stations/bench/deeds.ts';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type * as v from 'valibot';
import type { Role } from '../../../core/base/role.ts';
import { answerCall } from '../../../electron/bridge/answering.ts';
import { createRateLimit } from '../../../electron/bridge/rate-limit.ts';
import { createSigning, type SigningQuestion } from '../../../electron/bridge/signing.ts';
import { calls as benchCalls } from '../../../electron/roles/bench/contract.ts';
import { benchQuestions } from '../../../electron/roles/bench/questions.ts';
import { checkCalls } from '../../../electron/roles/check/contract.ts';
import { originCalls } from '../../../electron/roles/origin/contract.ts';
import { originQuestions } from '../../../electron/roles/origin/questions.ts';
import { pressCalls } from '../../../electron/roles/press/contract.ts';
import { pressQuestions } from '../../../electron/roles/press/questions.ts';
import type { Served } from '../../../electron/roles/served.ts';
import { createExaminer } from '../../../electron/station/examiner.ts';
import { stationQuestions } from '../../../electron/station/station-questions.ts';
import { LANGUAGE_CODES, wordsOf, type Language } from '../../../resources/words/languages.ts';
import { eightWords } from '../../../core/base/eight-words.ts';

type Calls = Served['calls'];
type Questions = Served['questions'];

/** What is on the desk of Bench and of Press. */
let batch = 'B-7';
const nobody = { commissioned: null, examiner: createExaminer(null), records: { incidents: () => [] } };
const ROLES = {
  origin: [originCalls, originQuestions(nobody)],
  press: [pressCalls, pressQuestions(nobody, () => batch)],
  bench: [benchCalls, benchQuestions(nobody, () => batch)],
  check: [checkCalls, stationQuestions(nobody)],
} as unknown as Readonly<Record<Role, readonly [Calls, Questions]>>;

const PEOPLE = ['Li Wei', 'Anna Roth'] as const;
/** A value for each field of a call that people sign. */
const FIELDS: Readonly<Record<string, unknown>> = {
  ...{ serial: 'TF-000001', batch: 'B-7', reason: 'it is torn', unreceived: null },
  ...{ people: PEOPLE, supervisor: 'Li Wei', fingerprint: 'ab'.repeat(32), labels: 3, printer: 'none' },
  ...{ incident: 7, person: 'Li Wei' },
  ...{ file: 'vault-0001-B-7-from-Origin_A.jsonl.age', count: 5, to: 'Bench C', bench: 'Bench A', besides: [] },
};

const fieldsOf = (schema: v.GenericSchema): readonly string[] =>
  'entries' in schema ? Object.keys(schema.entries as object) : [];

/** Inputs of a call that differ by what is signed: of the deeds at Bench each in each of its ways. */
function variantsOf(name: string): readonly object[] {
  if (name === 'resolveDoubt') return [{ as: 'marked' }, { as: 'scrapped' }];
  if (name !== 'decideTogether') return [{}];
  return deedsBy('two').flatMap((deed) => {
    const { as, reason } = viewOf(deed);
    return (as.length === 0 ? [null] : as).map((way) => ({ deed, as: way, ...(reason ? {} : { reason: '' }) }));
  });
}

/** Every call with a field for people who sign, of every role. */
const SIGNED = Object.entries(ROLES).flatMap(([role, [calls, questions]]) =>
  Object.entries(calls)
    .filter(([, schema]) => fieldsOf(schema).some((field) => ['people', 'supervisor', 'incident'].includes(field)))
    .flatMap(([name, schema]) => {
      const input = Object.fromEntries(fieldsOf(schema).map((field) => [field, FIELDS[field]]));
      return variantsOf(name).map((part) => ({ role, name, calls, questions, input: { ...input, ...part } }));
    }),
);

/** A station of one call, and how often it acted. */
function station({ name, calls, questions }: (typeof SIGNED)[number]) {
  const handler = vi.fn(async (_input: unknown) => 'done');
  return { handler, served: { calls, questions, handlers: { [name]: handler }, onRecord: null } };
}

const signing = (confirm: (question: SigningQuestion) => Promise<boolean>, language: Language = 'en') => ({
  sign: createSigning({ words: () => wordsOf(language).dialogs, confirm }),
  pace: () => true,
});

afterEach(() => void (batch = 'B-7'));

test('H5: every role has calls that people sign', () => {
  expect(new Set(SIGNED.map(({ role }) => role))).toEqual(new Set(Object.keys(ROLES)));
  expect(SIGNED.map(({ name }) => name)).toContain('closeBatch');
});

describe.each(SIGNED)('H5: $role, $name $input.deed $input.as', (call) => {
  test('does nothing for a page to which nobody says yes', async () => {
    const { handler, served } = station(call);
    const answer = await answerCall(
      served,
      signing(async () => false),
      call.name,
      call.input,
    );
    expect(answer).toMatchObject({ error: { area: 'people', kind: 'not-confirmed' } });
    expect(handler).not.toHaveBeenCalled();
  });

  test.each(LANGUAGE_CODES)('names what is signed and who signs, in %s', async (language) => {
    const { handler, served } = station(call);
    let asked: SigningQuestion | null = null;
    const confirm = async (question: SigningQuestion): Promise<boolean> => {
      asked = question;
      return true;
    };
    expect(await answerCall(served, signing(confirm, language), call.name, call.input)).toBe('done');
    expect(handler.mock.calls).toEqual([[call.input]]);
    const text = Object.values(asked ?? {}).join('\n');
    const said = ['people', 'supervisor', 'person', 'serial', 'batch', 'reason']
      .flatMap((field) => call.input[field as keyof typeof call.input] ?? [])
      .flat() as string[];
    for (const word of said) expect(text).toContain(word);
    expect(text).not.toContain('undefined');
  });
});

const closing = SIGNED.find(({ name }) => name === 'closeBatch') as (typeof SIGNED)[number];

test('H5: a page that puts another batch on the desk while people read the question closes neither', async () => {
  const { handler, served } = station(closing);
  const sign = signing(async ({ question }) => {
    expect(question).toContain('B-7');
    batch = 'B-8';
    return true;
  });
  expect(await answerCall(served, sign, 'closeBatch', closing.input)).toMatchObject({
    error: { kind: 'question-changed' },
  });
  expect(handler).not.toHaveBeenCalled();
});

test('H5: one question stands at a time, and a second call does not hide behind it', async () => {
  const { handler, served } = station(closing);
  let yes: (answer: boolean) => void = () => {};
  const sign = signing(() => new Promise<boolean>((resolve) => void (yes = resolve)));
  const first = answerCall(served, sign, 'closeBatch', closing.input);
  const second = await answerCall(served, sign, 'closeBatch', closing.input);
  expect(second).toMatchObject({ error: { kind: 'question-open' } });
  yes(true);
  expect(await first).toBe('done');
  expect(handler).toHaveBeenCalledTimes(1);
});

test('H5: nobody is asked who cannot sign', async () => {
  const confirm = vi.fn(async () => true);
  const { handler, served } = station(closing);
  const input = { ...closing.input, people: ['Li Wei', 'li  wei'] };
  const answer = await answerCall(served, signing(confirm), 'closeBatch', input);
  expect(answer).toMatchObject({ error: { kind: 'same-person' } });
  expect(confirm).not.toHaveBeenCalled();
  expect(handler).not.toHaveBeenCalled();
});

test('H5: two people read the very words of the station they trust', () => {
  const { questions, input } = SIGNED.find(({ name }) => name === 'pinPeer') as (typeof SIGNED)[number];
  const asked = questions['pinPeer']?.(input, wordsOf('en').dialogs).question;
  expect(asked).toContain(eightWords('ab'.repeat(32)).join(' '));
});

test('what is no call, or not its input, teaches the asker nothing', async () => {
  const sign = signing(async () => true);
  const { handler, served } = station(closing);
  for (const [name, input] of [
    ['constructor', null],
    ['commission', { role: 'press' }],
    ['closeBatch', { people: PEOPLE }],
    [7, null],
  ] as const) {
    await expect(answerCall(served, sign, name, input)).rejects.toThrow(/^refused$/);
  }
  await expect(answerCall(null, sign, 'closeBatch', closing.input)).rejects.toThrow(/^refused$/);
  expect(handler).not.toHaveBeenCalled();
});

test('M6: a page that calls without end is refused, people are not, and looking is free', async () => {
  let ms = 0;
  const pace = createRateLimit(() => ms);
  const served = {
    calls: { saveReport: benchCalls.saveReport, ending: benchCalls.ending },
    questions: {},
    handlers: { saveReport: vi.fn(async () => 'saved'), ending: async () => 'seen' },
    onRecord: null,
  } as unknown as Parameters<typeof answerCall>[0] & Served;
  const rules = { ...signing(async () => false), pace };
  for (let i = 0; i < 1000; i += 1) {
    await answerCall(served, rules, 'saveReport', null);
    expect(await answerCall(served, rules, 'ending', null)).toBe('seen');
  }
  expect(served.handlers['saveReport']).toHaveBeenCalledTimes(60);
  expect(await answerCall(served, rules, 'saveReport', null)).toMatchObject({ error: { kind: 'too-often' } });
  for (let i = 0; i < 100; i += 1) {
    ms += 200;
    expect(await answerCall(served, rules, 'saveReport', null)).toBe('saved');
  }
});

test('fault 81: a station that is paused answers nothing but looks, and what it takes to answer for it', async () => {
  const open = [{ reason: 'not-air-gapped' }];
  const { served } = station(closing);
  const paused = {
    ...served,
    calls: { ...benchCalls },
    handlers: { ...served.handlers, acknowledge: async () => 'signed', ending: async () => 'seen' },
    onRecord: { records: { incidents: () => open } },
  } as unknown as Served;
  const rules = signing(async () => true);
  expect(await answerCall(paused, rules, 'closeBatch', closing.input)).toMatchObject({ error: { kind: 'paused' } });
  expect(await answerCall(paused, rules, 'ending', null)).toBe('seen');
  expect(await answerCall(paused, rules, 'acknowledge', { incident: 1, person: 'Li Wei' })).toBe('signed');
  open.length = 0;
  expect(await answerCall(paused, rules, 'closeBatch', closing.input)).toBe('done');
});
