/**
 * A signed transfer, from a file to its units: opened, verified, read and, where it is asked for, checked. What the station
 * itself has to say meanwhile, it is asked for. Where a transfer holds secrets, this runs in a process that ends (`apart/`).
 */
import type { AdmissionFailure } from '../../core/peers/admission.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { ok, type Failed, type Result } from '../../core/base/result.ts';
import { TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import type { Manifest } from '../../core/transfer/manifest.ts';
import { discard, type Transfer, type UncheckedTransfer } from '../../core/transfer/transfer.ts';
import type { SealingKey } from './age.ts';
import { openArrival, readArrival, twiceThrough, verifyArrival, type Arrival, type ArrivalFailure } from './arrival.ts';
import { checkUnits, type Report } from './transfer-files.ts';

export type ReceiveFailure = ArrivalFailure | AdmissionFailure | 'wrong-role' | 'ended-early';

/** What is to be read. */
export interface ReadRequest<K extends TransferKind> {
  readonly kind: K;
  readonly path: string;
  /** Whose signatures count. */
  readonly known: readonly PublicIdentity[];
  /** Whether its units are looked at as well: what is only set aside need not be what it should be. */
  readonly check: boolean;
}

/** What the station says while one of its transfers is read. */
export interface AtHome {
  /** Opens what is sealed to this station. */
  readonly sealing: Pick<SealingKey, 'identity'>;
  /** Whose signature holds over every byte; says why that is not taken. */
  signed(sender: PublicIdentity): Said;
  /** Its first line, as soon as it is in; says why it is not taken. */
  admit(manifest: Manifest): Said;
  readonly report: Report;
}

type Said = Failed<AdmissionFailure | 'wrong-role'> | null | Promise<Failed<AdmissionFailure | 'wrong-role'> | null>;

/** The secrets of what comes out are the caller's to wipe (`discard`). */
export type ReadSigned = <K extends TransferKind>(
  request: ReadRequest<K>,
  home: AtHome,
  signal?: AbortSignal,
) => Promise<Result<UncheckedTransfer<K>, ReceiveFailure>>;

/** Reads a signed transfer in this process. A transfer that was checked is a `Transfer`. */
export const readSigned: ReadSigned = async (request, home, signal) => {
  const { kind, path } = request;
  const opened = await openArrival(path, TRANSFERS[kind].file, TRANSFERS[kind].sealed ? home.sealing : null);
  if (!opened.ok) return opened;
  const arrival = opened.value;
  try {
    return await readVerified(arrival, request, home, signal);
  } catch (cause) {
    return arrival.fault(cause);
  } finally {
    await arrival.close();
  }
};

async function readVerified<K extends TransferKind>(
  arrival: Arrival,
  { kind, known, check }: ReadRequest<K>,
  { signed, admit, report }: AtHome,
  signal: AbortSignal | undefined,
): Promise<Result<UncheckedTransfer<K>, ReceiveFailure>> {
  const read = twiceThrough(arrival, report);
  const verified = await verifyArrival(arrival, known, read, signal);
  if (!verified.ok) return verified;
  const { signer, prehash } = verified.value;
  const refused = await signed(signer);
  if (refused !== null) return refused;
  const unchecked = await readArrival(arrival, kind, prehash, admit, read, signal);
  if (!unchecked.ok || !check) return unchecked;
  const checked = await checkUnits(unchecked.value, report, signal);
  if (checked.ok) return ok(sameOf(checked.value));
  discard(unchecked.value);
  return checked;
}

/** Whoever asked for the check knows what it is. */
const sameOf = <K extends TransferKind>(transfer: Transfer<K>): UncheckedTransfer<K> =>
  transfer as unknown as UncheckedTransfer<K>;
