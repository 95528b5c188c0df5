/** Standard output as JSON Lines, at the pace of whoever reads it. */
import type { Writable } from 'node:stream';

export interface Output {
  /** Resolves when the reader has room for more, or is gone. */
  print(line: object): Promise<void>;
  /** Nobody reads any more: there is no point in going on. */
  readonly ended: boolean;
}

/**
 * A reader that leaves early (`| head -1`) ends the output quietly.
 *
 * @throws from `print` if what is written to fails otherwise: a full disk must not look like success.
 */
export function openOutput(stream: Writable): Output {
  let ended = false;
  // Every failure comes back through the callback of `write` as well; unheard, the event would end the process.
  stream.on('error', () => undefined);
  return {
    get ended() {
      return ended;
    },
    async print(line) {
      if (ended) return;
      const text = `${JSON.stringify(line)}\n`;
      const error = await new Promise<NodeJS.ErrnoException | null | undefined>((resolve) =>
        stream.write(text, resolve),
      );
      if (!error) return;
      if (error.code !== 'EPIPE') throw new Error(`the answers cannot be written: ${error.message}`);
      ended = true;
    },
  };
}
