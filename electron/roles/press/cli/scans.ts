/** Where `twofold press` takes its scans from: standard input, a scanner on its port, or the eye of what is only played. */
import type { Failure } from '../../../../core/base/result.ts';
import type { Judgement } from '../../../../core/scan/feedback.ts';
import { FRAME_RULES } from '../../../../core/scan/frame-rules.ts';
import { withHabits, type ScannerHabits } from '../../../../core/scan/habits.ts';
import { namePressScan, readPressScan, type PressScan } from '../../../../core/stations/press/press-code.ts';
import { startScanner } from '../../../devices/scanner.ts';
import type { Connector } from '../../../devices/transport.ts';
import { readLines, untilStopped } from '../../../cli/input.ts';
import type { ScannerGiven } from './arguments.ts';

/** One scan, and whoever made it waits to hear what it was. */
export interface Scanned {
  readonly scan: PressScan;
  judge(judgement: Judgement): void;
}

export interface ScanSource {
  /** Ends with standard input, unless there is a scanner; then when the command is asked to stop. */
  readonly scans: AsyncIterable<Scanned>;
  close(): Promise<void>;
}

/** Longer than any code. */
const LONGEST_SCAN = 512;

const unheard = (): void => undefined;

/** What is typed or piped, one scan a line. */
export async function* typedScans(signal: AbortSignal): AsyncGenerator<Scanned, void> {
  for await (const line of readLines(untilStopped(process.stdin, signal), LONGEST_SCAN)) {
    if ('trouble' in line) yield { scan: { what: 'unreadable', length: LONGEST_SCAN }, judge: unheard };
    else if (line.text !== '') yield { scan: namePressScan(line.text), judge: unheard };
  }
}

/** What can be read from a sticker that was only played; a layer that cannot be read is a scan all the same. */
export async function* playedScans(codes: readonly (string | null)[]): AsyncGenerator<Scanned, void> {
  for (const code of codes) yield { scan: namePressScan(code ?? ''), judge: unheard };
}

/**
 * @param tell hears what has become of the scanner, when that changes.
 * @param habits how the station found its scanner to be set.
 */
export function openScans(
  given: ScannerGiven,
  connector: Connector,
  signal: AbortSignal,
  tell: (state: string, trouble: Failure | null) => void,
  habits: ScannerHabits,
): ScanSource {
  const typed = typedScans(signal);
  // Whoever stops looking does not end it: the next sticker's scans come the same way.
  if (given.scanner === undefined) return { scans: iterable(() => typed.next()), close: () => Promise.resolve() };
  const queue = createQueue();
  const port = { path: given.scanner, baudRate: given['scanner-baud'], flow: 'none' as const };
  const scanner = startScanner(
    connector,
    { address: { port, usb: null }, rules: withHabits(FRAME_RULES, habits), feedback: given.feedback },
    {
      scan: (frame) =>
        queue.put({ scan: readPressScan(frame), judge: (judgement) => void scanner.feedback(judgement) }),
      status: ({ state, trouble }) => tell(state, trouble),
    },
  );
  // The keyboard stays a way in; its end is not the scanner's.
  const listen = async (): Promise<void> => {
    for await (const scanned of typed) queue.put(scanned);
  };
  // It is cut off when the command ends.
  listen().catch(unheard);
  signal.addEventListener('abort', () => queue.end());
  return {
    scans: queue.scans,
    async close() {
      queue.end();
      process.stdin.destroy();
      await scanner.close();
    },
  };
}

const iterable = (next: () => Promise<IteratorResult<Scanned, void>>): AsyncIterable<Scanned> => ({
  [Symbol.asyncIterator]: () => ({ next }),
});

/** What came first is taken first; whoever asks before anything has come waits. */
function createQueue() {
  const waiting: Scanned[] = [];
  let ended = false;
  let wake = (): void => undefined;
  const next = async (): Promise<IteratorResult<Scanned, undefined>> => {
    while (waiting.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
    const value = ended ? undefined : waiting.shift();
    return value === undefined ? { done: true, value: undefined } : { done: false, value };
  };
  return {
    scans: iterable(next),
    put(scanned: Scanned): void {
      waiting.push(scanned);
      wake();
    },
    end(): void {
      ended = true;
      wake();
    },
  };
}
