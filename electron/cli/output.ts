/** Standard output, at the pace of whoever reads it. */
import type { Writable } from 'node:stream';
import { codeOf } from '../files/fault.ts';

export interface Output {
  /** An object a line, as JSON. Resolves when the reader has room for more, or is gone. */
  print(line: object): Promise<void>;
  write(text: string): Promise<void>;
  /** Nobody reads any more: there is no point in going on. */
  readonly ended: boolean;
}

/** What was to be said could not be written: a full disk must not look like success. */
export class Unwritten extends Error {
  /** The system's code. */
  readonly code: string;
  constructor(code: string) {
    super('the answers cannot be written');
    this.code = code;
  }
}

/**
 * A reader that leaves early (`| head -1`) ends the output quietly.
 *
 * @throws Unwritten from `print` and `write` if what is written to fails otherwise
 */
export function openOutput(stream: Writable): Output {
  let ended = false;
  // Every failure comes back through the callback of `write` as well; unheard, the event would end the process.
  stream.on('error', () => undefined);
  async function write(text: string): Promise<void> {
    if (ended) return;
    const error = await new Promise<Error | null | undefined>((resolve) => stream.write(text, resolve));
    if (!error) return;
    if (codeOf(error) !== 'EPIPE') throw new Unwritten(codeOf(error));
    ended = true;
  }
  return {
    get ended() {
      return ended;
    },
    print: (line) => write(`${JSON.stringify(line)}\n`),
    write,
  };
}
