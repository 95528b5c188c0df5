import { generateFrom } from '../../core/bip38/generate.ts';
import type { IntermediateCode } from '../../core/bip38/layout.ts';
import { addressFor } from '../../core/coins/coins.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import type { Scrypt } from '../../core/scrypt/scrypt.ts';
import type { UnitTask } from './protocol.ts';

/**
 * The worker's side of making units: curve and scrypt in one thread, without a word to the main one in between. The EPK
 * falls out of it and goes nowhere.
 */
export function createUnitWork({ derive }: Scrypt): (task: UnitTask) => Promise<readonly Uint8Array[]> {
  const derivation = { derive: async (job: Parameters<typeof derive>[0]) => derive(job) };
  return async ({ code, seed, coin }) => {
    const text = String.fromCharCode(...code) as IntermediateCode;
    const { confirmation, publicKey, address: legacy } = await generateFrom(text, true, seed, derivation);
    // The one that is hashed anyway costs nothing.
    const address = coin === 'BTC' ? legacy : addressFor(coin, publicKey);
    if (address === null) throw new Error(`there is no ${coin} address of this key`);
    return [confirmation, Buffer.from(publicKey).toString('hex'), address].map(asciiBytes);
  };
}
