/** Reading a file in pieces, so that its size never matters. */
import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';

/** Some hundred records: verified in a few milliseconds, so that the window stays alive in between. */
export const CHUNK = 1 << 17;

/** The bytes of `file` from `start` to `end` (or as far as it goes), each piece valid until the next is asked for. */
export async function* chunks(
  file: Pick<FileHandle, 'read'>,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = Buffer.alloc(Math.max(1, Math.min(CHUNK, end - start)));
  for (let at = start; at < end;) {
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/** As {@link chunks}, without a pause: for a reader that has to have its answer now. */
export function* chunksNow(fd: number, start: number, end: number): Generator<Uint8Array, void, undefined> {
  const buffer = Buffer.alloc(Math.max(1, Math.min(CHUNK, end - start)));
  for (let at = start; at < end;) {
    const bytesRead = readSync(fd, buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}
