/** One scan of the test code, heard byte by byte instead of taken. */
import type { Result } from '../../core/base/result.ts';
import { learnHabits, type Chunk, type Heard } from '../../core/scan/habits.ts';
import type { Scanner } from './scanner.ts';

/** Milliseconds: how long a person may take to aim, and how long a scanner may stop before what came is all. */
const HEARING = { patience: 30_000, silence: 700 };

/** Whoever listens now; a second one ends the first, who hears nothing. */
const listening = new WeakMap<Scanner, () => void>();

/** The page is left: what comes now is anybody's scan again. */
export const stopHearing = (scanner: Scanner): void => listening.get(scanner)?.();

/** Resolves when a scan has come, or the person has aimed at nothing for too long. What came is wiped. */
export async function hearOnce(scanner: Scanner, { patience, silence } = HEARING): Promise<Result<Heard>> {
  stopHearing(scanner);
  const chunks: Chunk[] = [];
  let mine: (() => void) | null = null;
  await new Promise<void>((done) => {
    mine = done;
    listening.set(scanner, done);
    let timer = setTimeout(done, patience);
    scanner.listen((bytes, at) => {
      // A Buffer's slice would be the very bytes that are overwritten next.
      chunks.push({ bytes: Uint8Array.from(bytes), at });
      clearTimeout(timer);
      timer = setTimeout(done, silence);
    });
  });
  // Whoever listens since then has taken over.
  if (listening.get(scanner) === mine) {
    listening.delete(scanner);
    scanner.listen(null);
  }
  const heard = learnHabits(chunks);
  for (const { bytes } of chunks) bytes.fill(0);
  return heard;
}
