/** What lies in the memory of another process of ours, as a thief of it would look: Linux, by /proc. */
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

const READ = 1 << 20;
/** No longer than this is what is looked for. */
const OVERLAP = 128;

/** Which of these texts lie there, as one byte a character or as two. */
export function inMemory(pid: number, texts: readonly string[]): readonly string[] {
  const shapes = texts.map((text) => [Buffer.from(text, 'latin1'), Buffer.from(text, 'utf16le')]);
  const found = new Set<string>();
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  try {
    for (const piece of pieces(pid, memory)) {
      for (const [i, text] of texts.entries()) if (shapes[i]?.some((shape) => piece.includes(shape))) found.add(text);
    }
  } finally {
    closeSync(memory);
  }
  return texts.filter((text) => found.has(text));
}

/** Everything that can be read, each piece with the end of the one before it. */
function* pieces(pid: number, memory: number): Generator<Buffer> {
  for (const line of readFileSync(`/proc/${pid}/maps`, 'latin1').split('\n')) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) r/.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    const end = BigInt(`0x${to}`);
    let before = Buffer.alloc(0);
    for (let at = BigInt(`0x${from}`); at < end;) {
      const buffer = Buffer.alloc(Number(end - at < READ ? end - at : READ));
      const length = readAt(memory, buffer, at);
      if (length === 0) break;
      before = Buffer.concat([before.subarray(-OVERLAP), buffer.subarray(0, length)]);
      yield before;
      at += BigInt(length);
    }
  }
}

/** Some ranges, of the kernel's own, cannot be read: nothing of ours lies there. */
function readAt(memory: number, buffer: Buffer, at: bigint): number {
  try {
    return readSync(memory, buffer, 0, buffer.length, at);
  } catch {
    return 0;
  }
}
