/** What the recipes ask of sealed passphrases, over the sealed batch that a unit is of. */
import { parseIntermediateCode } from '../../../core/bip38/layout.ts';
import { asciiBytes } from '../../../core/base/digest.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { BenchUnit } from '../../../core/life/bench-life.ts';
import type { PassphraseVault } from '../../../core/stations/bench/verification.ts';
import type { SealedBatch } from '../../vault/sealed-batch.ts';

/** A batch whose passphrases are here, sealed. */
export interface SealedOnDesk {
  readonly batch: string;
  readonly supplied: boolean;
  readonly sealed: SealedBatch;
}

/** What of a sealed batch opens one unit. */
export type Opens = Pick<SealedBatch, 'passphrase'>;

/**
 * @param sealedOf the batch that a unit is of, where it is open
 * @param supplied whether what is sealed are the codes of customers, and the confirmation code is etched
 */
export function passphrasesIn(sealedOf: (unit: BenchUnit) => Result<Opens>, supplied: () => boolean): PassphraseVault {
  return {
    passphrase(unit) {
      const sealed = sealedOf(unit);
      if (!sealed.ok) return sealed;
      return supplied() ? ok(new Secret(asciiBytes(unit.confirmation))) : sealed.value.passphrase(unit.serial);
    },
    code(unit) {
      const sealed = sealedOf(unit);
      if (!sealed.ok) return sealed;
      if (!supplied()) return ok(null);
      const opened = sealed.value.passphrase(unit.serial);
      if (!opened.ok) return opened;
      using text = opened.value;
      return parseIntermediateCode(text.use((bytes) => String.fromCharCode(...bytes)));
    },
  };
}
