/** Where `twofold press` takes its scans from: standard input, a scanner on its port, or the eye of what is only played. */
import { ok, type Result } from '../../../../core/base/result.ts';
import type { Judgement } from '../../../../core/scan/feedback.ts';
import { FRAME_RULES } from '../../../../core/scan/frame.ts';
import { namePressScan, readPressScan, type PressScan } from '../../../../core/stations/press/press-code.ts';
import { startScanner } from '../../../devices/scanner.ts';
import type { Connector } from '../../../devices/transport.ts';
import { readLines } from '../../../cli/input.ts';
import { chosenFeedback, wholeNumber, type PressValues } from './arguments.ts';

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
export async function* typedScans(): AsyncGenerator<Scanned, void> {
  for await (const line of readLines(process.stdin, LONGEST_SCAN)) {
    if ('trouble' in line) yield { scan: { what: 'unreadable', length: LONGEST_SCAN }, judge: unheard };
    else if (line.text !== '') yield { scan: namePressScan(line.text), judge: unheard };
  }
}

/** What can be read from a sticker that was only played; a layer that cannot be read is a scan all the same. */
export async function* playedScans(codes: readonly (string | null)[]): AsyncGenerator<Scanned, void> {
  for (const code of codes) yield { scan: namePressScan(code ?? ''), judge: unheard };
}

/** @param tell says what has become of the scanner, when that changes. */
export function openScans(
  values: PressValues,
  connector: Connector,
  signal: AbortSignal,
  tell: (sentence: string) => void,
): Result<ScanSource> {
  const typed = typedScans();
  // Whoever stops looking does not end it: the next sticker's scans come the same way.
  if (values.scanner === undefined) return ok({ scans: iterable(() => typed.next()), close: () => Promise.resolve() });
  const baudRate = wholeNumber('scanner-baud', values, 9600);
  if (!baudRate.ok) return baudRate;
  const feedback = chosenFeedback(values);
  if (!feedback.ok) return feedback;
  const queue = createQueue();
  const port = { path: values.scanner, baudRate: baudRate.value, flow: 'none' as const };
  const scanner = startScanner(
    connector,
    { address: { port, usb: null }, rules: FRAME_RULES, feedback: feedback.value },
    {
      scan: (frame) =>
        queue.put({ scan: readPressScan(frame), judge: (judgement) => void scanner.feedback(judgement) }),
      status: ({ state, trouble }) => tell(`scanner ${state}${trouble === null ? '' : `: ${trouble.message}`}`),
    },
  );
  // The keyboard stays a way in; its end is not the scanner's.
  const listen = async (): Promise<void> => {
    for await (const scanned of typed) queue.put(scanned);
  };
  // It is cut off when the command ends.
  listen().catch(unheard);
  signal.addEventListener('abort', () => queue.end());
  return ok({
    scans: queue.scans,
    async close() {
      queue.end();
      process.stdin.destroy();
      await scanner.close();
    },
  });
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
