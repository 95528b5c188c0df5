/** The maker's proof file, as anyone may read it: signed by a Bench whose identity is given, or unsigned from training. */
import type { Mode } from '../../core/journal/event.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import {
  objectionToManifest,
  objectionToSigner,
  type LoadedProof,
  type ProofObjection,
} from '../../core/peers/signed-proof.ts';
import { TRANSFERS } from '../../core/transfer/kinds.ts';
import type { Manifest } from '../../core/transfer/manifest.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { openArrival, readArrival, verifyArrival, type Arrival, type ArrivalFailure } from './arrival.ts';
import { checkUnits, readTransfer } from './transfer-files.ts';

export type ProofFailure = ArrivalFailure | ProofObjection;

/**
 * Reads a proof file whole, in pieces and of bounded size, and checks every unit of it. A file without a signature is
 * read if it calls itself training; what that is worth is for the caller to say.
 *
 * @param known identities that are trusted, pinned by this station or given by whoever asks.
 * @param mode of a production station, which takes nothing from training; `null` takes either.
 */
export async function openProof(
  path: string,
  known: readonly PublicIdentity[],
  mode: Mode | null,
  signal?: AbortSignal,
): Promise<Result<LoadedProof, ProofFailure>> {
  const opened = await openArrival(path, TRANSFERS.proof.file, null);
  if (!opened.ok) {
    if (opened.error.kind !== 'unsigned' || mode === 'production') return opened;
    const read = await readTransfer({ kind: 'proof', path, ...(signal === undefined ? {} : { signal }) });
    return read.ok ? ok({ transfer: read.value, signer: null }) : read;
  }
  const arrival = opened.value;
  try {
    return await readSigned(arrival, known, mode, signal);
  } catch (cause) {
    return arrival.fault(cause);
  } finally {
    await arrival.close();
  }
}

async function readSigned(
  arrival: Arrival,
  known: readonly PublicIdentity[],
  mode: Mode | null,
  signal?: AbortSignal,
): Promise<Result<LoadedProof, ProofFailure>> {
  const verified = await verifyArrival(arrival, known, () => {}, signal);
  if (!verified.ok) return verified;
  const { signer, prehash } = verified.value;
  const { name: file } = arrival;
  const wrongRole = objectionToSigner(file, signer);
  if (wrongRole !== null) return wrongRole;
  const admit = (manifest: Manifest) => objectionToManifest(manifest, file, signer, mode);
  const unchecked = await readArrival(arrival, 'proof', prehash, admit, () => {}, signal);
  if (!unchecked.ok) return unchecked;
  const checked = await checkUnits(unchecked.value, () => {}, signal);
  return checked.ok ? ok({ transfer: checked.value, signer }) : checked;
}
