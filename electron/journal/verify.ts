/** `twofold journal verify`: a journal file alone, with nothing trusted but its own first record. */
import type { Mode } from '../../core/journal/event.ts';
import type { ChainRecord } from '../../core/journal/chain.ts';
import { createVerifier, type BadRecord } from '../../core/journal/verify.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { diskFaultOf } from '../files/fault.ts';
import { digestOfLine } from './digest.ts';
import { checkSignature } from './identity.ts';
import { chunks } from './read.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('journal');

export interface SetBack {
  readonly seq: number;
  /** UTC, ISO 8601. */
  readonly from: string;
  readonly to: string;
}

/** Milliseconds by which a clock that is kept right may go back. */
const KEPT_RIGHT = 60_000;

/** Follows the times of the records; their order is the chain's, whatever the clock said. */
function watchClock() {
  let last: string | null = null;
  let setBack: SetBack | null = null;
  return {
    take({ seq, at }: Pick<ChainRecord, 'seq' | 'at'>): void {
      if (last !== null && setBack === null && Date.parse(at) < Date.parse(last) - KEPT_RIGHT) {
        setBack = { seq, from: last, to: at };
      }
      last = at;
    },
    found: (): SetBack | null => setBack,
  };
}

export interface Verification {
  /** Records that hold together, from the first on. */
  readonly records: number;
  /** Hash of the last of them. */
  readonly head: string;
  readonly station: string | null;
  readonly mode: Mode | null;
  /** Hex; compare it with what the station shows, for a journal vouches only for the key it names itself. */
  readonly publicKey: string | null;
  readonly checkpoints: number;
  /** Records behind the last checkpoint: without the station's key nobody can say who wrote them. */
  readonly unsigned: number;
  /** Records that people have signed, and whose signatures are all true. */
  readonly signed: number;
  readonly firstBad: BadRecord | null;
  /** The first record whose time lies more than a minute before that of the one before it: the clock was set back. */
  readonly setBack: SetBack | null;
  /** Bytes of an incomplete last line: a write cut short, or one under way. */
  readonly tail: number;
}

/**
 * Verifies the chain in `path`, of any size, in bounded memory.
 *
 * @param take is given the records that hold together, in order, in groups
 */
export async function verifyJournal(
  path: string,
  onProgress?: (done: number, total: number) => void,
  take?: (records: readonly ChainRecord[]) => void,
): Promise<Result<Verification, 'unreadable'>> {
  try {
    const file = await openPlain(path);
    try {
      const stat = await file.stat();
      if (!stat.isFile()) return fail('unreadable', `${path} is not a file.`, { path });
      const verifier = createVerifier({ signature: checkSignature, mac: null, digest: digestOfLine });
      const clock = watchClock();
      let done = 0;
      for await (const chunk of chunks(file, 0, stat.size)) {
        const records = [...verifier.feed(chunk)];
        for (const record of records) clock.take(record);
        take?.(records);
        done += chunk.length;
        onProgress?.(done, stat.size);
        if (verifier.decided) break;
      }
      const { head, begun, checkpoints, unsigned, signed, firstBad, tail } = verifier.finish();
      return ok({
        records: head.size,
        head: head.hash,
        station: begun?.station ?? null,
        mode: begun?.mode ?? null,
        publicKey: begun?.publicKey ?? null,
        checkpoints,
        unsigned,
        signed,
        firstBad,
        setBack: clock.found(),
        tail: tail.length,
      });
    } finally {
      await file.close();
    }
  } catch (cause) {
    const { what, remedy } = diskFaultOf(cause);
    return fail('unreadable', `${path} cannot be read: ${what}; ${remedy}.`, { path });
  }
}
