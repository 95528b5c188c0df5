/**
 * Somebody with the disk and a pencil: who can write to a station's directory and has no passphrase writes no record,
 * no history and no trust (finding C1).
 */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import type { JournalEvent, JournalRecord } from '../../core/journal/event.ts';
import { NO_RECORDS, type LineMac } from '../../core/journal/chain.ts';
import { CHECKPOINT_EVERY } from '../../core/journal/verify.ts';
import { must } from '../../core/base/result.ts';
import { openJournal } from '../../electron/journal/file.ts';
import type { Acceptance } from '../../electron/journal/standing.ts';
import { verifyJournal } from '../../electron/journal/verify.ts';
import {
  appendLines,
  AT,
  begun,
  chain,
  EVENTS,
  joined,
  received,
  STATION,
  testIdentity,
  verified,
} from '../fakes/chain.ts';
import { eventsOf, journalDirectory, openAt, optionsFor } from '../fakes/open-journal.ts';

const HASH = 'ab'.repeat(32);
const PEOPLE = [{ name: 'Ann' }, { name: 'Bob' }] as const;
const pinned = (name: string): JournalEvent => ({
  kind: 'peer-pinned',
  name,
  identity: `${name}, with its keys`,
  signatures: [...PEOPLE],
});
const revoked = (peer: string): JournalEvent => ({
  kind: 'peer-revoked',
  name: 'Bench A',
  peer,
  reason: 'stolen',
  signatures: [...PEOPLE],
});
const intent = (serial: string): JournalEvent => ({
  kind: 'etch-intended',
  serials: [serial],
  job: `etch-${serial}`,
  layout: 'card/1',
  format: 'svg',
});

let directory: string;
let path: string;
let lines: readonly string[];

const textOf = (all: readonly string[]): string => all.map((line) => `${line}\n`).join('');
const eventIn = (line: string): JournalEvent => (JSON.parse(line) as JournalRecord).event;
const noMac: LineMac = () => '0'.repeat(64);

beforeEach(async () => {
  directory = await journalDirectory();
  const journal = await openAt(directory);
  await journal.append([pinned('Bench A'), ...EVENTS.slice(0, 4), intent('C-001'), revoked(HASH)]);
  await journal.close();
  path = join(directory, 'journal.jsonl');
  lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
});

/** What the station makes of a journal with these lines: `null`, or its refusal; what it refuses it does not touch. */
async function opened(all: readonly string[], accept?: Acceptance) {
  await writeFile(path, textOf(all));
  const journal = await openJournal({ ...optionsFor(directory), ...(accept && { accept }) });
  if (journal.ok) await journal.value.close();
  else expect(await readFile(path, 'utf8')).toBe(textOf(all));
  return journal.ok ? null : journal.error;
}

/** Rightly numbered and chained behind `before`, by somebody with the MACs of `mac`. */
function forge(before: readonly string[], events: readonly JournalEvent[], mac: LineMac): readonly string[] {
  const records = before.map((line) => Buffer.from(line));
  const head = verified(joined(records)).head;
  const { bytes } = appendLines(head, events, AT, mac);
  return [...before, ...Buffer.from(bytes).toString().split('\n').slice(0, -1)];
}

test('as it was left, it opens', async () => {
  expect(await opened(lines)).toBeNull();
});

describe('C1: a record is appended', () => {
  const theirs: JournalEvent[] = [revoked(HASH), pinned('Bench of the attacker')];
  test.each<[string, LineMac]>([
    ['without a MAC', noMac],
    ["with another station's", testIdentity().mac],
    ['with one of an earlier record', () => (JSON.parse(lines[2] as string) as JournalRecord).mac],
  ])('%s: refused by its number', async (_, mac) => {
    expect(await opened(forge(lines, theirs, mac))).toMatchObject({
      kind: 'journal-damaged',
      facts: { seq: lines.length },
      message: expect.stringContaining('this station has not written it') as string,
    });
  });

  test('a true record once more, renumbered and chained: it is not that record any more', async () => {
    const again = forge(
      lines,
      [eventIn(lines[1] as string)],
      () => (JSON.parse(lines[1] as string) as JournalRecord).mac,
    );
    expect(await opened(again)).toMatchObject({ kind: 'journal-damaged', facts: { seq: lines.length } });
  });
});

