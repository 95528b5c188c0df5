/** Standard input, line by line, in memory that does not grow with what comes. */

/** Why bytes are not a line that could be a request. */
export type InputTrouble = 'too-long' | 'not-utf-8';

/** The text of a line without its line ending, or what is wrong with it. */
export type InputLine = { readonly text: string } | { readonly trouble: InputTrouble };

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Cuts bytes at line feeds; a carriage return before one belongs to it, and the last line needs none. A line over
 * `longest` bytes is reported once and skipped to its end, so that an endless one costs no more than a short one.
 * What was read is overwritten as soon as it has become text: it may hold passphrases.
 */
export async function* readLines(input: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<InputLine, void> {
  // One byte more, for a carriage return that has not met its line feed.
  const kept = new Uint8Array(longest + 1);
  let length = 0;
  let skipping = false;

  function keep(bytes: Uint8Array): void {
    if (length + bytes.length > kept.length) skipping = true;
    else kept.set(bytes, length);
    length = skipping ? 0 : length + bytes.length;
  }

  function finish(): InputLine {
    const ended = kept[length - 1] === CARRIAGE_RETURN ? length - 1 : length;
    const line = skipping || ended > longest ? ({ trouble: 'too-long' } as const) : textOf(kept.subarray(0, ended));
    kept.fill(0);
    length = 0;
    skipping = false;
    return line;
  }

  for await (const bytes of input) {
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end !== -1; end = bytes.indexOf(LINE_FEED, from)) {
      if (!skipping) keep(bytes.subarray(from, end));
      from = end + 1;
      yield finish();
    }
    if (!skipping) keep(bytes.subarray(from));
    bytes.fill(0);
  }
  if (skipping || length > 0) yield finish();
}

/**
 * Standard input until it ends, or until somebody asks to stop: whoever waits at a keyboard is not waited for.
 */
export async function* untilStopped(
  input: AsyncIterable<Uint8Array> & { destroy(): unknown },
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void> {
  const pieces = input[Symbol.asyncIterator]();
  const stopped = new Promise<null>((resolve) =>
    signal.aborted ? resolve(null) : signal.addEventListener('abort', () => resolve(null), { once: true }),
  );
  for (;;) {
    const coming = pieces.next();
    // Cut off below, it fails for nobody.
    coming.catch(() => undefined);
    const next = await Promise.race([coming, stopped]);
    if (next === null) {
      input.destroy();
      return;
    }
    if (next.done === true) return;
    yield next.value;
  }
}

/** Fatal, so that no damaged byte silently becomes a replacement character within a passphrase. */
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function textOf(bytes: Uint8Array): InputLine {
  try {
    return { text: utf8.decode(bytes) };
  } catch {
    return { trouble: 'not-utf-8' };
  }
}
