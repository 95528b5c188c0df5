/** What stands in the memory of a running process, read past it: of the kernel, which lets root and the same account. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const PIECE = 1 << 20;

/** Which of these, by name, stand somewhere in the memory that the process can write. */
export function foundInMemory(pid: number, sought: Readonly<Record<string, Uint8Array>>): readonly string[] {
  const longest = Math.max(...Object.values(sought).map((bytes) => bytes.length));
  const found = new Set<string>();
  const memory = openSync(`/proc/${String(pid)}/mem`, 'r');
  try {
    const buffer = Buffer.alloc(PIECE + longest);
    for (const [from, to] of writableOf(pid)) {
      for (let at = from; at < to; at += PIECE) {
        const here = buffer.subarray(0, readAt(memory, buffer.subarray(0, Math.min(buffer.length, to - at)), at));
        for (const [name, bytes] of Object.entries(sought)) if (here.includes(Buffer.from(bytes))) found.add(name);
      }
    }
    buffer.fill(0);
  } finally {
    closeSync(memory);
  }
  return [...found].sort();
}

/** Its own memory, from and to; what is mapped from files and cannot be written holds nothing of ours. */
function writableOf(pid: number): readonly (readonly [number, number])[] {
  const maps = readFileSync(`/proc/${String(pid)}/maps`, 'latin1').split('\n');
  return maps.flatMap((line) => {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    return from === undefined || to === undefined ? [] : [[parseInt(from, 16), parseInt(to, 16)] as const];
  });
}

/** How much of it could be read: what a device has mapped, and what is gone meanwhile, cannot. */
function readAt(memory: number, into: Buffer, at: number): number {
  try {
    return readSync(memory, into, 0, into.length, at);
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    if (code === 'EIO' || code === 'EFAULT') return 0;
    throw cause;
  }
}

/** Which of these texts stand there, as one byte a character or as two. */
export function textsInMemory(pid: number, texts: readonly string[]): readonly string[] {
  const shapes = texts.flatMap((text, i) =>
    (['latin1', 'utf16le'] as const).map(
      (encoding) => [`${String(i)} ${encoding}`, Buffer.from(text, encoding)] as const,
    ),
  );
  const found = foundInMemory(pid, Object.fromEntries(shapes));
  return texts.filter((_, i) => found.some((name) => name.startsWith(`${String(i)} `)));
}
