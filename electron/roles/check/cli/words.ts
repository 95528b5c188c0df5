/** What Check's answers are called on a command line. */
import type { NamedText } from '../../../../core/scan/inspect.ts';
import type { Named, NamedKind } from '../../../../core/stations/check/naming.ts';
import type { Offer } from '../../../../core/stations/check/offers.ts';
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
  attestation: 'the statement of a maker, from a packing',
  none: 'nothing known here',
};

const REPAIRS: Readonly<Record<Repair, string>> = {
  space: 'space around it',
  'byte-order-mark': 'byte order mark',
  invisible: 'invisible characters',
  'line-break': 'line breaks in it',
  'inner-space': 'spaces in it',
  link: 'the link around the address',
  label: 'its name in front of it',
  punctuation: 'quotes or a comma around it',
  hyphens: 'hyphens in it',
};

const REMARKS: Readonly<Record<Remark, string>> = {
  'space-before': 'The passphrase begins with a space. If the card has none, leave it out.',
  'space-after': 'The passphrase ends with a space. If the card has none, leave it out.',
  'small-letters': 'The passphrase has small letters. Cards have capitals only.',
  'no-hyphens': 'The passphrase has no hyphens. On a card they stand between the groups and are part of it.',
  'other-dashes': 'The passphrase has other dashes than the hyphen of the keyboard.',
  'spaces-for-hyphens': 'The passphrase has spaces where cards have hyphens.',
  invisible: 'The passphrase holds a character that cannot be seen.',
  'full-width': 'The passphrase has full-width letters.',
  empty: 'The passphrase is empty.',
  'other-spelling': 'The passphrase is not right as typed; as cards are written, in capitals with hyphens, it is.',
};

export function nameOf(named: Named): string {
  const { kind, resembles, length, whole, hint, offers } = named;
  if (hint !== null) return HINTS[hint];
  if (resembles === 'secret') return 'what may be a secret with a mistake in it; it was not kept';
  if (resembles === null) return NAMES[kind];
  const said = `like ${NAMES[resembles]}, but with ${length} characters of ${whole}, or a wrong one`;
  return [said, ...offers.map(offerText)].join('; ');
}

const HINTS = {
  'caps-lock': 'a code typed with Caps Lock on: turn it off and type it again',
  capitals: 'a serial number in small letters: serials have capitals',
} as const;

/** Offered, for a person who has the card: nothing is taken by it. */
function offerText({ change, at, was, symbol }: Offer): string {
  if (change === 'wrong') return `right with ${symbol ?? ''} for ${was ?? ''} at ${at}: compare it with the card`;
  if (change === 'missing') return `right with one more symbol, ${symbol ?? ''} at ${at}: compare it with the card`;
  return `right without ${was ?? ''} at ${at}: compare it with the card`;
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
