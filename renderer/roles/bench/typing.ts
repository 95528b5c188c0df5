/** Whether what fills a field was typed by a hand: a scanner that is set as a keyboard may type a private key. */

/** So many characters in so many milliseconds are faster than any hand, and slower than any scanner. */
const CHARACTERS = 5;
const WITHIN = 100;

export interface HandTyping {
  /** A change of the field, now so long. False: no hand did that, and what stands there is to be taken away. */
  changed(length: number, at: number): boolean;
}

export function createHandTyping(): HandTyping {
  /** When each of the last characters came. */
  let came: number[] = [];
  let before = 0;
  return {
    changed(length, at) {
      const more = length - before;
      before = length;
      if (more <= 0) return true;
      came = [...came, ...Array<number>(more).fill(at)].slice(-CHARACTERS);
      const [first = at] = came;
      const byHand = came.length < CHARACTERS || at - first > WITHIN;
      if (!byHand) [came, before] = [[], 0];
      return byHand;
    },
  };
}
