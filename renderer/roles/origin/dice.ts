/** What was typed of dice, counted while it is typed. The station reads it itself and has the last word. */

const BITS = Math.log2(6);

/** As many rolls as reach 100 bits; the station takes no fewer. */
export const LEAST_ROLLS = Math.ceil(100 / BITS);

export interface Rolls {
  readonly rolls: number;
  /** Whole bits, as they will stand on record. */
  readonly bits: number;
  /** Something is there that no die shows. */
  readonly stray: boolean;
}

export function rollsIn(text: string): Rolls {
  const typed = text.replace(/[ \r\n]/g, '');
  const rolls = typed.replace(/[^1-6]/g, '').length;
  return { rolls, bits: Math.floor(rolls * BITS), stray: rolls < typed.length };
}
