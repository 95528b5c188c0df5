/** What pre-verification asks of one unit, wherever its passphrase is opened for it. */
import type { CancelSignal, KeyDerivation } from '../../base/ports.ts';
import { must } from '../../base/result.ts';
import type { BenchUnit } from '../../life/bench-life.ts';
import { REASONS, type ReasonKind } from './reasons.ts';
import { verifiedAddresses, type PassphraseVault } from './verification.ts';

/**
 * Null if passphrase and confirmation code of a unit give its public key and the address on record.
 *
 * @throws Error where what is wrong may be the station: then the unit stays as it was
 */
export async function flawOf(
  unit: BenchUnit,
  vault: PassphraseVault,
  derivation: KeyDerivation,
  signal?: CancelSignal,
): Promise<ReasonKind | null> {
  using bytes = must(vault.passphrase(unit));
  const options = { priority: 'batch', ...(signal && { signal }) } as const;
  const derived = await verifiedAddresses(unit, bytes, vault, derivation, options);
  if (derived.ok) return derived.value.has(unit.address) ? null : 'address-not-derived';
  return REASONS[derived.error.kind].outcome === 'FAIL' ? derived.error.kind : must(derived);
}
