/**
 * Opening files of the station's own, in whose place anybody who may write to its disks or media can put something else:
 * a pipe, on which a plain `open` waits for ever, a device, a link. Nothing but this opens a file that is there already.
 */
import { closeSync, constants, fstatSync, openSync, type promises } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { NOT_A_FILE, ourFault } from './fault.ts';

const { O_NOFOLLOW = 0, O_NONBLOCK = 0, O_RDONLY } = constants;

/** Opens a plain file: follows no link, waits for nobody, throws the system's error or ours for anything else. */
export async function openPlain(
  path: string,
  flags: number = O_RDONLY,
  mode?: number,
  fs: Pick<typeof promises, 'open'> = { open },
): Promise<FileHandle> {
  const file = await fs.open(path, flags | O_NOFOLLOW | O_NONBLOCK, mode);
  try {
    if (!(await file.stat()).isFile()) throw ourFault(NOT_A_FILE);
    return file;
  } catch (cause) {
    await file.close();
    throw cause;
  }
}

/** As {@link openPlain}, for reading by a reader that has to have its answer now; the caller closes the descriptor. */
export function openPlainNow(path: string): number {
  const file = openSync(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
  if (fstatSync(file).isFile()) return file;
  closeSync(file);
  throw ourFault(NOT_A_FILE);
}

/** All that is in a plain file. The bytes are the caller's, to be wiped where they are secret. */
export async function readPlain(path: string): Promise<Buffer> {
  const file = await openPlain(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}
