/** What Check says of a text that it was given: the same in its window, on the owner's page and on the command line. */
import type { Named } from '../../core/stations/check/naming.ts';
import type { Words } from './language.ts';

type Said = Pick<Words, 'checkWindow' | 'comma'>;

/** @param coins the coins of an address, as this place calls them */
export function nameOf({ checkWindow: words }: Said, { kind, resembles, length, hint }: Named, coins: string): string {
  if (hint !== null) return words.hints[hint];
  if (resembles !== null) return words.resembles[resembles](length);
  return kind === 'address' ? words.named.address(coins) : words.named[kind];
}

/** How it would be right, for a person who has the card: nothing is taken by it. */
export function offerOf({ checkWindow: words }: Said, { change, at, was, symbol }: Named['offers'][number]): string {
  if (change === 'wrong') return words.offers.wrong(at, was ?? '', symbol ?? '');
  return change === 'missing' ? words.offers.missing(at, symbol ?? '') : words.offers.extra(at, was ?? '');
}

/** What an encrypted key or a code carries in clear; empty for anything else. */
export function factsOf({ checkWindow: words, comma }: Said, { facts }: Named): string {
  const { compressed, ecMultiplied, lot, sequence, addressHash, ownerEntropy } = facts;
  const said = [
    ecMultiplied === null ? null : ecMultiplied ? words.facts.multiplied : words.facts.plain,
    compressed === null ? null : compressed ? words.facts.compressed : words.facts.uncompressed,
    lot === null || sequence === null ? null : words.lot(lot, sequence),
    addressHash === null ? null : words.facts.hash(addressHash),
    ownerEntropy === null ? null : words.facts.owner(ownerEntropy),
  ];
  return said.filter((fact) => fact !== null).join(comma);
}

/** What was taken away from it so that it could be read. */
export const repairsOf = ({ checkWindow: words, comma }: Said, { repairs }: Pick<Named, 'repairs'>): string =>
  words.repaired(repairs.map((repair) => words.repairs[repair]).join(comma));
