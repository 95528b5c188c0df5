/** Packages of cards on their way between two sites: each has a seal with a number, and so many cards in it. */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../base/result.ts';
import { PACKAGE_LINE, type PackageLine } from './units.ts';

const fail = failIn('transfer');

/** As many as somebody counts in one go. */
const MOST_PACKAGES = 200;

/** The packages that somebody has named, if they are such: each seal once, and something in each. */
export function readPackages(named: readonly PackageLine[]): Result<readonly PackageLine[], 'bad-packages'> {
  const bad = named.find((one) => !v.is(PACKAGE_LINE, one));
  const twice = named.find(({ seal }, at) => named.findIndex((one) => one.seal === seal) !== at);
  if (named.length > 0 && named.length <= MOST_PACKAGES && bad === undefined && twice === undefined) return ok(named);
  return fail(
    'bad-packages',
    `Name 1 to ${MOST_PACKAGES} packages, each seal once: its number (capitals, digits, single hyphens), and how many cards are in it.`,
    { most: MOST_PACKAGES },
  );
}

/** Cards in all of them. */
export const cardsIn = (packages: readonly PackageLine[]): number =>
  packages.reduce((sum, { cards }) => sum + cards, 0);
