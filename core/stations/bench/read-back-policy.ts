/**
 * Which cards are read off the metal symbol by symbol: a random share of them, and every one where a fault would not be
 * one card's alone. Of all others the code on the metal is scanned.
 */
import type { Random } from '../../base/ports.ts';
import { isCoded } from '../../etch/code.ts';
import { FORMATS, type EtchFormat, type FormatName } from '../../etch/formats/formats.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { WhyAsked } from '../../journal/events/unit.ts';

export interface ReadBackPolicy {
  /** Of a hundred cards so many, on average, are read symbol by symbol. */
  readonly share: number;
}

/** How a card was etched, as far as its reading depends on it. */
export interface SetUp {
  /** Layout and format: where either changes, the first card is read. */
  readonly name: string;
  readonly coded: boolean;
  /** The laser's own fonts have drawn it. */
  readonly text: boolean;
}

/** From all that is on record of a card; a card of an unknown set-up is read. */
export function setUpOf(records: readonly JournalEvent[]): SetUp {
  const intended = records.findLast((event) => event.kind === 'etch-intended');
  if (intended === undefined) return { name: '', coded: false, text: false };
  const { layout, format } = intended;
  const known: EtchFormat | undefined = Object.hasOwn(FORMATS, format) ? FORMATS[format as FormatName] : undefined;
  return { name: `${layout} ${format}`, coded: isCoded(layout), text: known?.text === true };
}

/**
 * Why the next card is read as it is.
 *
 * @param before the set-up under which a card was last read symbol by symbol since the station was started
 */
export function whyAsked(setUp: SetUp, before: string | null, policy: ReadBackPolicy, random: Random): WhyAsked {
  if (!setUp.coded) return 'uncoded';
  if (setUp.text) return 'text';
  if (setUp.name !== before) return 'set-up';
  return drawn(policy.share, random) ? 'share' : 'spared';
}

/** True for `share` of a hundred, which nobody can foresee. */
function drawn(share: number, random: Random): boolean {
  const [high = 0, low = 0] = random.bytes(2);
  return high * 256 + low < (share / 100) * 65_536;
}
