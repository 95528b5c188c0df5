/**
 * The codes that set a maker's scanners to a serial port over USB, a row each: drawn where its content is published,
 * null where only the maker's booklet has it. None was tried with a scanner here; what the scanner answers says whether
 * it took it.
 */
import { FNC3 } from './code128.ts';

export const MAKERS = {
  /**
   * "Menu commands" of Xenon, Granit, Voyager, Genesis: TRMUSB130 is USB serial, the full stop keeps it without power (user
   * guides, "Serial Programming Commands"). As a code it is Code 128 with FNC3 behind the full stop (Accurate Data,
   * "Can't default Honeywell Xenon or Voyager scanner", 2022).
   */
  honeywell: `TRMUSB130.${FNC3}`,
  /** Parameter codes are published as pictures only. */
  zebra: null,
  /**
   * HA47 is USB-COM; $P before and behind it begins and ends programming (anders/td1100, which writes them for the keyboard,
   * HA35). Code 128 with FNC3 in front and CR behind (Magellan 3200VSi product reference guide, "Code 128").
   */
  datalogic: `${FNC3}$P,HA47,P\r`,
  /** Every one needs the maker's "Enter Setup" before it, which is published as a picture only. */
  newland: null,
  /** Pictures as well. */
  grow: null,
} as const satisfies Readonly<Record<string, string | null>>;

export type MakerName = keyof typeof MAKERS;

export const makerNames = Object.keys(MAKERS) as readonly MakerName[];
