/**
 * SQLite killed for real in the middle of a write: a process takes batches into the index and gets SIGKILL at whatever
 * instant. What a power cut leaves besides, index-cut.test.ts lays out.
 */
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { openIdentity } from '../../../electron/journal/identity.ts';
import { openIndex, type Index } from '../../../electron/journal/index.ts';
import { openStore } from '../../../electron/journal/store.ts';
import { verified } from '../../fakes/chain.ts';
import { bundle } from '../../fakes/cli-bundle.ts';
import { eventsOf, journalDirectory, openAt } from '../../fakes/open-journal.ts';

const KILLS = 10;
/** Within so many milliseconds of the begin of a batch: one takes some hundred, most of them in the index. */
const SPREAD = 250;

let bundles: string;
beforeAll(async () => {
  bundles = await bundle({ indexer: 'tests/fakes/indexer.ts' });
});
afterAll(() => rm(bundles, { recursive: true }));

/** Runs the indexer on what is there, and kills it some time after it has begun with a batch. */
async function killed(directory: string): Promise<void> {
  const child = spawn(process.execPath, [join(bundles, 'indexer.cjs'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  await pause(randomInt(SPREAD));
  child.kill('SIGKILL');
  await ended;
  expect(child.signalCode).toBe('SIGKILL');
}

const everything = (index: Index) => ({
  batches: index.batches(),
  counts: index.batches().map(({ batch }) => index.counts(batch)),
  units: index.units({ batch: '', search: '9', state: null, offset: 0, limit: 100_000 }).total,
  tail: index.tail(20_000),
});

/** How many records SQLite itself finds in what was left, in a copy. */
async function leftIn(directory: string): Promise<number> {
  const copy = await journalDirectory();
  for (const name of ['index.sqlite', 'index.sqlite-wal']) {
    await copyFile(join(directory, name), join(copy, name)).catch(() => undefined);
  }
  const store = openStore(join(copy, 'index.sqlite'));
  const { size } = store.reached;
  store.close();
  return size;
}

test('the station that opens after each kill answers as the journal says, whether the seal is gone or back', async () => {
  const directory = await journalDirectory();
  const path = join(directory, 'index.sqlite');
  const identity = must(await openIdentity(join(directory, 'identity.key')));
  const first = await openAt(directory, { identity });
  (await openIndex({ path, journal: first })).close();
  await first.close();
  let behind = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const seal = await readFile(`${path}.seal`);
    await killed(directory);
    const written = (await readFile(join(directory, 'journal.jsonl'), 'latin1')).split('\n').length - 1;
    const left = await leftIn(directory);
    expect(left).toBeLessThanOrEqual(written);
    if (left < written) behind++;
    if (kill % 2 === 1) await writeFile(`${path}.seal`, seal);
    const journal = await openAt(directory, { identity });
    const index = await openIndex({ path, journal });
    const fresh = await openIndex({ path: join(await journalDirectory(), 'index.sqlite'), journal });
    expect(everything(index)).toEqual(everything(fresh));
    const events = eventsOf(journal);
    // The fresh one, which was never there, is missing.
    const because = events.flatMap((event) => (event.kind === 'index-rebuilt' ? [event.because] : []));
    expect(because.filter((one) => one !== 'missing')).toEqual(Array(kill + 1).fill('unsealed'));
    expect(events.filter(({ kind }) => kind === 'incident')).toEqual([]);
    fresh.close();
    index.close();
    await journal.close();
  }
  // Else none was killed in the middle of a write.
  expect(behind).toBeGreaterThan(0);
  expect(verified(await readFile(join(directory, 'journal.jsonl')))).toMatchObject({ firstBad: null });
});
