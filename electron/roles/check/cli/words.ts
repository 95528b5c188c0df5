/** What Check's answers are called on a command line. */
import type { NamedText } from '../../../../core/scan/inspect.ts';
import type { Named, NamedKind } from '../../../../core/stations/check/naming.ts';
import type { Remark } from '../../../../core/stations/check/passphrase.ts';
import type { Repair } from '../../../../core/stations/check/text.ts';

const NAMES: Readonly<Record<NamedKind, string>> = {
  epk: 'an encrypted private key (EPK)',
  'confirmation-code': 'a confirmation code',
  'intermediate-code': 'an intermediate code, which a check has no use for',
  address: 'an address',
  serial: 'a serial number',
  passphrase: 'the passphrase of a card',
  wif: 'a private key (WIF): whoever has it has the coins',
  'private-key': 'a private key (hex): whoever has it has the coins',
  'recovery-words': 'the recovery words of a whole wallet: never type them anywhere',
  'extended-key': 'the private key of a whole wallet: never type it anywhere',
  'public-key': 'a public key',
  none: 'nothing known here',
};

const REPAIRS: Readonly<Record<Repair, string>> = {
  space: 'space around it',
  'byte-order-mark': 'byte order mark',
  invisible: 'invisible characters',
  'line-break': 'line breaks in it',
  'inner-space': 'spaces in it',
  link: 'the link around the address',
};

const REMARKS: Readonly<Record<Remark, string>> = {
  'space-before': 'The passphrase begins with a space. If the card has none, leave it out.',
  'space-after': 'The passphrase ends with a space. If the card has none, leave it out.',
  'small-letters': 'The passphrase has small letters. Cards have capitals only.',
  'no-hyphens': 'The passphrase has no hyphens. On a card they stand between the groups and are part of it.',
  empty: 'The passphrase is empty.',
};

export function nameOf({ kind, resembles, length, whole }: Named): string {
  if (resembles === 'secret') return 'what may be a secret with a mistake in it; it was not kept';
  if (resembles === null) return NAMES[kind];
  return `like ${NAMES[resembles]}, but with ${length} characters of ${whole}, or a wrong one`;
}

/** What an EPK or a code carries in clear; empty for anything else. */
export function factsOf({ compressed, ecMultiplied, lot, sequence, addressHash, ownerEntropy }: NamedText): string {
  return [
    ecMultiplied === null ? null : ecMultiplied ? 'made in two halves' : 'made in one piece',
    compressed === null ? null : compressed ? 'compressed key' : 'uncompressed key',
    lot === null ? null : `lot ${lot}, sequence ${sequence}`,
    addressHash === null ? null : `address hash ${addressHash}`,
    ownerEntropy === null ? null : `owner's salt ${ownerEntropy}`,
  ]
    .filter((fact) => fact !== null)
    .join(', ');
}

export const repairsOf = (repairs: readonly Repair[]): string =>
  `taken away: ${repairs.map((repair) => REPAIRS[repair]).join(', ')}; no letter was changed`;

export const remarkText = (remark: Remark): string => REMARKS[remark];
