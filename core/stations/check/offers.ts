/**
 * One symbol wrong, missing or too many in a text with a checksum: which change makes it right? A checksum of 32 bits
 * leaves one candidate among thousands. It is offered to a person, who looks at the card; nothing is ever taken by it.
 */
import { base58check } from '../../base/digest.ts';
import { parseConfirmationCode, parseEncryptedKey, parseIntermediateCode } from '../../bip38/layout.ts';

/** One symbol, and no more of the text: so an offer tells nothing of an EPK. */
export interface Offer {
  readonly change: 'wrong' | 'missing' | 'extra';
  /** Where it stands or belongs, from 1. */
  readonly at: number;
  /** What stands there; `null` where one is missing. */
  readonly was: string | null;
  /** What belongs there; `null` where it is one too many. */
  readonly symbol: string | null;
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/**
 * All single changes after which the text is an EPK or a code of `whole` symbols. Some 4000 checksums: a tenth of a
 * second.
 */
export function offersFor(text: string, whole: number): readonly Offer[] {
  const foreign = text.replace(/[1-9A-HJ-NP-Za-km-z]/g, '');
  if (foreign.length > 1) return [];
  switch (text.length) {
    case whole:
      return changes(text)
        .filter(({ offer, at }) => isWhole(replaced(text, at, offer.symbol ?? '', 1)))
        .map(offered);
    case whole - 1:
      return insertions(text)
        .filter(({ offer, at }) => isWhole(replaced(text, at, offer.symbol ?? '', 0)))
        .map(offered);
    case whole + 1:
      return once(
        removals(text)
          .filter(({ at }) => isWhole(replaced(text, at, '', 1)))
          .map(offered),
      );
    default:
      return [];
  }
}

interface Try {
  readonly at: number;
  readonly offer: Offer;
}

const offered = ({ offer }: Try): Offer => offer;

const replaced = (text: string, at: number, symbol: string, drop: number): string =>
  text.slice(0, at) + symbol + text.slice(at + drop);

/** A symbol that is none of Base58 must be the wrong one. */
function changes(text: string): readonly Try[] {
  const foreign = text.search(/[^1-9A-HJ-NP-Za-km-z]/);
  return [...text].flatMap((was, at) =>
    foreign !== -1 && foreign !== at
      ? []
      : [...BASE58]
          .filter((symbol) => symbol !== was)
          .map((symbol): Try => {
            return { at, offer: { change: 'wrong', at: at + 1, was, symbol } };
          }),
  );
}

function insertions(text: string): readonly Try[] {
  return Array.from({ length: text.length + 1 }, (_, at) => at).flatMap((at) =>
    // Beside its equal it is the same text again.
    [...BASE58]
      .filter((symbol) => symbol !== text[at])
      .map((symbol): Try => {
        return { at, offer: { change: 'missing', at: at + 1, was: null, symbol } };
      }),
  );
}

const removals = (text: string): readonly Try[] =>
  [...text].map((was, at): Try => ({ at, offer: { change: 'extra', at: at + 1, was, symbol: null } }));

/** Of two equal symbols side by side, either is one too many. */
const once = (offers: readonly Offer[]): readonly Offer[] =>
  offers.filter((offer, index) => !(offers[index - 1]?.at === offer.at - 1 && offers[index - 1]?.was === offer.was));

function isWhole(text: string): boolean {
  try {
    // Cheap: most fail here, without the point of the curve that a code may hold.
    base58check.decode(text).fill(0);
  } catch {
    return false;
  }
  return parseEncryptedKey(text).ok || parseConfirmationCode(text).ok || parseIntermediateCode(text).ok;
}
