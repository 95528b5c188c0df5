/**
 * What moves between stations, format version 1.
 *
 * A transfer is ASCII text: one RFC 8785 (canonical) JSON object a line, each line ended by a line feed. The first
 * line is the manifest, every other line one unit. Because the text of a value is fixed, a detached minisign
 * signature or an age envelope can be put around the file's bytes without touching the format.
 *
 * A schema per kind says what a line may hold, so that no transfer can express a secret it must not carry.
 */
import * as v from 'valibot';
import type { ConfirmationCode, IntermediateCode } from '../bip38/layout.ts';
import { coins } from '../coins/coins.ts';
import { asciiBytes } from '../base/digest.ts';
import type { Secret } from '../base/secret.ts';
import { isCardPassphrase } from '../card/passphrase.ts';
import { isSerial, type Serial } from '../card/serial.ts';

export const TRANSFER_FORMAT = 'twofold-transfer';
export const TRANSFER_VERSION = 1;
/** More units than this are more than one batch can be. */
export const MOST_UNITS = 100_000;

/**
 * `order`: Origin to Press. `vault`: Origin to Bench. `return`: Press to Bench. `proof`: Bench to the public.
 * `supplied`: Origin to Bench in the vault's place, where customers have made the codes and keep the passphrases.
 */
export type TransferKind = 'order' | 'vault' | 'supplied' | 'return' | 'proof';

/** Who sends it, how long a unit's line may be, and the whole file; bytes. */
export const TRANSFERS = {
  order: { sender: 'Origin', line: 256, file: 32 << 20 },
  vault: { sender: 'Origin', line: 256, file: 32 << 20 },
  supplied: { sender: 'Origin', line: 256, file: 32 << 20 },
  return: { sender: 'Press', line: 8192, file: 512 << 20 },
  proof: { sender: 'Bench', line: 512, file: 64 << 20 },
} as const satisfies Record<TransferKind, { sender: string; line: number; file: number }>;

export const MANIFEST_LINE = 1024;

/** The first transfer to a recipient has none before it. */
export const NO_PREVIOUS = '0'.repeat(64);

/** A passphrase of the default shape would pass for a serial, or a name: nowhere but in its own field, then. */
const isNoPassphrase = (text: string): boolean => !isCardPassphrase(asciiBytes(text));

const matching = (grammar: RegExp) =>
  v.custom<string>((value) => typeof value === 'string' && grammar.test(value) && isNoPassphrase(value));

