/** What the line of a unit says, a schema each, so that no transfer can express a secret it must not carry. */
import * as v from 'valibot';
import type { ConfirmationCode, IntermediateCode } from '../bip38/layout.ts';
import type { Secret } from '../base/secret.ts';
import type { Serial } from '../card/serial.ts';
import { RolesSchema } from '../people/roles.ts';
import {
  AddressList,
  AddressText,
  CoinName,
  ConfirmationText,
  IntermediateText,
  MOST_UNITS,
  PersonId,
  PersonKeyText,
  PersonNameText,
  PublicKeyText,
  SealNumber,
  StationName,
  StickerName,
  UnitSerial,
} from './fields.ts';

/** Of an order; and of what customers supply: Bench tells by the code whose confirmation code is the right one. */
export const CODED_LINE = v.strictObject({ code: IntermediateText, serial: UnitSerial });

/** A return's line of a unit that was printed and proven. */
export const PRINTED_LINE = v.strictObject({
  addresses: AddressList,
  confirmation: ConfirmationText,
  /** The coin whose address stands on the sticker; without it, the first in the table of coins. */
  deposit: v.exactOptional(CoinName),
  publicKey: PublicKeyText,
  serial: UnitSerial,
  sticker: StickerName,
});

/** A return's line of a unit that Press has withdrawn: there is no card of it, and never will be. */
export const WITHDRAWN_LINE = v.strictObject({ serial: UnitSerial, withdrawn: v.literal(true) });

/** A receipt's line of a unit that was taken in. */
export const RECEIPT_LINE = v.strictObject({ serial: UnitSerial });

/** What became of a unit at a bench that has closed its share. */
export const CLOSED_AS = [
  'finished',
  'scrapped',
  'quarantined',
  'sampled',
  'withdrawn',
  'missing',
  'returned',
  'handed-over',
] as const;

/** A closing's line: what became of a unit; `taken` from which bench, `handed` over to which. */
export const CLOSING_LINE = v.strictObject({
  end: v.picklist(CLOSED_AS),
  handed: v.exactOptional(StationName),
  serial: UnitSerial,
  taken: v.exactOptional(StationName),
});

/** A unit does not wander further. */
export const MOST_HOPS = 16;

/** What is public of a unit that one bench hands over to another; its passphrase stands in the same line. */
export const HANDED_LINE = v.strictObject({
  /** The deposit address on its sticker. */
  address: AddressText,
  /** The benches that had it, the first of them first: it comes back to none. */
  been: v.pipe(v.array(StationName), v.minLength(1), v.maxLength(MOST_HOPS), v.readonly()),
  confirmation: ConfirmationText,
  publicKey: PublicKeyText,
  serial: UnitSerial,
  sticker: StickerName,
});

/** A package of cards, closed by a seal. */
export const PACKAGE_LINE = v.strictObject({
  cards: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(MOST_UNITS)),
  seal: SealNumber,
});

/** Somebody as a station has them: `key` is what signs for them there, where they are enrolled there. */
export const PERSON_LINE = v.strictObject({
  key: v.exactOptional(PersonKeyText),
  name: PersonNameText,
  person: PersonId,
  revoked: v.boolean(),
  roles: RolesSchema,
});

export const PROOF_LINE = v.strictObject({
  /** The deposit address the card shows. */
  address: AddressText,
  confirmation: ConfirmationText,
  serial: UnitSerial,
});

export type CodedLine = Readonly<v.InferOutput<typeof CODED_LINE>>;
export type PrintedUnit = Readonly<v.InferOutput<typeof PRINTED_LINE>>;
export type WithdrawnUnit = Readonly<v.InferOutput<typeof WITHDRAWN_LINE>>;
export type ClosedUnit = Readonly<v.InferOutput<typeof CLOSING_LINE>>;
export type HandedUnit = Readonly<v.InferOutput<typeof HANDED_LINE>> & Pick<VaultUnit, 'passphrase'>;
export type PackageLine = Readonly<v.InferOutput<typeof PACKAGE_LINE>>;
export type PersonUnit = Readonly<v.InferOutput<typeof PERSON_LINE>>;
export type ProvenUnit = Readonly<v.InferOutput<typeof PROOF_LINE>>;

/** A line that holds a secret; it is read and written as bytes, in vault-line.ts. */
export interface VaultUnit {
  readonly serial: Serial;
  readonly passphrase: Secret;
}

/** A unit whose codes have been through their parse functions. */
export type CheckedUnit<U> = U extends { readonly confirmation: string }
  ? U & { readonly confirmation: ConfirmationCode }
  : U extends { readonly code: string }
    ? U & { readonly code: IntermediateCode }
    : U;

export const isWithdrawn = (unit: PrintedUnit | WithdrawnUnit): unit is WithdrawnUnit => 'withdrawn' in unit;
