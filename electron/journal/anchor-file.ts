/**
 * The file of an anchor: one line, kept twice, in two places of a file whose length never changes. A head that is farther
 * than the last is written over one of them and waited for; the other is written after it and waited for by nobody. So a
 * power cut spoils one at most, and costs no new file, no rename and no sync of a folder.
 *
 * Both are the newest as soon as it is acknowledged: a file with one line spoilt by hand says nothing older.
 */
import { constants, promises as disk } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { openPlain, readPlain } from '../files/plain.ts';
import { replaceWhole } from '../files/whole.ts';

/** What is kept: the larger the size, the newer the line. */
export interface AnchorLine {
  readonly size: number;
  readonly line: string;
}

/** So far apart that they share no page of flash. */
const APART = 64 << 10;

/** For each line, of 164 bytes at most; the rest of it is empty lines. */
const ROOM = 192;

const LENGTH = APART + ROOM;

type Slot = 0 | 1;

/** The lines that stand in such a file, or in one that has a single line; '' for a file that is not there. */
export async function anchorLines(path: string): Promise<readonly string[]> {
  const text = await readPlain(path).then(
    (bytes) => bytes.toString('latin1'),
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return '';
      throw cause;
    },
  );
  return [0, APART].map((at) => {
    const slot = text.slice(at, at + ROOM);
    return slot.slice(0, slot.indexOf('\n') + 1);
  });
}

export interface AnchorFile {
  /** On disk, also across a power cut, when it resolves. Its folder must be there. */
  keep(next: AnchorLine): Promise<void>;
}

/** The one writer of the file at `path`, whoever wrote it before. */
export function anchorFile(path: string): AnchorFile {
  /** What it is known to hold; null before the first time, and after anything went wrong. */
  let held: { readonly size: number; readonly inode: bigint; readonly slot: Slot } | null = null;

  /** False, with nothing changed, where it is not the file that was left there. */
  async function writeOver(slot: Slot, inode: bigint, bytes: Buffer): Promise<boolean> {
    const file = await openPlain(path, constants.O_WRONLY).catch(() => null);
    if (file === null) return false;
    try {
      const { ino } = await file.stat({ bigint: true });
      if (ino !== inode) return false;
      await put(file, slot, bytes);
      await file.datasync();
      await put(file, slot === 0 ? 1 : 0, bytes);
      return true;
    } finally {
      await file.close();
    }
  }

  return {
    async keep({ size, line }) {
      const bytes = Buffer.alloc(ROOM, '\n');
      bytes.write(line, 'latin1');
      const before = held;
      held = null;
      // The line that is not waited for is the one that is spoilt next, if any is: the other is on disk.
      const slot: Slot = before?.slot === 0 ? 1 : 0;
      if (before !== null && size > before.size && (await writeOver(slot, before.inode, bytes))) {
        held = { size, inode: before.inode, slot };
        return;
      }
      const both = Buffer.alloc(LENGTH, '\n');
      for (const at of [0, APART]) bytes.copy(both, at);
      await replaceWhole(dirname(path), path, both);
      held = { size, inode: (await disk.lstat(path, { bigint: true })).ino, slot: 0 };
    },
  };
}

async function put(file: FileHandle, slot: Slot, bytes: Buffer): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, slot * APART + done);
    done += bytesWritten;
  }
}
