import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openJournal } from '../../../electron/journal/file.ts';
import {
  begun,
  chain,
  EVENTS,
  joined,
  received,
  STATION,
  testIdentity,
  verified,
  wholeChain,
} from '../../fakes/chain.ts';
import { eventsOf, journalDirectory, openAt, optionsFor, putJournal } from '../../fakes/open-journal.ts';

const whole = wholeChain();

async function directoryWith(bytes: Uint8Array): Promise<string> {
  const directory = await journalDirectory();
  await putJournal(directory, bytes);
  return directory;
}

describe('a write that was cut short', () => {
  const kept = joined(whole.lines.slice(0, -2));
  const ends = whole.lines.map((_, i) => joined(whole.lines.slice(0, i + 1)).length);
  // At every byte is for the verifier's own test; here it is each kind of place, and some in between.
  const cuts = Array.from({ length: whole.bytes.length - kept.length }, (_, i) => kept.length + i).filter(
    (cut) => cut % 13 === 0 || ends.some((end) => Math.abs(end - cut) < 3),
  );

  test('anywhere in the last two records: what is whole stays, the rest is cut and on record', async () => {
    const directory = await journalDirectory();
    const path = join(directory, 'journal.jsonl');
    for (const cut of cuts) {
      await putJournal(directory, whole.bytes.subarray(0, cut));
      const journal = await openAt(directory);
      const records = ends.filter((end) => end <= cut).length;
      const tail = whole.bytes.subarray(ends[records - 1] as number, cut);
      const sha256 = createHash('sha256').update(tail).digest('hex');
      const expected = tail.length === 0 ? [] : [{ kind: 'tail-cut', bytes: tail.length, sha256 }];
      expect(eventsOf(journal, records)).toEqual(expected);
      await journal.close();
      expect(verified(await readFile(path))).toMatchObject({ firstBad: null, tail: new Uint8Array(0) });
    }
  });

  test('anywhere in the very first: the journal begins, and says what it cut', async () => {
    const directory = await journalDirectory();
    const first = whole.lines[0] as Buffer;
    for (let cut = 1; cut <= first.length; cut += 23) {
      await putJournal(directory, first.subarray(0, cut));
      const journal = await openAt(directory);
      expect(eventsOf(journal)).toMatchObject([begun(), { kind: 'tail-cut', bytes: cut }]);
      await journal.close();
    }
  });

  test('that left garbage or zeros instead of a line', async () => {
    for (const garbage of [Buffer.alloc(5000), Buffer.alloc(4096, 0xff)]) {
      const journal = await openAt(await directoryWith(Buffer.concat([whole.bytes, garbage])));
      expect(eventsOf(journal, whole.lines.length)).toMatchObject([{ kind: 'tail-cut', bytes: garbage.length }]);
      await journal.close();
    }
  });
});

describe('any other damage refuses, names the record and touches nothing', () => {
  const spoilt = (seq: number, edit: (line: Buffer) => Buffer): Buffer =>
    joined(whole.lines.map((line, i) => (i === seq ? edit(Buffer.from(line)) : line)));
  const cases: [string, Buffer, number][] = [
    ['a changed letter', spoilt(4, (line) => Buffer.from(line.toString().replace('C-001', 'C-007'))), 4],
    ['a bad sector', spoilt(3, (line) => line.fill(0, 20, 60)), 3],
    ['a lost record', joined(whole.lines.filter((_, i) => i !== 5)), 5],
    ['a lost beginning', joined(whole.lines.slice(1)), 0],
    ['a forged end', Buffer.concat([whole.bytes, joined(forgedEnd())]), whole.lines.length],
    ['a file of zeros', Buffer.alloc(3000), 0],
    ['something far too long', Buffer.alloc(200_000, '{"at":"'), 0],
  ];

  function forgedEnd(): Buffer[] {
    const forged = chain(testIdentity());
    for (const line of whole.lines) forged.raw(line);
    return forged.add(received('C-999')).checkpoint().lines.slice(-2);
  }

  test.each(cases)('%s', async (_, bytes, seq) => {
    const directory = await directoryWith(bytes);
    const opened = await openJournal(optionsFor(directory));
    expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-damaged', facts: { seq } } });
    expect(opened.ok ? '' : opened.error.message).toContain(`is damaged at record ${seq} (byte `);
    expect(bytes.equals(await readFile(join(directory, 'journal.jsonl')))).toBe(true);
    // And it refuses again, rather than find itself locked.
    expect(await openJournal(optionsFor(directory))).toMatchObject({ error: { kind: 'journal-damaged' } });
  });
});

test('records that were written but never acknowledged count: they are on disk', async () => {
  const more = chain(STATION).add(begun(), ...EVENTS, received('C-003'));
  const journal = await openAt(await directoryWith(more.bytes));
  expect(eventsOf(journal).at(-1)).toEqual(received('C-003'));
  await journal.close();
});
