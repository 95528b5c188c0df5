/** The book from the journal, read once by whoever has the file. */
import { createVerifier } from '../../core/journal/verify.ts';
import { createBook, type Book } from '../../core/peers/book.ts';
import { diskFaultOf } from '../files/fault.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { checkSignature } from '../journal/identity.ts';
import type { Fold } from '../journal/fold.ts';
import { chunks } from '../journal/read.ts';
import { verifySignature } from '../keys/ed25519.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('journal');

/** The book as the journal in `path` has it now, verified. Needs no passphrase and disturbs nobody. */
export const readBook = (path: string): Promise<Result<Book, 'unreadable' | 'journal-damaged'>> =>
  readFolded(path, createBook(verifySignature));

/** As {@link readBook}, of whatever is folded from a journal. */
export async function readFolded<B extends Fold>(
  path: string,
  book: B,
): Promise<Result<B, 'unreadable' | 'journal-damaged'>> {
  const verifier = createVerifier({ signature: checkSignature, mac: null });
  try {
    const file = await openPlain(path);
    try {
      for await (const chunk of chunks(file, 0, (await file.stat()).size)) {
        for (const { event, at } of verifier.feed(chunk)) book.apply(event, at);
      }
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { what } = diskFaultOf(cause);
    return fail('unreadable', `${path} cannot be read: ${what}. Is this a station's directory?`, { path });
  }
  const { firstBad } = verifier.finish();
  if (firstBad === null) return ok(book);
  return fail('journal-damaged', `${path} is damaged at record ${firstBad.seq}: ${firstBad.why}.`, { path });
}
