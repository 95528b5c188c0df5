/** Opening what a person chose, when it may be anything: a link, a pipe, a device, a file of a terabyte. */
import { constants, type BigIntStats } from 'node:fs';
import { lstat, open, type FileHandle } from 'node:fs/promises';
import { basename } from 'node:path';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { diskFaultOf } from './fault.ts';

const fail = failIn('file');

export type FileFailure =
  | 'missing'
  | 'no-permission'
  /** A directory, a link, a pipe, a socket or a device. */
  | 'not-a-file'
  | 'too-large'
  /** Something wrote to it while it was read. */
  | 'changed'
  | 'unreadable'
  | 'cancelled';

export interface RegularFile {
  /** Its name without control characters, for sentences. */
  readonly name: string;
  readonly size: number;
  /** The file's bytes from its start, in pieces: one buffer, used again for each and wiped at the end. */
  pieces(): AsyncGenerator<Uint8Array, void, undefined>;
  /** Whether it is still the file that was opened, and as it was then. */
  unchanged(): Promise<boolean>;
  close(): Promise<void>;
}

const PIECE = 64 << 10;

/**
 * Opens a regular file of at most `most` bytes for reading. Follows no link, waits for no pipe, and refuses by size
 * before a byte is read.
 */
export async function openRegularFile(path: string, most: number): Promise<Result<RegularFile, FileFailure>> {
  const name = printable(basename(path));
  try {
    // Asked before opening, because opening some devices does something.
    const strange = strangeness(await lstat(path, { bigint: true }));
    if (strange !== null) return notAFile(name, strange);
    const handle = await open(path, READ_ONLY);
    const opened = await handle.stat({ bigint: true });
    const trouble = strangeness(opened);
    if (trouble === null && opened.size <= most) return ok(regularFile(name, handle, opened));
    await handle.close();
    return trouble === null ? tooLarge(name, Number(opened.size), most) : notAFile(name, trouble);
  } catch (cause) {
    return readingFault(name, cause);
  }
}

/** On systems that have them: no link as the last part of the path, and no waiting for a pipe's other end. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function regularFile(name: string, handle: FileHandle, opened: BigIntStats): RegularFile {
  return {
    name,
    size: Number(opened.size),

    async *pieces() {
      const buffer = new Uint8Array(PIECE);
      try {
        for (let at = 0; ;) {
          const { bytesRead } = await handle.read(buffer, 0, PIECE, at);
          if (bytesRead === 0) return;
          at += bytesRead;
          yield buffer.subarray(0, bytesRead);
        }
      } finally {
        buffer.fill(0);
      }
    },

    async unchanged() {
      const now = await handle.stat({ bigint: true });
      return (['size', 'mtimeNs', 'ctimeNs', 'ino', 'dev'] as const).every((key) => now[key] === opened[key]);
    },

    close: () => handle.close(),
  };
}

/** All of a small file, as text: a byte a character, for what is ASCII by its own rules. */
export async function readRegularText(path: string, most: number): Promise<Result<string, FileFailure>> {
  const opened = await openRegularFile(path, most);
  if (!opened.ok) return opened;
  const pieces: Buffer[] = [];
  try {
    for await (const piece of opened.value.pieces()) pieces.push(Buffer.from(piece));
  } catch (cause) {
    return readingFault(opened.value.name, cause);
  } finally {
    await opened.value.close();
  }
  return ok(Buffer.concat(pieces).toString('latin1'));
}

/** What it is if not a regular file with one name; `null` for a good one. */
function strangeness(stats: BigIntStats): string | null {
  if (stats.isFile()) return stats.nlink > 1n ? 'a file with several names (hard links)' : null;
  if (stats.isDirectory()) return 'a directory';
  if (stats.isSymbolicLink()) return 'a link to another file';
  return stats.isFIFO() ? 'a pipe' : 'a device or a socket';
}

const notAFile = (name: string, what: string) =>
  fail('not-a-file', `${name} is ${what}. Choose a plain file on the medium itself.`, { file: name });

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB'] as const;

/** A size for a person: `140 KiB`, `1.4 MiB`; what is less than ten has one digit more. */
export function inBytes(size: number): string {
  if (size === 1) return '1 byte';
  const power = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(Math.max(1, size)) / 10)));
  const number = size / 1024 ** power;
  return `${power === 0 || number >= 10 ? Math.round(number) : Number(number.toFixed(1))} ${UNITS[power]}`;
}

const tooLarge = (name: string, size: number, most: number) =>
  fail('too-large', `${name} has ${inBytes(size)}, and at most ${inBytes(most)} are read. Choose another file.`, {
    file: name,
    size,
    has: inBytes(size),
    most: inBytes(most),
  });

/** What the system answered while a file was read, in our words. Anything else that was thrown is a bug, and goes on its way. */
export function readingFault(name: string, cause: unknown): Result<never, FileFailure> {
  const { kind, code, what } = diskFaultOf(cause);
  const facts = { file: name };
  switch (kind) {
    case 'missing':
      return fail('missing', `${name} is not there. Put the medium in and choose the file again.`, facts);
    case 'not-permitted':
      return fail('no-permission', `${name} may not be read by this user. Ask for the right to read it.`, facts);
    case 'link':
      return notAFile(name, 'a link to another file');
    default: {
      const sentence = `${name} cannot be read: ${what}. Put the medium in again, or try another copy.`;
      return fail('unreadable', sentence, { ...facts, code });
    }
  }
}

/** A name may hold control characters, or letters that turn a sentence's direction. */
/** The name of a file without control characters, for sentences. */
export const printable = (name: string): string => name.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '?').slice(0, 80);