/** 1 to 24 capital letters, digits and single inner hyphens; also a file name anywhere. */
export const BatchName = matching(/^(?=.{1,24}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
/** 1 to 40 letters, digits, spaces, dots, hyphens and underscores. */
export const StationName = matching(/^(?=.{1,40}$)[A-Za-z0-9]+(?:[ ._-][A-Za-z0-9]+)*$/);
const StickerName = matching(/^(?=.{1,24}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
const UnitSerial = v.custom<Serial>((value) => typeof value === 'string' && isSerial(value) && isNoPassphrase(value));
const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/** The first line. */
export const ManifestSchema = v.strictObject({
  batch: BatchName,
  /** How many units follow, exactly. */
  count: whole(1, MOST_UNITS),
  format: v.literal(TRANSFER_FORMAT),
  from: StationName,
  /** The head of the sender's journal when it wrote this. */
  journal: Sha256,
  kind: v.picklist(['order', 'vault', 'supplied', 'return', 'proof']),
  mode: v.picklist(['training', 'production']),
  /** SHA-256 of the sender's transfer before this to the same recipient, {@link NO_PREVIOUS} for the first. */
  previous: Sha256,
  /** The fingerprint of the recipient's identity. Training may leave it out; a proof, which is for anyone, does. */
  recipient: v.exactOptional(Sha256),
  /** How many records the sender's journal had. Training may leave it out. */
  records: v.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
  /** 1 for the sender's first transfer to this recipient, then one more each time. */
  sequence: whole(1, Number.MAX_SAFE_INTEGER),
  to: StationName,
  version: v.literal(TRANSFER_VERSION),
});

export type Manifest = v.InferOutput<typeof ManifestSchema>;

/** Coin to address; which coins is the product's choice. */
const Addresses = v.pipe(
  v.record(v.picklist(coins), v.pipe(v.string(), v.regex(/^[0-9A-Za-z:.]{14,110}$/))),
  v.minEntries(1),
);
const ConfirmationText = v.pipe(v.string(), v.regex(/^cfrm38[1-9A-HJ-NP-Za-km-z]{69}$/));
const IntermediateText = v.pipe(v.string(), v.regex(/^passphrase[1-9A-HJ-NP-Za-km-z]{62}$/));

const CodedUnit = v.strictObject({ code: IntermediateText, serial: UnitSerial });

/** The lines of the kinds that carry no secret. The vault's are read as bytes, in vault-line.ts. */
export const LINES = {
  order: CodedUnit,
  /** Bench has no passphrase to check a card by: the code tells it whose confirmation code is the right one. */
  supplied: CodedUnit,
  return: v.strictObject({
    addresses: Addresses,
    confirmation: ConfirmationText,
    /** The coin whose address stands on the sticker; without it, the first in the table of coins. */
    deposit: v.exactOptional(v.picklist(coins)),
    /** SEC 1 compressed, hex. */
    publicKey: v.pipe(v.string(), v.regex(/^0[23][0-9a-f]{64}$/)),
    serial: UnitSerial,
    sticker: StickerName,
  }),
  proof: v.strictObject({
    /** The deposit address the card shows. */
    address: v.pipe(v.string(), v.regex(/^[0-9A-Za-z:.]{14,110}$/)),
    confirmation: ConfirmationText,
    serial: UnitSerial,
  }),
} as const satisfies Record<Exclude<TransferKind, 'vault'>, v.GenericSchema>;

/** A return's line of a unit that Press has withdrawn: there is no card of it, and never will be. */
export const WITHDRAWN_LINE = v.strictObject({ serial: UnitSerial, withdrawn: v.literal(true) });

export type WithdrawnUnit = Readonly<v.InferOutput<typeof WITHDRAWN_LINE>>;

type LineOf<K extends keyof typeof LINES> = Readonly<v.InferOutput<(typeof LINES)[K]>>;

export interface VaultUnit {
  readonly serial: Serial;
  readonly passphrase: Secret;
}

/** What a line says before anything is derived from it: of the right form, no more. */
export interface UncheckedUnits {
  readonly order: LineOf<'order'>;
  readonly vault: VaultUnit;
  readonly supplied: LineOf<'supplied'>;
  readonly return: UncheckedReturn | WithdrawnUnit;
  readonly proof: LineOf<'proof'>;
}

/** The line of a unit that was printed and proven. */
export type UncheckedReturn = LineOf<'return'>;

/** A unit as its station may use it. */
export interface Units {
  readonly order: UncheckedUnits['order'] & { readonly code: IntermediateCode };
  readonly vault: VaultUnit;
  readonly supplied: Units['order'];
  readonly return: ReturnUnit | WithdrawnUnit;
  readonly proof: UncheckedUnits['proof'] & { readonly confirmation: ConfirmationCode };
}

export type OrderUnit = Units['order'];
export type ReturnUnit = UncheckedReturn & { readonly confirmation: ConfirmationCode };
export type ProofUnit = Units['proof'];

export const isWithdrawn = (unit: UncheckedUnits['return']): unit is WithdrawnUnit => 'withdrawn' in unit;

interface TransferOf<K extends TransferKind, U> {
  readonly kind: K;
  /** The file's name, for sentences. */
  readonly file: string;
  readonly manifest: Manifest;
  readonly units: readonly U[];
  /**
   * SHA-256 (hex) of the file's bytes, the `previous` of the next. Of a vault: of the manifest's line and the lines
   * of serials alone, because a record must not hold even a hash of a secret.
   */
  readonly digest: string;
}

/** Every line read, counted and free of duplicates; nothing derived yet. */
export type UncheckedTransfer<K extends TransferKind = TransferKind> = TransferOf<K, UncheckedUnits[K]>;

/** A whole, good transfer. */
export type Transfer<K extends TransferKind = TransferKind> = TransferOf<K, Units[K]>;

/** Wipes the secrets of a transfer that will not be used, or no longer. */
export function discard(transfer: Pick<UncheckedTransfer, 'kind' | 'units'>): void {
  if (transfer.kind !== 'vault') return;
  for (const unit of transfer.units) (unit as VaultUnit).passphrase.wipe();
}

export type TransferFailure =
  /** Bytes that no transfer has: binary, UTF-16, a byte order mark, Windows line ends. */
  | 'not-text'
  /** Text, but the first line is no manifest of ours. */
  | 'not-a-transfer'
  | 'wrong-version'
  /** A good transfer in another's place. */
  | 'wrong-kind'
  | 'bad-line'
  /** Cut short: fewer units than announced, or half a last line. */
  | 'truncated'
  /** More units than announced. */
  | 'surplus'
  | 'too-large'
  | 'duplicate'
  /** A private key, an EPK or a passphrase where none may be. The sentence never repeats it. */
  | 'secret-in-transfer'
  /** Of the right form, but the parts do not belong together. */
  | 'wrong-unit';
