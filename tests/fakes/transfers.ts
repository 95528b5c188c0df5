import { writeConfirmationCode, writeIntermediateCode } from '../../core/bip38/layout.ts';
import { addressesOf, type Coin } from '../../core/coins/coins.ts';
import { asciiBytes, sha256d } from '../../core/base/digest.ts';
import { must } from '../../core/base/result.ts';
import { publicKeyOf } from './keys.ts';
import { makePassphrase } from '../../core/card/passphrase.ts';
import { parseSerial, type Serial } from '../../core/card/serial.ts';
import { TRANSFERS, type TransferKind, type UncheckedUnits } from '../../core/transfer/kinds.ts';
import { NO_PREVIOUS } from '../../core/transfer/manifest.ts';
import { keyText, writtenName } from '../../core/transfer/person-texts.ts';
import type { PersonUnit, PrintedUnit } from '../../core/transfer/units.ts';
import { writeTransfer, type Heading } from '../../core/transfer/writer.ts';
import { steadyRandom } from './streams.ts';

export const HEADING: Heading = {
  batch: 'BATCH-7',
  from: 'Origin A',
  journal: 'ab'.repeat(32),
  mode: 'training',
  previous: NO_PREVIOUS,
  sequence: 1,
  to: 'Bench A',
};

export const serialOf = (n: number): Serial => must(parseSerial(`CARD-${String(n).padStart(4, '0')}`));

export const vaultUnits = (count: number): UncheckedUnits['vault'][] => {
  const random = steadyRandom('vault');
  return numbers(count).map((n) => ({ serial: serialOf(n), passphrase: makePassphrase(random) }));
};

const COINS: readonly Coin[] = ['BTC', 'BTC-taproot', 'ETH'];

/** Units of a return whose parts belong together, made without any scrypt. `n` decides everything. */
export function returnUnit(n: number, coins: readonly Coin[] = COINS): PrintedUnit {
  const random = steadyRandom(`unit ${n}`);
  const publicKey = publicKeyOf(random.bytes(32), true);
  const derived = must(addressesOf(publicKey));
  const confirmation = writeConfirmationCode({
    compressed: true,
    addressHash: sha256d(asciiBytes(derived.BTC ?? '')).subarray(0, 4),
    entropy: { bytes: random.bytes(8), hasLot: false },
    sealedPoint: Uint8Array.of(2, ...random.bytes(32)),
  });
  return {
    addresses: Object.fromEntries(coins.map((coin) => [coin, derived[coin] ?? ''])),
    confirmation,
    publicKey: Buffer.from(publicKey).toString('hex'),
    serial: serialOf(n),
    sticker: `STK-${n}`,
  };
}

export function orderUnit(n: number): UncheckedUnits['order'] {
  const random = steadyRandom(`order ${n}`);
  const code = writeIntermediateCode({
    entropy: { bytes: random.bytes(8), hasLot: false },
    passpoint: publicKeyOf(random.bytes(32), true),
  });
  return { code, serial: serialOf(n) };
}

function proofUnit(n: number): UncheckedUnits['proof'] {
  const { addresses, confirmation, serial } = returnUnit(n);
  return { address: addresses.BTC ?? '', confirmation, serial };
}

function handedUnit(n: number): UncheckedUnits['handover'] {
  const { addresses, confirmation, publicKey, serial, sticker } = returnUnit(n);
  const passphrase = makePassphrase(steadyRandom(`handed ${n}`));
  return { address: addresses.BTC ?? '', been: ['Bench A'], confirmation, passphrase, publicKey, serial, sticker };
}

/** `count` good units of a kind. */
export const goodUnits = (count: number): { readonly [K in TransferKind]: UncheckedUnits[K][] } => ({
  order: numbers(count).map(orderUnit),
  vault: vaultUnits(count),
  supplied: numbers(count).map(orderUnit),
  return: goodReturns(count),
  'vault-receipt': numbers(count).map((n) => ({ serial: serialOf(n) })),
  'return-receipt': numbers(count).map((n) => ({ serial: serialOf(n) })),
  handover: numbers(count).map(handedUnit),
  closing: numbers(count).map((n) => ({ end: 'finished', serial: serialOf(n) })),
  shipment: numbers(count).map((n) => ({ cards: n + 1, seal: `SEAL-${n}` })),
  people: numbers(count).map(personUnit),
  proof: numbers(count).map(proofUnit),
});

const NAMES = ['Li Wei', '李伟', 'Zoë'];
/** Somebody of a list; every third is known from elsewhere, and has no key there. */
export const personUnit = (n: number): PersonUnit => ({
  ...(n % 3 === 0 ? {} : { key: keyText(n.toString(16).padStart(64, '0')) }),
  name: writtenName(`${NAMES[n % NAMES.length] ?? ''} ${n}`),
  person: n.toString(16).padStart(16, '0'),
  revoked: n % 2 === 0,
  roles: [n % 5 === 1 ? 'supervisor' : 'operator'],
});

/** As `goodUnits` has them: none is withdrawn. */
export const goodReturns = (count: number): PrintedUnit[] => numbers(count).map((n) => returnUnit(n));

/** What a heading of this kind must say besides. */
export const receiptFields = (kind: TransferKind): Pick<Heading, 'of' | 'part'> => ({
  ...(TRANSFERS[kind].receiptOf === undefined ? {} : { of: 'cd'.repeat(32) }),
  ...(TRANSFERS[kind].parts === undefined ? {} : { part: 1 }),
});

/** The file's text. */
export const textOf = <K extends TransferKind>(
  kind: K,
  units: readonly UncheckedUnits[K][],
  heading: Partial<Heading> = {},
): string =>
  Buffer.concat([...writeTransfer(kind, { ...HEADING, ...receiptFields(kind), ...heading }, units)]).toString('latin1');

export const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
