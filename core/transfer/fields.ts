/** What the fields of a transfer may hold. */
import * as v from 'valibot';
import { asciiBytes } from '../base/digest.ts';
import { isCardPassphrase } from '../card/passphrase.ts';
import { isSerial, type Serial } from '../card/serial.ts';
import { coins } from '../coins/coins.ts';
import { isWrittenStationName } from './station-name.ts';

/** More units than this are more than one batch can be. */
export const MOST_UNITS = 100_000;

/** A passphrase of the default shape would pass for a serial, or a name: nowhere but in its own field, then. */
const isNoPassphrase = (text: string): boolean => !isCardPassphrase(asciiBytes(text));

const matching = (grammar: RegExp) =>
  v.custom<string>((value) => typeof value === 'string' && grammar.test(value) && isNoPassphrase(value));

/** 1 to 24 capital letters, digits and single inner hyphens; also a file name anywhere. */
export const BatchName = matching(/^(?=.{1,24}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
/** As `station-name.ts` writes it. */
export const StationName = v.custom<string>(
  (value) => typeof value === 'string' && isWrittenStationName(value) && isNoPassphrase(value),
);
export const StickerName = matching(/^(?=.{1,24}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
/** The number on a seal. */
export const SealNumber = matching(/^(?=.{1,24}$)[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
export const UnitSerial = v.custom<Serial>(
  (value) => typeof value === 'string' && isSerial(value) && isNoPassphrase(value),
);
export const ProductName = matching(/^(?=.{1,24}$)[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const Sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
export const whole = (least: number, most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));
export const PersonId = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/));
/** A name in whatever script as RFC 3986 writes it in ASCII: `Li%20Wei`. */
export const PersonNameText = v.pipe(v.string(), v.maxLength(720), v.regex(/^(?:[A-Za-z0-9_.!~*'()-]|%[0-9A-F]{2})+$/));
/** An Ed25519 public key in base64url (RFC 4648): in hexadecimal it has the form of a private key. */
export const PersonKeyText = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/));
export const AddressText = v.pipe(v.string(), v.regex(/^[0-9A-Za-z:.]{14,110}$/));
export const CoinName = v.picklist(coins);
/** Coin to address; which coins is the product's choice. */
export const AddressList = v.pipe(v.record(CoinName, AddressText), v.minEntries(1));
/** SEC 1 compressed, hex. */
export const PublicKeyText = v.pipe(v.string(), v.regex(/^0[23][0-9a-f]{64}$/));
export const ConfirmationText = v.pipe(v.string(), v.regex(/^cfrm38[1-9A-HJ-NP-Za-km-z]{69}$/));
export const IntermediateText = v.pipe(v.string(), v.regex(/^passphrase[1-9A-HJ-NP-Za-km-z]{62}$/));
