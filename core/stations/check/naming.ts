/** Names whatever is put in front of Check, and says what it carries in clear. No answer holds anything of a secret. */
import { inspect, type NamedText } from '../../scan/inspect.ts';
import { readAddress, type Coin } from '../../coins/coins.ts';
import { asciiBytes } from '../../base/digest.ts';
import { recognise, type RecognisedKind } from '../../scan/recognise.ts';
import { isRecoveryWords } from '../../scan/recovery-words.ts';
import { looksSecret } from '../../scan/secret.ts';
import { parsePoint } from '../../base/secp256k1.ts';
import { findKey } from '../../card/forbidden.ts';
import { isCardPassphrase } from '../../card/passphrase.ts';
import { offersFor, type Offer } from './offers.ts';
import { repairText, type Repair, type Repaired } from './text.ts';

/**
 * Beyond what every station recognises: `recovery-words` (BIP39) and `extended-key` (BIP32) are secrets of whole
 * wallets, `public-key` is none; `attestation` is the statement on a packing.
 */
export type NamedKind = RecognisedKind | 'recovery-words' | 'extended-key' | 'public-key' | 'attestation';

/** What a text without a name may once have been: its first letters say so, its checksum does not agree. */
export type Resemblance = 'epk' | 'confirmation-code' | 'intermediate-code' | 'secret';

export interface Named {
  readonly kind: NamedKind;
  readonly repairs: readonly Repair[];
  /** What EPK and codes say without a passphrase. */
  readonly facts: NamedText;
  /** Of an address: its canonical form, and all coins it may be of. */
  readonly address: string | null;
  readonly coins: readonly Coin[];
  readonly serial: string | null;
  readonly resembles: Resemblance | null;
  /**
   * What would make it good: Caps Lock off, a serial in capitals, or, `one-case`, the capital and small letters that
   * somebody has made all the same.
   */
  readonly hint: 'caps-lock' | 'capitals' | 'one-case' | null;
  /** Every single symbol whose change makes its checksum right: offered to a person, never taken. */
  readonly offers: readonly Offer[];
  /** Characters it has; and a whole one, where it resembles something of one length. */
  readonly length: number;
  readonly whole: number | null;
}

/** The name alone, for a person; what may be used of it comes from {@link repairText}. */
export function nameText(given: string): Named {
  return describe(repairText(given));
}

export function describe({ text, found, repairs }: Repaired): Named {
  // Short of a symbol it is nobody's passphrase, and still a secret.
  const named = found.kind !== 'none' && !(found.kind === 'passphrase' && !isCardPassphrase(asciiBytes(text)));
  const kind = named ? found.kind : nameOther(text);
  const resembles = kind === 'none' ? resemblance(text) : null;
  const address = found.kind === 'address' ? readAddress(found.address) : null;
  return {
    kind,
    repairs,
    facts: inspect(text),
    address: address?.ok === true ? address.value.address : null,
    coins: address?.ok === true ? address.value.coins : [],
    serial: kind === 'serial' ? text : null,
    resembles,
    hint: kind === 'none' ? hintFor(text, resembles) : null,
    offers: resembles === null || resembles === 'secret' ? [] : offersFor(text, WHOLE[resembles] ?? 0),
    length: text.length,
    whole: resembles === null ? null : WHOLE[resembles],
  };
}

function hintFor(text: string, resembles: Resemblance | null): Named['hint'] {
  if (text.length > LONGEST) return null;
  const swapped = text.replace(/[a-z]|[A-Z]/g, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  );
  if (swapped !== text && CHECKED.includes(recognise(swapped).kind)) return 'caps-lock';
  const isOneCase = text === text.toUpperCase() || text === text.toLowerCase();
  if (isOneCase && resembles !== null && WHOLE[resembles] === text.length) return 'one-case';
  return /[a-z]/.test(text) && recognise(text.toUpperCase()).kind === 'serial' ? 'capitals' : null;
}

/** What a checksum vouches for, and no secret that would be read out by it. */
const CHECKED: readonly RecognisedKind[] = ['epk', 'confirmation-code', 'intermediate-code', 'address'];
const LONGEST = 100;

/** Characters of a whole one. */
const WHOLE: Readonly<Record<Resemblance, number | null>> = {
  epk: 58,
  'confirmation-code': 75,
  'intermediate-code': 72,
  secret: null,
};

/** What no station but this one is asked about. */
function nameOther(text: string): NamedKind {
  if (isRecoveryWords(text)) return 'recovery-words';
  if (/^[a-zA-Z]{4}[1-9A-HJ-NP-Za-km-z]{107}$/.test(text) && findKey(bytesOf(text)) !== null) return 'extended-key';
  return isPublicKey(text) ? 'public-key' : 'none';
}

function resemblance(text: string): Resemblance | null {
  if (/^cfrm38/i.test(text)) return 'confirmation-code';
  if (/^passphrase[a-z0-9]{10}/i.test(text)) return 'intermediate-code';
  if (/^6p[a-z]/i.test(text)) return 'epk';
  return looksSecret(text) ? 'secret' : null;
}

function isPublicKey(text: string): boolean {
  if (!/^(?:0[23][0-9a-f]{64}|04[0-9a-f]{128})$/i.test(text)) return false;
  const bytes = Uint8Array.from({ length: text.length / 2 }, (_, at) =>
    Number.parseInt(text.slice(2 * at, 2 * at + 2), 16),
  );
  return parsePoint(bytes) !== null;
}

const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
