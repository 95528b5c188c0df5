import { bytesToHex } from '@noble/hashes/utils.js';
import { never } from '../base/result.ts';
import type { RecognisedKind } from './recognise.ts';
import { recognise } from './recognise.ts';
import { readConfirmationCode, readEncryptedKey, readIntermediateCode } from '../bip38/layout.ts';
import type { OwnerEntropy, ReportedLot } from '../bip38/lot.ts';
import { lotOf } from '../bip38/lot.ts';

/** All that can be read of a text without a secret. `null`: it does not apply, or the text does not say. */
export interface NamedText extends ReportedLot {
  readonly kind: RecognisedKind;
  readonly compressed: boolean | null;
  readonly ecMultiplied: boolean | null;
  /** Lower-case hex, 4 bytes. Too short to identify anything. */
  readonly addressHash: string | null;
  /** Lower-case hex, 8 bytes. */
  readonly ownerEntropy: string | null;
}

/** Names any text and reports what it carries in clear. The answer never holds a secret, whatever the text was. */
export function inspect(text: string): NamedText {
  const found = recognise(text);
  const bare: NamedText = {
    kind: found.kind,
    compressed: null,
    ecMultiplied: null,
    lot: null,
    sequence: null,
    addressHash: null,
    ownerEntropy: null,
  };
  switch (found.kind) {
    case 'epk': {
      const fields = readEncryptedKey(found.key);
      const { ecMultiplied, compressed } = fields;
      const addressHash = bytesToHex(fields.addressHash);
      return { ...bare, ecMultiplied, compressed, addressHash, ...(fields.ecMultiplied && ownerOf(fields.entropy)) };
    }
    case 'confirmation-code': {
      const { compressed, addressHash, entropy } = readConfirmationCode(found.code);
      return { ...bare, ecMultiplied: true, compressed, addressHash: bytesToHex(addressHash), ...ownerOf(entropy) };
    }
    case 'intermediate-code':
      return { ...bare, ecMultiplied: true, ...ownerOf(readIntermediateCode(found.code).entropy) };
    case 'badge':
      return bare;
    case 'wif':
      return { ...bare, compressed: found.compressed };
    case 'private-key':
    case 'passphrase':
    case 'address':
    case 'serial':
    case 'none':
      return bare;
    default:
      return never(found);
  }
}

const ownerOf = (entropy: OwnerEntropy) => ({ ...lotOf(entropy), ownerEntropy: bytesToHex(entropy.bytes) });
