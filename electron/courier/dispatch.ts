/** A transfer on its way out: written, signed, sealed if it must be, and compared on the medium. */
import { SIGNATURE } from '../../core/transfer/unsigned.ts';
import { blake2b } from '@noble/hashes/blake2.js';
import { fileWord, signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import { writeMinisignature } from '../../core/peers/minisign.ts';
import { writeTransfer, type Heading } from '../../core/transfer/writer.ts';
import { TRANSFERS, type TransferKind, type UncheckedUnits } from '../../core/transfer/kinds.ts';
import { sealTo } from './age.ts';
import type { Signer } from '../keys/ed25519.ts';
import { writePart, type MediumFs, type PartialFile } from '../files/medium.ts';

export interface Dispatch<K extends TransferKind> {
  readonly kind: K;
  readonly heading: Heading;
  readonly units: readonly UncheckedUnits[K][];
  readonly sender: PublicIdentity;
  readonly signer: Signer;
  /** Whom it is sealed to; `null` for what is signed only. */
  readonly sealing: string | null;
}

/** File and signature on the medium, under passing names. */
export interface Dispatched {
  readonly name: string;
  readonly signature: string;
  /** As in `Transfer`. */
  readonly digest: string;
  readonly parts: readonly [signature: PartialFile, file: PartialFile];
  discard(): Promise<void>;
}

/** What is sealed carries this at its end, as is usual for age; the signature's name is that of the open file. */
export const SEALED = '.age';

/** The file's name before it is sealed. Every part of it has a grammar that is good for file names. */
export const transferFileName = (kind: TransferKind, { batch, from, sequence }: Heading): string =>
  `${kind}-${String(sequence).padStart(4, '0')}-${batch}-from-${fileWord(from)}.jsonl`;

/** Writes both files. Throws the system's errors; nothing is left then. */
export async function writeDispatch<K extends TransferKind>(
  fs: MediumFs,
  directory: string,
  dispatch: Dispatch<K>,
): Promise<Dispatched> {
  const { kind, heading, units, sender, signer, sealing } = dispatch;
  const open = transferFileName(kind, heading);
  const suffix = sealing === null ? '' : SEALED;
  const sealed = (pieces: AsyncIterable<Uint8Array>) => (sealing === null ? pieces : sealTo(sealing, pieces));
  const prehash = blake2b.create({ dkLen: 64 });
  const text = new TransferText(kind, heading, units);

  const [name, signatureName] = [`${open}${suffix}`, `${open}${SIGNATURE}${suffix}`];

  const file = await writePart(fs, directory, name, sealed(text.pieces(prehash)));
  try {
    const { from, to, sequence, batch } = heading;
    const comment = `twofold ${kind} ${sequence} from ${from} to ${to}, batch ${batch}, units ${units.length}`;
    const minisig = writeMinisignature(prehash.digest(), comment, signingKeyOf(sender), signer.sign);
    const signature = await writePart(fs, directory, signatureName, sealed(onePiece(minisig)));
    return {
      name,
      signature: signatureName,
      digest: text.digest,
      parts: [signature, file],
      async discard() {
        await file.discard();
        await signature.discard();
      },
    };
  } catch (cause) {
    await file.discard();
    throw cause;
  }
}

const PIECE = 64 << 10;

/** A transfer's lines gathered into larger pieces: one buffer, used again for each and wiped at the end. */
class TransferText<K extends TransferKind> {
  readonly #lines: Generator<Uint8Array, string, undefined>;
  readonly #secret: boolean;
  #digest: string | null = null;

  constructor(kind: K, heading: Heading, units: readonly UncheckedUnits[K][]) {
    this.#lines = writeTransfer(kind, heading, units);
    this.#secret = TRANSFERS[kind].secret !== null;
  }

  get digest(): string {
    if (this.#digest === null) throw new Error('the transfer has not been written to its end');
    return this.#digest;
  }

  async *pieces(prehash: { update(bytes: Uint8Array): unknown }): AsyncGenerator<Uint8Array, void, undefined> {
    const buffer = new Uint8Array(new ArrayBuffer(PIECE));
    let filled = 0;
    try {
      for (;;) {
        const next = this.#lines.next();
        if (next.done === true) {
          this.#digest = next.value;
          if (filled > 0) yield buffer.subarray(0, filled);
          return;
        }
        const line = next.value;
        prehash.update(line);
        if (filled + line.length > PIECE) {
          yield buffer.subarray(0, filled);
          filled = 0;
        }
        // No line is longer than a piece: kinds.ts caps them far below.
        buffer.set(line, filled);
        filled += line.length;
        if (this.#secret) line.fill(0);
      }
    } finally {
      buffer.fill(0);
    }
  }
}

async function* onePiece(text: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(text, 'ascii');
}
