/**
 * Bytes that wipe themselves and never print.
 *
 * A `Secret` owns its buffer. `use` lends the bytes for the length of one call; `wipe` (or leaving a `using` block)
 * overwrites them. JavaScript may still have copied them (garbage collection moves buffers only off-heap, strings
 * are never wiped): SECURITY.md says what this can and cannot promise.
 */
export class Secret implements Disposable {
  #bytes: Uint8Array | null;
  /** Of what they were when they came: memory forgets, and a passphrase lies in a tray for minutes. */
  #sum: number;

  /** Takes ownership of `bytes`: the caller must not keep or use its reference. */
  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#sum = sumOf(bytes);
  }

  /** A copy of borrowed bytes, owned by the new secret. */
  static copyOf(bytes: Uint8Array): Secret {
    return new Secret(ownCopy(bytes));
  }

  get length(): number {
    return this.#open().length;
  }

  get wiped(): boolean {
    return this.#bytes === null;
  }

  /**
   * Lends the bytes to `borrow`, which must neither keep nor change them. Works for async borrowers too.
   *
   * @throws SecretChanged if they are not what they were
   */
  use<T>(borrow: (bytes: Uint8Array) => T): T {
    return borrow(this.#open());
  }

  /** Overwrites the bytes; any later `use` throws. Idempotent. */
  wipe(): void {
    this.#bytes?.fill(0);
    this.#bytes = null;
    this.#sum = 0;
  }

  [Symbol.dispose](): void {
    this.wipe();
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  /** What Node prints for `console.log(secret)`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '[secret]';
  }

  #open(): Uint8Array {
    if (this.#bytes === null) throw new Error('this secret has been wiped');
    if (sumOf(this.#bytes) !== this.#sum) throw new SecretChanged();
    return this.#bytes;
  }
}

/** A secret's bytes are not what they were when it got them: nobody may go on with them. */
export class SecretChanged extends Error {
  override readonly name = 'SecretChanged';

  constructor() {
    super('bytes in memory have changed by themselves');
  }
}

/** FNV-1a, 32 bits: a change of one byte always changes it. Not for whoever changes bytes on purpose. */
function sumOf(bytes: Uint8Array): number {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return sum;
}

/**
 * A secret that stays sealed: it is opened for the length of each {@link Secret.use}, and wiped behind it. So any number of
 * them may be held, and none of them lies in memory.
 */
export class SealedSecret extends Secret {
  #unseal: (() => Secret) | null;
  readonly #onWipe: () => void;

  /**
   * @param unseal gives the secret once more each time; what it gives is wiped here
   * @param onWipe called once, when nobody can open it any more
   */
  constructor(unseal: () => Secret, onWipe: () => void) {
    super(new Uint8Array(0));
    this.#unseal = unseal;
    this.#onWipe = onWipe;
  }

  override get length(): number {
    return this.use((bytes) => bytes.length);
  }

  override get wiped(): boolean {
    return this.#unseal === null;
  }

  override use<T>(borrow: (bytes: Uint8Array) => T): T {
    if (this.#unseal === null) throw new Error('this secret has been wiped');
    const open = this.#unseal();
    let lent: T;
    try {
      lent = open.use(borrow);
    } catch (cause) {
      open.wipe();
      throw cause;
    }
    if (lent instanceof Promise) return lent.finally(() => open.wipe()) as T;
    open.wipe();
    return lent;
  }

  override wipe(): void {
    if (this.#unseal === null) return;
    this.#unseal = null;
    this.#onWipe();
  }
}

/**
 * Room for secret bytes in a buffer of its own. Not `new Uint8Array(length)`: arrays of up to 64 bytes live where V8's
 * garbage collection moves them, and what it leaves behind nobody can wipe. Ciphers that are given no output make such
 * arrays, lay the plain bytes into them, and encrypt them there.
 */
export const ownRoom = (length: number): Uint8Array<ArrayBuffer> => new Uint8Array(new ArrayBuffer(length));

/** A copy of secret bytes in a buffer of its own: not `slice`, nor an array made of them (see {@link ownRoom}). */
export function ownCopy(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const copy = ownRoom(bytes.length);
  copy.set(bytes);
  return copy;
}

/** Overwrites buffers that held intermediate secret values. */
export function wipe(...buffers: readonly (Uint8Array | undefined)[]): void {
  for (const buffer of buffers) buffer?.fill(0);
}

/** Compares without leaving early, so that time tells nothing of where two values differ. Lengths are public. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}
