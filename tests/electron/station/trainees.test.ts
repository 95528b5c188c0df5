/** The two sample badges of a training station: everybody's, and good for nothing else. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { must, ok } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { checkPin } from '../../../core/people/pin.ts';
import { strangeBadge } from '../../../core/people/refusals.ts';
import { sampleBadge, SAMPLES, type Sample } from '../../../core/people/samples.ts';
import { badgeText, readBadge } from '../../../core/scan/badge.ts';
import { readSampleBadge } from '../../../electron/devices/virtual-badge.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import type { Credentials, PeopleDesk } from '../../../electron/people/desk.ts';
import { openStation } from '../../../electron/cli/unlock.ts';
import type { Line } from '../../../electron/cli/verb.ts';
import { openTrainees } from '../../../electron/station/trainees.ts';
import { openTrainingJournal, trainingName, usesBadges } from '../../../electron/station/training-journal.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { credentialsOf, MEANING, newBadge } from '../../fakes/badges.ts';
import { systemClock } from '../../fakes/commissioned.ts';

/** Of a command that gets no further. */
const LINE = {
  note: () => undefined,
  words: wordsOf('en'),
  attending: undefined,
  verb: 'bench status',
} as unknown as Line;
const never = Promise.reject<never>(new Error('it was opened'));
never.catch(() => undefined);

let directory = '';
let time = 0;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-trainees-'));
  time = 0;
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
});

async function open(begin: boolean) {
  const journal = must(await openTrainingJournal(directory, trainingName('bench'), systemClock));
  const attendance = await openTrainees({ directory, journal, now: () => time }, begin);
  return { journal, attendance };
}

const brought = (sample: Sample, pin = sample.pin): Credentials => ({
  badge: sampleBadge(sample),
  pin: Secret.copyOf(Buffer.from(pin, 'latin1')),
});

/** These come, one after the other. */
const deskOf = (...coming: Credentials[]): PeopleDesk => ({
  credentials: async () => coming.shift() ?? null,
  newPin: async () => null,
  giveBadge: async () => false,
  done: () => undefined,
});

const verified = async () => must(await verifyJournal(join(directory, 'journal.jsonl'))).firstBad;

test('a sample badge is drawn, read from its ink, and has a PIN that anybody might choose', () => {
  for (const sample of SAMPLES) {
    const read = readSampleBadge(sample) ?? '';
    const badge = readBadge(Buffer.from(read, 'latin1'));
    expect(badge?.id).toBe(sample.badge);
    expect(read).toBe(badgeText(sampleBadge(sample)));
    expect(checkPin(Buffer.from(sample.pin, 'latin1'))).toBeNull();
    expect(strangeBadge(sample.badge).error.kind).toBe('sample-badge');
  }
  expect(strangeBadge('00'.repeat(8)).error.kind).toBe('badge-unknown');
});

test('a training station goes on with typed names until it is begun with badges, and then with those for ever', async () => {
  const names = await open(false);
  expect(names.attendance).toBeNull();
  await names.journal.close();
  expect(await usesBadges(directory)).toBe(false);

  const first = await open(true);
  expect(first.attendance?.present?.name).toBe(SAMPLES[0].name);
  await first.journal.close();
  expect(await usesBadges(directory)).toBe(true);

  // At the command line nothing is done in the name of whoever comes first: badge and PIN are wanted there.
  const line = await openStation(directory, null, LINE, {
    training: (attend) => openTrainingJournal(directory, trainingName('bench'), systemClock, { attend }),
    commissioned: () => never,
  });
  expect(line).toMatchObject({ error: { area: 'people', kind: 'badge-needed' } });

  const again = await open(false);
  expect(again.attendance?.present?.name).toBe(SAMPLES[0].name);
  expect(again.attendance?.recovering).toBe(false);
  await again.journal.close();
  expect(await verified()).toBeNull();
});

test('two people’s acts are signed by both, which the journal proves, and by nobody twice or with a typed name', async () => {
  const { journal, attendance } = await open(true);
  if (attendance === null) throw new Error('nobody is there');
  const [one, two] = SAMPLES;
  const scrap = (names: readonly [string, string]) =>
    journal.append([
      {
        kind: 'unit-scrapped',
        serial: 'TF-0001',
        reason: 'burnt',
        signatures: [{ name: names[0] }, { name: names[1] }],
      },
    ]);
  await expect(scrap(['Ada', 'Bela'])).rejects.toThrow('nobody has signed');
  const twice = await attendance.sign('scrap', MEANING, deskOf(brought(one), brought(one)), async () => ok(null));
  expect(twice).toMatchObject({ error: { kind: 'not-confirmed' } });
  const done = await attendance.sign('scrap', MEANING, deskOf(brought(one), brought(two)), async (signers) => {
    await scrap(signers.map(({ person }) => person.name) as [string, string]);
    return ok(null);
  });
  expect(done).toMatchObject({ ok: true });
  await journal.close();
  expect(await verified()).toBeNull();
});

test('a wrong PIN makes whoever practises wait, and another badge is of nobody there', async () => {
  const { journal, attendance } = await open(true);
  const kind = async (credentials: Credentials): Promise<string> => {
    const come = await attendance?.signIn(credentials);
    return come?.ok === true ? come.value.name : (come?.error.kind ?? '');
  };
  const [, two] = SAMPLES;
  expect(await kind(brought(two, '111222'))).toBe('wrong-pin');
  expect(await kind(brought(two))).toBe('too-soon');
  time += 1000;
  expect(await kind(brought(two))).toBe(two.name);
  expect(
    await kind({ ...brought(two), badge: { ...sampleBadge(two), secret: Secret.copyOf(Buffer.alloc(16, 9)) } }),
  ).toBe('wrong-pin');
  expect(await kind(credentialsOf(newBadge('493716')))).toBe('badge-unknown');
  // However many were wrong, the next who practises does not wait.
  await journal.close();
  const next = await open(false);
  expect(next.attendance?.present?.name).toBe(SAMPLES[0].name);
  await next.journal.close();
});
