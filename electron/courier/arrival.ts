/**
 * A transfer that arrives: its signature is checked over all its bytes before one of them is parsed; then it is read,
 * and must still be the same bytes.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { signingKeyOf, type PublicIdentity } from '../../core/peers/identity.ts';
import {
  keyIdOf,
  MOST_SIGNATURE_BYTES,
  readMinisignature,
  verifyMinisignature,
  type Minisignature,
} from '../../core/peers/minisign.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { sameBytes } from '../../core/base/secret.ts';
import { createTransferReader } from '../../core/transfer/reader.ts';
import type { TransferKind } from '../../core/transfer/kinds.ts';
import type { Manifest } from '../../core/transfer/manifest.ts';
import { badSignature, SIGNATURE, unknownSigner, unsigned } from '../../core/transfer/unsigned.ts';
import type { UncheckedTransfer } from '../../core/transfer/transfer.ts';
import { SealBroken, sealedSize, unsealWith, type SealingKey } from './age.ts';
import { SEALED } from './dispatch.ts';
import { verifySignature } from '../keys/ed25519.ts';
import type { ReadTransferFailure, Report } from './transfer-files.ts';
import { readingFault, openRegularFile, type FileFailure, type RegularFile } from '../files/regular.ts';

const fail = failIn('transfer');

export type ArrivalFailure =
  | ReadTransferFailure
  | FileFailure
  | 'bad-signature'
  /** Signed by nobody this station trusts. */
  | 'unknown-signer'
  | 'sealed-to-another'
  | 'seal-broken';

/** A file and its signature, open. */
export interface Arrival {
  readonly name: string;
  readonly size: number;
  readonly signature: Minisignature;
  /** What was signed: the file's bytes, unsealed if it is sealed. Can be read again from the start. */
  pieces(): AsyncIterable<Uint8Array>;
  unchanged(): Promise<boolean>;
  /** Turns what reading may throw into a refusal; a bug goes on its way. */
  fault(cause: unknown): Failed<FileFailure | SealBroken['kind']>;
  close(): Promise<void>;
}

/** Opens a transfer file and the signature beside it. `key` opens sealed ones; `null` for those that are not. */
export async function openArrival(
  path: string,
  most: number,
  key: Pick<SealingKey, 'identity'> | null,
): Promise<Result<Arrival, ArrivalFailure>> {
  const sealed = key !== null;
  const opened = await openRegularFile(path, sealed ? sealedSize(most) : most);
  if (!opened.ok) return opened;
  const file = opened.value;
  const unsealed = (source: RegularFile): AsyncIterable<Uint8Array> =>
    key === null ? exactly(source) : unsealWith(key, exactly(source));
  const fault: Arrival['fault'] = (cause) =>
    cause instanceof SealBroken
      ? sealTrouble(file.name, cause)
      : (readingFault(file.name, cause) as Failed<FileFailure>);
  try {
    const signature = await readSignature(signaturePath(path, sealed), sealed, file.name, unsealed);
    if (signature.ok) {
      return ok({
        name: file.name,
        size: file.size,
        signature: signature.value,
        pieces: () => unsealed(file),
        unchanged: file.unchanged,
        fault,
        close: file.close,
      });
    }
    await file.close();
    return signature;
  } catch (cause) {
    await file.close();
    return fault(cause);
  }
}

const signaturePath = (path: string, sealed: boolean): string =>
  sealed
    ? `${path.endsWith(SEALED) ? path.slice(0, -SEALED.length) : path}${SIGNATURE}${SEALED}`
    : `${path}${SIGNATURE}`;

async function readSignature(
  path: string,
  sealed: boolean,
  name: string,
  unsealed: (file: RegularFile) => AsyncIterable<Uint8Array>,
): Promise<Result<Minisignature, ArrivalFailure>> {
  const opened = await openRegularFile(path, sealed ? sealedSize(MOST_SIGNATURE_BYTES) : MOST_SIGNATURE_BYTES);
  if (!opened.ok) return opened.error.kind === 'missing' ? unsigned(name) : opened;
  try {
    let text = '';
    for await (const piece of unsealed(opened.value)) text += Buffer.from(piece).toString('latin1');
    const signature = readMinisignature(text);
    return signature === null ? badSignature(name) : ok(signature);
  } finally {
    await opened.value.close();
  }
}

/** All of a file that does not grow under our hands. */
async function* exactly(file: RegularFile): AsyncGenerator<Uint8Array, void, undefined> {
  let left = file.size;
  for await (const piece of file.pieces()) {
    left -= piece.length;
    if (left < 0) return;
    yield piece;
  }
}

/** Which of the stations we know has signed it, by all its bytes; none of them is parsed. Also gives their hash. */
export async function verifyArrival(
  arrival: Arrival,
  known: readonly PublicIdentity[],
  report: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Result<{ readonly signer: PublicIdentity; readonly prehash: Uint8Array }, ArrivalFailure>> {
  const { name, signature } = arrival;
  const signer = known.find((identity) => sameBytes(keyIdOf(signingKeyOf(identity)), signature.keyId));
  if (signer === undefined) return unknownSigner(name);
  const hash = blake2b.create({ dkLen: 64 });
  for await (const piece of arrival.pieces()) {
    if (signal?.aborted) return cancelled(name);
    hash.update(piece);
    report(piece.length);
  }
  const prehash = hash.digest();
  const good = verifyMinisignature(signature, prehash, signingKeyOf(signer), verifySignature);
  return good ? ok({ signer, prehash }) : badSignature(name);
}

/** Reads what {@link verifyArrival} has verified. `admit` sees the manifest as soon as it is in, and may refuse. */
export async function readArrival<K extends TransferKind, F extends string>(
  arrival: Arrival,
  kind: K,
  prehash: Uint8Array,
  admit: (manifest: Manifest) => Failed<F> | null | Promise<Failed<F> | null>,
  report: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<Result<UncheckedTransfer<K>, ArrivalFailure | F>> {
  const { name } = arrival;
  using reader = createTransferReader(kind, name);
  const hash = blake2b.create({ dkLen: 64 });
  let admitted = false;
  for await (const piece of arrival.pieces()) {
    if (signal?.aborted) return cancelled(name);
    hash.update(piece);
    const taken = reader.push(piece);
    const refused = admitted || reader.manifest === null ? null : await admit(reader.manifest);
    // Who it is from and for comes first: what is not for us is not judged further.
    if (refused !== null) return refused;
    admitted ||= reader.manifest !== null;
    if (!taken.ok) return taken;
    report(piece.length);
  }
  if (sameBytes(hash.digest(), prehash) && (await arrival.unchanged())) return reader.end();
  return fail('changed', `${name} changed while it was read. Make a copy that nothing writes to.`, { file: name });
}

/** Reports both readings of a file as one way. */
export function twiceThrough({ size }: Arrival, report: Report): (bytes: number) => void {
  let done = 0;
  return (bytes) => {
    done = Math.min(done + bytes, 2 * size);
    report({ step: 'reading', done, total: 2 * size });
  };
}

const cancelled = (file: string) =>
  fail('cancelled', `Reading ${file} was stopped. Nothing was taken from it.`, { file });

function sealTrouble(file: string, { kind }: SealBroken): Failed<SealBroken['kind']> {
  const what =
    kind === 'sealed-to-another'
      ? 'is not sealed to this station. Take it to the one it is for'
      : 'is damaged or cut short, so that its seal does not hold. Ask for it again';
  return fail(kind, `${file} ${what}. Nothing was taken from it.`, { file });
}
