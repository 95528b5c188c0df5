import { cp, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { newDirectory, openOrigin, request } from '../../../fakes/origin.ts';

let directory = '';

beforeEach(async () => {
  directory = await newDirectory();
});
afterEach(async () => {
  await rm(directory, { recursive: true });
});

describe('a power cut at any instant', () => {
  /** All that was on disk at each instant of a run, in order: before and after every call, and in the middle of writes. */
  async function everyInstant(): Promise<readonly string[]> {
    const snapshots: string[] = [];
    let at = Promise.resolve();
    let planned = false;
    const keep = (): Promise<void> => {
      at = at.then(async () => {
        if (!planned) return;
        const copy = `${directory}-${snapshots.length}`;
        // Without the lock: its holder, this very process, would seem to live on.
        await cp(directory, copy, { recursive: true, filter: (path) => !path.includes('.lock') });
        snapshots.push(copy);
      });
      return at;
    };
    const watched = async (path: string, flags: number, mode: number) => {
      const handle = await open(path, flags, mode);
      type Write = (
        bytes: Uint8Array,
        from: number,
        length: number,
        position?: number,
      ) => Promise<{ bytesWritten: number }>;
      const write = handle.write.bind(handle) as unknown as Write;
      const datasync = handle.datasync.bind(handle);
      return Object.assign(handle, {
        write: async (bytes: Uint8Array, from: number, length: number, position?: number) => {
          await keep();
          const half = length < 2 ? length : length >> 1;
          const written = await write(bytes, from, half, position);
          await keep();
          return written;
        },
        datasync: async () => {
          await keep();
          await datasync();
        },
      });
    };
    const station = await openOrigin(directory, { openFile: watched, openJournalFile: watched as never });
    must(await station.plan(request({ count: 2 })));
    planned = true;
    must(await station.make('B-1'));
    await station.close();
    return snapshots;
  }

  test('makes nothing twice and loses nothing that was on record', async () => {
    const snapshots = await everyInstant();
    expect(snapshots.length).toBeGreaterThan(20);
    /** What every unit on record must be for ever: its sealed line, of which there is one for each passphrase. */
    const onRecord = new Map<number, string>();
    for (const copy of snapshots) {
      const station = await openOrigin(copy);
      const coded = station.batches()[0]?.coded ?? 0;
      must(await station.make('B-1'));
      await station.close();
      const [, ...lines] = (await readFile(join(copy, 'origin', 'B-1.units'), 'latin1')).split('\n');
      expect(lines.map((line) => /"serial":"(.*)"/.exec(line)?.[1])).toEqual(['TF-000001', 'TF-000002', undefined]);
      for (const [place, line] of lines.slice(0, coded).entries()) {
        expect(line).toBe(onRecord.get(place) ?? line);
        onRecord.set(place, line);
      }
      await rm(copy, { recursive: true });
    }
    expect(onRecord.size).toBe(2);
  });
});
