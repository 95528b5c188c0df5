import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  checkpointText,
  decodeLine,
  encodeEvent,
  hashOf,
  MAX_LINE,
  NO_RECORDS,
  refOf,
} from '../../../core/journal/chain.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { isTimestamp } from '../../../core/journal/line-parts.ts';
import { appendLines, AT, EVENTS } from '../../fakes/chain.ts';

const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');

const STOPPED: JournalEvent = { kind: 'station-stopped' };

test('lines are as they have always been', () => {
  const { bytes, head } = appendLines(
    NO_RECORDS,
    [STOPPED, { kind: 'incident-acknowledged', incident: 7, by: { name: 'Žofia' } }],
    AT,
  );
  const zeros = '0'.repeat(64);
  const first = `{"at":"${AT}","event":{"kind":"station-stopped"},"mac":"${zeros}","prev":"${zeros}","seq":0}`;
  const second = `{"at":"${AT}","event":{"by":{"name":"Žofia"},"incident":7,"kind":"incident-acknowledged"},"mac":"${zeros}","prev":"${sha256(first)}","seq":1}`;
  expect(Buffer.from(bytes).toString('utf8')).toBe(`${first}\n${second}\n`);
  expect(head).toEqual({ size: 2, hash: sha256(second) });
  expect(head.hash).toBe('8d6970c1287ceb516c4ad6cb755edef62a4f1844b7f56af5b581de98e47e114e');
});

test('a record comes back from its line, and its hash is the one of the line', () => {
  const { bytes, records, head } = appendLines(NO_RECORDS, EVENTS, AT);
  const lines = Buffer.from(bytes).toString('utf8').trimEnd().split('\n');
  expect(lines.map((line) => decodeLine(Buffer.from(line), null))).toEqual(records.map((record) => ({ record })));
  expect(records.map(refOf)).toEqual(lines.map((line, seq) => ({ seq, hash: sha256(line) })));
  expect(records.map((record) => hashOf(record, encodeEvent(record.event), record.mac))).toEqual(lines.map(sha256));
  expect(head).toEqual({ size: EVENTS.length, hash: records.at(-1)?.hash });
});

test('appending in pieces or at once makes no difference', () => {
  const once = appendLines(NO_RECORDS, EVENTS, AT);
  const first = appendLines(NO_RECORDS, EVENTS.slice(0, 3), AT);
  const second = appendLines(first.head, EVENTS.slice(3), AT);
  expect(Buffer.concat([first.bytes, second.bytes])).toEqual(Buffer.from(once.bytes));
  expect(second.head).toEqual(once.head);
});

describe('what a journal could not read back is not written', () => {
  test.each<[string, unknown]>([
    ['no event', null],
    ['no kind', {}],
    ['an unknown kind', { kind: 'unit-blessed' }],
    ['a name of Object', { kind: 'constructor' }],
    ['a missing field', { kind: 'unit-checked', batch: 'B1' }],
    ['a field too many', { kind: 'station-stopped', why: 'tired' }],
    ['a field that is undefined', { kind: 'station-stopped', why: undefined }],
    ['a wrong type', { kind: 'unit-checked', batch: 'B1', serial: 7 }],
    ['a fraction', { kind: 'check-started', batch: 'B1', left: 0.5 }],
    ['a negative count', { kind: 'check-started', batch: 'B1', left: -1 }],
    ['an unsafe number', { kind: 'check-started', batch: 'B1', left: 2 ** 53 }],
    ['a word outside its list', { kind: 'check-stopped', batch: 'B1', left: 0, because: 'bored' }],
    [
      'a list too long',
      {
        kind: 'doubt-resolved',
        serial: 'C',
        job: 'j',
        as: 'marked',
        signatures: [{ name: 'a' }, { name: 'b' }, { name: 'c' }],
      },
    ],
    ['hex in capitals', { kind: 'tail-cut', bytes: 1, sha256: 'A'.repeat(64) }],
    ['half a surrogate', { kind: 'settings-changed', what: 'name', to: '\ud83d' }],
    ['more than a line holds', { kind: 'settings-changed', what: 'name', to: 'x'.repeat(MAX_LINE / 3) }],
  ])('%s', (_, event) => {
    expect(() => encodeEvent(event as JournalEvent)).toThrow(TypeError);
  });

  test.each(['', '2026-11-22', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000+01:00', '2026-13-22T10:00:00.000Z'])(
    'the time %j',
    (at) => {
      expect(isTimestamp(at)).toBe(false);
      expect(() => appendLines(NO_RECORDS, [STOPPED], at)).toThrow(TypeError);
    },
  );
});

test('the longest event that is taken makes a line that can be read', () => {
  const widest = (length: number): JournalEvent => ({
    kind: 'settings-changed',
    what: '',
    to: '\u20ac'.repeat(length),
  });
  let length = Math.floor(MAX_LINE / 3);
  while (accepted(widest(length)) === null) length--;
  const { bytes } = appendLines({ size: Number.MAX_SAFE_INTEGER - 1, hash: '0'.repeat(64) }, [widest(length)], AT);
  expect(bytes.length - 1).toBeLessThanOrEqual(MAX_LINE);
  expect(bytes.length).toBeGreaterThan(MAX_LINE * 0.9);
});

function accepted(event: JournalEvent): string | null {
  try {
    return encodeEvent(event);
  } catch {
    return null;
  }
}

test('a checkpoint signs size and head as one line of ASCII', () => {
  expect(checkpointText({ size: 12, hash: 'ab' })).toBe('twofold-checkpoint-1 12 ab');
});
