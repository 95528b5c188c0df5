/**
 * A station on a disk that is filled to the last byte between two of its runs: what becomes of the second. Its directory
 * comes to lie in TMPDIR.
 */
import '../../electron/prelude.ts';
import { closeSync, openSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { eventsOf, makeStation, openStation } from './commissioned.ts';

/** By ever smaller pieces, until not a byte finds room. */
function fill(path: string): void {
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size > 0;) {
    try {
      writeSync(file, Buffer.alloc(size));
    } catch {
      size >>= 1;
    }
  }
  closeSync(file);
}

async function run(): Promise<void> {
  const directory = await makeStation('bench', 'Bench A');
  const first = await openStation(directory);
  await first.close();
  fill(join(dirname(directory), 'filler'));
  const second = await openStation(directory);
  await second.journal.append([{ kind: 'settings-changed', what: 'full', to: 'recorded' }]);
  process.stdout.write(JSON.stringify({ low: second.journal.low, last: eventsOf(second).at(-1) }));
  await second.close();
}

void run();
