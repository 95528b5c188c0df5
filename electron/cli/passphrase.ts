/** A station's passphrase, as bytes: from a file descriptor, or typed without being shown. Never an argument. */
import { createReadStream } from 'node:fs';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { codeOf } from '../files/fault.ts';
import { Secret } from '../../core/base/secret.ts';

const fail = failIn('command');

/** More than any passphrase has. */
const MOST = 1024;
const ENTER = [0x0a, 0x0d] as const;
const INTERRUPT = 0x03;
const ERASE = [0x08, 0x7f] as const;

/** The first line of a descriptor that the caller has opened, or of the terminal after `question`. */
export async function readPassphrase(
  fd: number | null,
  question: string,
): Promise<Result<Secret, 'no-terminal' | 'unreadable' | 'interrupted'>> {
  if (fd !== null) return readDescriptor(fd);
  if (process.stdin.isTTY !== true) {
    return fail('no-terminal', 'There is no terminal to ask for the passphrase: give it with --passphrase-fd N.');
  }
  return askTerminal(question);
}

async function readDescriptor(fd: number): Promise<Result<Secret, 'unreadable'>> {
  const line = new Line();
  try {
    for await (const piece of createReadStream('', { fd, autoClose: false, highWaterMark: MOST })) {
      const ended = line.take(piece as Buffer);
      (piece as Buffer).fill(0);
      if (ended) break;
    }
    return ok(line.secret());
  } catch (cause) {
    line.wipe();
    if (codeOf(cause) === '') throw cause;
    const sentence = `The passphrase cannot be read: descriptor ${fd} is not open for reading. Give one as in 3<FILE.`;
    return fail('unreadable', sentence, { fd });
  }
}

/** Raw mode: the terminal shows nothing, and keeps nothing in its line buffer. */
async function askTerminal(question: string): Promise<Result<Secret, 'interrupted'>> {
  const line = new Line();
  process.stdin.setRawMode(true);
  // Only now: whatever is typed after the question is not shown.
  process.stderr.write(question);
  try {
    for await (const piece of process.stdin.iterator({ destroyOnReturn: false })) {
      const interrupted = (piece as Buffer).includes(INTERRUPT);
      const ended = line.take(piece as Buffer);
      (piece as Buffer).fill(0);
      if (interrupted) {
        line.wipe();
        return fail('interrupted', 'No passphrase was given.');
      }
      if (ended) break;
    }
    return ok(line.secret());
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
    process.stderr.write('\n');
  }
}

/** Bytes up to the end of a line, in one buffer that is wiped. */
class Line {
  readonly #bytes = new Uint8Array(new ArrayBuffer(MOST));
  #length = 0;

  /** Whether the line has ended; what is beyond the buffer is left out, and no passphrase is that long. */
  take(piece: Uint8Array): boolean {
    for (const byte of piece) {
      if (ENTER.some((end) => byte === end)) return true;
      if (ERASE.some((erase) => byte === erase)) this.#length = Math.max(0, this.#length - 1);
      else if (this.#length < MOST) this.#bytes[this.#length++] = byte;
    }
    return false;
  }

  secret(): Secret {
    const secret = Secret.copyOf(this.#bytes.subarray(0, this.#length));
    this.wipe();
    return secret;
  }

  wipe(): void {
    this.#bytes.fill(0);
  }
}
