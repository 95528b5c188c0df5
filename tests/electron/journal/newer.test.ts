/** Records of a program that came later: not damage, and nothing is done with them. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chainLines, type Head, type LineMac } from '../../../core/journal/chain.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { NOBODY } from '../../../core/journal/signed.ts';
import { openJournal } from '../../../electron/journal/file.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { AT, STATION, testIdentity } from '../../fakes/chain.ts';
import { journalDirectory, openAt, optionsFor } from '../../fakes/open-journal.ts';

/** A line as a later program would have written it behind this head. */
function lineOf(head: Head, event: object, mac: LineMac): Uint8Array {
  const encoded = { event: event as JournalEvent, json: JSON.stringify(event), attested: NOBODY };
  return chainLines(head, [encoded], AT, mac).bytes;
}

async function goneOnWith(event: object, mac: LineMac = STATION.mac) {
  const directory = await journalDirectory();
  const journal = await openAt(directory);
  await journal.append([{ kind: 'station-stopped' }]);
  await journal.close();
  const path = join(directory, 'journal.jsonl');
  const before = await readFile(path);
  const bytes = Buffer.concat([before, lineOf(journal.head, event, mac)]);
  await writeFile(path, bytes);
  const opened = await openJournal(optionsFor(directory));
  expect(await readFile(path)).toEqual(bytes);
  return { opened, path, seq: journal.head.size };
}

test.each([
  ['a kind that is not known here', { card: 'C-1', kind: 'card-engraved-twice' }],
  ['a field that is not known here', { kind: 'station-stopped', why: 'end of shift' }],
])(
  'M10: %s, in a record of this very station, is of a newer version, and the file stays as it is',
  async (_, event) => {
    const { opened, seq } = await goneOnWith(event);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-newer', facts: { seq } } });
  },
);

test('M10: the same by another hand is damage', async () => {
  const { opened, path } = await goneOnWith({ kind: 'station-stopped', why: 'no' }, testIdentity().mac);
  expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-damaged' } });
  expect(await verifyJournal(path)).toMatchObject({
    value: { firstBad: { why: expect.stringContaining('station-stopped') } },
  });
});