describe('C1: the history is written anew', () => {
  test('without its checkpoints and without the intent of one card', async () => {
    const kept = lines.map(eventIn).filter(({ kind }) => kind !== 'checkpoint' && kind !== 'etch-intended');
    const first = kept.length;
    for (const mac of [noMac, testIdentity().mac]) {
      const error = await opened(forge([], kept, mac));
      expect(error).toMatchObject({ kind: 'journal-damaged', facts: { seq: 0 } });
    }
    // The honest beginning may stay: the first line that is not the station's is named.
    const at = lines.findIndex((line) => eventIn(line).kind === 'etch-intended');
    const rest = lines
      .slice(at + 1)
      .map(eventIn)
      .filter(({ kind }) => kind !== 'checkpoint');
    const error = await opened(forge(lines.slice(0, at), rest, noMac));
    expect(error).toMatchObject({ kind: 'journal-damaged', facts: { seq: at } });
    expect(first).toBeGreaterThan(at);
  });

  test('with checkpoints, by a key of the attacker', async () => {
    const other = testIdentity();
    const forged = chain(other).add(begun(other), pinned('Bench of the attacker')).checkpoint();
    expect(await opened(forged.lines.map(String))).toMatchObject({ kind: 'journal-of-another' });
  });

  test('two lines exchanged, or one taken over from a second journal of the same station', async () => {
    const [a, b] = [lines[3] as string, lines[4] as string];
    expect(await opened([...lines.slice(0, 3), b, a, ...lines.slice(5)])).toMatchObject({
      kind: 'journal-damaged',
      facts: { seq: 3 },
    });
    const second = chain(STATION).add(begun(), pinned('Bench A'), received('C-900'), received('C-901'));
    const spliced = [...lines.slice(0, 3), String(second.lines[3]), ...lines.slice(4)];
    expect(await opened(spliced)).toMatchObject({ kind: 'journal-damaged', facts: { seq: 3 } });
  });

  test('read without the station’s key, a thousand records want a signature of it', () => {
    const events = Array.from({ length: CHECKPOINT_EVERY }, (_, i) => received(`C-${i}`));
    const forged = chain().add(begun(), ...events);
    expect(verified(forged.bytes).firstBad).toMatchObject({
      seq: CHECKPOINT_EVERY,
      why: 'a signed checkpoint should stand here',
    });
    const { bytes } = chain()
      .add(begun(), ...events.slice(1))
      .checkpoint()
      .add(received('C-0'));
    expect(verified(bytes)).toMatchObject({ firstBad: null, unsigned: 1 });
  });

  test('and what no signature covers is counted', async () => {
    const forged = forge(lines, [pinned('Bench of the attacker')], noMac);
    await writeFile(path, textOf(forged));
    expect(must(await verifyJournal(path))).toMatchObject({ firstBad: null, unsigned: 1, records: forged.length });
  });
});

describe('C1: the end is cut off', () => {
  const before = (kind: JournalEvent['kind']) => lines.findIndex((line) => eventIn(line).kind === kind);

  test('anywhere before the last record that brings something back', async () => {
    for (let kept = 1; kept < lines.length; kept++) {
      expect(await opened(lines.slice(0, kept)), `${kept} lines`).toMatchObject({
        kind: 'journal-went-back',
        facts: { noted: lines.length, size: kept },
      });
    }
    expect(before('peer-revoked')).toBeGreaterThan(0);
  });

  test('and what was noted beside it is gone, old, or made up', async () => {
    const kept = lines.slice(0, before('peer-revoked'));
    const anchor = join(directory, 'journal.anchor');
    const head = verified(joined(kept.map((line) => Buffer.from(line)))).head;
    const note = (size: number, hash: string, mac: string) => `twofold-anchor-1 ${size} ${hash} ${mac}\n`;
    const made = [
      '',
      note(head.size, head.hash, '0'.repeat(64)),
      note(head.size, head.hash, testIdentity().mac(`twofold-anchor-1 ${head.size} ${head.hash}`)),
      note(NO_RECORDS.size, NO_RECORDS.hash, (await readFile(anchor, 'latin1')).split(/\s/)[3] ?? ''),
    ];
    for (const text of made) {
      await writeFile(anchor, text);
      expect(await opened(kept)).toMatchObject({ kind: 'journal-went-back', facts: { noted: null } });
    }
    await rm(anchor);
    expect(await opened(kept)).toMatchObject({ kind: 'journal-went-back', facts: { noted: null } });
    // Nor with an empty journal in its place: it would make everything possible a second time.
    expect(await opened(lines)).toMatchObject({ kind: 'journal-went-back' });
  });

  test('an intent is noted before anybody hears of it, without the station having been closed', async () => {
    const journal = await openAt(directory);
    await journal.append([intent('C-002')]);
    const { size } = journal.head;
    const anchor = await readFile(join(directory, 'journal.anchor'), 'latin1');
    expect(anchor).toContain(`twofold-anchor-1 ${size} ${journal.head.hash} `);
    await journal.close();
  });

  test('two people who have looked go on from where it ends, on record', async () => {
    const kept = lines.slice(0, before('peer-revoked'));
    const refused = await opened(kept);
    // The refusal does not say what lies here: who goes on knows it from elsewhere.
    expect(JSON.stringify(refused)).not.toContain(verified(joined(kept.map((line) => Buffer.from(line)))).head.hash);
    const accept: Acceptance = { known: HASH.slice(0, 22), reason: 'disk replaced', signatures: [...PEOPLE] };
    expect(await opened(kept, accept)).toBeNull();
    const again = await openAt(directory);
    expect(eventsOf(again, kept.length)[0]).toMatchObject({
      kind: 'history-accepted',
      noted: lines.length,
      size: kept.length,
      known: HASH.slice(0, 22),
      lost: true,
    });
    await again.close();
  });
});
