/** The laser's controller over a line: what goes into it, when it starts, and whatever may go wrong. */
import { beforeEach, describe, expect, test, vi } from 'vitest';
import fc from 'fast-check';
import { must } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { isSayable, lcFrame, LcReader } from '../../../electron/etch/lc-frames.ts';
import { createSerialLink } from '../../../electron/etch/serial-link.ts';
import { jobId } from '../../fakes/jobs.ts';
import { VirtualLaser } from '../../fakes/virtual-laser.ts';

const serial = must(parseSerial('TF-2026-000123'));
const job = { serials: [serial] as const, id: jobId(1), format: 'txt' as const };
const key = new Uint8Array(32).fill(3);
const bytes = () => new Uint8Array(Buffer.from('TF-2026-000123\r\n7Q2K-M9XV-4HTR-D0WB-3NYE\r\n'));

let laser: VirtualLaser;
let intended: number;
beforeEach(() => {
  laser = new VirtualLaser();
  intended = 0;
});
const intend = async (): Promise<void> => void intended++;

function link(timing = { answer: 60, marking: 300 }, template = 'card') {
  const connector = simulatedConnector({ laser }, { write: 60 });
  return createSerialLink({ connector, target: () => ({ port: 'laser', protocol: 'lc', template }), timing });
}
const fate = async (one: ReturnType<typeof link>) => must(await one.list())[0]?.kind;

describe('frames', () => {
  test('are the ones of the manual: load a file named 123', () => {
    const frame = lcFrame('load:123');
    expect([...frame.slice(0, 6)]).toEqual([0x02, 0x05, 0x6c, 0x6f, 0x61, 0x64]);
    expect(frame.at(-2)).toBe(0x03);
    expect(frame.at(-1)).toBe([...frame.slice(1, -2)].reduce((all, byte) => all ^ byte, 0));
  });

  test('answers are cut out of whatever is around them, in pieces of any size', () => {
    const noise = fc.string({ maxLength: 8 }).map((text) => text.replace(/[\x02\x03\x06]/g, '.'));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(noise, fc.stringMatching(/^[a-z_]{1,12}:[01]$/))),
        fc.nat({ max: 7 }),
        (said, cut) => {
          const heard: string[] = [];
          const reader = new LcReader((answer) => heard.push(answer));
          const line = Buffer.from(said.map(([around, text]) => `${around}\x02\x06${text}\x03`).join(''), 'latin1');
          for (let at = 0; at < line.length; at += cut + 1) reader.take(line.subarray(at, at + cut + 1));
          expect(heard).toEqual(said.map(([, text]) => text));
        },
      ),
    );
  });

  test('no text that would end its frame is sayable', () => {
    for (const text of ['', 'A\x03', '\x02', 'ä']) expect(isSayable(Buffer.from(text, 'latin1'))).toBe(false);
    expect(isSayable(Buffer.from('7Q2K-M9XV'))).toBe(true);
  });
});

