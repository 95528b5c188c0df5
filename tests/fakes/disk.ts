/** A real file behind a disk that can be full, short of breath or broken. */
import { open } from 'node:fs/promises';
import type { JournalHandle } from '../../electron/journal/writer.ts';

export interface FaultyDisk {
  readonly openFile: (path: string, flags: number, mode: number) => Promise<JournalHandle>;
  /** Bytes that still fit; what comes after fails with ENOSPC. */
  room: number;
  /** Asked when there is no room: what has been freed since. */
  freed: () => number;
  /** What is taken of one write at most. */
  bite: number;
  /** The next fdatasync fails with this code. */
  syncError: string | null;
  /** The next write fails with this code. */
  writeError: string | null;
  readonly writes: number;
  readonly syncs: number;
}

export function faultyDisk(): FaultyDisk {
  const counts = { writes: 0, syncs: 0 };
  const disk: FaultyDisk = {
    room: Infinity,
    freed: () => 0,
    bite: Infinity,
    syncError: null,
    writeError: null,
    get writes() {
      return counts.writes;
    },
    get syncs() {
      return counts.syncs;
    },
    async openFile(path, flags, mode) {
      const file = await open(path, flags, mode);
      async function write(bytes: Uint8Array, offset: number, length: number) {
        counts.writes++;
        const { writeError } = disk;
        disk.writeError = null;
        if (writeError !== null) throw systemError(writeError, 'write');
        if (disk.room === 0) disk.room = disk.freed();
        if (disk.room === 0) throw systemError('ENOSPC', 'write');
        const taken = await file.write(bytes, offset, Math.min(length, disk.bite, disk.room));
        disk.room -= taken.bytesWritten;
        return taken;
      }
      async function datasync() {
        counts.syncs++;
        const { syncError } = disk;
        disk.syncError = null;
        if (syncError !== null) throw systemError(syncError, 'fdatasync');
        await file.datasync();
      }
      return {
        fd: file.fd,
        read: file.read.bind(file),
        write: write as JournalHandle['write'],
        datasync,
        truncate: (length) => file.truncate(length),
        stat: file.stat.bind(file),
        close: () => file.close(),
      };
    },
  };
  return disk;
}

const systemError = (code: string, syscall: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: ${syscall}`), { code, syscall });
