/**
 * The band: one voice about what is in the hand. Whatever was scanned last, it says what that is, what it is now (one
 * word, in a form of its own) and where it goes (a picture).
 */
import type { Failure } from '../../core/base/result.ts';

/**
 * How a band looks; no two have the same shape, lightness and frame. `idle`: nothing in hand. `ask`: a person is asked
 * something. `good`, `bad`: a verdict. `held`: this card is not to be worked on. `again`: that scan was not taken, the
 * question stays. `error`: the station, not the card. `left`: left off. `stop`: the line stands until somebody signs.
 */
export type BandForm = 'idle' | 'ask' | 'good' | 'bad' | 'held' | 'again' | 'error' | 'left' | 'stop';

/** Where what is in the hand goes, or what is to be done with it: each is one picture. */
export type Place =
  | 'scan'
  | 'wait'
  | 'printer'
  | 'laser'
  | 'tray'
  | 'look'
  | 'strip'
  | 'packing'
  | 'box'
  | 'red-tray'
  | 'aside'
  | 'people'
  | 'device'
  | 'stop';

/** @typeParam W names of the words a role has for its band */
export interface Band<W extends string> {
  readonly form: BandForm;
  readonly word: W;
  readonly place: Place;
  /** What is in the hand, if it has a name. */
  readonly serial: string | null;
  /** Why, as whoever refused it says it. */
  readonly why: Failure | null;
  /** Something to know that stands in nobody's way. */
  readonly reminder: Failure | null;
}

/** Whether a band says that nothing else is to be done before it is dealt with. */
export const blocks = ({ form }: Pick<Band<string>, 'form'>): boolean => form === 'stop' || form === 'error';
