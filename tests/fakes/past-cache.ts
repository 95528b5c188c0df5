/** A disk that can be read past the system's cache, and what comes back that way is the test's to bend. */
import { constants, promises as disk } from 'node:fs';

const { O_DIRECT = 0 } = constants;

/** Whether these flags ask for it. Systems without such a flag never do. */
export const isPast = (flags: string | number | undefined): boolean =>
  typeof flags === 'number' && (flags & O_DIRECT) !== 0;

/** Reading past the cache does `bend`, and reading through it gives what was written. */
export const pastCache =
  (bend: (handle: disk.FileHandle, path: string) => unknown): typeof disk.open =>
  async (path, flags, mode) => {
    const handle = await disk.open(path, isPast(flags) ? (flags as number) & ~O_DIRECT : flags, mode);
    if (isPast(flags)) bend(handle, String(path));
    return handle;
  };

/** Has a handle give one bit other than what is there. */
export function keepsAnother(handle: disk.FileHandle): void {
  const read = handle.read.bind(handle) as (...given: unknown[]) => Promise<{ bytesRead: number; buffer: Buffer }>;
  Object.assign(handle, {
    async read(buffer: Buffer, from: number, ...rest: unknown[]) {
      const answer = await read(buffer, from, ...rest);
      buffer[from + 7] = (buffer[from + 7] as number) ^ 1;
      return answer;
    },
  });
}
