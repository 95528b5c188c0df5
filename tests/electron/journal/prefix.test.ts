/** What a station notes of its journal when it closes it: believed for exactly those bytes, and nothing otherwise. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { isRare } from '../../../core/journal/frequent.ts';
import { createPeopleList } from '../../../core/journal/people-list.ts';
import { createBook } from '../../../core/peers/book.ts';
import { EVENT_FORMS } from '../../../core/journal/schema.ts';
import { openJournal } from '../../../electron/journal/file.ts';
import { followRare } from '../../../electron/journal/fold.ts';
import { EVENTS, received, STATION } from '../../fakes/chain.ts';
import { eventsOf, journalDirectory, openAt, optionsFor } from '../../fakes/open-journal.ts';

const started: JournalEvent = { kind: 'station-started', version: '1', runtime: 'test' };
const units = Array.from({ length: 200 }, (_, i) => received(`C-${i}`));

/** Counts the lines whose MAC was asked for: those that were verified one by one. */
function counting() {
  let lines = 0;
  const identity = { ...STATION, mac: (text: string) => (lines++, STATION.mac(text)) };
  return {
    identity,
    async opening(directory: string): Promise<number> {
      lines = 0;
      const journal = await openAt(directory, { identity });
      const asked = lines;
      await journal.close();
      return asked;
    },
  };
}

async function closedJournal(events: readonly JournalEvent[] = [...EVENTS, ...units]): Promise<string> {
  const directory = await journalDirectory();
  const journal = await openAt(directory);
  await journal.append(events);
  await journal.close();
  return directory;
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const note = (directory: string): string => join(directory, 'journal.verified');
const journalIn = (directory: string): string => join(directory, 'journal.jsonl');

test('what was closed is not verified line by line again, and is the same journal', async () => {
  const directory = await closedJournal();
  expect(await counting().opening(directory)).toBeLessThan(20);
  const journal = await openAt(directory);
  expect(eventsOf(journal).slice(1, -1)).toEqual([...EVENTS, ...units]);
  await journal.append([started]);
  await journal.close();
  await writeFile(note(directory), '');
  const again = await openAt(directory);
  expect(eventsOf(again).slice(-2)[0]).toEqual(started);
  await again.close();
});

test('what was written after the note, and never closed, is verified and kept besides', async () => {
  const directory = await closedJournal();
  const before = await readFile(note(directory));
  const journal = await openAt(directory);
  await journal.append([
    started,
    ...units.slice(0, 50).map(({ serial, batch }) => ({ kind: 'unit-checked' as const, batch, serial })),
  ]);
  await journal.close();
  await writeFile(note(directory), before);
  const lines = await counting().opening(directory);
  expect(lines).toBeGreaterThan(50);
  expect(lines).toBeLessThan(100);
  const again = await openAt(directory);
  expect(again.rare.map(({ event }) => event)).toEqual(eventsOf(again).filter((event) => isRare({ event })));
  await again.close();
});

test('a byte of the journal that was changed is found, and said as without the note', async () => {
  const directory = await closedJournal();
  const bytes = await readFile(journalIn(directory));
  const at = bytes.indexOf('C-77');
  bytes[at + 2] = 0x38;
  await writeFile(journalIn(directory), bytes);
  const noted = await openJournal(optionsFor(directory));
  await writeFile(note(directory), '');
  const bare = await openJournal(optionsFor(directory));
  expect(noted).toMatchObject({ ok: false, error: { kind: 'journal-damaged' } });
  expect(noted).toEqual(bare);
});

test('a bad record behind the note is said as without it', async () => {
  const directory = await closedJournal();
  const before = await readFile(note(directory));
  const journal = await openAt(directory);
  await journal.append([started]);
  await journal.close();
  await writeFile(note(directory), before);
  const bytes = await readFile(journalIn(directory));
  bytes[bytes.lastIndexOf('"runtime":"test"') + 11] = 0x54;
  await writeFile(journalIn(directory), bytes);
  const noted = await openJournal(optionsFor(directory));
  await writeFile(note(directory), '');
  expect(noted).toEqual(await openJournal(optionsFor(directory)));
  expect(noted.ok).toBe(false);
});

test.each([
  ['a byte of it was changed', (text: string) => text.replace('Bench 1', 'Bench 2')],
  ["it is another station's", (text: string) => `${text.split('\n')[0]}\n${'0'.repeat(64)}\n`],
  ['a program with other records wrote it', (text: string) => resealed(text, '0'.repeat(64))],
  ['it is empty', () => ''],
  ['it is no text of ours', () => 'null\nnull\n'],
])('a note is not believed where %s: all is verified', async (_, change) => {
  const directory = await closedJournal();
  await writeFile(note(directory), change(await readFile(note(directory), 'utf8')));
  expect(await counting().opening(directory)).toBeGreaterThan(units.length);
});

/** Under this station's MAC, by a program whose records have another form. */
function resealed(text: string, forms: string): string {
  const [body = ''] = text.split('\n');
  return `${body}\n${STATION.mac(`twofold-verified-2 ${forms} ${sha256(body)}`)}\n`;
}

test('a note of a longer journal than there is does not bring its end back', async () => {
  const directory = await closedJournal();
  const short = await readFile(journalIn(directory));
  const journal = await openAt(directory);
  await journal.append([started]);
  await journal.close();
  await writeFile(journalIn(directory), short);
  expect(await openJournal(optionsFor(directory))).toMatchObject({ ok: false, error: { kind: 'journal-went-back' } });
});

test('no record of one card changes whom a station trusts, or who its people are', () => {
  const kinds = EVENT_FORMS.split('\n').map((row) => row.split(':')[0] ?? '');
  const frequent = kinds.filter((kind) => !isRare({ event: { kind } as JournalEvent }));
  expect(frequent.length).toBeGreaterThan(20);
  const [people, book] = [createPeopleList(), createBook(() => true)];
  for (const kind of frequent) {
    // Whoever reads more of it than its kind makes something of it.
    const event = new Proxy({ kind } as JournalEvent, {
      get: (of, name) => {
        if (name !== 'kind') throw new Error(`${kind}.${String(name)} was read`);
        return of.kind;
      },
    });
    people.apply(event);
    book.apply(event, '2026-03-02T06:00:00.000Z');
  }
});

test('a book of rare records is the same whether they are folded or followed', async () => {
  const seen = { before: [] as string[], later: [] as string[] };
  const directory = await closedJournal();
  const journal = await openAt(directory);
  followRare({ apply: ({ kind }) => void seen.before.push(kind) }, journal);
  await journal.append([started, received('C-900')]);
  followRare({ apply: ({ kind }) => void seen.later.push(kind) }, journal);
  expect(seen.before).toEqual(seen.later);
  expect(seen.before.at(-1)).toBe('station-started');
  await journal.close();
});
