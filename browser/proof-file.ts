/**
 * The maker's proof file as a person hands it to the page: read in pieces, first all of it against its signature, then
 * line by line. Nothing of it is kept but its units.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { failIn, ok, type Result } from '../core/base/result.ts';
import { sameBytes } from '../core/base/secret.ts';
import { MOST_RECALLS } from '../core/finder/recalls.ts';
import { readIdentity, MOST_IDENTITY_BYTES, signingKeyOf, type PublicIdentity } from '../core/peers/identity.ts';
import { keyIdOf, MOST_SIGNATURE_BYTES, readMinisignature, verifyMinisignature } from '../core/peers/minisign.ts';
import { objectionToManifest, objectionToSigner, type LoadedProof } from '../core/peers/signed-proof.ts';
import { checkTransfer } from '../core/transfer/check.ts';
import { createTransferReader } from '../core/transfer/reader.ts';
import type { Transfer, UncheckedTransfer } from '../core/transfer/transfer.ts';
import { badSignature, SIGNATURE, unknownSigner, unsigned } from '../core/transfer/unsigned.ts';
import { verifyInBrowser } from './ed25519.ts';

const fail = failIn('transfer');

/** Units that are checked before the page may paint. */
const TURN = 64;

export async function readMaker(files: readonly File[]): Promise<Result<PublicIdentity>> {
  const [file] = files;
  const text = file === undefined || file.size > MOST_IDENTITY_BYTES ? '' : await file.text();
  return readIdentity(text, verifyInBrowser);
}

export async function textOfRecalls(files: readonly File[]): Promise<Result<string>> {
  const [file] = files;
  return file === undefined || file.size > MOST_RECALLS ? NO_FILE : ok(await file.text());
}

/** @param files the proof, and the signature that lies beside it: a browser gives a page only what was chosen. */
export async function readProof(files: readonly File[], maker: PublicIdentity | null): Promise<Result<LoadedProof>> {
  const file = files.find(({ name }) => !name.endsWith(SIGNATURE));
  const beside = files.find(({ name }) => name.endsWith(SIGNATURE));
  if (file === undefined) return NO_FILE;
  if (beside === undefined) return readUnsigned(file);
  const signature = beside.size > MOST_SIGNATURE_BYTES ? null : readMinisignature(await beside.text());
  if (signature === null) return badSignature(file.name);
  if (maker === null || !sameBytes(keyIdOf(signingKeyOf(maker)), signature.keyId)) return unknownSigner(file.name);
  const hash = blake2b.create({ dkLen: 64 });
  for await (const piece of piecesOf(file)) hash.update(piece);
  const digest = hash.digest();
  if (!verifyMinisignature(signature, digest, signingKeyOf(maker), verifyInBrowser)) return badSignature(file.name);
  const objection = objectionToSigner(file.name, maker);
  if (objection !== null) return objection;
  const read = await readUnits(file, digest);
  if (!read.ok) return read;
  const refused = objectionToManifest(read.value.manifest, file.name, maker, null);
  if (refused !== null) return refused;
  const checked = await check(read.value);
  return checked.ok ? ok({ transfer: checked.value, signer: maker }) : checked;
}

/** Training makes files without a signature; nothing else is taken without. */
async function readUnsigned(file: File): Promise<Result<LoadedProof>> {
  const read = await readUnits(file, null);
  if (!read.ok) return read;
  if (read.value.manifest.mode === 'production') return unsigned(file.name);
  const checked = await check(read.value);
  return checked.ok ? ok({ transfer: checked.value, signer: null }) : checked;
}

/** @param digest of the bytes that were verified: they must still be the same. */
async function readUnits(file: File, digest: Uint8Array | null): Promise<Result<UncheckedTransfer<'proof'>>> {
  using reader = createTransferReader('proof', file.name);
  const hash = blake2b.create({ dkLen: 64 });
  for await (const piece of piecesOf(file)) {
    hash.update(piece);
    const taken = reader.push(piece);
    if (!taken.ok) return taken;
  }
  if (digest === null || sameBytes(hash.digest(), digest)) return reader.end();
  return fail('changed', `${file.name} changed while it was read. Make a copy that nothing writes to.`, {
    file: file.name,
  });
}

async function check(read: UncheckedTransfer<'proof'>): Promise<Result<Transfer<'proof'>>> {
  const units = checkTransfer(read);
  for (;;) {
    const next = units.next();
    if (next.done) return next.value;
    if (next.value % TURN === 0) await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Not by `for await` over the stream itself, which not every browser can. */
async function* piecesOf(file: File): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = file.stream().getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

const NO_FILE = failIn('file')('missing', 'The file itself was not chosen: choose it and its signature together.');
