/** Looking at a transfer file without taking anything from it. */
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { maySend, TRANSFERS, TRANSFER_KINDS } from '../../core/transfer/kinds.ts';
import { MANIFEST_LINE, type Manifest, parseManifest } from '../../core/transfer/manifest.ts';
import { discard } from '../../core/transfer/transfer.ts';
import { ok, type Result } from '../../core/base/result.ts';
import type { SealingKey } from './age.ts';
import { openArrival, readArrival, verifyArrival, type Arrival, type ArrivalFailure } from './arrival.ts';

export interface TransferReport {
  /** What the first line says; of a file that does not verify it is hearsay. `null` if it is no manifest. */
  readonly manifest: Manifest | null;
  /** Whose signature holds over every byte. */
  readonly signer: PublicIdentity | null;
  /** What is wrong with it, a sentence; `null` if it verifies and is whole. */
  readonly wrong: string | null;
}

/** As the kind is not known yet. */
const largest = (sealed: boolean): number =>
  Math.max(...Object.values(TRANSFERS).map((row) => (row.sealed === sealed ? row.file : 0)));

/**
 * Verifies a signed transfer by the stations in `known`, and shows its manifest. Says nothing of whose turn it is:
 * that is for the station that receives it.
 *
 * @param key opens a sealed one; `null` for those that are not.
 */
export async function inspectTransfer(
  path: string,
  known: readonly PublicIdentity[],
  key: SealingKey | null,
): Promise<Result<TransferReport, ArrivalFailure>> {
  const opened = await openArrival(path, largest(key !== null), key);
  if (!opened.ok) return opened;
  const arrival = opened.value;
  try {
    const verified = await verifyArrival(arrival, known, () => {});
    const manifest = await readManifest(arrival);
    if (!verified.ok) return ok({ manifest, signer: null, wrong: verified.error.message });
    const { signer, prehash } = verified.value;
    return ok({ manifest, signer, wrong: await faultOf(arrival, manifest, signer, prehash) });
  } catch (cause) {
    return arrival.fault(cause);
  } finally {
    await arrival.close();
  }
}

/** What is wrong with a file whose signature holds. */
async function faultOf(
  arrival: Arrival,
  manifest: Manifest | null,
  signer: PublicIdentity,
  prehash: Uint8Array,
): Promise<string | null> {
  if (manifest === null) return `${arrival.name} is well signed, but it is not a transfer between stations.`;
  if (manifest.from !== signer.name || !maySend(manifest.kind, signer.role)) {
    return `${arrival.name} is signed by ${signer.name}, but calls itself the ${manifest.kind} of ${manifest.from}. Do not use it.`;
  }
  const read = await readArrival(
    arrival,
    manifest.kind,
    prehash,
    () => null,
    () => {},
  );
  if (!read.ok) return read.error.message;
  discard(read.value);
  return null;
}

/** The first line as the manifest of whatever kind it is. */
export async function readManifest(arrival: Arrival): Promise<Manifest | null> {
  const line: number[] = [];
  for await (const piece of arrival.pieces()) {
    const end = piece.indexOf(0x0a);
    line.push(...piece.subarray(0, Math.min(end === -1 ? piece.length : end, MANIFEST_LINE + 1)));
    if (end !== -1 || line.length > MANIFEST_LINE) break;
  }
  if (line.length > MANIFEST_LINE) return null;
  const bytes = Uint8Array.from(line);
  for (const kind of TRANSFER_KINDS) {
    const parsed = parseManifest(bytes, kind);
    if (parsed.ok) return parsed.value;
  }
  return null;
}