test('the texts are in the controller before the intent, and it starts after it', async () => {
  const seen: unknown[] = [];
  const one = link();
  const sent = await one.write(job, bytes(), key, async () => void seen.push([...laser.texts], laser.marked.length));
  expect(seen).toEqual([['TF-2026-000123', '7Q2K-M9XV-4HTR-D0WB-3NYE'], 0]);
  expect(sent).toMatchObject({
    ok: true,
    value: { path: 'laser', mac: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  await vi.waitFor(async () => expect(await fate(one)).toBe('done'));
  expect(laser.marked).toEqual([['TF-2026-000123', '7Q2K-M9XV-4HTR-D0WB-3NYE']]);
  must(await one.remove([serial]));
  expect(must(await one.list())).toEqual([]);
});

describe('refused before anything is intended, and nothing is marked', () => {
  test.each([
    ['its door is open', (): void => void (laser.state = '2'), 'laser-not-ready', undefined],
    ['it is at work', (): void => void (laser.state = '1'), 'laser-not-ready', undefined],
    ['it does not answer', (): void => laser.faults.set('silent', true), 'laser-refused', 'silent'],
    ['it is unplugged', (): void => laser.faults.set('unplugged', true), 'laser-refused', 'no-port'],
    ['the line takes nothing', (): void => laser.faults.set('stalled', true), 'laser-refused', 'silent'],
    ['it has no such template', (): void => laser.templates.clear(), 'laser-refused', 'no-template'],
    ['it marks as often as it likes', (): void => void laser.deaf.add('setlimitcount'), 'laser-refused', 'no-limit'],
    ['its template has no such text', (): void => void laser.deaf.add('edit_textdata'), 'laser-refused', 'no-text'],
  ] as const)('%s', async (_, spoil, kind, why) => {
    spoil();
    const one = link();
    const answer = await one.write(job, bytes(), key, intend);
    expect(answer).toMatchObject({ ok: false, error: { kind } });
    if (!answer.ok) expect(answer.error.facts?.['why']).toBe(why);
    expect([intended, laser.marked]).toEqual([0, []]);
    expect(must(await one.list())).toEqual([]);
  });

  test('what is no text of lines', async () => {
    const one = link();
    for (const odd of ['', 'no end of a line', 'A\r\n\r\n', 'A\x03B\r\n'])
      expect(await one.write(job, new Uint8Array(Buffer.from(odd, 'latin1')), key, intend)).toMatchObject({
        error: { kind: 'unsafe-text' },
      });
    expect(intended).toBe(0);
  });

  test('an intent that cannot be recorded takes the texts back out', async () => {
    const one = link();
    const answer = await one.write(job, bytes(), key, () => Promise.reject(new Error('disk')));
    expect(answer).toMatchObject({ ok: false, error: { kind: 'disk-error' } });
    expect([laser.marked, laser.texts]).toEqual([[], ['-', '-']]);
  });
});

describe('in doubt, and never sent again', () => {
  test('a start that is not answered', async () => {
    laser.startsMutely = true;
    const one = link();
    expect(await one.write(job, bytes(), key, intend)).toMatchObject({ error: { kind: 'in-doubt' } });
    expect([intended, laser.marked.length]).toEqual([1, 1]);
  });

  test('a door that is opened while it marks: it never says completed', async () => {
    laser.stopsMidway = true;
    const one = link();
    must(await one.write(job, bytes(), key, intend));
    await vi.waitFor(async () => expect(await fate(one)).toBe('fail'));
  });

  test('a cable that is pulled while it marks', async () => {
    laser.stopsMidway = true;
    const one = link({ answer: 60, marking: 60_000 });
    must(await one.write(job, bytes(), key, intend));
    laser.faults.set('unplugged', true);
    await vi.waitFor(async () => expect(await fate(one)).toBe('fail'));
  });
});

test('while one job is being marked no other is taken', async () => {
  laser.stopsMidway = true;
  const one = link({ answer: 60, marking: 60_000 });
  must(await one.write(job, bytes(), key, intend));
  const second = await one.write({ ...job, id: jobId(2) }, bytes(), key, intend);
  expect(second).toMatchObject({ error: { kind: 'slot-taken' } });
  expect(laser.marked).toHaveLength(1);
  await one.close();
});

test('no text is in what is refused, and the frames that carried it are wiped', async () => {
  laser.templates.clear();
  const frames: Uint8Array[] = [];
  const inner = simulatedConnector({ laser });
  const one = createSerialLink({
    connector: {
      ...inner,
      async open(settings, events) {
        const opened = await inner.open(settings, events);
        if (!opened.ok) return opened;
        const { value } = opened;
        return { ok: true, value: { ...value, write: (frame) => (frames.push(frame), value.write(frame)) } };
      },
    },
    target: () => ({ port: 'laser', protocol: 'lc', template: 'card' }),
    timing: { answer: 60, marking: 300 },
  });
  laser.templates.add('card');
  must(await one.write(job, bytes(), key, intend));
  expect(frames.length).toBeGreaterThan(4);
  for (const frame of frames) expect(frame.every((byte) => byte === 0)).toBe(true);
  laser.state = '2';
  await vi.waitFor(async () => expect(await fate(one)).toBe('done'));
  expect(JSON.stringify(await one.write(job, bytes(), key, intend))).not.toMatch(/7Q2K|M9XV/);
});
