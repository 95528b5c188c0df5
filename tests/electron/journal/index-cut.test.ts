/**
 * The power cut at every piece of a write to the index: into its log, and from there into its file. SQLite writes past every
 * mock, so what each cut leaves is laid out from what the files were before and after, in the order in which they are written.
 */
import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { openIndex, type Index } from '../../../electron/journal/index.ts';
import { opened, received } from '../../fakes/chain.ts';
import { eventsOf, journalDirectory, openAt } from '../../fakes/open-journal.ts';

const SERIALS = Array.from({ length: 30 }, (_, i) => `C-${i}`);
const checked = (serial: string): JournalEvent => ({ kind: 'unit-checked', batch: 'B1', serial });

const answersOf = (index: Index) => ({
  units: index.units({ batch: 'B1', search: '', state: null, offset: 0, limit: 1000 }),
  counts: index.counts('B1'),
  traveller: index.traveller('C-7'),
});

async function station(home: string) {
  const journal = await openAt(home);
  const index = await openIndex({ path: join(home, 'index.sqlite'), journal });
  const close = async (): Promise<void> => {
    index.close();
    await journal.close();
  };
  return { journal, index, close };
}

const PAGE = 4096;
const FRAME = 24 + PAGE;

let home = '';
let before: { readonly file: Buffer; readonly seal: Buffer };
let after: { readonly file: Buffer; readonly log: Buffer };
let answers: ReturnType<typeof answersOf>;
/** As the journal was while the index was written. */
let journal: Buffer;
let anchor: Buffer;

async function lived(): Promise<void> {
  home = await journalDirectory();
  const at = (name: string): Promise<Buffer> => readFile(join(home, name));
  const first = await station(home);
  await first.journal.append([...SERIALS.map((serial) => received(serial)), opened(SERIALS.length)]);
  await first.close();
  before = { file: await at('index.sqlite'), seal: await at('index.sqlite.seal') };
  const second = await station(home);
  await second.journal.append(SERIALS.slice(0, 20).map(checked));
  answers = answersOf(second.index);
  const log = await at('index.sqlite-wal');
  [journal, anchor] = [await at('journal.jsonl'), await at('journal.anchor')];
  await second.close();
  after = { file: await at('index.sqlite'), log };
}

/** Starts on what a cut has left, and gives why the index was made again. */
async function startsOn(files: Readonly<Record<string, Uint8Array | null>>): Promise<readonly string[]> {
  const place = await journalDirectory();
  await cp(home, place, { recursive: true });
  for (const name of ['journal.verified', 'index.sqlite-wal', 'index.sqlite.seal'])
    await rm(join(place, name), { force: true });
  for (const [name, bytes] of Object.entries({ 'journal.jsonl': journal, 'journal.anchor': anchor, ...files }))
    if (bytes !== null) await writeFile(join(place, name), bytes);
  const again = await station(place);
  expect(answersOf(again.index)).toEqual(answers);
  const events = eventsOf(again.journal);
  expect(events.filter(({ kind }) => kind === 'incident')).toEqual([]);
  const because = events.flatMap((event) => (event.kind === 'index-rebuilt' ? [event.because] : []));
  await again.close();
  expect(existsSync(join(place, 'index.sqlite-wal'))).toBe(false);
  await rm(place, { recursive: true });
  return because;
}

/** Its seal is gone before the first write; where its folder was not synced it is back. */
describe.each(['gone', 'back'] as const)('the seal is %s', (seal) => {
  const sealed = (): Uint8Array | null => (seal === 'back' ? before.seal : null);

  test('and the log is cut in every frame of it', async () => {
    await lived();
    const frames = Math.floor((after.log.length - 32) / FRAME);
    expect(frames).toBeGreaterThan(3);
    for (let frame = 0; frame <= frames; frame++) {
      for (const more of [0, 20, 24 + PAGE / 2]) {
        const log = after.log.subarray(0, Math.min(32 + frame * FRAME + more, after.log.length));
        const files = { 'index.sqlite': before.file, 'index.sqlite-wal': log, 'index.sqlite.seal': sealed() };
        expect(await startsOn(files), `frame ${frame}, ${more} bytes of the next`).toEqual(['unsealed']);
      }
    }
  });

  test('and the file is cut in every page that comes from the log', async () => {
    await lived();
    const pages = after.file.length / PAGE;
    let changed = 0;
    for (let page = 0; page < pages; page++) {
      const [from, to] = [page * PAGE, (page + 1) * PAGE];
      if (before.file.subarray(from, to).equals(after.file.subarray(from, to))) continue;
      changed++;
      // Half of this page, all before it, and none behind it.
      const cut = from + PAGE / 2;
      const file = Buffer.concat([after.file.subarray(0, cut), before.file.subarray(cut)]);
      for (const log of [after.log, null]) {
        const files = { 'index.sqlite': file, 'index.sqlite-wal': log, 'index.sqlite.seal': sealed() };
        expect(await startsOn(files), `page ${page}`).toEqual(['unsealed']);
      }
    }
    expect(changed).toBeGreaterThan(1);
  });
});
