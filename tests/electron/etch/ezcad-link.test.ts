/** EzCad over a line: what it asks for, each text once, and whatever may go wrong. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { must } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { createEzcadLink } from '../../../electron/etch/ezcad-link.ts';
import { EzcadQuestions, MOST_TEXTS, questionFor } from '../../../electron/etch/ezcad-questions.ts';
import { jobId } from '../../fakes/jobs.ts';
import { VirtualEzcad } from '../../fakes/virtual-ezcad.ts';

const TEXTS = ['TF-2026-000123', '7Q2K-M9XV-4HTR-D0WB-3NYE'] as const;
const ASKS = [questionFor('CARD', 1), questionFor('CARD', 2)] as const;
const serial = must(parseSerial(TEXTS[0]));
const job = { serials: [serial] as const, id: jobId(1), format: 'txt' as const };
const key = new Uint8Array(32).fill(3);
const bytes = (texts: readonly string[] = TEXTS) =>
  new Uint8Array(Buffer.from(texts.map((text) => `${text}\r\n`).join('')));

let laser: VirtualEzcad;
let intended: number;
let lines: Uint8Array[];
beforeEach(() => {
  laser = new VirtualEzcad();
  intended = 0;
  lines = [];
});
const intend = async (): Promise<void> => void intended++;

function link(timing: { readonly quiet: number; readonly marking: number } = { quiet: 1, marking: 60_000 }) {
  const inner = simulatedConnector({ laser }, { write: 60 });
  return createEzcadLink({
    connector: {
      ...inner,
      async open(settings, events) {
        const opened = await inner.open(settings, events);
        if (!opened.ok) return opened;
        const { value } = opened;
        return { ok: true, value: { ...value, write: (line) => (lines.push(line), value.write(line)) } };
      },
    },
    target: () => ({ port: 'laser', protocol: 'ezcad', template: 'CARD' }),
    timing,
  });
}
/** What the bench would see of the job: `null` once all of it was asked for. */
const fate = async (one: ReturnType<typeof link>) => must(await one.list())[0]?.kind ?? null;
const becomes = (one: ReturnType<typeof link>, kind: string | null) =>
  vi.waitFor(async () => expect(await fate(one)).toBe(kind), { timeout: 10_000 });

describe('questions', () => {
  test('are found in whatever is around them, in pieces of any size', () => {
    const noise = fc.stringMatching(/^[ -9;-~\r\n]{0,6}$/);
    const asked = fc.integer({ min: 1, max: MOST_TEXTS });
    fc.assert(
      fc.property(
        fc.stringMatching(/^[A-Za-z_-][A-Za-z0-9_-]{0,11}$/),
        fc.array(fc.tuple(noise, asked)),
        fc.nat(7),
        (word, all, cut) => {
          // A colon ends what is noise, so that none of it begins a question by chance.
          const said = Buffer.from(all.map(([around, n]) => `${around}:${questionFor(word, n)}`).join(''), 'latin1');
          fc.pre(all.every(([around]) => !around.includes(word)));
          const heard: number[] = [];
          const questions = new EzcadQuestions(word, (n) => heard.push(n));
          for (let at = 0; at < said.length; at += cut + 1) questions.take(said.subarray(at, at + cut + 1));
          expect(heard).toEqual(all.map(([, n]) => n));
        },
      ),
    );
  });

  test('none begins another, and one of another word is none', () => {
    const heard: number[] = [];
    const questions = new EzcadQuestions('CARD', (n) => heard.push(n));
    questions.take(Buffer.from('CARD1CARD12CARD001CARD0011CARD012card003LABEL004'));
    expect(heard).toEqual([1, 1, 12]);
  });
});

