/** Whether what fills a field was typed by a hand: a scanner that is set as a keyboard may type a private key. */

/** So many characters in so many milliseconds are faster than any hand, and slower than any scanner. */
const CHARACTERS = 5;
const WITHIN = 100;
/** What comes before so many milliseconds of quiet is of the same scan. */
const QUIET = 400;

export interface HandTyping {
  /** A change of the field, now so long. False: no hand did that, and what stands there is to be taken away. */
  changed(length: number, at: number): boolean;
}

export function createHandTyping(): HandTyping {
  /** When each of the last characters came. */
  let came: readonly number[] = [];
  let before = 0;
  /** While a scan goes on. */
  let until = -Infinity;

  function byHand(length: number, at: number): boolean {
    const more = length - before;
    if (at < until) return false;
    if (more <= 0) return true;
    came = [...came, ...Array<number>(more).fill(at)].slice(-CHARACTERS);
    return came.length < CHARACTERS || at - (came[0] ?? at) > WITHIN;
  }
  return {
    changed(length, at) {
      const good = byHand(length, at);
      before = good ? length : 0;
      if (!good) [came, until] = [[], at + QUIET];
      return good;
    },
  };
}
