/** Journals in real files, in a directory of the test's own. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { isAnchored } from '../../core/journal/anchored.ts';
import { NO_RECORDS, type LineMac } from '../../core/journal/chain.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { createVerifier } from '../../core/journal/verify.ts';
import { must } from '../../core/base/result.ts';
import { writeAnchor } from '../../electron/journal/anchor.ts';
import { openJournal, type JournalOptions, type OpenJournal } from '../../electron/journal/file.ts';
import { checkSignature } from '../../electron/journal/identity.ts';
import { AT, STATION } from './chain.ts';

/** Gone when the test is over. */
export async function journalDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-journal-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** As {@link begun} of chain.ts says; the reserve is small, for speed. */
export const optionsFor = (directory: string): JournalOptions => ({
  directory,
  station: 'Bench 1',
  mode: 'training',
  identity: STATION,
  clock: { now: () => AT },
  reserveBytes: 4096,
});

export const openAt = async (directory: string, options: Partial<JournalOptions> = {}): Promise<OpenJournal> =>
  must(await openJournal({ ...optionsFor(directory), ...options }));

/** Puts a journal made by hand into a station's directory, with the anchors that it would have. */
export async function putJournal(
  directory: string,
  bytes: Uint8Array | string,
  mac: LineMac = STATION.mac,
  outside?: string,
): Promise<void> {
  await writeFile(join(directory, 'journal.jsonl'), bytes);
  const verifier = createVerifier({ signature: checkSignature, mac: null });
  let head = NO_RECORDS;
  for (const record of verifier.feed(Buffer.from(bytes)))
    if (isAnchored(record.event)) head = { size: record.seq + 1, hash: record.hash };
  await writeAnchor(join(directory, 'journal.anchor'), head, mac);
  if (outside !== undefined) await writeAnchor(outside, head, mac);
}

export const eventsOf = (journal: OpenJournal, from = 0): readonly JournalEvent[] =>
  [...journal.records(from)].flat().map(({ event }) => event);