test('nothing is answered before the intent; then each text once, bare, and what said it is wiped', async () => {
  const one = link();
  const sent = await one.write(job, bytes(), key, async () => void expect(lines).toEqual([]));
  expect(sent).toMatchObject({ ok: true, value: { path: 'laser', mac: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  expect(await fate(one)).toBe('job');
  await laser.mark(ASKS);
  expect(laser.marked).toEqual([TEXTS]);
  // Taken, as a file that is gone from a folder: whether it has finished a person says.
  await becomes(one, null);
  expect(lines).toHaveLength(2);
  await vi.waitFor(() => expect(lines.every((line) => line.every((byte) => byte === 0))).toBe(true));
  expect(must(await one.remove([serial]))).toBe(1);
});

test('one who asks while the intent is written is answered after it', async () => {
  const one = link();
  const sent = await one.write(job, bytes(), key, async () => {
    laser.say(ASKS[0]);
    expect(lines).toEqual([]);
  });
  expect([sent.ok, lines.length]).toEqual([true, 1]);
});

describe('refused before anything is intended, and nothing is said', () => {
  test.each([
    ['it is unplugged', (): void => laser.faults.set('unplugged', true), 'laser-refused'],
    [
      'it is busy: it asks for a text of another card',
      (): void => void setTimeout(() => laser.say(ASKS[0]), 5),
      'laser-not-ready',
    ],
  ] as const)('%s', async (_, spoil, kind) => {
    const one = link({ quiet: 5000, marking: 60_000 });
    spoil();
    expect(await one.write(job, bytes(), key, intend)).toMatchObject({ ok: false, error: { kind } });
    expect([intended, lines]).toEqual([0, []]);
    expect(must(await one.list())).toEqual([]);
  });

  test('what is no text of lines, or more of them than can be asked for', async () => {
    const one = link();
    const many = bytes(Array.from({ length: MOST_TEXTS + 1 }, (_, i) => `T${i}`));
    for (const odd of [bytes([]), bytes(['']), bytes(['A\x03B']), many, bytes().subarray(0, -1)])
      expect(await one.write(job, odd, key, intend)).toMatchObject({ error: { kind: 'unsafe-text' } });
    expect(intended).toBe(0);
  });

  test('an intent that cannot be recorded leaves nothing to ask for, and the line free', async () => {
    const one = link();
    const answer = await one.write(job, bytes(), key, () => Promise.reject(new Error('disk')));
    expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-error' } });
    laser.say(ASKS[0]);
    expect([lines, must(await one.list())]).toEqual([[], []]);
    expect((await one.write(job, bytes(), key, intend)).ok).toBe(true);
  });
});

describe('in doubt, and nothing of it is said again', () => {
  /** What is never said, whatever is asked from here on. */
  async function saysNothingMore(): Promise<void> {
    const before = lines.length;
    for (const ask of [...ASKS, ...ASKS]) laser.say(ask);
    expect(lines).toHaveLength(before);
  }

  test('a text that is asked for twice', async () => {
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    await laser.mark([ASKS[0]]);
    laser.say(ASKS[0]);
    await becomes(one, 'fail');
    await saysNothingMore();
    expect(laser.marked).toEqual([[TEXTS[0]]]);
  });

  test('a whole card that is asked for twice', async () => {
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    await laser.mark(ASKS);
    await becomes(one, null);
    laser.say(ASKS[0]);
    await becomes(one, 'fail');
    await saysNothingMore();
  });

  test('a text that the job does not have', async () => {
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    laser.say(questionFor('CARD', 3));
    await becomes(one, 'fail');
    await saysNothingMore();
  });

  test('a door that is opened in the middle: it never asks for the rest', async () => {
    const one = link({ quiet: 1, marking: 30 });
    must(await one.write(job, bytes(), key, intend));
    await laser.mark(ASKS, { until: 1 });
    await becomes(one, 'fail');
    await saysNothingMore();
  });

  test('a cable that is pulled before all of it was asked for', async () => {
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    laser.faults.set('unplugged', true);
    await becomes(one, 'fail');
  });

  test('an answer that does not leave', async () => {
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    laser.faults.set('stalled', true);
    laser.say(ASKS[0]);
    await becomes(one, 'fail');
  });
});

test('a cable that is pulled afterwards changes nothing: EzCad has all of it', async () => {
  const one = link();
  must(await one.write(job, bytes(), key, intend));
  await laser.mark(ASKS);
  await becomes(one, null);
  laser.faults.set('unplugged', true);
  expect(await fate(one)).toBeNull();
});

test('one that never asks leaves the job offered, and the next is refused until it is answered for', async () => {
  const one = link();
  must(await one.write(job, bytes(), key, intend));
  const second = { ...job, id: jobId(2) };
  expect(await one.write(second, bytes(), key, intend)).toMatchObject({
    error: { kind: 'slot-taken', message: expect.stringContaining(serial) as string },
  });
  expect([intended, await fate(one)]).toEqual([1, 'job']);
  must(await one.remove(['of-nobody']));
  expect(await fate(one)).toBe('job');
  must(await one.remove([job.id]));
  expect((await one.write(second, bytes(), key, intend)).ok).toBe(true);
  await one.close();
  expect(must(await one.list())).toEqual([]);
});

test('no text is in what is refused', async () => {
  const one = link();
  must(await one.write(job, bytes(), key, intend));
  expect(JSON.stringify(await one.write(job, bytes(), key, intend))).not.toMatch(/7Q2K|M9XV/);
});
