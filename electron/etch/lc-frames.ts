/**
 * Frames of a laser controller of the LC family (boards for EzCad's templates that mark by themselves): `02 05` command
 * `03`, and the exclusive or of all between; answers are `02 06` text `03`.
 *
 * Source: "LC Communication Control Command V1.9 Instruction" (Linxuan), 115200 8N1. That it was read rightly nobody has
 * shown on a board yet.
 */
const [STX, ASKS, ANSWERS, ETX] = [0x02, 0x05, 0x06, 0x03] as const;

/** Of one answer; more is noise. */
const LONGEST = 1024;

/** A command and what follows it, as bytes of their own: whoever sends a secret in them wipes them. */
export function lcFrame(command: string, rest: Uint8Array = new Uint8Array(0)): Uint8Array {
  const frame = new Uint8Array(command.length + rest.length + 4);
  frame.set([STX, ASKS]);
  for (let i = 0; i < command.length; i++) frame[i + 2] = command.charCodeAt(i);
  frame.set(rest, command.length + 2);
  // Between the first byte and the last, neither of them.
  let check = 0;
  for (let i = 1; i < frame.length - 2; i++) check ^= frame[i] as number;
  frame[frame.length - 2] = ETX;
  frame[frame.length - 1] = check;
  return frame;
}

/** Whether a text can be said in a frame: printable ASCII, and nothing that would end it. */
export const isSayable = (text: Uint8Array): boolean =>
  text.length > 0 && text.every((byte) => byte >= 0x20 && byte < 0x7f);

/** Cuts what comes over the line into answers; what stands between them is noise. */
export class LcReader {
  readonly #said: (answer: string) => void;
  #open: string | null = null;
  #before = 0;

  constructor(said: (answer: string) => void) {
    this.#said = said;
  }

  take(bytes: Uint8Array): void {
    for (const byte of bytes) {
      if (this.#before === STX && byte === ANSWERS) this.#open = '';
      else if (byte === ETX && this.#open !== null) {
        this.#said(this.#open);
        this.#open = null;
      } else if (this.#open !== null && this.#open.length < LONGEST) this.#open += String.fromCharCode(byte);
      this.#before = byte;
    }
  }
}
